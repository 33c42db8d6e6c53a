"""Answers as text: how Python values become what a record keeps, and whether text suits its question."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from app.forms.definition import LIST_TYPES, Question, QuestionType
from app.forms.xpath.functions.geography import parse_points
from app.forms.xpath.moments import iso, parse_moment
from app.forms.xpath.values import number_text

Answer = str | list[str]
Given = str | bool | int | float | Decimal | date | time | datetime | Iterable[str] | None

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INTEGER = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?")
_SCALE = {"start": "1", "end": "10", "step": "1"}
_LEAST_POINTS = {QuestionType.GEOPOINT: 1, QuestionType.GEOTRACE: 2, QuestionType.GEOSHAPE: 4}


def to_text(question: Question, given: Given) -> str:  # noqa: PLR0911  one case per kind
    """Write an answer as ODK does: lists joined by spaces, ISO dates, numbers without exponent; ``None`` is ""."""
    match given:
        case None:
            return ""
        case str():
            return clean(given)
        case bool():
            yes = "OK" if question.type is QuestionType.ACKNOWLEDGE else "true"
            return yes if given else ("" if question.type is QuestionType.ACKNOWLEDGE else "false")
        case float():
            return number_text(given)
        case Decimal():
            return format(given, "f")
        case datetime():
            return iso(given)
        case int() | date() | time():
            return str(given)
    return clean(" ".join(given))


def clean(text: str) -> str:
    """Return text in NFC without the characters that XML cannot carry."""
    return _UNWRITABLE.sub("", unicodedata.normalize("NFC", text))


def to_answer(question: Question, text: str) -> Answer:
    """Return an answer as a record keeps it: a list for questions with several answers, text otherwise."""
    return text.split() if question.type in LIST_TYPES else text


def is_suitable(question: Question, text: str) -> bool:  # noqa: PLR0911  one case per kind
    """Whether text is an answer of the question's type; blank text always is."""
    if not text:
        return True
    match question.type:
        case QuestionType.INTEGER:
            return _INTEGER.fullmatch(text) is not None
        case QuestionType.DECIMAL:
            return _DECIMAL.fullmatch(text) is not None
        case QuestionType.RANGE:
            return _is_on_scale(question, text)
        case QuestionType.DATE:
            return _DATE.fullmatch(text) is not None and _is_moment(text)
        case QuestionType.DATETIME:
            return _is_moment(text)
        case QuestionType.TIME:
            return _TIME.fullmatch(text) is not None
        case QuestionType.GEOPOINT | QuestionType.GEOTRACE | QuestionType.GEOSHAPE:
            return _are_points(question, text)
    return True


def _is_moment(text: str) -> bool:
    return parse_moment(text, UTC) is not None


def _are_points(question: Question, text: str) -> bool:
    points = parse_points(text)
    if points is None or len(points) < _LEAST_POINTS[question.type]:
        return False
    if question.type is QuestionType.GEOPOINT:
        return len(points) == 1
    return question.type is not QuestionType.GEOSHAPE or points[0] == points[-1]


def _is_on_scale(question: Question, text: str) -> bool:
    """Whether a number lies on the scale of a range question."""
    try:
        number = Decimal(text)
        start, end, step = (Decimal(question.parameters.get(key, default)) for key, default in _SCALE.items())
    except InvalidOperation:
        return False
    low, high = min(start, end), max(start, end)
    return number.is_finite() and low <= number <= high and (step == 0 or (number - start) % step == 0)
