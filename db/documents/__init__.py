"""Documents that offices exchange: workbooks, CSV files, letters."""
