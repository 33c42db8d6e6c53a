"""An order of the 12345 hotline or of the grid: one row of the sheet that another system exported.

Its record is of kind ``order`` and named by channel and number, so that importing the same row again, on any machine,
means the same record. It keeps the row as it came, column by column, and names the case that answers it.

* ``created`` says ``record`` (``order``), ``number``, ``title``, ``place``, ``channel``.
* ``values``: ``CELLS``, the row; ``CASE``, where it is answered; the meanings that the importer read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from app.domain.canonical import Json
from app.domain.stream import Stream

CELLS = "cells"
"""The row as a list of [heading, text], in the sheet's own order; columns that name the caller are empty."""
CASE = "case"
"""The case that answers the order: ``stream`` and ``record``."""
SUBJECT = "hotline"
"""The subject of an order and its case where no asset says another."""

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:yingxun:order")


class Meaning(StrEnum):
    """What a column of an order sheet means; ``PRIVATE`` ones name the caller and do not travel."""

    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    ADDRESS = "address"
    TOWNSHIP = "township"
    CATEGORY = "category"
    RECEIVED_AT = "received_at"
    DEADLINE = "deadline"
    UNIT = "unit"
    STATE = "state"
    REPLY = "reply"
    REPLIED_AT = "replied_at"
    PRIVATE = "private"


RESULTS = (Meaning.STATE, Meaning.REPLY, Meaning.REPLIED_AT, Meaning.UNIT)
"""What goes back to where the order came from."""


class Channel(StrEnum):
    """Where orders come from."""

    HOTLINE = "12345"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet, and which column has which meaning (by heading; ``PRIVATE`` may be several)."""

    headings: tuple[str, ...]
    columns: Mapping[Meaning, str]
    private: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Order:
    """One row: the texts by meaning, all cells, and the row's number in the file, from 1."""

    row: int
    texts: Mapping[Meaning, str]
    cells: tuple[tuple[str, str], ...]

    @property
    def number(self) -> str:
        """The number under which the other system knows it."""
        return self.texts.get(Meaning.NUMBER, "")

    @property
    def title(self) -> str:
        """What lists show: the title, or the start of what was said."""
        said = self.texts.get(Meaning.TITLE) or self.texts.get(Meaning.DESCRIPTION) or self.number
        return said if len(said) <= TITLE_LENGTH else f"{said[: TITLE_LENGTH - 1]}…"


TITLE_LENGTH = 60


def order_record(channel: str, number: str) -> str:
    """Return the id of an order's record: the same on every machine."""
    return str(uuid5(_NAMESPACE, f"{channel}\n{number}"))


def order_case(channel: str, number: str) -> str:
    """Return the id of the case that is opened for an order: the same on every machine."""
    return str(uuid5(_NAMESPACE, f"case\n{channel}\n{number}"))


def case_link(stream: Stream, record: str) -> dict[str, Json]:
    """Return what an order writes under ``CASE``."""
    return {"stream": str(stream), "record": record}


def linked_case(value: Json) -> tuple[Stream, str] | None:
    """Return the case that ``CASE`` names; None where it names none."""
    if not isinstance(value, Mapping) or not isinstance(value.get("record"), str):
        return None
    try:
        return Stream.parse(str(value.get("stream"))), str(value["record"])
    except ValueError:
        return None
