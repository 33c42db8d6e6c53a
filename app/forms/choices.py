"""The choices of a question as it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from elementpath.xpath_nodes import EtreeElementNode, XPathNode

from app.errors import AppError
from app.forms.definition import Question, Wording
from app.forms.engine import Engine
from app.forms.nodes import Node
from app.forms.plan import Facet
from app.forms.rendering import render
from app.forms.xpath.language import parse
from app.forms.xpath.values import node_text


@dataclass(frozen=True)
class Choice:
    """One row that can be chosen.

    Attributes:
        value: what is stored.
        label: in the language asked for, outputs filled in.
        media: kind → file name.
        columns: every column of the row, ``geometry`` of a map among them.
    """

    value: str
    label: str
    media: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


def choices_of(engine: Engine, node: Node, question: Question, language: str) -> tuple[Choice, ...]:
    """Return the choices of a question after its filter; none when the filter cannot be evaluated."""
    if question.itemset is None:
        return ()
    try:
        rows = engine.evaluate(parse(question.itemset.nodeset), node)
    except AppError as error:
        engine.faults[node.key, Facet.CHOICES] = error
        return ()
    engine.faults.pop((node.key, Facet.CHOICES), None)
    if not isinstance(rows, list):
        return ()
    return tuple(_choice(engine, node, question, row, language) for row in rows)


def _choice(engine: Engine, node: Node, question: Question, row: XPathNode, language: str) -> Choice:
    columns = _columns(row)
    itemset = question.itemset
    value_column, label_column = ("name", "label") if itemset is None else (itemset.value, itemset.label)
    value = columns.get(value_column, "")
    wording = engine.form.texts.get(columns.get("itextId", ""), Wording()) if label_column == "itextId" else Wording()
    label = render(engine, node, wording, language) if wording else columns.get(label_column, "") or value
    return Choice(value, label, wording.media_in(language), columns)


def _columns(row: XPathNode) -> dict[str, str]:
    children = row.children if isinstance(row, EtreeElementNode) else []
    return {child.name: node_text(child) for child in children if isinstance(child, EtreeElementNode)}


def label_of(engine: Engine, question: Question, value: str, language: str) -> str:
    """Return the label of a value whatever the filter says; the value itself when it is in no list."""
    itemset = question.itemset
    table = None if itemset is None else engine.table(itemset.instance)
    if itemset is None or table is None:
        return value
    rows = (row for root in table.children or () for row in (root.children or ()))
    for row in rows:
        if _columns(row).get(itemset.value) == value:
            return _choice(engine, engine.record, question, row, language).label
    return value
