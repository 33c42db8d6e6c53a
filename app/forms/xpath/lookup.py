"""A short cut for choice filters: rows of a table whose columns equal values that are the same for every row.

``instance('villages')/root/item[town = /data/town]`` is evaluated once on its right side and then compared as text,
which for a list of ten thousand rows is the difference between a frame and a second.
"""

from elementpath.xpath_nodes import ElementNode, XPathNode
from elementpath.xpath_tokens import XPathToken

from app.forms.xpath.environment import Focus
from app.forms.xpath.token import value_of
from app.forms.xpath.values import Nodes, node_text


def matching_rows(rows: Nodes, test: XPathToken, focus: Focus) -> Nodes | None:
    """Return the rows that pass a test, ``None`` when the test is not of the simple kind."""
    pairs = _columns(test)
    if pairs is None:
        return None
    kept: Nodes | None = None
    for column, token in pairs:
        value = value_of(token, focus)
        if not isinstance(value, str | list):
            return None
        wanted = {value} if isinstance(value, str) else {node_text(node) for node in value}
        if kept is None and (found := _indexed(rows, column, focus)) is not None:
            kept = [rows[place] for place in sorted({place for text in wanted for place in found.get(text, ())})]
        else:
            kept = [row for row in (rows if kept is None else kept) if _has(row, column, wanted)]
    focus.spend(len(rows))
    return kept


def _indexed(rows: Nodes, column: str, focus: Focus) -> dict[str, list[int]] | None:
    """Return text → places of the rows of a whole table, made once; ``None`` for rows of the record, which change."""
    if focus.root is None or _top(rows[0]) is _top(focus.root):
        return None
    indexes = focus.environment.indexes
    key = (id(rows[0]), len(rows), column)
    if key not in indexes:
        found: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            for child in row.children if isinstance(row, ElementNode) else ():
                if child.name == column:
                    found.setdefault(node_text(child), []).append(place)
        indexes[key] = (rows, found)
    known, found = indexes[key]
    return found if known[-1] is rows[-1] else None


def _top(node: XPathNode) -> XPathNode:
    while node.parent is not None:
        node = node.parent
    return node


def _columns(test: XPathToken) -> list[tuple[str, XPathToken]] | None:
    """Return the columns that a test compares and with what, ``None`` when it does anything else."""
    if test.symbol == "and":
        left, right = _columns(test[0]), _columns(test[1])
        return None if left is None or right is None else left + right
    if test.symbol != "=":
        return None
    for column, other in ((test[0], test[1]), (test[1], test[0])):
        if column.symbol == "(name)" and _is_fixed(other):
            return [(str(column.value), other)]
    return None


def _is_fixed(token: XPathToken) -> bool:
    """Whether a value does not depend on the row: text, an absolute path, or one that starts at ``current()``."""
    while token.symbol in ("/", "[") and len(token) > 1:
        token = token[0]
    return token.symbol in ("(string)", "current") or (token.symbol == "/" and len(token) <= 1)


def _has(row: XPathNode, column: str, wanted: set[str]) -> bool:
    children = row.children if isinstance(row, ElementNode) else []
    return any(child.name == column and node_text(child) in wanted for child in children)
