"""Scored sheets from answers: each item of the sheet is a question of the same name, answered by how far it is met.

An item whose question is not always asked is left out of the score where it is not answered: what a small site need
not have is not counted against it.
"""

from collections.abc import Mapping
from decimal import Decimal

from app.forms.definition import Form, Item, Question
from app.standards.scored_sheets import items as items_of
from app.usecases.answered import Answered

MET: Mapping[str, Decimal | None] = {"full": Decimal(1), "part": Decimal("0.5"), "none": Decimal(0), "na": None}
"""Choice → share of the weight; an item that does not apply is left out of the score."""


def sheet_of(form: Form) -> str:
    """Return the sheet that a form names in ``grading_rule``, for example ``sheet=lifts``; empty for none."""
    rule = dict(pair.partition("=")[::2] for pair in form.settings.get("grading_rule", "").split())
    return rule.get("sheet", "")


def sheet_items(form: Form) -> tuple[str, ...]:
    """Return the names of the questions that the sheet scores.

    Raises:
        AppError: ``standards.choice`` if there is no such sheet.
    """
    return tuple(item.key for item in items_of(sheet_of(form)))


def needed_items(form: Form) -> tuple[str, ...]:
    """Return those of ``sheet_items`` without which there is no score: the ones that are asked in every case."""
    conditional = _conditional(form.items)
    return tuple(name for name in sheet_items(form) if name not in conditional)


def sheet_data(answered: Answered, form: Form) -> dict[str, object]:
    """Return what ``scored_sheets`` reads."""
    names = sheet_items(form)
    left_out = dict.fromkeys(_conditional(form.items) & set(names))
    told = {name: MET[answered.text(name)] for name in names if answered.text(name) in MET}
    return {"sheet": sheet_of(form), "answers": {**left_out, **told}}


def _conditional(items: tuple[Item, ...], *, is_within: bool = False) -> frozenset[str]:
    """Return the names of the questions that are not asked in every case, or stand in a group that is not."""
    found: set[str] = set()
    for item in items:
        is_asked_at_times = is_within or bool(item.rules.relevant)
        if not isinstance(item, Question):
            found |= _conditional(item.items, is_within=is_asked_at_times)
        elif is_asked_at_times:
            found.add(item.name)
    return frozenset(found)
