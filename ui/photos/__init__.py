"""Photos: cards with what is known of each, a strip of them, a viewer in the whole window."""
