"""Grades beside the form and on the record: chips, the calculation sheet, the drawings of bridge and road."""
