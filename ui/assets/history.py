"""An asset's inspections and cases as a table."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from app.domain.kinds import RecordKind
from app.usecases.assets_history import HistoryLine
from ui import moments
from ui.records.lines import Names
from ui.records.table import Role
from ui.style.colours import Tone
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


class HistoryTable(QAbstractTableModel):
    """The newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[HistoryLine, ...] = ()
        self._names = Names({}, {})

    def show_lines(self, lines: tuple[HistoryLine, ...], names: Names) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines, self._names = lines, names
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return QCoreApplication.translate("Assets", str(_HEADINGS[Column(section)]))

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says, and the tone of a chip."""
        line, column = self.lines[index.row()], Column(index.column())
        if role == Role.TONE:
            return _tone(line) if column is Column.STATUS else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._text(line, column)

    def _text(self, line: HistoryLine, column: Column) -> str:
        row = line.row
        what = QCoreApplication.translate("Assets", "案卷：{title}").format(title=row.title)
        return {
            Column.MADE: moments.day(row.made_at),
            Column.FORM: what if row.kind is RecordKind.CASE else self._names.forms.get(row.form or "", row.form or ""),
            Column.GRADE: _grade_words(line),
            Column.STATUS: status_label(row.status),
            Column.NUMBER: row.number,
            Column.AUTHOR: self._names.people.get(row.author, row.author[:8]),
        }[column]


def _grade_words(line: HistoryLine) -> str:
    if line.grade is None:
        return ""
    name = getattr(line.grade.class_name, spoken_language().value)
    value = line.grade.value
    score = "" if value is None or line.grade.result == line.grade.graded else f"{value:.2f}"
    return " · ".join(part for part in (name, score) if part)


def _tone(line: HistoryLine) -> Tone:
    return Tone.WARNING if line.is_open_case else status_tone(line.row.status)
