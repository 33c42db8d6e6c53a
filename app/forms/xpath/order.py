"""Document order of nodes in a tree that changes while a form is filled."""

from elementpath.xpath_nodes import AttributeNode, ElementNode, NamespaceNode, XPathNode


def in_document_order(nodes: list[XPathNode]) -> list[XPathNode]:
    """Sort nodes by where they stand; attributes follow their element, namespaces come before attributes."""
    if len(nodes) < 2:  # noqa: PLR2004  nothing to sort
        return nodes
    return sorted(nodes, key=_place)


def _place(node: XPathNode) -> tuple[tuple[int, int], ...]:
    """Return the way from the root: (kind, index) at every level."""
    way: list[tuple[int, int]] = []
    while node.parent is not None:
        way.append(_index(node))
        node = node.parent
    return (*reversed(way),)


def _index(node: XPathNode) -> tuple[int, int]:
    parent = node.parent
    if isinstance(parent, ElementNode) and isinstance(node, AttributeNode):
        return 1, next((index for index, other in enumerate(parent.attributes) if other is node), 0)
    if isinstance(node, NamespaceNode):
        return 0, node.position
    children = [] if parent is None else parent.children
    return 2, next((index for index, other in enumerate(children) if other is node), 0)
