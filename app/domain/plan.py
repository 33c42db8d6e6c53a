"""A plan: what a district promised for some years, each figure and measure with how it is fed; data, not program."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Feed(StrEnum):
    """Where the number of a target comes from."""

    COMPUTED = "computed"
    """From approved records, by a rule of ``app.domain.plan_rules``."""
    COUNTED = "counted"
    """From works whose acceptance inspection was approved."""
    REPORTED = "reported"
    """From figures that a lead unit reports and another person confirms."""


class Aim(StrEnum):
    """What is demanded of the number."""

    AT_LEAST = "at_least"
    ABOUT = "about"
    NONE_LEFT = "none_left"
    UNSAID = "unsaid"
    """A measure without a number: what was done is shown, and judged by people."""


class Summary(StrEnum):
    """How what was tallied becomes one number."""

    TOTAL = "total"
    SHARE = "share"
    LEFT = "left"
    AVERAGE = "average"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph of the plan, ``1.3``, or a chapter, ``1``; ``leads`` are the units that answer for it."""

    number: str
    title: str
    leads: tuple[str, ...] = ()

    @property
    def is_chapter(self) -> bool:
        """Whether it only gathers paragraphs."""
        return "." not in self.number


@dataclass(frozen=True, slots=True)
class Target:
    """One figure or one measure.

    Attributes:
        id: stable, such as ``T1.3-02``.
        clauses: where it stands in the plan's text: section and number of the clause, such as ``1.3.3``.
        text: what is promised, in short.
        amount: the number, in ``unit``; None for a measure without one.
        amount_to: the upper end where the plan gives a range.
        from_year: the first year whose work counts.
        to_year: the last one.
        due_year: at its end the number must be reached.
        rule: of a computed target the name of the rule, of a counted one the class of works.
        leads: the units that answer for it, where not all of the section do.
        is_assumed: the number is our default, not the plan's; the district may change it.
    """

    id: str
    section: str
    clauses: tuple[str, ...]
    text: str
    aim: Aim
    amount: Decimal | None
    amount_to: Decimal | None
    unit: str
    from_year: int
    to_year: int
    due_year: int
    feed: Feed
    rule: str
    summary: Summary
    leads: tuple[str, ...] = ()
    is_assumed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of several years; ``id`` names it for ever."""

    id: str
    title: str
    first_year: int
    last_year: int
    sections: tuple[Section, ...]
    targets: tuple[Target, ...]

    @property
    def years(self) -> range:
        """The years it is for."""
        return range(self.first_year, self.last_year + 1)

    def section(self, number: str) -> Section:
        """Return a section of the plan."""
        return next(section for section in self.sections if section.number == number)

    def leads_of(self, target: Target) -> tuple[str, ...]:
        """Return the units that answer for a target."""
        return target.leads or self.section(target.section).leads

    @property
    def leads(self) -> tuple[str, ...]:
        """Every lead unit, in the order in which the plan names them."""
        return tuple(dict.fromkeys(lead for target in self.targets for lead in self.leads_of(target)))


SCALES: dict[str, tuple[str, int]] = {
    "万㎡": ("㎡", 10_000),
    "公里": ("km", 1),
}
"""Units of plans that records count in smaller or other words: the word there, and how many of it make one."""


def counted_unit(unit: str) -> tuple[str, int]:
    """Return the unit in which works and records count what a plan gives in ``unit``, and how many of it make one."""
    return SCALES.get(unit, (unit, 1))
