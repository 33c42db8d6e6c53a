"""The cards around a record's fields: what changed, where it was made, its photos, its history, whether it arrived."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.kinds import CONTENT, Action
from app.domain.state import Step
from app.usecases.differences import Change, Differences
from ui import moments
from ui.photos.item import of_question
from ui.photos.pictures import Pictures
from ui.photos.place import place_of
from ui.photos.strip import PhotoStrip
from ui.photos.words import FAR_M, distance_words, position_words, source_words
from ui.review.looking import LookedAt
from ui.review.titles import before_label, title_of_path, told_changes, words_of_value
from ui.style.colours import Tone
from ui.widgets.buttons import button
from ui.widgets.frames import Card, row
from ui.widgets.labels import Chip, label
from ui.words import action_label, wait_advice, wait_label, wait_tone


class ChangesCard(Card):
    """What changed since the last decision, field by field.

    Signals:
        wanted: the key of a field that is to be jumped to.
    """

    wanted = Signal(str)

    def __init__(self, looked: LookedAt, changes: Differences, pictures: Pictures) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("上次审核之后的改动"), "h2"))
        if not changes:
            self.column.addWidget(label(self.tr("内容没有改动。"), "caption"))
        for change in told_changes(looked.reader, changes):
            line = row(spacing=8)
            jump = button(title_of_path(looked.reader, change.path), "plain")
            jump.clicked.connect(partial(self.wanted.emit, change.path))
            line.addWidget(jump)
            if is_instance(change):
                line.addWidget(Chip(self._instance_words(change), Tone.INFO))
                line.addStretch()
                self.column.addLayout(line)
                continue
            line.addWidget(before_label(looked.reader, change))
            line.addWidget(label("→", "caption"))
            line.addWidget(label(words_of_value(looked.reader, change.path, change.after), wrap=True), 1)
            self.column.addLayout(line)
        self._tell_photos(looked, changes, pictures)

    def _instance_words(self, change: Change) -> str:
        """Return what became of an instance of a repeat."""
        if change.before is None:
            return self.tr("新增")
        return self.tr("已移除") if change.after is None else self.tr("顺序有变")

    def _tell_photos(self, looked: LookedAt, changes: Differences, pictures: Pictures) -> None:
        added = [item for item in looked.photos if item.id in changes.photos_added]
        marks = dict.fromkeys(changes.photos_added, self.tr("新增"))
        marks |= dict.fromkeys(changes.photos_removed, self.tr("已移除"))
        if added or looked.removed:
            strip = PhotoStrip(pictures, self.tr("照片的改动"), is_editable=False)
            strip.show_photos([*added, *looked.removed], place_of(looked.asset), marks)
            self.column.addWidget(strip)


class PlaceCard(Card):
    """Where the record was made, and photos that answer no question.

    Signals:
        opened: the id of a photo that is to be looked at.
    """

    opened = Signal(str)

    def __init__(self, looked: LookedAt, pictures: Pictures) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("现场"), "h2"))
        self._tell_site(looked)
        items = of_question(looked.photos, "")
        if items:
            strip = PhotoStrip(pictures, self.tr("现场照片"), is_editable=False)
            strip.opened.connect(self.opened)
            marks = dict.fromkeys(looked.changes.photos_added if looked.changes else (), self.tr("新增"))
            strip.show_photos(items, place_of(looked.asset), marks)
            self.column.addWidget(strip)

    def _tell_site(self, looked: LookedAt) -> None:
        site, place = looked.site, place_of(looked.asset)
        if site is None:
            self.column.addWidget(label(self.tr("没有记录现场位置。"), "caption"))
            return
        line = row(spacing=8)
        line.addWidget(label(position_words(site)))
        line.addWidget(Chip(source_words(site.source), Tone.INFO))
        if place is not None:
            metres = site.distance_m(place)
            words = self.tr("距设施 {distance}").format(distance=distance_words(metres))
            line.addWidget(Chip(words, Tone.WARNING if metres > FAR_M else Tone.SUCCESS))
        known = self.tr("精度不明") if site.accuracy_m is None else f"±{distance_words(site.accuracy_m)}"
        line.addWidget(label(known, "caption"))
        line.addStretch()
        self.column.addLayout(line)


class DeliveryCard(Card):
    """Whether everything of the record has a receipt; if not, what waits and why."""

    def __init__(self, looked: LookedAt) -> None:
        super().__init__()
        head = row(spacing=8)
        head.addWidget(label(self.tr("送达"), "h2"))
        is_there = not looked.waiting and looked.row.unsent == 0
        head.addWidget(
            Chip(self.tr("已送达") if is_there else self.tr("未送达"), Tone.SUCCESS if is_there else Tone.WARNING)
        )
        head.addStretch()
        self.column.addLayout(head)
        for reason in dict.fromkeys(item.reason for item in looked.waiting):
            items = [item for item in looked.waiting if item.reason is reason]
            photos = sum(item.what == "photo" for item in items)
            line = row(spacing=8)
            line.addWidget(Chip(wait_label(reason), wait_tone(reason)))
            count = self.tr("条目 {entries} 项，照片 {photos} 张").format(entries=len(items) - photos, photos=photos)
            line.addWidget(label(count, "caption"))
            line.addWidget(label(wait_advice(reason), "caption", wrap=True), 1)
            self.column.addLayout(line)


class HistoryCard(Card):
    """Who did what and when, newest first; filling in is told once for each submission."""

    def __init__(self, looked: LookedAt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addWidget(label(self.tr("经过"), "h2"))
        for step in reversed(looked.state.history):
            if step.action in CONTENT and step.action is not Action.SETTLED:
                continue
            line = row(spacing=10)
            line.addWidget(label(moments.minute(step.made_at), "caption"))
            line.addWidget(label(looked.name(step.author)))
            line.addWidget(label(action_label(step.action), "strong"))
            line.addWidget(label(_said(looked, step), "caption", wrap=True), 1)
            self.column.addLayout(line)


def is_instance(change: Change) -> bool:
    """Whether a change is about an instance itself, not about an answer in it."""
    return change.path.endswith("]")


def _said(looked: LookedAt, step: Step) -> str:
    """Return the words of a step: remarks of a return, the reason of a void."""
    remarks = step.body.get("remarks")
    if isinstance(remarks, list):
        return "；".join(
            f"{title_of_path(looked.reader, str(each.get('path', '')))}：{each.get('text', '')}" for each in remarks
        )
    return str(step.body.get("reason") or "")
