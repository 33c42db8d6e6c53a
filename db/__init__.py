"""Everything on disk, at either end."""
