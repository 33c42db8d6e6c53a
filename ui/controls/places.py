"""A point on the earth, entered by hand: degrees, or a pair pasted from elsewhere."""

import re

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, number_of, plain, text_of
from ui.controls.control import Control
from ui.style.metrics import dp, touch
from ui.widgets.labels import label

FIELD_PX = 150
MAX_LATITUDE = 90
MAX_LONGITUDE = 180
_PAIR = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,，;；\s]\s*(-?\d+(?:\.\d+)?)\s*", re.ASCII)


def read_pair(text: str) -> tuple[str, str] | None:
    """Return latitude and longitude of a pair such as ``31.62, 121.39``, whichever comes first; None for others.

    A first number beyond 90 can only be a longitude.
    """
    found = _PAIR.fullmatch(text)
    if not found:
        return None
    first, second = found[1], found[2]
    return (second, first) if abs(float(first)) > MAX_LATITUDE else (first, second)


class PlaceControl(Control):
    """Latitude and longitude in degrees; answers are ``31.62 121.39 0 0`` as ODK writes a geopoint."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.latitude = self._line(self.tr("纬度"))
        self.longitude = self._line(self.tr("经度"))
        self.accuracy = label("", "caption")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for name, line in ((self.tr("纬度"), self.latitude), (self.tr("经度"), self.longitude)):
            layout.addWidget(label(name))
            layout.addWidget(line)
        layout.addWidget(self.accuracy)
        layout.addStretch()

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setMinimumHeight(touch())
        line.setFixedWidth(dp(FIELD_PX))
        self.make_entry(line, name)
        line.textEdited.connect(self._tell)
        return line

    def show_answer(self, answer: Json) -> None:
        """Show the point; its accuracy in metres if it has one."""
        parts = [*text_of(answer).split(), "", "", "", ""][:4]
        if self._answer() != (text_of(answer) or None):
            self.latitude.setText(parts[0])
            self.longitude.setText(parts[1])
        metres = number_of(parts[3])
        self.accuracy.setVisible(bool(metres))
        self.accuracy.setText(self.tr("精度 ±{metres} 米").format(metres=plain(metres)) if metres else "")

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid typing and still allow copying."""
        self.latitude.setReadOnly(read_only)
        self.longitude.setReadOnly(read_only)

    @Slot(str)
    def _tell(self, typed: str) -> None:
        pair = read_pair(typed)
        if pair:
            self.latitude.setText(pair[0])
            self.longitude.setText(pair[1])
        self.answered.emit(self._answer())

    def _answer(self) -> str | None:
        latitude, longitude = number_of(self.latitude.text().strip()), number_of(self.longitude.text().strip())
        if latitude is None or longitude is None or abs(latitude) > MAX_LATITUDE or abs(longitude) > MAX_LONGITUDE:
            return None
        return f"{plain(latitude)} {plain(longitude)} 0 0"
