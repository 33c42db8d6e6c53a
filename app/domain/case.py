"""A case 案卷: a problem that needs rectifying, from the day it is reported until another person has seen it mended.

What a case consists of:

* ``created`` says what never changes: ``record`` (``case``), ``number`` (its 编号, the one id of 问题清单, 整改清单 and
  责任清单), ``title``, ``place`` (village or address), ``asset`` (UUID) where there is one, ``source``
  (a ``CaseSource``) and ``origin``, an ``Origin``, where it came out of a record.
* ``values`` may be set by ``created``, ``answered`` and ``settled``; their paths are the constants below.
* ``attached`` photos have the path ``before`` or ``after``.
* Each decision's body holds what was decided; ``app.domain.bodies`` checks it. ``filed``: ``class``. ``declined``,
  ``sent_back``, ``held``, ``reopened``: ``reason``. ``assigned``: ``unit``, ``limit`` and, where known, ``person``.
  ``extended``: ``limit`` and ``reason``. ``transferred`` (管执联动): ``to``, ``letter``, ``reply_by`` (a day).
  ``escalated``: ``to``, ``reason``. ``handled``: ``measures``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.draft import SITE as SITE  # noqa: PLC0414  one of a case's paths, told from here
from app.domain.stream import Stream

CLASS = "class"
"""The grid class and its condition, see ``app.domain.case_class``; for example ``component/0101/2``."""
SEVERITY = "severity"
"""A ``Severity``."""
DESCRIPTION = "description"
"""What is wrong, in words."""
ADDRESS = "address"
"""Where it is, in words; the position lies at ``SITE`` as the body of a ``Position``."""
QUANTITY = "quantity"
"""How much of it, a decimal text; what it counts is ``MEASURE``, for example ``m²`` or ``处``."""
MEASURE = "measure"
COST = "cost_yuan"
"""The estimated cost of mending it in yuan, a decimal text."""
PROPOSED_UNIT = "proposed_unit"
"""Which unit the finder takes to be responsible (责任单位)."""
PROPOSED_LIMIT = "proposed_limit"
"""The proposed time limit, the body of a ``Limit``."""
FOUND_AT = "found_at"
"""When it was found, ISO 8601 with offset."""
REPLY = "reply"
"""What the office wrote back to which the case was transferred, and on which day (``REPLIED_ON``, ISO 8601)."""
REPLIED_ON = "replied_on"
ORDER = "order"
"""The number of the 12345 or grid order that this case answers, for example ``20260312-0042``."""
CHANNEL = "channel"
"""Where that order came from, for example ``12345`` or ``grid``."""
CAMPAIGN = "campaign"
"""UUID of the campaign that found it."""

BEFORE, AFTER = "before", "after"
"""The paths of photos that show the problem, and of those that show it mended."""


class Severity(StrEnum):
    """How bad it is: 一般, 严重, 紧急."""

    GENERAL = "general"
    SERIOUS = "serious"
    URGENT = "urgent"


class CaseSource(StrEnum):
    """Where a case came from."""

    INSPECTION = "inspection"
    ORDER = "order"
    CAMPAIGN = "campaign"
    OTHER = "other"


class LimitUnit(StrEnum):
    """What a time limit counts.

    ``work_hour`` and ``work_day`` run in office hours only, ``urgent_hour``, ``urgent_day`` and ``natural_day`` round
    the clock. Source: GB/T 30428.8, units 工作时, 工作日, 紧急工作时, 自然日.
    """

    WORK_HOUR = "work_hour"
    WORK_DAY = "work_day"
    URGENT_HOUR = "urgent_hour"
    URGENT_DAY = "urgent_day"
    NATURAL_DAY = "natural_day"

    @property
    def is_round_the_clock(self) -> bool:
        """Whether nights, weekends and holidays count."""
        return self not in (LimitUnit.WORK_HOUR, LimitUnit.WORK_DAY)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit, for example 2 urgent hours; the amount is above zero."""

    amount: Decimal
    unit: LimitUnit

    def to_body(self) -> dict[str, Json]:
        """Return it as an entry's body writes it."""
        return {"amount": format(self.amount, "f"), "unit": self.unit.value}

    @classmethod
    def from_body(cls, body: Json) -> "Limit":
        """Read what ``to_body`` wrote; raise ValueError for anything else."""
        if not isinstance(body, Mapping):
            raise ValueError("a limit is an object")  # noqa: TRY004  one error for every malformed body
        try:
            amount = Decimal(str(body.get("amount")))
        except InvalidOperation as error:
            raise ValueError("a limit's amount is a decimal") from error
        if not (amount.is_finite() and 0 < amount <= MOST):
            raise ValueError(f"no limit: {amount}")
        return cls(amount, LimitUnit(str(body.get("unit"))))


MOST = 1000
"""The longest limit, in whatever unit; whoever types more has typed too many noughts."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The finding that a case came out of: its record and where in it (a question, a row of a repeat or a photo)."""

    stream: Stream
    record: str
    path: str = ""

    def to_body(self) -> dict[str, Json]:
        """Return it as an entry's body writes it."""
        return {"stream": str(self.stream), "record": self.record, "path": self.path}

    @classmethod
    def from_body(cls, body: Json) -> "Origin":
        """Read what ``to_body`` wrote; raise ValueError for anything else."""
        if not isinstance(body, Mapping) or not isinstance(body.get("record"), str):
            raise ValueError("an origin names a record")  # noqa: TRY004  one error for every malformed body
        return cls(Stream.parse(str(body.get("stream"))), str(body["record"]), str(body.get("path", "")))
