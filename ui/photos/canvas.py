"""A picture that is zoomed, moved and turned for looking; the photo itself stays as it is."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

ZOOM_STEP = 1.25
MAX_ZOOM = 16.0
BACKGROUND = QColor("#0E1318")
LETTERS = QColor("#C9D3DF")
FULL_TURN_DEG = 360


class PhotoCanvas(QWidget):
    """Draws one picture fitted to its area; ``zoom`` 1 is fitted, up to 16 times that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self.turned_deg = 0
        self._image = QImage()
        self._message = ""
        self._centre = QPointF()
        self._grabbed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage, *, keep_view: bool) -> None:
        """Show a picture; ``keep_view`` when it is a sharper one of the same photo."""
        self._image, self._message = image, ""
        if not keep_view:
            self.fit()
        self.update()

    def show_message(self, sentence: str) -> None:
        """Show a sentence where there is no picture."""
        self._image, self._message = QImage(), sentence
        self.update()

    def fit(self) -> None:
        """Show the whole picture, unturned."""
        self.zoom, self.turned_deg, self._centre = 1.0, 0, QPointF()
        self.update()

    def turn(self) -> None:
        """Turn the view by a quarter clockwise."""
        self.turned_deg = (self.turned_deg + 90) % FULL_TURN_DEG
        self._centre = QPointF()
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a point of the widget, or about its middle."""
        zoom = min(MAX_ZOOM, max(1.0, self.zoom * factor))
        point = (at or QRectF(self.rect()).center()) - QRectF(self.rect()).center()
        self._centre = point - (point - self._centre) * (zoom / self.zoom)
        self.zoom = zoom
        self._stay_inside()
        self.update()

    def pan(self, by: QPointF) -> None:
        """Move the picture."""
        self._centre = self._centre + by
        self._stay_inside()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for a good part of the window."""
        return QSize(800, 600)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  Qt's name and signature
        """Draw the picture or the sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), BACKGROUND)
        if self._image.isNull():
            painter.setPen(LETTERS)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(self._transform())
        painter.drawImage(QRectF(self._image.rect()), self._image)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Zoom about the pointer."""
        notches = event.angleDelta().y() / 120
        self.zoom_by(ZOOM_STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take hold of the picture."""
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Move the picture."""
        if self._grabbed is not None:
            self.pan(event.position() - self._grabbed)
            self._grabbed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002  Qt's name and signature
        """Let go."""
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Zoom in on a point, or back to the whole picture."""
        if self.zoom > 1:
            self.zoom_by(0)
        else:
            self.zoom_by(ZOOM_STEP**4, event.position())

    def _turned_size(self) -> tuple[int, int]:
        width, height = self._image.width(), self._image.height()
        return (height, width) if self.turned_deg % 180 else (width, height)

    def _scale(self) -> float:
        width, height = self._turned_size()
        return min(self.width() / width, self.height() / height) * self.zoom

    def _stay_inside(self) -> None:
        """Keep the picture from leaving the area."""
        if self._image.isNull():
            return
        width, height = self._turned_size()
        scale = self._scale()
        across = max(0.0, (width * scale - self.width()) / 2)
        down = max(0.0, (height * scale - self.height()) / 2)
        self._centre = QPointF(min(across, max(-across, self._centre.x())), min(down, max(-down, self._centre.y())))

    def _transform(self) -> QTransform:
        middle, scale = QRectF(self.rect()).center() + self._centre, self._scale()
        moved = QTransform.fromTranslate(middle.x(), middle.y())
        moved.rotate(self.turned_deg)
        moved.scale(scale, scale)
        moved.translate(-self._image.width() / 2, -self._image.height() / 2)
        return moved
