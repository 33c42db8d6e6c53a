"""Which control a question gets."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.forms.definition import QuestionType
from ui.controls.arranging import columns_of
from ui.controls.ask import Ask
from ui.controls.choosing import MAX_RADIOS, RadioControl, SearchControl
from ui.controls.coding import CodeControl
from ui.controls.control import Control
from ui.controls.mapped import PointControl
from ui.controls.moments import MomentControl
from ui.controls.numbers import NumberControl
from ui.controls.periods import PeriodControl
from ui.controls.picking import PickManyControl
from ui.controls.ranking import RankControl
from ui.controls.scales import SCALES, HeadControl, ScaleControl, TickScaleControl
from ui.controls.sliding import SlideControl
from ui.controls.stars import StarControl, stars_of
from ui.controls.telling import ReadingControl
from ui.controls.ticking import AcknowledgeControl, CheckControl
from ui.controls.tracing import TraceControl
from ui.controls.written import DigitsControl, LineControl, ParagraphControl, PlainControl

SEARCHED = frozenset({"minimal", "autocomplete", "search", "map"})
OPEN = frozenset(
    {"quick", "likert", "columns", "columns-pack", "horizontal", "horizontal-compact", "compact", "no-buttons"}
)
MAX_BOXES = 30
"""So many choices of which any may be ticked are all shown; more are searched."""

_CONTROLS: dict[str, Callable[[Ask, QWidget | None], Control]] = {
    QuestionType.INTEGER: NumberControl,
    QuestionType.DECIMAL: NumberControl,
    QuestionType.RANK: RankControl,
    QuestionType.NOTE: ReadingControl,
    QuestionType.GEOPOINT: PointControl,
    QuestionType.GEOTRACE: TraceControl,
    QuestionType.GEOSHAPE: TraceControl,
    QuestionType.TIME: MomentControl,
    QuestionType.DATETIME: MomentControl,
    QuestionType.BARCODE: CodeControl,
    QuestionType.ACKNOWLEDGE: AcknowledgeControl,
    QuestionType.CALCULATE: ReadingControl,
}


def make_control(ask: Ask, parent: QWidget | None = None) -> Control:
    """Return the control that suits a question; a plain text field for a type that is not known."""
    return _kind_of(ask)(ask, parent)


def _kind_of(ask: Ask) -> Callable[[Ask, QWidget | None], Control]:
    match ask.type:
        case QuestionType.TEXT:
            return _kind_of_text(ask)
        case QuestionType.SELECT_ONE:
            return _kind_of_one(ask)
        case QuestionType.SELECT_MULTIPLE:
            return _kind_of_many(ask)
        case QuestionType.RANGE:
            return StarControl if "rating" in ask.appearance and stars_of(ask) else SlideControl
        case QuestionType.DATE:
            return PeriodControl if ask.appearance & {"year", "month-year"} else MomentControl
    return _CONTROLS.get(ask.type, PlainControl)


def _kind_of_text(ask: Ask) -> Callable[[Ask, QWidget | None], Control]:
    if "multiline" in ask.appearance:
        return ParagraphControl
    return DigitsControl if "numbers" in ask.appearance else LineControl


def _kind_of_one(ask: Ask) -> Callable[[Ask, QWidget | None], Control]:
    if "label" in ask.appearance:
        return HeadControl
    if ask.appearance & SCALES:
        return ScaleControl
    is_open = len(ask.options) <= MAX_RADIOS or bool(ask.appearance & OPEN) or bool(columns_of(ask.appearance))
    return RadioControl if is_open and not ask.appearance & SEARCHED else SearchControl


def _kind_of_many(ask: Ask) -> Callable[[Ask, QWidget | None], Control]:
    if "label" in ask.appearance:
        return HeadControl
    if ask.appearance & SCALES:
        return TickScaleControl
    is_searched = bool(ask.appearance & SEARCHED) or len(ask.options) > MAX_BOXES
    return PickManyControl if is_searched else CheckControl
