"""The demonstration: a small district on loopback, in which the whole story can be tried or runs by itself."""
