"""Finding an asset from anywhere, in a few keys."""
