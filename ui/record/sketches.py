"""What is drawn by hand: a signature, a sketch, marks on a photo. Each becomes a picture of its own."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.draft import DraftPhoto
from ui.controls.drawing import DrawingWindow
from ui.photos.pictures import Pictures
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column, row

SKETCHED = frozenset({"signature", "draw"})
"""Appearances of an image that is drawn instead of photographed."""

ANNOTATED = "annotate"

SHEET_PX = (256, 144)
GROUND_EDGE_PX = 1600
"""Longer edge of a photo that is marked: enough to see the damage, small enough to send."""

MARK = "-标注"
"""What the name of a marked photo has behind that of the photo."""


class SketchField(QWidget):
    """A signature or a sketch: what was drawn last, and the button that draws it anew.

    Signals:
        drawn: a new picture and its file name.
        removed: the id of the picture that is to be removed.
    """

    drawn = Signal(object, str)
    removed = Signal(str)

    def __init__(self, pictures: Pictures, name: str, *, is_signature: bool, is_editable: bool) -> None:
        super().__init__()
        self._pictures = pictures
        self._name = name
        self._is_signature = is_signature
        self._shown: DraftPhoto | None = None
        self.setAccessibleName(name)
        line = row(self, spacing=10)
        self.sheet = QLabel(self)
        self.sheet.setObjectName("sheet")
        self.sheet.setFixedSize(dp(SHEET_PX[0]), dp(SHEET_PX[1]))
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.addWidget(self.sheet)
        acts = column(spacing=6)
        self.draw, self.remove = button(""), button(self.tr("清除"), "plain")
        self.remove.setAccessibleName(f"{name} {self.remove.text()}")
        for act in (self.draw, self.remove):
            act.setMinimumHeight(touch())
            act.setEnabled(is_editable)
            acts.addWidget(act)
        acts.addStretch()
        line.addLayout(acts)
        line.addStretch()
        self.setFocusProxy(self.draw)
        self.draw.clicked.connect(self._open)
        self.remove.clicked.connect(self._remove)
        pictures.arrived.connect(self._fill)
        self._tell()

    def show_sketch(self, sketches: Sequence[DraftPhoto]) -> None:
        """Show the last one that was drawn, or an empty sheet."""
        self._shown = sketches[-1] if sketches else None
        self._tell()

    def _tell(self) -> None:
        is_empty = self._shown is None
        if self._is_signature:
            self.draw.setText(self.tr("签名") if is_empty else self.tr("重新签名"))
        else:
            self.draw.setText(self.tr("绘图") if is_empty else self.tr("重新绘图"))
        self.draw.setAccessibleName(f"{self._name} {self.draw.text()}")
        self.remove.setVisible(not is_empty)
        self.sheet.setPixmap(QPixmap())
        self.sheet.setText(self.tr("还没有签名") if self._is_signature else self.tr("还没有绘图"))
        if self._shown is not None:
            self.sheet.setText(self.tr("读取中…"))
            self._fill(self._shown.sha256)

    @Slot(str)
    def _fill(self, sha256: str) -> None:
        if self._shown is None or self._shown.sha256 != sha256:
            return
        image = self._pictures.thumbnail(sha256)
        if image is not None and not image.isNull():
            ratio = self.devicePixelRatioF()
            size = (self.sheet.size() * ratio) * 0.96
            scaled = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(ratio)
            self.sheet.setPixmap(QPixmap.fromImage(scaled))

    @Slot()
    def _open(self) -> None:
        window = DrawingWindow(self._name, None, self, is_signature=self._is_signature)
        window.drawn.connect(self._keep)
        window.open()

    @Slot(object)
    def _keep(self, image: QImage) -> None:
        name = self.tr("签名") if self._is_signature else self.tr("绘图")
        self.drawn.emit(image, f"{name}.png")

    @Slot()
    def _remove(self) -> None:
        if self._shown is not None:
            self.removed.emit(self._shown.id)


class MarkBar(QWidget):
    """A button for each photo of a question that marks it; the photo stays, the marked one is added.

    Signals:
        drawn: a new picture and its file name.
    """

    drawn = Signal(object, str)

    def __init__(self, pictures: Pictures, name: str) -> None:
        super().__init__()
        self._pictures = pictures
        self._name = name
        self._wanted: DraftPhoto | None = None
        self._flow = FlowLayout(self, spacing=dp(8))
        self._shown: tuple[DraftPhoto, ...] = ()
        self.setAccessibleName(name)
        pictures.arrived.connect(self._arrive)

    def show_photos(self, photos: Sequence[DraftPhoto]) -> None:
        """Offer to mark the photos that are none of our own marks."""
        wanted = tuple(photo for photo in photos if not _is_marked(photo))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (taken := self._flow.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        for photo in wanted:
            mark = button(self.tr("标注 {name}").format(name=photo.name))
            mark.setMinimumHeight(touch())
            mark.setAccessibleName(f"{self._name} {mark.text()}")
            mark.clicked.connect(partial(self._want, photo))
            self._flow.addWidget(mark)
        self.setVisible(bool(wanted))

    def _want(self, photo: DraftPhoto) -> None:
        """Open the photo as soon as it is read."""
        self._wanted = photo
        self._arrive(photo.sha256)

    @Slot(str)
    def _arrive(self, sha256: str) -> None:
        wanted = self._wanted
        image = self._pictures.picture(sha256) if wanted is not None and wanted.sha256 == sha256 else None
        if wanted is None or image is None or image.isNull():
            return
        self._wanted = None
        ground = image.scaled(
            image.size().boundedTo(
                image.size().scaled(GROUND_EDGE_PX, GROUND_EDGE_PX, Qt.AspectRatioMode.KeepAspectRatio)
            ),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        window = DrawingWindow(self.tr("标注 {name}").format(name=wanted.name), ground, self)
        window.drawn.connect(partial(self._keep, wanted))
        window.open()

    def _keep(self, photo: DraftPhoto, image: QImage) -> None:
        self.drawn.emit(image, f"{photo.name.rpartition('.')[0] or photo.name}{MARK}.png")


def _is_marked(photo: DraftPhoto) -> bool:
    return photo.name.rpartition(".")[0].endswith(MARK)
