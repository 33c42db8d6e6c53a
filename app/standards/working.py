"""Writing a calculation down while doing it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from app.standards.editions import Block, Edition
from app.standards.formula import calculate
from app.standards.trace import EARLIER, NO_WORDS, Input, Number, Remark, Step, Words

Quantity = Step | Number | Decimal
Symbols = Mapping[str, Quantity | Sequence[Quantity]]


class Working:
    """The steps of one calculation, in the order in which they were done, and what there is to say about them.

    A step's name, clause and formula come from the edition; the caller says what the symbols stand for. What the
    edition lacks is taken from the first lender that has it, another standard, and says so.
    """

    def __init__(self, edition: Edition, *lenders: Edition) -> None:
        self.edition = edition
        self._lenders = lenders
        self.steps: list[Step] = []
        self.assumptions: list[Remark] = []
        self.missing: list[Remark] = []
        self.advice: list[Remark] = []

    def block(self, path: str) -> Block:
        """Return a table of the edition, or of a lender."""
        return self._found(path, attrgetter("tables"))

    def has_block(self, path: str) -> bool:
        """Whether the edition or a lender has this table."""
        return any(path in one.tables for one in (self.edition, *self._lenders))

    def step(
        self,
        form: str,
        symbols: Symbols,
        *,
        key: str = "",
        symbol: str = "",
        subject: Words = NO_WORDS,
        about: Sequence[str] = (),
    ) -> Step:
        """Calculate the edition's formula ``form`` and write it down.

        Args:
            form: the key of the formula among the edition's steps.
            symbols: what the formula's symbols stand for: a number, an earlier step, or a list of these.
            key: the step's own key when the formula is used more than once.
            symbol: the quantity's symbol where the form serves several quantities.
            subject: what it is calculated for.
            about: what it covers, for people.
        """
        block = self._found(form, attrgetter("steps"))
        inputs = tuple(_input(name, given) for name, given in symbols.items())
        formula = block.text("formula")
        step = Step(
            key=key or form,
            symbol=symbol or block.text("symbol", form),
            name=block.words(),
            subject=subject,
            clause=block.clause,
            formula=formula,
            inputs=inputs,
            value=calculate(formula, {item.symbol: item.value for item in inputs}),
            unit=block.unit,
            about=tuple(about),
            checked=block.checked,
        )
        self.steps.append(step)
        return step

    def assume(self, key: str, **parameters: object) -> None:
        """Say what was taken for granted; a parameter may be words in both languages."""
        self.assumptions.append(self._remark(key, parameters))

    def lack(self, key: str, **parameters: object) -> None:
        """Say what was not there and so is not in the result."""
        self.missing.append(self._remark(key, parameters))

    def advise(self, key: str, **parameters: object) -> None:
        """Say what follows from the class."""
        self.advice.append(self._remark(key, parameters))

    def _remark(self, key: str, parameters: Mapping[str, object]) -> Remark:
        block = self._found(key, attrgetter("remarks"))
        said = [
            text.format(**{name: one[tongue] if isinstance(one, Words) else one for name, one in parameters.items()})
            for tongue, text in enumerate(block.words())
        ]
        return Remark(Words(*said), block.checked)

    def _found(self, key: str, group: Callable[[Edition], Mapping[str, Block]]) -> Block:
        if key in group(self.edition) or not self._lenders:
            return group(self.edition)[key]
        lender = next(one for one in self._lenders if key in group(one))
        block = group(lender)[key]
        clause = f"{lender.standard} {block.clause}".rstrip()
        return replace(block, clause=clause, rows=tuple(replace(row, clause=clause) for row in block.rows))


def labelled(quantity: Quantity, label: str) -> Number:
    """The quantity as one of a list, with its label; a step becomes a reference to it."""
    if isinstance(quantity, Step):
        return Number(quantity.value, label, f"{EARLIER}{quantity.key}")
    if isinstance(quantity, Decimal):
        return Number(quantity, label)
    return replace(quantity, label=label) if label and label != quantity.label else quantity


def _input(symbol: str, given: Quantity | Sequence[Quantity]) -> Input:
    if isinstance(given, Step | Number | Decimal):
        return Input(symbol, (labelled(given, ""),))
    return Input(symbol, tuple([labelled(item, "") for item in given]), many=True)
