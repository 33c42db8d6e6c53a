"""One record's conflicts, each with its sides next to each other."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.usecases.settlement import Matter
from ui.conflicts.model import ConflictsModel
from ui.conflicts.reading import ShownClash, ShownRecord, ShownSide
from ui.photos.words import distance_words
from ui.style.colours import Tone, current_colours
from ui.style.metrics import dp
from ui.townships import township_name
from ui.widgets.buttons import button
from ui.widgets.frames import Card, Rule, column, row
from ui.widgets.labels import Chip, label
from ui.words import status_label, status_tone

SIDE_PX, PICTURE_PX = 220, 180


class RecordCard(Card):
    """A record's title, and its conflicts below each other."""

    def __init__(self, model: ConflictsModel, record: ShownRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._record = model, record
        colours = current_colours()
        self.setStyleSheet(
            f"QFrame#version {{ border: 1px solid {colours.line}; border-radius: {dp(6)}px;"
            f" background: {colours.page}; }}"
        )
        line = row(spacing=10)
        line.addWidget(label(record.row.title or self.tr("（未命名）"), "h2"))
        line.addWidget(Chip(status_label(record.row.status), status_tone(record.row.status)))
        where = " · ".join(filter(None, (township_name(record.row.township), record.row.place, record.row.number)))
        line.addWidget(label(where, "caption"), 1)
        look = button(self.tr("打开记录"), "plain")
        look.clicked.connect(partial(model.open, record))
        line.addWidget(look)
        self.column.addLayout(line)
        for clash in record.clashes:
            self.column.addWidget(Rule())
            self._add(clash)

    def _add(self, clash: ShownClash) -> None:
        line = row(spacing=10)
        is_photo = clash.clash.matter is Matter.PHOTO
        line.addWidget(label(self.tr("照片") if is_photo else clash.title, "strong"))
        line.addWidget(Chip(self.tr("两人同时改动"), Tone.WARNING))
        line.addStretch(1)
        if clash.clash.apart_m is not None:
            line.insertWidget(
                2, label(self.tr("相距 {metres}").format(metres=distance_words(clash.clash.apart_m)), "caption")
            )
        self.column.addLayout(line)
        sides = row(spacing=12)
        for number, side in enumerate(clash.sides):
            sides.addWidget(self._side(clash, side, number), 1)
        self.column.addLayout(sides)
        if not clash.may_settle:
            self.column.addWidget(
                label(self.tr("您在这条记录上不能选定；请负责的巡查员或审核人处理。"), "caption", wrap=True)
            )

    def _side(self, clash: ShownClash, side: ShownSide, number: int) -> QWidget:
        frame = QFrame()
        frame.setObjectName("version")
        frame.setMinimumWidth(dp(SIDE_PX))
        inner = column(frame, margins=(12, 10, 12, 10), spacing=6)
        if clash.clash.matter is Matter.PHOTO:
            inner.addWidget(SidePicture(self._model, side.picture))
        words = self._words(clash, side)
        if words:
            value = label(words, "h2" if clash.clash.matter is Matter.ANSWER else "strong", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inner.addWidget(value)
        inner.addWidget(label(f"{side.who} · {side.when}", "caption", wrap=True))
        inner.addStretch(1)
        if clash.may_settle:
            take = button(self._offer(clash, side))
            take.setAccessibleName(self.tr("{title}：采用 {who} 的").format(title=clash.title, who=side.who))
            take.clicked.connect(partial(self._model.settle, self._record, clash, number))
            inner.addWidget(take)
        return frame

    def _words(self, clash: ShownClash, side: ShownSide) -> str:
        if clash.clash.matter is Matter.PHOTO and not side.picture:
            return self.tr("已移除这张照片")
        return side.words

    def _offer(self, clash: ShownClash, side: ShownSide) -> str:
        if clash.clash.matter is not Matter.PHOTO:
            return self.tr("采用这一个")
        return self.tr("保留照片") if side.picture else self.tr("移除照片")


class SidePicture(QLabel):
    """A photo's thumbnail, or that it was removed or is not here yet."""

    def __init__(self, model: ConflictsModel, sha256: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._sha256 = model.pictures, sha256
        self.setFixedHeight(dp(PICTURE_PX))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("照片") if sha256 else self.tr("没有照片"))
        if sha256:
            self._pictures.arrived.connect(self._arrive)
        self._draw()

    @Slot(str)
    def _arrive(self, sha256: str) -> None:
        if sha256 == self._sha256:
            self._draw()

    def _draw(self) -> None:
        image = self._pictures.thumbnail(self._sha256) if self._sha256 else None
        if image is None or image.isNull():
            self.setText(self.tr("照片还没有取回") if self._sha256 else "—")
            return
        whole = QPixmap.fromImage(image)
        room = Qt.AspectRatioMode.KeepAspectRatio
        self.setPixmap(
            whole.scaled(dp(PICTURE_PX * 2), dp(PICTURE_PX), room, Qt.TransformationMode.SmoothTransformation)
        )
