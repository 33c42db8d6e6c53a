"""12345 and grid orders: taking them in, sending the results back."""
