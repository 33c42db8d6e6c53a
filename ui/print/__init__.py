"""What goes outdoors on paper: the list of the day, blank sheets, labels; drawn once for preview, PDF and printer."""
