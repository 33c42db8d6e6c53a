"""A grade: the result of a calculation together with the calculation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.standards.editions import Block
from app.standards.trace import Remark, Step, Words, recalculate
from app.standards.working import Working


@dataclass(frozen=True, slots=True)
class Grade:
    """The result with every intermediate value and the clause behind each.

    Attributes:
        standard: the number people quote, for example ``JTG/T H21-2011``.
        edition: of the tables that were used.
        provisional: whether the whole is a working assumption rather than the standard.
        result: key of the step that is the result; empty when there was too little to calculate.
        graded: key of the step whose value is the class number; empty when the result has no class.
        classes: the names of classes 1, 2, 3 …
        steps: the calculation, in order.
        assumptions: what was taken for granted.
        missing: what was not there, and so is not in the result.
        advice: what follows from the class.
    """

    standard: str
    edition: str
    result: str
    graded: str
    classes: tuple[Words, ...]
    steps: tuple[Step, ...]
    assumptions: tuple[Remark, ...] = ()
    missing: tuple[Remark, ...] = ()
    advice: tuple[Remark, ...] = ()
    provisional: bool = False

    def value_of(self, key: str) -> Decimal | None:
        """The value of the step with this key, or None."""
        return next((step.value for step in self.steps if step.key == key), None)

    @property
    def value(self) -> Decimal | None:
        """The result as a number; None when there was too little to calculate."""
        return self.value_of(self.result)

    @property
    def class_number(self) -> int | None:
        """1 is the best; None when the result has no class."""
        number = self.value_of(self.graded)
        return None if number is None else int(number)

    @property
    def class_name(self) -> Words:
        """What the class is called; empty when there is none."""
        number = self.class_number
        return self.classes[number - 1] if number is not None and 1 <= number <= len(self.classes) else Words("", "")

    def recompute(self) -> "Grade":
        """Calculate everything again from the trace alone, without any table.

        An honest grade equals its recomputation, whatever became of the tables since.

        Raises:
            AppError: ``standards.trace``, ``standards.formula`` or ``standards.arithmetic`` if the trace is damaged.
        """
        return replace(self, steps=recalculate(self.steps))


def conclude(working: Working, *, result: str, graded: str = "", classes: Sequence[Words] = ()) -> Grade:
    """Turn a working into a grade; ``classes`` names the classes from the first one on."""
    return Grade(
        standard=working.edition.standard,
        edition=working.edition.edition,
        provisional=working.edition.provisional,
        result=result,
        graded=graded,
        classes=tuple(classes),
        steps=tuple(working.steps),
        assumptions=tuple(working.assumptions),
        missing=tuple(working.missing),
        advice=tuple(working.advice),
    )


def names_of(block: Block) -> tuple[Words, ...]:
    """The class names of a table of limits, best class first."""
    return tuple(row.words() for row in block.rows)
