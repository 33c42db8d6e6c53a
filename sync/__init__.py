"""The wire: protocol, rounds, photos, transport."""
