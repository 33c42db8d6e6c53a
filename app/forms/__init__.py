"""XLSForms: definition, expressions, session; pure."""
