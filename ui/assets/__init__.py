"""Assets: the register, the import of tables, one asset's page, the C roads to be struck off."""
