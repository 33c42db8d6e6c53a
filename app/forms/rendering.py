"""Texts of a form with their holes filled in."""

from app.errors import AppError
from app.forms.definition import Wording
from app.forms.engine import Engine
from app.forms.nodes import Node
from app.forms.plan import Facet


def render(engine: Engine, node: Node, wording: Wording, language: str) -> str:
    """Return a text in a language; a hole that cannot be evaluated stays empty and is noted as a fault."""
    text = wording.text(language)
    if text.is_constant:
        return text.parts[0]
    filled = [part if index % 2 == 0 else _fill(engine, node, part) for index, part in enumerate(text.parts)]
    return "".join(filled)


def _fill(engine: Engine, node: Node, expression: str) -> str:
    engine.faults.pop((node.key, Facet.WORDS), None)
    try:
        return engine.evaluate_text(expression, node)
    except AppError as error:
        engine.faults[node.key, Facet.WORDS] = error
        return ""
