"""One photo as a card: the picture, when and where and with what it was taken, and what is wrong with it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.site import Position
from ui.photos.item import PhotoItem
from ui.photos.look import PICTURE_PX
from ui.photos.words import diagnosis_tone, facts_in_brief, is_far
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.buttons import picture_button
from ui.widgets.frames import column, row
from ui.widgets.labels import Chip, label
from ui.words import diagnosis_label

WIDTH_PX = 396
WORDS_PX = 186
BORDERS_PX = 4


class PhotoCard(QFrame):
    """A photo with its facts; ``is_kept`` hides the button that removes it.

    Signals:
        opened: the id of the photo that is to be looked at.
        removed: the id of the photo that is to be removed.
    """

    opened = Signal(str)
    removed = Signal(str)

    def __init__(
        self, item: PhotoItem, place: Position | None, *, is_kept: bool, mark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.item = item
        self.setObjectName("card")
        self.setFixedWidth(dp(WIDTH_PX))
        self.setMinimumHeight(dp(PICTURE_PX[1]) + dp(16) + BORDERS_PX)
        line = row(self, margins=(8, 8, 8, 8), spacing=10)
        self.picture = self._make_picture()
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=2)
        self._tell(words, place, mark)
        words.addStretch()
        line.addLayout(words)
        line.addStretch()
        if not is_kept:
            remove = picture_button("close", self.tr("移除照片 {name}").format(name=item.name))
            remove.clicked.connect(self._remove)
            line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_image(self, image: QImage) -> None:
        """Show the thumbnail, cut to fill its place."""
        self.picture.setText("" if not image.isNull() else self.tr("没有预览"))
        if not image.isNull():
            size = QSize(dp(PICTURE_PX[0]), dp(PICTURE_PX[1]))
            self.picture.setIcon(QIcon(_filled(image, size, self.devicePixelRatioF())))
            self.picture.setIconSize(size)

    def _make_picture(self) -> QPushButton:
        picture = QPushButton(self.tr("读取中…"), self)
        picture.setObjectName("photo")
        picture.setAccessibleName(self.tr("查看照片 {name}").format(name=self.item.name))
        picture.setToolTip(self.tr("查看大图"))
        picture.setCursor(Qt.CursorShape.PointingHandCursor)
        picture.clicked.connect(self._open)
        return picture

    def _tell(self, words: QVBoxLayout, place: Position | None, mark: str) -> None:
        facts = self.item.facts
        lines = facts_in_brief(facts, place) if facts else (self.item.name,)
        if mark:
            words.addWidget(Chip(mark, Tone.INFO))
        words.addWidget(_wrapped(lines[0], "strong"))
        for number, each in enumerate(lines[1:]):
            is_alarming = facts is not None and number == len(lines) - 2 and is_far(facts, place)
            words.addWidget(Chip(each, Tone.WARNING) if is_alarming else _wrapped(each, "caption"))
        for diagnosis in facts.diagnosis if facts else ():
            words.addWidget(_wrapped(diagnosis_label(diagnosis), diagnosis_tone(diagnosis).value))

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.item.id)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.item.id)


def _wrapped(text: str, kind: str) -> QLabel:
    """Return a text as wide as the column of words and as high as its lines, which layouts do not find out."""
    made = label(text, kind, wrap=True)
    made.ensurePolished()
    made.setFixedSize(dp(WORDS_PX), made.heightForWidth(dp(WORDS_PX)))
    return made


def _filled(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """Return the middle of an image that fills a size, sharp on a dense screen."""
    pixmap = QPixmap(size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    scaled = image.scaled(
        pixmap.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    painter = QPainter(pixmap)
    painter.drawImage((pixmap.width() - scaled.width()) // 2, (pixmap.height() - scaled.height()) // 2, scaled)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
