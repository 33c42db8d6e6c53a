"""Runnable comparisons: each prints what it measured beside a stated limit or peer."""
