"""Steps of location paths: faster than elementpath's, in document order, and paid for from the focus's budget."""

from collections.abc import Iterator, Mapping

from elementpath.xpath_nodes import AttributeNode, DocumentNode, ElementNode, XPathNode
from elementpath.xpath_tokens import NameToken, XPathAxis, XPathToken

from app.errors import AppError
from app.forms.xpath.environment import Focus
from app.forms.xpath.lookup import matching_rows
from app.forms.xpath.order import in_document_order
from app.forms.xpath.token import nud_name, select_nodes, value_of
from app.forms.xpath.values import Nodes, to_boolean

_FEW = 8  # rows for which the short cut does not pay
_STEP_SYMBOLS = frozenset({"(name)", "*", ".", "..", "@", ":", "[", "{", "(", "/", "//", "$"})


def _nodes(token: XPathToken, focus: Focus) -> Nodes:
    """Evaluate the left side of a step.

    Raises:
        AppError: ``expression.not_nodes``.
    """
    value = value_of(token, focus)
    if not isinstance(value, list):
        raise AppError("expression.not_nodes", part=token.source)
    return value


def _from_each(nodes: Nodes, step: XPathToken, focus: Focus) -> Nodes:
    """Take one step from each node; the result has no duplicates and stands in document order."""
    saved = focus.item, focus.axis
    found: dict[XPathNode, None] = {}
    for node in nodes:
        focus.item, focus.axis = node, None
        found.update(dict.fromkeys(select_nodes(step, focus)))
    focus.item, focus.axis = saved
    focus.spend(len(nodes) + len(found))
    is_ordered = len(nodes) < 2 and not _is_reverse(step)  # noqa: PLR2004  one node
    return list(found) if is_ordered or step.symbol == "(name)" else in_document_order(list(found))


def _with_descendants(nodes: Nodes, focus: Focus) -> Nodes:
    found: dict[XPathNode, None] = {}
    for node in nodes:
        below = node.iter_descendants() if isinstance(node, ElementNode | DocumentNode) else [node]
        found.update(dict.fromkeys(below))
    focus.spend(len(found))
    return list(found)


def _is_reverse(step: XPathToken) -> bool:
    while step.symbol == "[":
        step = step[0]
    return isinstance(step, XPathAxis) and step.reverse_axis


def _select_child_path(self: XPathToken, context: Focus | None = None) -> Iterator[XPathNode]:
    if context is None:
        raise self.missing_context()
    root: Nodes = [context.document] if context.document is not None else []
    if not len(self):
        return iter(root)
    return iter(_from_each(root if len(self) == 1 else _nodes(self[0], context), self[-1], context))


def _select_descendant_path(self: XPathToken, context: Focus | None = None) -> Iterator[XPathNode]:
    if context is None:
        raise self.missing_context()
    root: Nodes = [context.document] if context.document is not None else []
    start = root if len(self) == 1 else _nodes(self[0], context)
    return iter(in_document_order(_from_each(_with_descendants(start, context), self[-1], context)))


def _led_path(self: XPathToken, left: XPathToken) -> XPathToken:
    """Read a step after a step, a function call or a bracket (elementpath refuses the latter two)."""
    is_step = left.label in ("axis", "kind test", "function") or left.symbol in _STEP_SYMBOLS
    if not is_step:
        raise self.wrong_syntax()
    if self.parser.next_token.label not in self.parser.PATH_STEP_LABELS:
        self.parser.expected_next(*self.parser.PATH_STEP_SYMBOLS)
    self[:] = left, self.parser.expression(75)
    return self


def _select_predicate(self: XPathToken, context: Focus | None = None) -> Iterator[XPathNode]:
    if context is None:
        raise self.missing_context()
    candidates = select_nodes(self[0], context)
    if len(candidates) > _FEW and (rows := matching_rows(candidates, self[1], context)) is not None:
        return iter(rows)
    saved = context.item, context.axis, context.size, context.position
    context.size = size = len(candidates)
    context.spend(size)
    is_reverse = _is_reverse(self)
    kept: Nodes = []
    for index, node in enumerate(candidates):
        position = size - index if is_reverse else index + 1
        context.item, context.position = node, position
        value = value_of(self[1], context)
        is_number = isinstance(value, float) and not isinstance(value, bool)
        if value == position if is_number else to_boolean(value):
            kept.append(node)
    context.item, context.axis, context.size, context.position = saved
    return iter(kept)


def _select_name(self: NameToken, context: Focus | None = None) -> Iterator[XPathNode]:
    if context is None:
        raise self.missing_context()
    if context.axis is not None or not isinstance(context.item, ElementNode | DocumentNode):
        return iter([node for node in NameToken.select(self, context) if isinstance(node, XPathNode)])
    name, children = self.value, context.item.children
    context.spend(len(children))
    return iter([child for child in children if child.name == name and isinstance(child, ElementNode)])


def _select_following(self: XPathToken, context: Focus | None = None) -> Iterator[XPathNode]:
    return _select_beside(self, context, is_after=True)


def _select_preceding(self: XPathToken, context: Focus | None = None) -> Iterator[XPathNode]:
    return _select_beside(self, context, is_after=False)


def _select_beside(self: XPathToken, context: Focus | None, *, is_after: bool) -> Iterator[XPathNode]:
    """Yield what lies wholly after or before the context node, attributes left out."""
    if context is None:
        raise self.missing_context()
    saved = context.item, context.axis
    start = context.node
    way: list[object] = []
    node: XPathNode | None = start
    inside = set() if is_after and isinstance(start, AttributeNode) else set(_with_descendants([start], context))
    while node is not None:
        way.append(node)
        node = node.parent
    everything = [] if context.document is None else list(context.document.iter_descendants())
    anchor = start.parent if isinstance(start, AttributeNode) else start
    split = next((index for index, other in enumerate(everything) if other is anchor), len(everything))
    beside = everything[split + 1 :] if is_after else everything[:split]
    found: Nodes = []
    context.spend(len(everything))
    for other in beside:
        if other not in inside and not any(other is passed for passed in way):
            context.item, context.axis = other, self.symbol
            found += select_nodes(self[0], context)
    context.item, context.axis = saved
    return iter(found)


def _evaluate_self(self: XPathToken, context: Focus | None = None) -> Nodes:
    if context is None:
        raise self.missing_context()
    return [context.node]


def _evaluate_parent(self: XPathToken, context: Focus | None = None) -> Nodes:
    return [] if context is None else select_nodes(self, context)


STEPS: Mapping[str, Mapping[str, object]] = {
    "/": {"select": _select_child_path, "led": _led_path},
    "//": {"select": _select_descendant_path, "led": _led_path},
    "[": {"select": _select_predicate},
    ".": {"evaluate": _evaluate_self},
    "..": {"evaluate": _evaluate_parent},
    "(name)": {"nud": nud_name, "select": _select_name},
    "following": {"select": _select_following},
    "preceding": {"select": _select_preceding},
}
