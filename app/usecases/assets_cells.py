"""One cell of an office's table as an answer: dates, numbers and choices as people write them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.canonical import Json
from app.forms import Choice
from app.forms.definition import LIST_TYPES, Question, QuestionType

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_YEAR = re.compile(r"((?:18|19|20)\d\d)[-/.年].*")
_SEPARATORS = re.compile(r"[、,，;；/\s]+")
_LINE = re.compile(r"LINESTRING\s*(?:Z\s*)?\((.*)\)", re.IGNORECASE)
_STAKE = re.compile(r"[Kk](\d+)(?:\+(\d{1,3}(?:\.\d+)?))?")


@dataclass(frozen=True)
class CellReader:
    """Turns the cells of one column into answers; what it does not understand is left as written, to be refused."""

    question: Question
    choices: Mapping[str, str]

    @classmethod
    def of(cls, question: Question, choices: tuple[Choice, ...]) -> "CellReader":
        """Return a reader that knows the choices by value and by label."""
        known = {_plain(choice.label): choice.value for choice in choices}
        return cls(question, known | {_plain(choice.value): choice.value for choice in choices})

    def text(self, cell: str) -> str:
        """Return the answer of a cell as the form writes it, "" for an empty one."""
        cell = unicodedata.normalize("NFC", cell).strip()
        return _READERS.get(self.question.type, _as_written)(self, cell) if cell else ""

    def answer(self, text: str) -> Json:
        """Return the answer as a record keeps it."""
        return text.split() if self.question.type in LIST_TYPES else text

    def choose(self, cell: str) -> str:
        """Return a choice's value; the cell itself where it is neither value nor label."""
        return self.choices.get(_plain(cell), cell.replace(" ", "_"))

    def choose_many(self, cell: str) -> str:
        """Return the values of several choices, which may have been written with any separator."""
        whole = self.choices.get(_plain(cell))
        return whole or " ".join(self.choose(part) for part in _SEPARATORS.split(cell) if part)


def number(cell: str) -> str:
    """Return a number without separators of thousands; stakes such as K3+250 become kilometres."""
    plain = unicodedata.normalize("NFKC", cell).replace(",", "").replace(" ", "")
    stake = _STAKE.fullmatch(plain)
    if stake is not None:
        plain = format(Decimal(stake[1]) + Decimal(stake[2] or 0) / 1000, "f")
    if "." in plain and plain.replace(".", "", 1).lstrip("+-").isdecimal():
        plain = plain.rstrip("0").rstrip(".")
    return plain or cell


def whole_number(cell: str) -> str:
    """Return a whole number; 2019年 and 2019-05 become the year, 3.0 becomes 3."""
    plain = number(cell)
    year = _YEAR.fullmatch(plain)
    return year[1] if year else plain


def iso_date(cell: str) -> str:
    """Return a date as ISO 8601; a month alone becomes its first day."""
    day = _DATE.fullmatch(cell)
    if day is not None:
        return f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
    month = _MONTH.fullmatch(cell)
    return f"{month[1]}-{int(month[2]):02d}-01" if month is not None else cell


def trace(cell: str) -> str:
    """Return a line as ODK writes it, ``latitude longitude 0 0; …``; WKT gives longitude first."""
    found = _LINE.fullmatch(cell)
    if found is None:
        return cell
    points = [part.split() for part in found[1].split(",")]
    if any(len(point) < 2 for point in points):  # noqa: PLR2004  # x and y
        return cell
    return "; ".join(f"{point[1]} {point[0]} 0 0" for point in points)


def _as_written(_reader: CellReader, cell: str) -> str:
    return cell


def _plain(text: str) -> str:
    return re.sub(r"\s|级$", "", unicodedata.normalize("NFKC", text)).lower()


_READERS: Mapping[QuestionType, Callable[[CellReader, str], str]] = {
    QuestionType.INTEGER: lambda _reader, cell: whole_number(cell),
    QuestionType.DECIMAL: lambda _reader, cell: number(cell),
    QuestionType.DATE: lambda _reader, cell: iso_date(cell),
    QuestionType.SELECT_ONE: lambda reader, cell: reader.choose(cell),
    QuestionType.SELECT_MULTIPLE: lambda reader, cell: reader.choose_many(cell),
    QuestionType.GEOTRACE: lambda _reader, cell: trace(cell),
}
