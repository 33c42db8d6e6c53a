"""The page of sync: how the server stands, what still waits and why."""
