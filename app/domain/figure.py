"""A figure: the number that a lead unit reports for a target of a plan and a period."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.works import number_of

SUBJECT = "figure"
"""The subject of the streams that figures stand in."""

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q[1-4]|0[1-9]|1[0-2]))?")


class FigureValue(StrEnum):
    """The paths of a figure's values."""

    PLAN = "plan"
    TARGET = "target"
    PERIOD = "period"
    AMOUNT = "amount"
    WHOLE = "whole"
    UNIT = "unit"
    LEAD = "lead"
    BASIS = "basis"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """What a figure's values say.

    Attributes:
        period: ``2025``, ``2025-Q3`` or ``2025-09``.
        amount: in the target's unit.
        whole: of a share the number that it is a share of, if it was given.
        basis: the document or account that it was taken from.
    """

    plan: str
    target: str
    period: str
    amount: Decimal | None
    whole: Decimal | None
    unit: str
    lead: str
    basis: str
    is_imported: bool

    @property
    def year(self) -> int | None:
        """The year of the period, None where it is no period."""
        return int(self.period[:4]) if is_period(self.period) else None


def figure_facts(values: Mapping[str, Json]) -> FigureFacts:
    """Read a figure from its values."""
    text = {path: str(values.get(path) or "") for path in FigureValue}
    return FigureFacts(
        plan=text[FigureValue.PLAN],
        target=text[FigureValue.TARGET],
        period=text[FigureValue.PERIOD],
        amount=number_of(text[FigureValue.AMOUNT]),
        whole=number_of(text[FigureValue.WHOLE]),
        unit=text[FigureValue.UNIT],
        lead=text[FigureValue.LEAD],
        basis=text[FigureValue.BASIS],
        is_imported=text[FigureValue.IMPORTED] == "yes",
    )


def is_period(text: str) -> bool:
    """Whether a text is a year, a quarter of one or a month of one."""
    return _PERIOD.fullmatch(text) is not None


def period_end(period: str) -> str:
    """Return the last month of a period, ``2025-09``; periods that end alike sort by their length, longest last."""
    year, _, part = period.partition("-")
    month = {"": "12", "Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12"}.get(part, part)
    return f"{year}-{month}"


def is_part(period: str, larger: str) -> bool:
    """Whether a period lies in a larger one: a month in its quarter or year, a quarter in its year."""
    if period == larger or period[:4] != larger[:4]:
        return False
    if "-" not in larger:
        return True
    return "Q" in larger and "Q" not in period and "-" in period and larger[-1] == str((int(period[5:]) + 2) // 3)
