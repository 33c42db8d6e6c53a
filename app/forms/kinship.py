"""Who concerns whom in a record: from a changed answer to the items that read it, through the instances between."""

from collections.abc import Iterator

from app.forms.nodes import Node
from app.forms.places import Place
from app.forms.plan import Facet, Rule


def targets(changed: Node, scope: str, rule: Rule) -> Iterator[Node]:
    """Yield the nodes at which a rule reads a change through a scope; a count is evaluated where the repeat is held."""
    holder = changed
    while holder.parent is not None and holder.place.path != scope:
        holder = holder.parent
    place = rule.place.parent if rule.facet is Facet.COUNT and rule.place.parent is not None else rule.place
    yield from nodes_at(holder, place)


def nodes_at(holder: Node, place: Place) -> Iterator[Node]:
    """Yield the nodes of a place inside a node."""
    if holder.place is place:
        yield holder
        return
    names: list[str] = []
    current: Place | None = place
    while current is not None and current is not holder.place:
        names.append(current.name)
        current = current.parent
    if current is None:
        return
    nodes = [holder]
    for name in reversed(names):
        nodes = [child for node in nodes for child in node.named(name)]
    yield from nodes


def shared_holder(source: Node, place: Place) -> Node:
    """Return the closest node around the source that also holds a place."""
    around: set[Place] = set()
    current: Place | None = place
    while current is not None:
        around.add(current)
        current = current.parent
    node = source
    while node.parent is not None and node.place not in around:
        node = node.parent
    return node
