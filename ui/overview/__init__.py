"""A township's state at a glance."""
