"""Plans: how far they are, the works and figures behind them, excavations and waste sheets."""
