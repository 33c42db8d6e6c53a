"""The drawing above a repeat of damages: it shows where they are, and picks where the next one is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.canonical import Json
from app.errors import AppError
from app.forms.definition import Form, Repeat
from app.standards import jtgt_h21
from app.standards.village_roads import HOLES, SHATTERED
from app.usecases.answered import Answered, text_of
from app.usecases.grading import bridge_data
from ui.grades.bridge_plan import Cell, Plan, bridge_plan
from ui.grades.bridge_schematic import BridgeSchematic, Member, MemberState
from ui.grades.road_strip import Mark, RoadStrip, Section, stake
from ui.record.model import RecordModel
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card
from ui.widgets.labels import Chip, label
from ui.words import explain

OF_A_PICK = ("part", "component", "member")


class Drawing(Card):
    """What all drawings share: it redraws when answers change, and asks the form to jump.

    Signals:
        wanted: the key that the form is to jump to.
    """

    wanted = Signal(str)

    def __init__(
        self, model: RecordModel, repeat: str, work: Callable[[Mapping[str, Json]], object], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._repeat = repeat
        self.column.addWidget(label(self.tr("示意图"), "h2"))
        self.told = label("", "caption", wrap=True)
        self._recalculation = model.recalculation(work)
        self._recalculation.refused.connect(self._refuse)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        """Say why there is no new drawing; the last one stays."""
        self.told.setText(explain(error))

    def _unfinished(self, name: str) -> str:
        """Return the last damage in which a question is not answered yet; empty for none."""
        session = self._model.session
        open_ones = (key for key in session.instances(self._repeat) if session.value(f"{key}/{name}") is None)
        return next(reversed(tuple(open_ones)), "")


@dataclass(frozen=True, slots=True)
class DrawnBridge:
    """A bridge to draw; ``trouble`` says why the states are only counts."""

    plan: Plan
    states: Mapping[Member, MemberState]
    trouble: AppError | None = None


class BridgeDrawing(Drawing):
    """The plan of the bridge; a picked member goes into the damage that has none yet, or into a new one."""

    def __init__(self, model: RecordModel, repeat: str, parent: QWidget | None = None) -> None:
        super().__init__(model, repeat, partial(drawn_bridge, model.session.form), parent)
        self.schematic = BridgeSchematic()
        self.schematic.pointed.connect(self._tell)
        self.schematic.picked.connect(self.pick)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.schematic)
        for part in (scroll.viewport(), self.schematic):
            part.setAutoFillBackground(False)
        self._scroll = scroll
        self.column.addWidget(scroll)
        self.column.addLayout(_legend())
        self.column.addWidget(self.told)
        self._tell(None)
        self._recalculation.calculated.connect(self._show)
        self._recalculation.start()

    @Slot(object)
    def pick(self, cell: Cell) -> None:
        """Record a damage of a member."""
        instance = self._unfinished("member") or self._model.add_instance(self._repeat)
        for name, value in zip(OF_A_PICK, (cell.part, cell.component, cell.member), strict=True):
            self._model.answer(f"{instance}/{name}", value)
        self.wanted.emit(f"{instance}/indicator")

    @Slot(object)
    def _show(self, drawn: DrawnBridge) -> None:
        self.schematic.show_bridge(drawn.plan, drawn.states)
        room = self._scroll.horizontalScrollBar().sizeHint().height()
        self._scroll.setFixedHeight(self.schematic.minimumSizeHint().height() + room)
        if drawn.trouble is None:
            self._tell(self.schematic.current)
        else:
            self._refuse(drawn.trouble)

    @Slot(object)
    def _tell(self, cell: Cell | None) -> None:
        if cell is None:
            words = self.tr("点选构件记一处病害；也可用方向键移动、回车选定。上方为桥面系，下方为下部结构。")
        else:
            words = self.schematic.words_of(cell)
        self.told.setText(words)


@dataclass(frozen=True, slots=True)
class DrawnRoad:
    """A section to draw; ``unplaced`` counts the damages without chainage."""

    section: Section | None
    marks: tuple[Mark, ...]
    unplaced: int


class RoadDrawing(Drawing):
    """The strip of the section; a picked damage is shown, an empty place becomes a new damage there."""

    def __init__(self, model: RecordModel, repeat: str, parent: QWidget | None = None) -> None:
        super().__init__(model, repeat, partial(drawn_road, repeat), parent)
        self.strip = RoadStrip()
        self.strip.picked.connect(self._go)
        self.strip.placed.connect(self.place)
        self.strip.pointed.connect(self._tell)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.told)
        self.add = button("", "plain", picture="add")
        self.add.clicked.connect(self._place_here)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._unplaced = 0
        self._tell(None)
        self._recalculation.calculated.connect(self._show)
        self._recalculation.start()

    @Slot(object)
    def place(self, at_km: Decimal) -> None:
        """Record a damage at a chainage."""
        instance = self._unfinished("kind") or self._model.add_instance(self._repeat)
        self._model.answer(f"{instance}/at_km", format(at_km, "f"))
        self.wanted.emit(f"{instance}/kind")

    @Slot()
    def _place_here(self) -> None:
        self.place(self.strip.at_km)

    @Slot(str)
    def _go(self, instance: str) -> None:
        self.wanted.emit(f"{instance}/kind")

    @Slot(object)
    def _show(self, drawn: DrawnRoad) -> None:
        self._unplaced = drawn.unplaced
        self.strip.show_section(drawn.section, drawn.marks)
        self._tell(None)

    @Slot(object)
    def _tell(self, _at_km: Decimal | None) -> None:
        self.add.setText(self.tr("在 {place} 添加一处").format(place=stake(self.strip.at_km)))
        self.add.setEnabled(self.strip.section is not None)
        words = self.tr("点路面空白处添加损坏，点损坏查看；左右键逐处移动，Ctrl 加左右键移动 10 m，回车选定。")
        if self._unplaced:
            words += self.tr("另有 {count} 处没有填桩号，图上没有。").format(count=self._unplaced)
        self.told.setText(words)


_DRAWINGS: Mapping[str, Callable[[RecordModel, str, QWidget | None], Drawing]] = {
    "schematic": BridgeDrawing,
    "strip": RoadDrawing,
}


def make_drawing(model: RecordModel, repeat: str, parent: QWidget | None = None) -> Drawing | None:
    """Return the drawing that the appearance of a repeat asks for, None for no drawing."""
    item = model.session.item(repeat)
    wanted = item.appearance if isinstance(item, Repeat) else ()
    return next((_DRAWINGS[word](model, repeat, parent) for word in wanted if word in _DRAWINGS), None)


def drawn_bridge(form: Form, answers: Mapping[str, Json]) -> DrawnBridge:
    """Return the bridge that answers describe; pure, for a worker.

    Raises:
        AppError: ``standards.…`` for a type or a layout that cannot be.
    """
    data = bridge_data(answers, form)
    layout = data["layout"]
    plan = bridge_plan(str(data["type"] or "beam"), layout if isinstance(layout, Mapping) else {})
    counts: dict[Member, int] = {}
    damages = data["damages"]
    for damage in damages if isinstance(damages, list) else []:
        member = (damage["component"], damage["member"])
        counts[member] = counts.get(member, 0) + 1
    scores: Mapping[tuple[str, str, str], float] = {}
    trouble = None
    try:
        scores = jtgt_h21.member_scores(data)
    except AppError as error:
        trouble = error
    states = {member: MemberState(scores.get(("", *member)), count) for member, count in counts.items()}
    return DrawnBridge(plan, states, trouble)


def drawn_road(repeat: str, answers: Mapping[str, Json]) -> DrawnRoad:
    """Return the section that answers describe; pure, for a worker."""
    answered = Answered.of(answers)
    start, end = _number(answered.text("start_km")), _number(answered.text("end_km"))
    section = Section(start, end) if start is not None and end is not None and end > start else None
    marks, unplaced = [], 0
    for key, row in answered.keyed_rows(repeat.rpartition("/")[2]):
        at_km = _number(text_of(row, "at_km"))
        if at_km is None:
            unplaced += 1
            continue
        kind = text_of(row, "kind").partition("（")[0]
        length = _number(text_of(row, "damage_length_m")) or Decimal(0)
        words = f"{kind} {length:f} m" if length else kind
        marks.append(Mark(f"{repeat}[{key}]", at_km, length, words, kind in (*HOLES, *SHATTERED)))
    return DrawnRoad(section, tuple(marks), unplaced)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _legend() -> FlowLayout:
    """Return what the colours mean."""
    translate = QCoreApplication.translate
    line = FlowLayout(spacing=dp(8))
    for words, tone in (
        (translate("Grades", "没有病害"), Tone.NEUTRAL),
        (translate("Grades", "1 类"), Tone.SUCCESS),
        (translate("Grades", "2 类"), Tone.INFO),
        (translate("Grades", "3 类"), Tone.WARNING),
        (translate("Grades", "4、5 类"), Tone.DANGER),
    ):
        line.addWidget(Chip(words, tone))
    return line
