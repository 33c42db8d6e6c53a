"""What the program is about: entries, the fold, moves, admission, sites; frozen and pure."""
