"""One module per standard; pure, exact, with a trace."""
