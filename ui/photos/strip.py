"""The photos of a question or a record side by side, with a place to drop more."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.site import Position
from ui.photos.card import PhotoCard
from ui.photos.item import PhotoItem
from ui.photos.pictures import Pictures
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column, row
from ui.widgets.labels import label


class PhotoStrip(QWidget):
    """Cards of photos; editable ones take files that are dropped, chosen or pasted, and offer to remove.

    Signals:
        opened: the id of the photo that is to be looked at.
        removed: the id of the photo that is to be removed.
        given: paths of files to add.
    """

    opened = Signal(str)
    removed = Signal(str)
    given = Signal(object)

    def __init__(self, pictures: Pictures, name: str, *, is_editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, PhotoCard] = {}
        self._pictures = pictures
        self._name = name
        self._is_editable = is_editable
        self._shown: object = None
        self.setAccessibleName(name)
        self.setAcceptDrops(is_editable)
        stack = column(self, spacing=8)
        self._flow = FlowLayout(spacing=dp(10))
        stack.addLayout(self._flow)
        if is_editable:
            self._offer_adding(stack)
        pictures.arrived.connect(self._fill)

    def show_photos(
        self, items: Sequence[PhotoItem], place: Position | None, marks: dict[str, str] | None = None
    ) -> None:
        """Show photos; ``place`` is where the asset is, ``marks`` a word on some cards, by id."""
        wanted = (tuple(items), place, marks)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._clear()
        for item in items:
            card = PhotoCard(item, place, is_kept=not self._is_editable, mark=(marks or {}).get(item.id, ""))
            card.opened.connect(self.opened)
            card.removed.connect(self.removed)
            self._flow.addWidget(card)
            self.cards[item.id] = card
        highest = max((_height(card) for card in self.cards.values()), default=0)
        for card in self.cards.values():
            card.setFixedHeight(highest)
        for sha256 in {item.sha256 for item in items}:
            self._fill(sha256)
        self.updateGeometry()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Accept files."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take files."""
        event.acceptProposedAction()
        self.given.emit(files_of(event.mimeData()))

    def _offer_adding(self, stack: QVBoxLayout) -> None:
        self.add = button(self.tr("添加照片"), picture="photo")
        self.add.setMinimumHeight(touch())
        self.add.setAccessibleName(self.tr("{name} 添加照片").format(name=self._name))
        self.add.clicked.connect(self._choose)
        self.setFocusProxy(self.add)
        line = row(spacing=10)
        line.addWidget(self.add)
        line.addWidget(label(self.tr("也可以把照片拖到这里，或按 Ctrl+V 粘贴"), "caption"))
        line.addStretch()
        stack.addLayout(line)

    def _clear(self) -> None:
        while (taken := self._flow.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        self.cards = {}

    @Slot(str)
    def _fill(self, sha256: str) -> None:
        for card in self.cards.values():
            if card.item.sha256 == sha256:
                image = self._pictures.thumbnail(sha256)
                if image is not None:
                    card.show_image(image)

    @Slot()
    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("选择照片"), filter=self.tr("照片和所有文件 (*)"))
        if names:
            self.given.emit([Path(name) for name in names])


def _height(card: PhotoCard) -> int:
    return max(card.sizeHint().height(), card.minimumHeight())


def files_of(data: QMimeData) -> list[Path]:
    """Return the local files that are dragged or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
