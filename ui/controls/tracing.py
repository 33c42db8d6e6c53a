"""A line or an area: a list of points beside a drawn map, set by clicks or typed."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, text_of
from ui.controls.control import Control
from ui.controls.mapped import MapFrame
from ui.controls.places import MAX_LATITUDE, MAX_LONGITUDE, read_pair
from ui.controls.spots import Spot, area_m2, length_m, read_spots, write_spots
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label

LIST_PX = 268
LEAST = {"geotrace": 2, "geoshape": 3}
"""How many points make a line, and an area."""

SQUARE_METRES_IN_MU = 2000 / 3


class TraceControl(Control):
    """A line (``geotrace``) or an area (``geoshape``): a list of points beside a map.

    Too few points for a line or an area are no answer yet, and stay where they are.
    """

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self._is_area = ask.type == "geoshape"
        self._spots: tuple[Spot, ...] = ()
        self._past: list[tuple[Spot, ...]] = []
        self.frame = MapFrame(ask, self)
        self.entry = self._make_entry_line()
        self.points = self._make_list()
        self.summary = label("", "strong", wrap=True)
        self.undo, self.remove, self.clear = (
            self._act(words, act)
            for words, act in (
                (self.tr("撤销一步"), self._undo),
                (self.tr("删除所选"), self._remove),
                (self.tr("清除"), self._clear),
            )
        )
        self._arrange()
        self.frame.map.added.connect(self._append)
        self.frame.map.moved.connect(self._move)
        self.frame.map.picked.connect(self.points.setCurrentRow)
        self.points.currentRowChanged.connect(self._draw)
        self.points.itemChanged.connect(self._retype)
        QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.points, context=Qt.ShortcutContext.WidgetShortcut
        ).activated.connect(self._remove)
        self._show()

    def show_answer(self, answer: Json) -> None:
        """Show the points; those that are too few for an answer stay when there is none."""
        if (text_of(answer) or None) == self._answer():
            return
        spots = read_spots(text_of(answer))
        self._spots = spots[:-1] if self._is_area and len(spots) > 1 and spots[0] == spots[-1] else spots
        self._past.clear()
        self._show()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid setting, moving and typing; the map can still be looked at."""
        self.frame.map.is_editable = not read_only
        for part in (self.entry, self._add, self.undo, self.remove, self.clear):
            part.setEnabled(not read_only)
        triggers = QListWidget.EditTrigger
        self.points.setEditTriggers(
            triggers.NoEditTriggers if read_only else triggers.DoubleClicked | triggers.EditKeyPressed
        )

    def _make_entry_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setMinimumHeight(touch())
        line.setPlaceholderText(self.tr("纬度, 经度"))
        self.make_entry(line, self.tr("添加点"))
        line.returnPressed.connect(self._type)
        return line

    def _make_list(self) -> QListWidget:
        points = QListWidget(self)
        points.setMinimumHeight(dp(96))
        self.make_entry(points, self.tr("点的列表"))
        points.setToolTip(self.tr("双击或按 F2 修改，按 Delete 删除"))
        return points

    def _act(self, words: str, act: object) -> QPushButton:
        made = button(words)
        made.setMinimumHeight(touch())
        made.setAccessibleName(f"{self.ask.label} {words}")
        made.clicked.connect(act)
        self.frame.acts.addWidget(made)
        return made

    def _arrange(self) -> None:
        whole = row(self, spacing=12)
        whole.addWidget(self.frame, 1)
        side = QWidget(self)
        side.setFixedWidth(dp(LIST_PX))
        stack = column(side, spacing=6)
        line = row(spacing=6)
        line.addWidget(self.entry, 1)
        self._add = button(self.tr("添加"))
        self._add.setMinimumHeight(touch())
        self._add.setAccessibleName(f"{self.ask.label} {self.tr('添加点')}")
        self._add.clicked.connect(self._type)
        line.addWidget(self._add)
        stack.addLayout(line)
        stack.addWidget(self.points, 1)
        stack.addWidget(self.summary)
        whole.addWidget(side)

    def _answer(self) -> str | None:
        if len(self._spots) < LEAST[self.ask.type]:
            return None
        return write_spots(self._spots, is_closed=self._is_area)

    def _become(self, spots: Sequence[Spot]) -> None:
        """Take other points and tell the answer that they make."""
        self._past.append(self._spots)
        self._change(tuple(spots))

    def _change(self, spots: tuple[Spot, ...]) -> None:
        before, self._spots = self._answer(), spots
        self._show()
        if self._answer() != before:
            self.answered.emit(self._answer())

    def _show(self) -> None:
        chosen = self.points.currentRow()
        with QSignalBlocker(self.points):
            self.points.clear()
            for spot in self._spots:
                item = QListWidgetItem(spot.words)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.points.addItem(item)
            self.points.setCurrentRow(min(chosen, len(self._spots) - 1))
        self.summary.setText(self._sum_up())
        self._draw()

    @Slot()
    def _draw(self) -> None:
        chosen = self.points.currentRow()
        self.frame.map.show_spots(self._spots, is_line=True, is_area=self._is_area, chosen=chosen)

    def _sum_up(self) -> str:
        missing = LEAST[self.ask.type] - len(self._spots)
        if missing > 0:
            return self.tr("在图上点，或输入纬度和经度；还差 {count} 点").format(count=missing)
        if not self._is_area:
            metres = f"{length_m(self._spots):,.0f}"
            return self.tr("{count} 点，长约 {metres} 米").format(count=len(self._spots), metres=metres)
        area = area_m2(self._spots)
        return self.tr("{count} 点，约 {area} 平方米（{mu} 亩）").format(
            count=len(self._spots), area=f"{area:,.0f}", mu=f"{area / SQUARE_METRES_IN_MU:,.1f}"
        )

    @Slot(object)
    def _append(self, spot: Spot) -> None:
        self._become([*self._spots, spot])
        self.points.setCurrentRow(len(self._spots) - 1)

    @Slot(int, object)
    def _move(self, number: int, spot: Spot) -> None:
        self._become([*self._spots[:number], spot, *self._spots[number + 1 :]])

    @Slot()
    def _type(self) -> None:
        """Take the pair that was typed; what is none stays to be mended."""
        spot = _spot_of(self.entry.text())
        if spot is not None:
            self.entry.clear()
            self._append(spot)

    @Slot(QListWidgetItem)
    def _retype(self, item: QListWidgetItem) -> None:
        spot, number = _spot_of(item.text()), self.points.row(item)
        if spot is None or spot.words == self._spots[number].words:
            self._show()
        else:
            self._move(number, spot)

    @Slot()
    def _undo(self) -> None:
        if self._past:
            self._change(self._past.pop())

    @Slot()
    def _remove(self) -> None:
        number = self.points.currentRow()
        if 0 <= number < len(self._spots) and self.remove.isEnabled():
            self._become([*self._spots[:number], *self._spots[number + 1 :]])

    @Slot()
    def _clear(self) -> None:
        if self._spots:
            self._become([])


def _spot_of(text: str) -> Spot | None:
    """Return the point that a pair of degrees means, None for what is not on earth."""
    pair = read_pair(text)
    if pair is None:
        return None
    spot = Spot(float(pair[0]), float(pair[1]))
    return spot if abs(spot.latitude) <= MAX_LATITUDE and abs(spot.longitude) <= MAX_LONGITUDE else None
