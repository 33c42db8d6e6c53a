"""How the program looks and speaks, where its data lies, what it is made of."""
