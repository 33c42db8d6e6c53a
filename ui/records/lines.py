"""What one line of the list of records says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.kinds import STATES, RecordKind
from app.domain.listing import RecordRow, Sort
from ui import moments
from ui.style.colours import Tone
from ui.townships import township_name
from ui.words import delivery_label, status_label, status_tone


class Column(IntEnum):
    """The columns from left to right."""

    NUMBER = 0
    TITLE = 1
    FORM = 2
    MADE = 3
    PHOTOS = 4
    STATUS = 5
    DELIVERY = 6
    AUTHOR = 7


HEADINGS: Mapping[Column, object] = {
    Column.NUMBER: QT_TRANSLATE_NOOP("Records", "编号"),
    Column.TITLE: QT_TRANSLATE_NOOP("Records", "设施 / 地点"),
    Column.FORM: QT_TRANSLATE_NOOP("Records", "表单"),
    Column.MADE: QT_TRANSLATE_NOOP("Records", "巡查时间"),
    Column.PHOTOS: QT_TRANSLATE_NOOP("Records", "照片"),
    Column.STATUS: QT_TRANSLATE_NOOP("Records", "状态"),
    Column.DELIVERY: QT_TRANSLATE_NOOP("Records", "送达"),
    Column.AUTHOR: QT_TRANSLATE_NOOP("Records", "巡查员"),
}

SORTS: Mapping[Column, Sort] = {
    Column.NUMBER: Sort.NUMBER,
    Column.TITLE: Sort.TITLE,
    Column.MADE: Sort.MADE,
    Column.STATUS: Sort.STATUS,
}
"""Columns that the store can order by."""

CHIPS = frozenset({Column.STATUS, Column.DELIVERY})
"""Columns that are drawn as chips."""

MANY = 88
"""A count of parts that few records exceed."""


WIDTHS = (222, 160, 126, 138, 60, 134, 126, 80)
STRETCHED = Column.TITLE
SPARE = (Column.AUTHOR, Column.PHOTOS, Column.FORM)
"""Columns that are left out where the table is narrow, the first one first."""

RIGHT = frozenset({Column.PHOTOS})
"""Columns of numbers."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that rows only hold ids of: id of a form to its title, id of a person to the name."""

    forms: Mapping[str, str]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What a list is called, what its search says, and what it says when nothing is in it or nothing was found."""

    title: str
    search: str
    nothing: str
    advice: str
    not_found: str
    show_all: str
    all_forms: str


def words() -> Words:
    """Return what the list of inspections says."""
    translate = QCoreApplication.translate
    return Words(
        title=translate("Records", "巡查记录"),
        search=translate("Records", "搜索编号、设施、地点"),
        nothing=translate("Records", "还没有巡查记录"),
        advice=translate("Records", "按 Ctrl+N 新建一次巡查，或先同步，取回已有的记录。"),
        not_found=translate("Records", "没有符合条件的记录"),
        show_all=translate("Records", "显示全部记录"),
        all_forms=translate("Records", "全部表单"),
    )


def heading(column: Column) -> str:
    """Return what stands above a column."""
    return QCoreApplication.translate("Records", str(HEADINGS[column]))


def cell_text(row: RecordRow, column: Column, names: Names) -> str:
    """Return what a cell says."""
    return _TEXTS[column](row, names)


def longest_words(column: Column) -> tuple[str, ...]:
    """Return what a column that is drawn as chips may have to say."""
    if column is Column.DELIVERY:
        return delivery_label(0), delivery_label(MANY)
    return (*map(status_label, STATES[RecordKind.INSPECTION]), _open_again())


def cell_tone(row: RecordRow, column: Column) -> Tone:
    """Return the tone of a cell that is drawn as a chip."""
    if column is Column.DELIVERY:
        return Tone.WARNING if row.unsent else Tone.NEUTRAL
    if row.conflicts:
        return Tone.DANGER
    if row.is_open_again:
        return Tone.WARNING
    return status_tone(row.status)


def _title(row: RecordRow, _names: Names) -> str:
    where = " ".join(part for part in (township_name(row.township), row.place) if part)
    return f"{row.title} · {where}" if row.title else where


def _status(row: RecordRow, _names: Names) -> str:
    if row.conflicts:
        return QCoreApplication.translate("Records", "{status} · 有冲突").format(status=status_label(row.status))
    if row.is_open_again:
        return _open_again()
    return status_label(row.status)


def _open_again() -> str:
    return QCoreApplication.translate("Records", "批准后有新内容")


_TEXTS: Mapping[Column, Callable[[RecordRow, Names], str]] = {
    Column.NUMBER: lambda row, _names: row.number,
    Column.TITLE: _title,
    Column.FORM: lambda row, names: names.forms.get(row.form or "", row.form or ""),
    Column.MADE: lambda row, _names: moments.minute(row.made_at),
    Column.PHOTOS: lambda row, _names: str(row.photos),
    Column.STATUS: _status,
    Column.DELIVERY: lambda row, _names: delivery_label(row.unsent),
    Column.AUTHOR: lambda row, names: names.people.get(row.author, row.author[:8]),
}
