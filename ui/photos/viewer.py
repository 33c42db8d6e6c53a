"""Photos in the whole window, one after the other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.site import Position
from ui.photos.canvas import ZOOM_STEP, PhotoCanvas
from ui.photos.item import PhotoItem
from ui.photos.look import photo_sheet
from ui.photos.panel import FactsPanel
from ui.photos.pictures import Pictures
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.header import ActionRow
from ui.widgets.labels import label

PAN_PX = 80


class PhotoViewer(QDialog):
    """Looks at photos: wheel or + and − zoom, arrows go on, R turns the view, 0 fits, I shows the facts, Esc closes."""

    def __init__(
        self,
        items: Sequence[PhotoItem],
        first: str,
        place: Position | None,
        pictures: Pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._items = tuple(items)
        self._index = next((index for index, item in enumerate(self._items) if item.id == first), 0)
        self._place = place
        self._pictures = pictures
        self._drawn: tuple[int, bool] = (-1, False)
        self.setStyleSheet(photo_sheet())
        self.setWindowTitle(self.tr("查看照片"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.canvas = PhotoCanvas(self)
        self.facts = FactsPanel(self)
        self.title = label("", "strong", wrap=True)
        self._arrange()
        self._fill_window()
        pictures.arrived.connect(self._arrive)
        self._draw()
        self.canvas.setFocus()

    @property
    def item(self) -> PhotoItem:
        """The photo that is shown."""
        return self._items[self._index]

    @Slot()
    def show_next(self) -> None:
        """Go to the next photo; after the last comes the first."""
        self._go(1)

    @Slot()
    def show_previous(self) -> None:
        """Go to the photo before; before the first comes the last."""
        self._go(-1)

    @Slot()
    def zoom_in(self) -> None:
        """Look closer."""
        self.canvas.zoom_by(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Look from farther."""
        self.canvas.zoom_by(1 / ZOOM_STEP)

    @Slot()
    def toggle_facts(self) -> None:
        """Show or hide what is known about the photo."""
        self.facts.setVisible(self.facts.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Do what the class says; arrows move the picture while it is zoomed in."""
        key, is_near = Qt.Key(event.key()), self.canvas.zoom > 1
        moves = {
            Qt.Key.Key_Left: QPointF(PAN_PX, 0),
            Qt.Key.Key_Right: QPointF(-PAN_PX, 0),
            Qt.Key.Key_Up: QPointF(0, PAN_PX),
            Qt.Key.Key_Down: QPointF(0, -PAN_PX),
        }
        if is_near and key in moves:
            self.canvas.pan(moves[key])
        elif (act := self._acts().get(key)) is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _acts(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Right: self.show_next,
            Qt.Key.Key_PageDown: self.show_next,
            Qt.Key.Key_Space: self.show_next,
            Qt.Key.Key_Left: self.show_previous,
            Qt.Key.Key_PageUp: self.show_previous,
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.canvas.fit,
            Qt.Key.Key_R: self.canvas.turn,
            Qt.Key.Key_I: self.toggle_facts,
        }

    def _arrange(self) -> None:
        whole = row(self, spacing=0)
        left = column(spacing=0)
        bar = ActionRow(self)
        for text, key, act in (
            (self.tr("上一张"), "←", self.show_previous),
            (self.tr("下一张"), "→", self.show_next),
            (self.tr("放大"), "+", self.zoom_in),
            (self.tr("缩小"), "−", self.zoom_out),
            (self.tr("适合窗口"), "0", self.canvas.fit),
            (self.tr("旋转查看"), "R", self.canvas.turn),
            (self.tr("信息"), "I", self.toggle_facts),
            (self.tr("关闭"), "Esc", self.reject),
        ):
            made = button(f"{text} {key}")
            made.setAccessibleName(text)
            made.setAutoDefault(False)
            made.clicked.connect(act)
            bar.add(made)
        top = column(margins=(12, 8, 12, 8), spacing=6)
        top.addWidget(self.title)
        top.addWidget(bar)
        left.addLayout(top)
        left.addWidget(self.canvas, 1)
        whole.addLayout(left, 1)
        whole.addWidget(self.facts)

    def _fill_window(self) -> None:
        owner = self.parentWidget()
        if owner is not None:
            self.resize(owner.window().size())

    def _go(self, by: int) -> None:
        self._index = (self._index + by) % len(self._items)
        self._draw()

    @Slot(str)
    def _arrive(self, sha256: str) -> None:
        if sha256 == self.item.sha256:
            self._draw()

    def _draw(self) -> None:
        """Show the sharpest picture there is by now."""
        self.title.setText(
            self.tr("第 {number} / {count} 张 · {name}").format(
                number=self._index + 1, count=len(self._items), name=self.item.name
            )
        )
        if self._drawn[0] != self._index:
            self.facts.show_item(self.item, self._place)
        thumbnail, sharp = self._pictures.thumbnail(self.item.sha256), self._pictures.picture(self.item.sha256)
        image = sharp if sharp is not None and not sharp.isNull() else thumbnail
        if image is not None and not image.isNull():
            if self._drawn != (self._index, image is sharp):
                self.canvas.show_image(image, keep_view=self._drawn[0] == self._index)
                self._drawn = (self._index, image is sharp)
        elif sharp is None or thumbnail is None:
            self.canvas.show_message(self.tr("正在读取照片…"))
        else:
            self.canvas.show_message(self.tr("这台电脑上没有这张照片的原图；同步之后就能看到。"))
