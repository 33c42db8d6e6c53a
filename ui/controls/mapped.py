"""A point that is typed as degrees or set on a drawn map."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, text_of
from ui.controls.control import Control
from ui.controls.places import PlaceControl
from ui.controls.sketch_map import ZOOM_STEP, SketchMap
from ui.controls.spots import Spot, read_spots
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column

MAP_WORDS = frozenset({"map", "maps", "placement-map"})


class MapFrame(QFrame):
    """A map with its buttons below it."""

    def __init__(self, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self.map = SketchMap(ask.near, self)
        self.map.setAccessibleName(f"{ask.label} {self.tr('示意图')}")
        stack = column(self, spacing=6)
        stack.addWidget(self.map)
        self.acts = FlowLayout(spacing=dp(6))
        stack.addLayout(self.acts)
        for words, name, act in (
            ("+", self.tr("放大"), self._closer),
            ("−", self.tr("缩小"), self._farther),
            (self.tr("全部"), self.tr("看全部的点"), self.map.fit),
        ):
            made = QPushButton(words, self)
            made.setMinimumSize(touch(), touch())
            if len(words) == 1:
                made.setObjectName("step")
                made.setFixedSize(touch(), touch())
            made.setToolTip(name)
            made.setAccessibleName(f"{ask.label} {name}")
            made.clicked.connect(act)
            self.acts.addWidget(made)

    @Slot()
    def _closer(self) -> None:
        self.map.zoom(ZOOM_STEP)

    @Slot()
    def _farther(self) -> None:
        self.map.zoom(1 / ZOOM_STEP)


class PointControl(Control):
    """Degrees in two fields, and a map that opens below them; answers as ``PlaceControl`` gives them."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.fields = PlaceControl(ask, self)
        self.setFocusProxy(self.fields.latitude)
        self.opener = button(self.tr("在图上标"))
        self.opener.setCheckable(True)
        self.opener.setMinimumHeight(touch())
        self.opener.setAccessibleName(f"{ask.label} {self.opener.text()}")
        line = FlowLayout(spacing=dp(10))
        line.addWidget(self.fields)
        line.addWidget(self.opener)
        self._stack = column(self, spacing=8)
        self._stack.addLayout(line)
        self.frame: MapFrame | None = None
        self._answer: Json = None
        self._is_read_only = False
        self.fields.answered.connect(self._tell)
        self.opener.toggled.connect(self._open)
        self.opener.setChecked(bool(ask.appearance & MAP_WORDS))

    def show_answer(self, answer: Json) -> None:
        """Show the point in the fields and on the map."""
        self._answer = answer
        self.fields.show_answer(answer)
        if self.frame is not None:
            self.frame.map.show_spots(read_spots(text_of(answer))[:1], is_line=False, is_area=False)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid typing and pointing; the map can still be looked at."""
        self._is_read_only = read_only
        self.fields.set_read_only(read_only)
        if self.frame is not None:
            self.frame.map.is_editable = not read_only

    @Slot(bool)
    def _open(self, is_open: bool) -> None:  # noqa: FBT001  a slot of Qt
        if self.frame is None and is_open:
            self.frame = MapFrame(self.ask, self)
            self.frame.map.added.connect(self._point)
            self.frame.map.moved.connect(self._drag)
            self._stack.addWidget(self.frame)
            self.set_read_only(self._is_read_only)
            self.show_answer(self._answer)
        if self.frame is not None:
            self.frame.setVisible(is_open)

    @Slot(object)
    def _point(self, spot: Spot) -> None:
        self._tell(str(spot))

    @Slot(int, object)
    def _drag(self, _number: int, spot: Spot) -> None:
        self._tell(str(spot))

    @Slot(object)
    def _tell(self, answer: Json) -> None:
        self.show_answer(answer)
        self.answered.emit(answer)
