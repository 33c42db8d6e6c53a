"""Answers of selects: names separated by spaces."""

import math
from collections.abc import Mapping

from app.forms.xpath.environment import Focus
from app.forms.xpath.token import Function, Take

S, N = Take.STRING, Take.NUMBER


def _selected(chosen: str, name: str) -> bool:
    wanted = name.strip()
    return wanted in chosen.split() or (not wanted and not chosen.strip())


def _selected_at(chosen: str, index: float) -> str:
    names = chosen.split()
    return names[int(index)] if not math.isnan(index) and 0 <= index < len(names) else ""


def _choice_name(focus: Focus, value: str, path: str) -> str:
    return focus.environment.choice_label(value, path)


CHOICES: Mapping[str, Function] = {
    "selected": Function(_selected, (S, S)),
    "selected-at": Function(_selected_at, (S, N)),
    "count-selected": Function(lambda chosen: float(len(chosen.split())), (S,)),
    "jr:choice-name": Function(_choice_name, (S, S), is_aware=True),
}
