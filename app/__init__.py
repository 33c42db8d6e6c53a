"""Rules, forms, standards and use cases; no Qt, no SQL, no HTTP, no images."""
