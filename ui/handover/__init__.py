"""Handing work over to another person, and taking it over."""
