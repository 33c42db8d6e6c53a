"""A sewer pipe for CJJ 181 from answers: the pipe, and its defects in the repeat ``defects``."""

from app.usecases.answered import Answered, Row, text_of

PIPE = ("length_m", "diameter_mm", "importance", "soil")
DEFECT = {"code": "code", "grade": "grade", "at_m": "at_m", "defect_length_m": "length_m"}
"""Question → what ``cjj181`` calls it."""


def sewer_data(answered: Answered) -> tuple[dict[str, object], int]:
    """Return what ``cjj181`` reads, and how many defects lack their code or grade."""
    rows = answered.rows("defects")
    whole = [_defect(row) for row in rows if text_of(row, "code") and text_of(row, "grade").isdecimal()]
    pipe: dict[str, object] = {name: answered.text(name) for name in PIPE if answered.text(name)}
    return {**pipe, "defects": whole}, len(rows) - len(whole)


def _defect(row: Row) -> dict[str, object]:
    found: dict[str, object] = {theirs: text_of(row, ours) for ours, theirs in DEFECT.items() if text_of(row, ours)}
    return {**found, "grade": int(text_of(row, "grade"))}
