"""The page of conflicts: what two people wrote who did not know of each other, side by side."""
