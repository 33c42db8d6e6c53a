"""Rounds: many assets of one kind along a village or a road, one after the other."""
