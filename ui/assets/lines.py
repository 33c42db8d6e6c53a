"""What one line of the register of assets says."""

from collections.abc import Callable, Mapping
from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.kinds import STATES, RecordKind
from app.domain.listing import RecordRow, Sort
from ui import moments
from ui.records.lines import MANY, Names, Words
from ui.style.colours import Tone
from ui.townships import township_name
from ui.words import delivery_label, status_label, status_tone


class Column(IntEnum):
    """The columns from left to right."""

    CODE = 0
    NAME = 1
    PLACE = 2
    FORM = 3
    CHANGED = 4
    PHOTOS = 5
    STATUS = 6
    DELIVERY = 7


HEADINGS: Mapping[Column, object] = {
    Column.CODE: QT_TRANSLATE_NOOP("Assets", "编号"),
    Column.NAME: QT_TRANSLATE_NOOP("Assets", "名称"),
    Column.PLACE: QT_TRANSLATE_NOOP("Assets", "乡镇 / 村居"),
    Column.FORM: QT_TRANSLATE_NOOP("Assets", "类别"),
    Column.CHANGED: QT_TRANSLATE_NOOP("Assets", "更新时间"),
    Column.PHOTOS: QT_TRANSLATE_NOOP("Assets", "照片"),
    Column.STATUS: QT_TRANSLATE_NOOP("Assets", "状态"),
    Column.DELIVERY: QT_TRANSLATE_NOOP("Assets", "送达"),
}

SORTS: Mapping[Column, Sort] = {
    Column.CODE: Sort.NUMBER,
    Column.NAME: Sort.TITLE,
    Column.CHANGED: Sort.CHANGED,
    Column.STATUS: Sort.STATUS,
}
CHIPS = frozenset({Column.STATUS, Column.DELIVERY})
RIGHT = frozenset({Column.PHOTOS})
WIDTHS = (150, 180, 200, 150, 110, 60, 96, 110)
STRETCHED = Column.NAME
SPARE = (Column.PHOTOS, Column.CHANGED, Column.FORM)


def words() -> Words:
    """Return what the register says."""
    translate = QCoreApplication.translate
    return Words(
        title=translate("Assets", "设施"),
        search=translate("Assets", "搜索编号、名称、村居"),
        nothing=translate("Assets", "还没有设施"),
        advice=translate("Assets", "按“导入表格”取入现有台账，按“新登记”逐个登记，或先同步。"),
        not_found=translate("Assets", "没有符合条件的设施"),
        show_all=translate("Assets", "显示全部设施"),
        all_forms=translate("Assets", "全部类别"),
    )


def heading(column: Column) -> str:
    """Return what stands above a column."""
    return QCoreApplication.translate("Assets", str(HEADINGS[column]))


def cell_text(row: RecordRow, column: Column, names: Names) -> str:
    """Return what a cell says."""
    return _TEXTS[column](row, names)


def longest_words(column: Column) -> tuple[str, ...]:
    """Return what a column that is drawn as chips may have to say."""
    if column is Column.DELIVERY:
        return delivery_label(0), delivery_label(MANY)
    return tuple(map(status_label, STATES[RecordKind.ASSET]))


def cell_tone(row: RecordRow, column: Column) -> Tone:
    """Return the tone of a cell that is drawn as a chip."""
    if column is Column.DELIVERY:
        return Tone.WARNING if row.unsent else Tone.NEUTRAL
    return Tone.DANGER if row.conflicts else status_tone(row.status)


def _place(row: RecordRow, _names: Names) -> str:
    return " ".join(part for part in (township_name(row.township), row.place) if part)


_TEXTS: Mapping[Column, Callable[[RecordRow, Names], str]] = {
    Column.CODE: lambda row, _names: row.number,
    Column.NAME: lambda row, _names: row.title,
    Column.PLACE: _place,
    Column.FORM: lambda row, names: names.forms.get(row.form or "", ""),
    Column.CHANGED: lambda row, _names: moments.day(row.changed_at),
    Column.PHOTOS: lambda row, _names: str(row.photos),
    Column.STATUS: lambda row, _names: status_label(row.status),
    Column.DELIVERY: lambda row, _names: delivery_label(row.unsent),
}
