"""Simple scored sheets: items with weights, and veto items; NOT from standards, all of it editable.

The data of a sheet; an answer is yes, no, or a share from 0 to 1, and null where the item does not apply::

    {"sheet": "waste_sorting", "answers": {"containers": true, "accuracy": 0.8, "mixed_collection": true}}

A district's own sheet brings its items along::

    {"sheet": "own", "pass_mark": 80, "items": [{"key": "a", "zh": "…", "en": "…", "weight": 10, "veto": false}],
     "answers": {"a": true}}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.errors import AppError
from app.standards.editions import Edition, read
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured
from app.standards.trace import Number, Words
from app.standards.working import Symbols, Working

NAME, OWN = "scored_sheets", "own"
HIGHEST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a sheet: a veto item that is not fully met fails the whole sheet."""

    key: str
    name: Words
    weight: Number
    veto: bool


def sheets(*, tables: Path | None = None) -> dict[str, Words]:
    """Return the built-in sheets by key."""
    blocks = read(NAME, tables).tables
    return {path.removeprefix("sheets."): block.words() for path, block in blocks.items() if path.startswith("sheets.")}


def items(sheet: str, *, tables: Path | None = None) -> tuple[Item, ...]:
    """Return the items of a built-in sheet, for the form."""
    return _built_in(read(NAME, tables), sheet)


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Score a sheet: 100·Σ(weight·answer)/Σ weight over the items that apply, and whether it passes."""
    working = Working(read(NAME, tables))
    given = Measured(data).only("name", "sheet", "answers", "items", "pass_mark")
    listed, pass_mark = _sheet(working, given)
    answers = given.inner("answers").only(*(item.key for item in listed))
    _note(working, listed, answers)
    applying = [(item, _answer(answers, item)) for item in listed if _applies(answers, item)]
    weighed = [(item, answer) for item, answer in applying if item.weight.value]
    if not weighed:
        raise AppError("standards.needed", field="answers")
    symbols: Symbols = {
        "w": [item.weight for item, _ in weighed],
        "a": [Number(answer, item.name.zh) for item, answer in weighed],
    }
    score = working.step("score", symbols)
    vetoed = [item for item, answer in applying if item.veto and answer < 1]
    if vetoed:
        working.assume("vetoed", names=_names(vetoed))
    judged: Symbols = {"score": score, "vetoed": Decimal(len(vetoed)), "pass_mark": pass_mark}
    working.step("class", judged)
    return conclude(working, result="score", graded="class", classes=names_of(working.block("classes")))


def _sheet(working: Working, given: Measured) -> tuple[tuple[Item, ...], Number]:
    """The items and the pass mark, the district's own or built in."""
    name = given.text("sheet")
    if "items" in given.data:
        working.assume("edited")
        return _own(given), Number(given.number("pass_mark", most=HIGHEST))
    working.assume("not_a_standard")
    mark = given.maybe("pass_mark", most=HIGHEST)
    listed = _built_in(working.edition, name)
    return listed, working.block(f"sheets.{name}").number("pass_mark") if mark is None else Number(mark)


def _built_in(edition: Edition, sheet: str) -> tuple[Item, ...]:
    block = edition.tables.get(f"sheets.{sheet}")
    if block is None:
        known = (path.removeprefix("sheets.") for path in edition.tables if path.startswith("sheets."))
        raise AppError("standards.choice", field="sheet", value=sheet, choices="、".join(known))
    return tuple(Item(row.text("key"), row.words(), row.number("weight"), row.flag("veto")) for row in block.rows)


def _own(given: Measured) -> tuple[Item, ...]:
    found = []
    for row in given.rows("items"):
        row.only("key", "zh", "en", "weight", "veto")
        name = Words(row.text("zh"), row.text("en", default=row.text("zh")))
        found.append(Item(row.text("key"), name, Number(row.number("weight", most=HIGHEST)), row.flag("veto")))
    if len({item.key for item in found}) < len(found):
        raise AppError("standards.twice", field="items.key")
    return tuple(found)


def _applies(answers: Measured, item: Item) -> bool:
    """An item marked with null does not apply; one without an answer does, and counts 0."""
    return item.key not in answers.data or answers.data[item.key] is not None


def _answer(answers: Measured, item: Item) -> Decimal:
    value = answers.data.get(item.key)
    if isinstance(value, bool):
        return Decimal(int(value))
    return answers.maybe(item.key, most=1) or Decimal(0)


def _note(working: Working, listed: tuple[Item, ...], answers: Measured) -> None:
    groups = {
        "not_applicable": [item for item in listed if not _applies(answers, item)],
        "unanswered": [item for item in listed if item.key not in answers.data],
    }
    for remark, found in groups.items():
        if found:
            working.assume(remark, names=_names(found))


def _names(found: list[Item]) -> Words:
    return Words("、".join(item.name.zh for item in found), ", ".join(item.name.en for item in found))
