"""Grading by the name of a standard, and what standards there are, for the command line and for imports.

The functions are pure: a name and data in, a grade out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.errors import AppError
from app.standards import (
    cjj36,
    cjj99,
    cjj181,
    jtg5210,
    jtgt_h21,
    rural_roads,
    scored_sheets,
    village_roads,
)
from app.standards.editions import Block, Edition, read
from app.standards.grade import Grade
from app.standards.trace import Words

Grading = Callable[[Mapping[str, object]], Grade]

GRADINGS: Mapping[str, Grading] = MappingProxyType(
    {
        "jtg5210": jtg5210.grade,
        "rural_guide": rural_roads.grade,
        "jtg5211": rural_roads.grade_provisional,
        "village_roads": village_roads.grade,
        "jtgt_h21": jtgt_h21.grade,
        "cjj99": cjj99.grade,
        "cjj36": cjj36.grade,
        "cjj181": cjj181.grade,
        "scored_sheets": scored_sheets.grade,
    }
)
ONLY_TABLES = ("jtgt_h21_indicators", "jtg5120")


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A group of numbers, or a formula, that no source confirms; an editable default."""

    place: str
    clause: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One standard of the program.

    Attributes:
        name: what ``grade`` and the command line call it.
        standard: the number people quote.
        edition: of the standard and of our tables.
        title: Chinese and English.
        can_grade: whether ``grade`` takes it; the others are tables that the rest uses.
        provisional: whether the whole is a working assumption.
        gaps: what of the standard is not here.
        unchecked: the numbers and formulas that no source confirms.
    """

    name: str
    standard: str
    edition: str
    title: Words
    can_grade: bool
    provisional: bool
    gaps: tuple[Words, ...]
    unchecked: tuple[Unchecked, ...]


def grade(standard: str, data: Mapping[str, object]) -> Grade:
    """Grade ``data`` by a standard, named by its file (``jtgt_h21``) or by its number (``JTG/T H21-2011``).

    Raises:
        AppError: ``standards.unknown`` for a name that is not in ``listing``; ``standards.…`` for the data.
    """
    wanted = _plain(standard)
    for name, grading in GRADINGS.items():
        if wanted in (_plain(name), _plain(read(name).standard)):
            return grading(data)
    raise AppError("standards.unknown", standard=standard, known="、".join(GRADINGS))


def listing() -> tuple[Listed, ...]:
    """Return every standard with its edition, gaps and unchecked numbers."""
    return tuple(_listed(read(name), can_grade=name in GRADINGS) for name in (*GRADINGS, *ONLY_TABLES))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _listed(edition: Edition, *, can_grade: bool) -> Listed:
    return Listed(
        name=edition.name,
        standard=edition.standard,
        edition=edition.edition,
        title=edition.title,
        can_grade=can_grade,
        provisional=edition.provisional,
        gaps=edition.gaps,
        unchecked=tuple(_unchecked(block) for block in edition.unchecked()),
    )


def _unchecked(block: Block) -> Unchecked:
    named = [block.text(cell) for cell in ("name", "zh", "table") if block.has(cell)]
    what = " ".join(dict.fromkeys([*named, *block.texts("unchecked")]))
    return Unchecked(block.path, block.clause, what, block.note)
