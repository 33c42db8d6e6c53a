"""One step of a grade's calculation, with everything needed to do it again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from app.errors import AppError
from app.standards.formula import Value, calculate

EARLIER = "="


class Words(NamedTuple):
    """A name or a sentence in Chinese and English."""

    zh: str
    en: str


NO_WORDS = Words("", "")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that belongs to a grade: an assumption, something missing, or advice."""

    text: Words
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A number that went into a step.

    Attributes:
        value: the number itself; the trace keeps it even when the table changes later.
        label: what it belongs to when it is one of a list, for example ``RQI``.
        source: ``""`` for what was measured or entered, ``=KEY`` for the result of an earlier step, otherwise
            the clause or table of the standard.
        checked: whether a source confirms it; an unchecked number is an editable default.
    """

    value: Decimal
    label: str = ""
    source: str = ""
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Input:
    """What one symbol of a formula stands for: one number, or a list of them."""

    symbol: str
    numbers: tuple[Number, ...]
    many: bool = False

    @property
    def value(self) -> Value:
        """The number, or the numbers as a tuple, as a formula wants them."""
        return tuple(number.value for number in self.numbers) if self.many else self.numbers[0].value


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation.

    Attributes:
        key: unique within the grade; later steps refer to it.
        symbol: how the standard writes the quantity, for example ``PCI``.
        name: what it is called.
        subject: what it was calculated for, for example the component; empty when that goes without saying.
        clause: where the standard asks for it.
        formula: what is calculated, in the language of ``app.standards.formula``.
        inputs: what the symbols of the formula stood for.
        value: the result, rounded to ten places.
        unit: of the result; empty for a score or a plain number.
        about: what the step covers, line by line (members, damages), for people.
        checked: whether a source confirms the formula.
    """

    key: str
    symbol: str
    name: Words
    subject: Words
    clause: str
    formula: str
    inputs: tuple[Input, ...]
    value: Decimal
    unit: str = ""
    about: tuple[str, ...] = ()
    checked: bool = True

    def again(self, earlier: Mapping[str, Decimal]) -> "Step":
        """Calculate the step anew from its own inputs and the results of the earlier steps.

        Raises:
            AppError: ``standards.trace`` if it refers to a step that is not there.
        """
        inputs = tuple(replace(item, numbers=_renewed(item.numbers, earlier)) for item in self.inputs)
        return replace(self, inputs=inputs, value=calculate(self.formula, {item.symbol: item.value for item in inputs}))


def _renewed(numbers: tuple[Number, ...], earlier: Mapping[str, Decimal]) -> tuple[Number, ...]:
    return tuple(_refreshed(number, earlier) if number.source[:1] == EARLIER else number for number in numbers)


def _refreshed(number: Number, earlier: Mapping[str, Decimal]) -> Number:
    key = number.source[1:]
    if key not in earlier:
        raise AppError("standards.trace", reason=key)
    return replace(number, value=earlier[key])


def recalculate(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Calculate all steps again, in order, from measured and table numbers alone."""
    values: dict[str, Decimal] = {}
    renewed = []
    for step in steps:
        fresh = step.again(values)
        values[step.key] = fresh.value
        renewed.append(fresh)
    return tuple(renewed)
