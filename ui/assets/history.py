"""An asset's inspections and cases as a table."""

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.kinds import RecordKind
from app.usecases.assets_history import HistoryLine
from ui import moments
from ui.records.lines import Names
from ui.style.colours import Tone
from ui.widgets.row_table import Cell, RowTable
from ui.words import spoken_language, status_label, status_tone


class Column(IntEnum):
    """The columns from left to right."""

    MADE = 0
    FORM = 1
    GRADE = 2
    STATUS = 3
    NUMBER = 4
    AUTHOR = 5


_HEADINGS: Mapping[Column, object] = {
    Column.MADE: QT_TRANSLATE_NOOP("Assets", "日期"),
    Column.FORM: QT_TRANSLATE_NOOP("Assets", "巡查或案卷"),
    Column.GRADE: QT_TRANSLATE_NOOP("Assets", "评定"),
    Column.STATUS: QT_TRANSLATE_NOOP("Assets", "状态"),
    Column.NUMBER: QT_TRANSLATE_NOOP("Assets", "编号"),
    Column.AUTHOR: QT_TRANSLATE_NOOP("Assets", "经办人"),
}
WIDTHS = (110, 190, 140, 120, 226, 110)
SPARE = (Column.AUTHOR, Column.NUMBER)


class HistoryTable(RowTable):
    """The newest first."""

    def __init__(self) -> None:
        super().__init__([QCoreApplication.translate("Assets", str(_HEADINGS[column])) for column in Column])
        self.lines: tuple[HistoryLine, ...] = ()

    def show_lines(self, lines: tuple[HistoryLine, ...], names: Names) -> None:
        """Show these."""
        self.lines = lines
        self.show_rows([_cells(line, names) for line in lines])


def _cells(line: HistoryLine, names: Names) -> tuple[Cell, ...]:
    row = line.row
    what = QCoreApplication.translate("Assets", "案卷：{title}").format(title=row.title)
    return (
        moments.day(row.made_at),
        what if row.kind is RecordKind.CASE else names.forms.get(row.form or "", row.form or ""),
        _grade_words(line),
        (status_label(row.status), Tone.WARNING if line.is_open_case else status_tone(row.status)),
        row.number,
        names.people.get(row.author, row.author[:8]),
    )


def _grade_words(line: HistoryLine) -> str:
    if line.grade is None:
        return ""
    name = getattr(line.grade.class_name, spoken_language().value)
    value = line.grade.value
    score = "" if value is None or line.grade.result == line.grade.graded else f"{value:.2f}"
    return " · ".join(part for part in (name, score) if part)
