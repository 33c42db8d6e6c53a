"""The table of checks that are due."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.due import Due, DueState
from ui.style.colours import Tone
from ui.townships import township_name


class Column(IntEnum):
    """The columns from left to right."""

    STATE = 0
    ASSET = 1
    PLACE = 2
    CHECK = 3
    DUE = 4
    START = 5


MANY_DAYS = 888
"""A delay that few checks exceed."""

TONE_ROLE = Qt.ItemDataRole.UserRole + 1


class DueTable(QAbstractTableModel):
    """Checks that are due, the most overdue first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._due: tuple[Due, ...] = ()
        self._forms: Mapping[str, str] = {}

    def show_due(self, due: tuple[Due, ...], forms: Mapping[str, str]) -> None:
        """Show these checks; ``forms`` names the forms by id."""
        self.beginResetModel()
        self._due, self._forms = due, forms
        self.endResetModel()

    def due_at(self, row: int) -> Due:
        """Return the check of a row."""
        return self._due[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many checks there are."""
        return 0 if parent.isValid() else len(self._due)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.STATE: self.tr("期限"),
            Column.ASSET: self.tr("设施"),
            Column.PLACE: self.tr("乡镇 / 村"),
            Column.CHECK: self.tr("检查类型"),
            Column.DUE: self.tr("应完成日"),
            Column.START: "",
        }[Column(section)]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says, and the tone of the deadline."""
        due, column = self._due[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.DUE:
            return source_words(due)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(due, column)
        if role == TONE_ROLE and column is Column.STATE:
            return Tone.DANGER if due.state is DueState.OVERDUE else Tone.WARNING
        return None

    def _text(self, due: Due, column: Column) -> str:
        return {
            Column.STATE: deadline_words(due),
            Column.ASSET: " ".join(part for part in (due.asset.name, due.asset.code) if part),
            Column.PLACE: " ".join(part for part in (township_name(due.asset.township), due.asset.village) if part),
            Column.CHECK: self._forms.get(due.form, due.form),
            Column.DUE: due.due_on.isoformat(),
            Column.START: start_words(),
        }[column]


def start_words() -> str:
    """Return what begins a check."""
    return QCoreApplication.translate("DueTable", "开始检查 ›")


def longest_words() -> tuple[str, ...]:
    """Return what the column of deadlines may have to say."""
    return _overdue(MANY_DAYS), _never(), _this_week()


def deadline_words(due: Due) -> str:
    """Return how a deadline stands, in a few words."""
    if due.state is DueState.OVERDUE:
        return _overdue(due.days_late)
    return _never() if due.last_on is None else _this_week()


def source_words(due: Due) -> str:
    """Return who asks for a check, and what about its deadline is not confirmed."""
    said = [QCoreApplication.translate("DueTable", "依据：{source}").format(source=due.source)]
    if not due.is_checked:
        said.append(QCoreApplication.translate("DueTable", "频次未经核对，为暂定值"))
    if not due.is_certain:
        said.append(QCoreApplication.translate("DueTable", "该年节假日未知，未顺延"))
    return "\n".join(said)


def _overdue(days: int) -> str:
    return QCoreApplication.translate("DueTable", "逾期 {days} 天").format(days=days)


def _never() -> str:
    return QCoreApplication.translate("DueTable", "尚无记录")


def _this_week() -> str:
    return QCoreApplication.translate("DueTable", "本周到期")
