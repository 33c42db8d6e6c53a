"""What a control is told about its question, and the two ways to read an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from app.domain.canonical import Json


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: what is stored, what is shown, and the bytes of its picture; empty for none."""

    value: str
    label: str
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as its control sees it.

    Attributes:
        type: the word of the XLSForm, ``QuestionType`` or one that this program does not know.
        label: what screen readers call the control.
        appearance: the words of the appearance column.
        options: the choices, filtered already.
        parameters: as written in the workbook, for example ``start``, ``end`` and ``step`` of a range.
        is_read_only: whether nobody may answer.
        near: latitude and longitude in degrees at which an empty map begins; None for the middle of the district.
    """

    type: str
    label: str
    appearance: frozenset[str] = frozenset()
    options: tuple[Option, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    is_read_only: bool = False
    near: tuple[float, float] | None = None


def text_of(answer: Json) -> str:
    """Return an answer as text; empty for none, the members of a list with spaces between."""
    if answer is None:
        return ""
    if isinstance(answer, Sequence) and not isinstance(answer, str):
        return " ".join(text_of(each) for each in answer)
    return str(answer)


def members_of(answer: Json) -> tuple[str, ...]:
    """Return the values of an answer that is a list, or text with spaces between."""
    return tuple(text_of(answer).split())


def number_of(text: str) -> Decimal | None:
    """Return the number that a text spells, or None."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> str:
    """Return a number without exponent and without zeros behind its last decimal."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
