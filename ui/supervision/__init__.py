"""Supervision: the state of the townships, campaigns, orders."""
