"""The day of an inspector: what is due, what came back, what was begun; and where a new inspection begins."""
