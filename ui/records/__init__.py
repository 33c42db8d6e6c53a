"""The list of all records: filter, search, sort; instant with a million of them."""
