"""Photos: their facts, their thumbnails, and whether they can be trusted.

ExifRead, Pillow and pi-heif live here and nowhere else. Everything that comes in is taken to be hostile: each library
is called inside one guard, with its input and its work bounded, and what goes wrong becomes a named diagnosis.
"""
