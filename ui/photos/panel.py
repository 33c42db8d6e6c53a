"""Everything that is known about one photo, for reading and copying."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.site import Position
from ui.photos.item import PhotoItem
from ui.photos.words import (
    diagnosis_tone,
    distance_words,
    position_words,
    size_words,
    source_words,
    time_words,
)
from ui.style.metrics import dp
from ui.widgets.frames import ScrollColumn
from ui.widgets.labels import label
from ui.words import diagnosis_label

WIDTH_PX = 280


class FactsPanel(ScrollColumn):
    """A column of captions and facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(dp(WIDTH_PX))
        self.column.setSpacing(dp(2))
        self.setAccessibleName(self.tr("照片信息"))

    def show_item(self, item: PhotoItem, place: Position | None) -> None:
        """Show the facts of a photo; ``place`` is where the asset is."""
        while (taken := self.column.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        for caption, value in self._facts(item, place):
            self.column.addWidget(label(caption, "caption"))
            self.column.addWidget(_copied(value))
            self.column.addSpacing(dp(8))
        for diagnosis in item.facts.diagnosis if item.facts else ():
            self.column.addWidget(label(diagnosis_label(diagnosis), diagnosis_tone(diagnosis).value, wrap=True))
        self.column.addStretch()

    def _facts(self, item: PhotoItem, place: Position | None) -> list[tuple[str, str]]:
        facts, unknown = item.facts, self.tr("不明")
        told = [(self.tr("文件名"), item.name or unknown), (self.tr("大小"), size_words(item.size))]
        if facts is not None:
            told.append((self.tr("拍摄时间"), time_words(facts.taken_at) if facts.taken_at else unknown))
            told.append((self.tr("相机"), facts.camera or unknown))
            if facts.width and facts.height:
                told.append((self.tr("像素"), f"{facts.width} × {facts.height}"))
            told.extend(self._place(facts.position, place))
            if facts.direction_deg is not None:
                told.append((self.tr("拍摄方向"), f"{facts.direction_deg:.0f}°"))
        told.append((self.tr("文件指纹（SHA-256）"), " ".join(item.sha256[at : at + 8] for at in range(0, 64, 8))))
        return told

    def _place(self, position: Position | None, place: Position | None) -> list[tuple[str, str]]:
        if position is None:
            return [(self.tr("位置"), self.tr("不明"))]
        told = [
            (self.tr("位置"), position_words(position)),
            (self.tr("位置来源"), source_words(position.source)),
            (
                self.tr("定位精度"),
                self.tr("不明") if position.accuracy_m is None else f"±{distance_words(position.accuracy_m)}",
            ),
        ]
        if place is not None:
            told.append((self.tr("距设施"), distance_words(position.distance_m(place))))
        return told


def _copied(value: str) -> QLabel:
    """Return a fact that can be selected."""
    shown = label(value, wrap=True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown
