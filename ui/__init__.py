"""Pixels: pages of model and view."""
