"""The form page: one record being filled in or corrected."""
