"""Plans: what feeds them, how far they are, how they are published."""
