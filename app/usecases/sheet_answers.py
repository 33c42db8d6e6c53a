"""Scored sheets from answers: each item of the sheet is a question of the same name, answered by how far it is met."""

from collections.abc import Mapping
from decimal import Decimal

from app.forms.definition import Form
from app.standards.scored_sheets import items
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
    return tuple(item.key for item in items(sheet_of(form)))


def sheet_data(answered: Answered, form: Form) -> dict[str, object]:
    """Return what ``scored_sheets`` reads."""
    names = [name for name in sheet_items(form) if answered.text(name) in MET]
    return {"sheet": sheet_of(form), "answers": {name: MET[answered.text(name)] for name in names}}
