"""Looking at a record that was submitted: the page of reviews, and the same view for its inspector."""
