"""The table behind the list of cases."""

from datetime import UTC, datetime
from enum import IntEnum, auto
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.domain.case_listing import CaseRow
from ui import moments
from ui.cases.words import colour_label, colour_tone, due_label
from ui.records.table import Role
from ui.style.colours import Tone
from ui.townships import township_name
from ui.words import status_label, status_tone

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    CLOCK = 0
    STATUS = auto()
    TITLE = auto()
    UNIT = auto()
    DUE = auto()
    TOWNSHIP = auto()
    REPORTED = auto()
    NUMBER = auto()


CHIPS = frozenset({Column.CLOCK, Column.STATUS})
WIDTHS = (84, 96, 190, 130, 250, 90, 140, 240)
SPARE = (Column.NUMBER, Column.REPORTED, Column.TOWNSHIP, Column.UNIT)


class CaseTable(QAbstractTableModel):
    """Rows of cases as they were read."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CaseRow, ...] = ()
        self._now = datetime.now(UTC)

    def show(self, rows: tuple[CaseRow, ...], now: datetime) -> None:
        """Show rows as they stand at a moment."""
        self.beginResetModel()
        self._rows, self._now = rows, now
        self.endResetModel()

    def case_at(self, row: int) -> CaseRow | None:
        """Return a row's case."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return heading(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says, and its tone."""
        case = self.case_at(index.row())
        if case is None:
            return None
        column = Column(index.column())
        if role == Role.TONE:
            return self._tone(case, column) if column in CHIPS else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(case, column)
        return None

    def _text(self, case: CaseRow, column: Column) -> str:
        colour = case.colour(self._now)
        return {
            Column.CLOCK: colour_label(colour) if colour else "—",
            Column.STATUS: status_label(case.status),
            Column.TITLE: case.title,
            Column.UNIT: case.unit or "—",
            Column.DUE: due_label(case.due, self._now),
            Column.TOWNSHIP: township_name(case.township),
            Column.REPORTED: moments.minute(case.made_at),
            Column.NUMBER: case.number,
        }[column]

    def _tone(self, case: CaseRow, column: Column) -> Tone:
        colour = case.colour(self._now)
        if column is Column.CLOCK:
            return colour_tone(colour) if colour else Tone.NEUTRAL
        return status_tone(case.status)


def heading(column: Column) -> str:
    """Return what stands above a column."""
    translate = QCoreApplication.translate
    return {
        Column.CLOCK: translate("Cases", "时限"),
        Column.STATUS: translate("Cases", "状态"),
        Column.TITLE: translate("Cases", "问题"),
        Column.UNIT: translate("Cases", "责任单位"),
        Column.DUE: translate("Cases", "到期"),
        Column.TOWNSHIP: translate("Cases", "乡镇"),
        Column.REPORTED: translate("Cases", "上报时间"),
        Column.NUMBER: translate("Cases", "编号"),
    }[column]
