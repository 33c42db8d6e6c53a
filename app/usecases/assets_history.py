"""What became of an asset over the years: its inspections with their grades, and its cases."""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.case_listing import OPEN
from app.domain.kinds import RecordKind
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.stream import Stream
from app.ports.store import Reading
from app.standards.grade import Grade
from app.usecases.kept_grades import main_grade

MOST_LINES = 400
MOST_GRADES = 60
"""Grades are read from whole records, so only from the newest."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One inspection or case of an asset; ``grade`` is None where it has none or none was read."""

    row: RecordRow
    grade: Grade | None = None

    @property
    def is_open_case(self) -> bool:
        """Whether it is a case that is not over yet."""
        return self.row.kind is RecordKind.CASE and self.row.status in OPEN


def asset_history(reading: Reading, asset: str, graded_forms: Collection[str]) -> tuple[HistoryLine, ...]:
    """Return an asset's cases and inspections, the newest first.

    Args:
        reading: a look at the store.
        asset: id of the asset's record.
        graded_forms: forms whose records keep a grade; others are not opened.
    """
    rows = [
        row
        for kind in (RecordKind.INSPECTION, RecordKind.CASE)
        for row in reading.record_rows(
            reading.record_keys(RecordQuery(kind=kind, asset=asset, sort=Sort.MADE), MOST_LINES)
        )
    ]
    rows.sort(key=lambda row: (row.made_at, row.record), reverse=True)
    graded = {row.record for row in [row for row in rows if row.form in graded_forms][:MOST_GRADES]}
    return tuple(HistoryLine(row, _grade(reading, row) if row.record in graded else None) for row in rows)


def _grade(reading: Reading, row: RecordRow) -> Grade | None:
    return main_grade(reading.state(Stream(row.township, row.subject), row.record).answers())
