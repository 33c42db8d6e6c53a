"""Which control a question gets."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.forms.definition import QuestionType
from ui.controls.ask import Ask
from ui.controls.choosing import MAX_RADIOS, RadioControl, SearchControl
from ui.controls.control import Control
from ui.controls.moments import MomentControl
from ui.controls.numbers import NumberControl
from ui.controls.places import PlaceControl
from ui.controls.sliding import SlideControl
from ui.controls.telling import ReadingControl
from ui.controls.ticking import AcknowledgeControl, CheckControl
from ui.controls.written import LineControl, ParagraphControl, PlainControl

SEARCHED = frozenset({"minimal", "autocomplete", "search"})
OPEN = frozenset({"quick", "likert", "columns", "horizontal"})

_CONTROLS: dict[str, Callable[[Ask, QWidget | None], Control]] = {
    QuestionType.INTEGER: NumberControl,
    QuestionType.DECIMAL: NumberControl,
    QuestionType.RANGE: SlideControl,
    QuestionType.SELECT_MULTIPLE: CheckControl,
    QuestionType.NOTE: ReadingControl,
    QuestionType.GEOPOINT: PlaceControl,
    QuestionType.DATE: MomentControl,
    QuestionType.TIME: MomentControl,
    QuestionType.DATETIME: MomentControl,
    QuestionType.BARCODE: LineControl,
    QuestionType.ACKNOWLEDGE: AcknowledgeControl,
    QuestionType.CALCULATE: ReadingControl,
}


def make_control(ask: Ask, parent: QWidget | None = None) -> Control:
    """Return the control that suits a question; a plain text field for a type that is not known."""
    return _kind_of(ask)(ask, parent)


def _kind_of(ask: Ask) -> Callable[[Ask, QWidget | None], Control]:
    if ask.type == QuestionType.TEXT:
        return ParagraphControl if "multiline" in ask.appearance else LineControl
    if ask.type == QuestionType.SELECT_ONE:
        is_short = len(ask.options) <= MAX_RADIOS or bool(ask.appearance & OPEN)
        return RadioControl if is_short and not ask.appearance & SEARCHED else SearchControl
    return _CONTROLS.get(ask.type, PlainControl)
