"""What ``dev.py`` is made of: the environment, a screen, suites with budgets. Only the standard library."""
