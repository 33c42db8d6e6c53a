"""CJJ 99-2017, urban bridges: BCI from the scores of the elements; the deduction tables behind them were not found.

The data of a bridge; an element that is absent shares out its weight::

    {"type": "beam", "deck": {"桥面铺装": 85, "伸缩装置": 70}, "superstructure": {"主梁": 90, "横向联系": 88},
     "piers": [{"盖梁": 90, "墩身": 95, "基础": 100, "支座": 80}], "abutments": [{"台身": 90, "基础": 95}]}
"""

from collections.abc import Mapping
from pathlib import Path

from app.errors import AppError
from app.standards.editions import read
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured
from app.standards.trace import Step, Words
from app.standards.working import Symbols, Working, labelled

NAME = "cjj99"
PARTS = (
    ("deck", Words("桥面系", "deck")),
    ("superstructure", Words("上部结构", "superstructure")),
)
SUPPORTS = (
    ("piers", "pier", Words("桥墩", "pier")),
    ("abutments", "abutment", Words("桥台", "abutment")),
)


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade an urban bridge by its BCI."""
    working = Working(read(NAME, tables))
    working.assume("entered")
    given = Measured(data).only("name", "type", "deck", "superstructure", "piers", "abutments")
    rows = working.block("overall").rows
    bridge_type = given.text("type", default="beam", among=[row.text("type") for row in rows])
    parts = {name: _part(working, given.inner(name), name, words) for name, words in PARTS}
    parts["substructure"] = _substructure(working, given)
    weights = next(row for row in rows if row.text("type") == bridge_type)
    symbols: Symbols = {
        "w": [weights.number(name) for name in parts],
        "x": [labelled(step, step.subject.zh) for step in parts.values()],
    }
    result = working.step("BCI", symbols)
    limits = working.block("classes").numbers("limits")
    working.step("class", {"x": result, "limits": limits})
    return conclude(working, result="BCI", graded="class", classes=names_of(working.block("classes")))


def _substructure(working: Working, given: Measured) -> Step:
    supports = [
        _part(working, row, table, Words(f"{words.zh}{number}", f"{words.en} {number}"))
        for name, table, words in SUPPORTS
        for number, row in enumerate(given.rows(name), 1)
    ]
    if not supports:
        raise AppError("standards.needed", field="piers, abutments")
    whole = Words("下部结构", "substructure")
    return working.step("supports", {"x": [labelled(one, one.subject.zh) for one in supports]}, subject=whole)


def _part(working: Working, given: Measured, table: str, subject: Words) -> Step:
    rows = {row.text("name"): row for row in working.block(table).rows}
    given.only(*rows)
    found = {name: given.number(name, most=100) for name in rows if given.has(name)}
    if not found:
        raise AppError("standards.needed", field=given.place or table)
    scores = [labelled(score, name) for name, score in found.items()]
    working.step("BSI", {"c": scores}, key=f"BSI.{subject.zh}", subject=subject)
    symbols: Symbols = {"w": [rows[name].number("weight", label=name) for name in found], "c": scores}
    return working.step("part", symbols, key=f"BCI.{subject.zh}", subject=subject)
