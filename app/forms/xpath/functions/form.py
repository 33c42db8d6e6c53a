"""What only a form knows: its tables, its texts, its repeats."""

from collections.abc import Mapping

from elementpath.xpath_nodes import ElementNode, XPathNode

from app.errors import AppError
from app.forms.xpath.environment import Focus
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import Nodes, Value, node_text, to_number

S, V, NODES_ = Take.STRING, Take.VALUE, Take.NODES


def _instance(focus: Focus, name: str) -> Nodes:
    """Return the node whose children are a table.

    Raises:
        AppError: ``expression.unknown_table``.
    """
    node = focus.environment.instance(name)
    if node is None:
        raise AppError("expression.unknown_table", table=name)
    return [node]


def _itext(focus: Focus, text_id: str) -> Value:
    text = focus.environment.text(text_id)
    return text_id if text is None else text


def _is_inside(node: XPathNode, ancestor: XPathNode) -> bool:
    current: XPathNode | None = node
    while current is not None and current is not ancestor:
        current = current.parent
    return current is ancestor


def _indexed_repeat(focus: Focus, target: Nodes, *pairs: Value) -> Nodes:
    """Return the target inside the n-th instance of a repeat, and of repeats within it."""
    found = target
    holder: XPathNode | None = None
    for repeats, index in zip(pairs[::2], pairs[1::2], strict=False):
        instances = (
            [node for node in repeats if holder is None or _is_inside(node, holder)]
            if isinstance(repeats, list)
            else []
        )
        place = to_number(index, focus.environment.zone)
        holder = next((node for number, node in enumerate(instances, start=1) if number == place), None)
        if holder is None:
            return []
        found = [node for node in found if _is_inside(node, holder)]
    return found[:1]


def _pulldata(focus: Focus, table: str, column: str, key_column: str, key: str) -> str:
    """Return a cell of an attached table: the column of the first row whose key column holds the key."""
    node = focus.environment.instance(table)
    rows = [] if node is None else [row for root in node.children or () for row in root.children or ()]
    focus.spend(len(rows))
    for row in rows:
        cells = {cell.name: cell for cell in row.children or () if isinstance(cell, ElementNode)}
        if key_column in cells and node_text(cells[key_column]) == key:
            return node_text(cells[column]) if column in cells else ""
    return ""


FORM: Mapping[str, Function] = {
    "instance": Function(_instance, (S,), is_aware=True),
    "jr:itext": Function(_itext, (S,), is_aware=True),
    "indexed-repeat": Function(_indexed_repeat, (NODES_, V), least=3, is_open=True, is_aware=True),
    "pulldata": Function(_pulldata, (S, S, S, S), is_aware=True),
    "property": Function(lambda focus, name: focus.environment.properties.get(name, ""), (S,), is_aware=True),
}
