"""The cards of a case's page: what it is about, before and after, what happened."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from app.domain.case import Limit
from app.domain.case_file import CasePhoto
from app.domain.kinds import Action
from app.domain.state import Step
from app.domain.stream import Stream
from app.usecases.case_sheet import CaseSheet
from app.workplace import RecordKey
from ui import moments
from ui.cases.words import due_label, limit_label, severity_label
from ui.photos.item import PhotoItem, facts_of
from ui.photos.pictures import Pictures
from ui.photos.strip import PhotoStrip
from ui.photos.words import distance_words, position_words
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.frames import Card, column, row
from ui.widgets.header import ActionRow
from ui.widgets.labels import Chip, label
from ui.words import action_label

NAME_PX = 96
NEAR_M = 50
"""Up to how far an after photo counts as taken at the same place; what a phone's receiver can tell in a village."""

_SAID = ("reason", "measures", "remark", "unit", "to", "letter", "reply_by")


class FactsCard(Card):
    """What a case is about.

    Signals:
        wanted: the record that it came out of, or its asset, is to be opened; the ``RecordKey``.
    """

    wanted = Signal(object)

    def __init__(self, sheet: CaseSheet, now: datetime) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("情况"), "h2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(16))
        grid.setVerticalSpacing(dp(8))
        for column_of_words in (1, 3):
            grid.setColumnStretch(column_of_words, 1)
        for number, (name, words) in enumerate(self._facts(sheet, now)):
            line, left = divmod(number, 2)
            told = label(name, "caption")
            told.setFixedWidth(dp(NAME_PX))
            value = label(words, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            grid.addWidget(told, line, 2 * left, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 2 * left + 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)
        links = ActionRow()
        for words, key in self._links(sheet):
            link = button(words, "plain", picture="forward")
            link.clicked.connect(partial(self.wanted.emit, key))
            links.add(link)
        self.column.addWidget(links)
        links.setVisible(bool(links.findChildren(QPushButton)))

    def _links(self, sheet: CaseSheet) -> Iterator[tuple[str, RecordKey]]:
        origin, asset = sheet.case.origin, sheet.asset
        if origin is not None:
            yield self.tr("查看来源记录"), RecordKey(origin.stream, origin.record)
        if asset is not None:
            words = self.tr("查看设施 {name}").format(name=asset.name or asset.code)
            yield words, RecordKey(Stream(asset.township, asset.subject), asset.record)

    def _facts(self, sheet: CaseSheet, now: datetime) -> Iterator[tuple[str, str]]:
        case, condition = sheet.case, sheet.condition
        yield self.tr("问题"), case.description or case.title
        yield self.tr("地点"), case.address or case.place or "—"
        if case.site is not None:
            yield self.tr("位置"), position_words(case.site)
        yield self.tr("类别"), sheet.class_name or "—"
        if condition is not None:
            yield self.tr("立案条件"), condition.opened_if
            yield self.tr("结案条件"), condition.closed_if
        if case.severity is not None:
            yield self.tr("程度"), severity_label(case.severity)
        if case.quantity:
            yield self.tr("数量"), f"{case.quantity} {case.measure}"
        if case.cost:
            yield self.tr("估算费用"), self.tr("{cost} 元").format(cost=case.cost)
        yield self.tr("责任单位"), case.unit + (f"（{sheet.name(case.person)}）" if case.person else "") or "—"
        yield self.tr("时限"), limit_label(case.limit) if case.limit else "—"
        yield self.tr("到期"), due_label(sheet.due, now)
        if case.order:
            yield self.tr("工单号"), case.order


class PairCard(Card):
    """Photos before and after, side by side, and how far apart they were taken.

    Signals:
        opened: the id of the photo that is to be looked at.
    """

    opened = Signal(str)

    def __init__(self, sheet: CaseSheet, pictures: Pictures) -> None:
        super().__init__()
        case = sheet.case
        self.column.addWidget(label(self.tr("整改前后"), "h2"))
        pair = row(spacing=16)
        pair.addWidget(self._side(self.tr("整改前"), case.before, sheet, pictures), 1)
        pair.addWidget(self._side(self.tr("整改后"), case.after, sheet, pictures), 1)
        self.column.addLayout(pair)

    def _side(self, name: str, photos: tuple[CasePhoto, ...], sheet: CaseSheet, pictures: Pictures) -> QWidget:
        side = QWidget()
        stack = column(side, spacing=8)
        head = row(spacing=8)
        head.addWidget(label(name, "strong"))
        metres = next((sheet.case.far_m(each) for each in reversed(photos) if each.is_after), None)
        if metres is not None:
            words = self.tr("距问题位置 {distance}").format(distance=distance_words(metres))
            head.addWidget(Chip(words, Tone.SUCCESS if metres <= NEAR_M else Tone.WARNING))
        elif any(each.is_after for each in photos):
            head.addWidget(Chip(self.tr("没有位置，无法核对原址"), Tone.WARNING))
        head.addStretch(1)
        stack.addLayout(head)
        if photos:
            strip = PhotoStrip(pictures, name, is_editable=False)
            strip.opened.connect(self.opened)
            strip.show_photos([item_of(each) for each in photos], sheet.case.site)
            stack.addWidget(strip)
        else:
            stack.addWidget(label(self.tr("还没有照片"), "caption"))
        stack.addStretch(1)
        return side


class TimelineCard(Card):
    """Who did what and when, newest first."""

    def __init__(self, sheet: CaseSheet) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("经过"), "h2"))
        for step in reversed(sheet.case.state.history):
            line = row(spacing=10)
            line.addWidget(label(moments.minute(step.made_at), "caption"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(sheet.name(step.author)), 0, Qt.AlignmentFlag.AlignTop)
            words = self.tr("上报") if step.action is Action.CREATED else action_label(step.action)
            line.addWidget(label(words, "strong"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(self._said(step), "caption", wrap=True), 1)
            self.column.addLayout(line)

    def _said(self, step: Step) -> str:
        said = [str(step.body[name]) for name in _SAID if step.body.get(name)]
        if step.action in (Action.ASSIGNED, Action.EXTENDED) and step.body.get("limit"):
            said.append(limit_label(Limit.from_body(step.body["limit"])))
        if step.action is Action.ATTACHED:
            is_after = step.body.get("path") == "after"
            said.append(self.tr("整改后照片") if is_after else self.tr("整改前照片"))
        return " · ".join(said)


def item_of(photo: CasePhoto) -> PhotoItem:
    """Return a case's photo as cards and the viewer show it."""
    path = "after" if photo.is_after else "before"
    return PhotoItem(photo.id, path, photo.sha256, photo.size, photo.name, facts_of(photo.facts))
