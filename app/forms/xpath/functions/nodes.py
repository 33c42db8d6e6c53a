"""Node-sets: XPath 1.0, section 4.1, and ODK's counting."""

from collections.abc import Callable, Mapping

from elementpath.xpath_nodes import AttributeNode, ElementNode, EtreeElementNode, NamespaceNode, XPathNode

from app.forms.xpath.environment import Focus
from app.forms.xpath.namespaces import PREFIXES
from app.forms.xpath.order import in_document_order
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import Nodes, Value, node_text, to_string

V, NODES_ = Take.VALUE, Take.NODES
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _position(focus: Focus, nodes: Nodes | None = None) -> float:
    """Return the place in the focus, or of a node among its siblings of the same name."""
    if nodes is None:
        return float(focus.position)
    if not nodes:
        return float("nan")
    node, parent = nodes[0], nodes[0].parent
    siblings = [] if parent is None else [child for child in parent.children if child.name == node.name]
    return float(next((place for place, child in enumerate(siblings, start=1) if child is node), 1))


def _expanded(node: XPathNode) -> tuple[str, str]:
    """Return (namespace, local name)."""
    if isinstance(node, NamespaceNode) or not isinstance(node.name, str):
        return "", ""
    space, _, local = node.name.rpartition("}")
    return space.removeprefix("{"), local


def qualified_name(node: XPathNode) -> str:
    """Return the name with the prefix that is usual for its namespace; elements of XHTML have none."""
    space, local = _expanded(node)
    prefix = PREFIXES.get(space, "")
    return f"{prefix}:{local}" if prefix and not space.endswith("/xhtml") else local


def _named(read: Callable[[Focus, XPathNode], str]) -> Callable[..., str]:
    def run(focus: Focus, nodes: Nodes | None = None) -> str:
        chosen = [focus.item] if nodes is None else nodes
        return read(focus, chosen[0]) if chosen and isinstance(chosen[0], XPathNode) else ""

    return run


def _by_id(focus: Focus, value: Value) -> Nodes:
    texts = [node_text(node) for node in value] if isinstance(value, list) else [to_string(value)]
    wanted = {word for text in texts for word in text.split()}
    document = focus.document
    everything = [] if document is None else list(document.iter_descendants())
    focus.spend(len(everything))
    found: dict[str, XPathNode] = {}
    for node in everything:
        if isinstance(node, EtreeElementNode) and (key := node.value.get("id")) in wanted and key is not None:
            found.setdefault(key, node)
    return in_document_order(list(found.values()))


def _lang(focus: Focus, wanted: str) -> bool:
    node = focus.item.parent if isinstance(focus.item, AttributeNode) else focus.item
    while isinstance(node, ElementNode):
        if isinstance(node, EtreeElementNode) and (spoken := node.value.get(_LANG)) is not None:
            return spoken.lower() == wanted.lower() or spoken.lower().startswith(wanted.lower() + "-")
        node = node.parent
    return False


NODES: Mapping[str, Function] = {
    "last": Function(lambda focus: float(focus.size or 0), is_aware=True),
    "position": Function(_position, (NODES_,), least=0, is_aware=True),
    "count": Function(lambda nodes: float(len(nodes)), (NODES_,)),
    "count-non-empty": Function(lambda nodes: float(sum(1 for node in nodes if node_text(node))), (NODES_,)),
    "current": Function(lambda focus: [focus.current], is_aware=True),
    "id": Function(_by_id, (V,), is_aware=True),
    "lang": Function(_lang, (Take.STRING,), is_aware=True),
    "local-name": Function(_named(lambda _, node: _expanded(node)[1]), (NODES_,), least=0, is_aware=True),
    "namespace-uri": Function(_named(lambda _, node: _expanded(node)[0]), (NODES_,), least=0, is_aware=True),
    "name": Function(_named(lambda _, node: qualified_name(node)), (NODES_,), least=0, is_aware=True),
}
