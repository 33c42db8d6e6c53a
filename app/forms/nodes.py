"""A record while it is filled: one node per answer, each with its XPath node in a tree that stays alive.

The XPath tree shows only what is relevant, as in ODK: an expression does not see answers that do not apply.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ElementTree

from elementpath import get_node_tree
from elementpath.xpath_nodes import EtreeElementNode, TextNode, XPathNode

from app.forms.definition import Question
from app.forms.places import Place


class Node:
    """One item of a record: the record, a group, an instance of a repeat or an answer.

    Attributes:
        key: name in the record's answers, for example ``damages[4f…]/kind``.
        text: the answer as ODK writes it; "" for none and for anything but questions.
        is_applicable: what its own relevance says, without those above it.
        is_surplus: whether it is an instance beyond the number that the form asks for.
        children: name → node, for all but repeats.
        instances: name of a repeat → its instances in order.
        instance_id: of a repeat instance, else "".
        order: key that places an instance among its like.
    """

    __slots__ = (
        "children",
        "element",
        "instance_id",
        "instances",
        "is_applicable",
        "is_readonly",
        "is_required",
        "is_surplus",
        "is_valid",
        "key",
        "order",
        "parent",
        "place",
        "text",
        "xpath",
    )

    def __init__(
        self, place: Place, key: str, parent: "Node | None", element: Element, xpath: EtreeElementNode
    ) -> None:
        self.place, self.key, self.parent, self.element, self.xpath = place, key, parent, element, xpath
        self.text = self.instance_id = self.order = ""
        self.is_applicable = self.is_valid = True
        self.is_required = self.is_readonly = self.is_surplus = False
        self.children: dict[str, Node] = {}
        self.instances: dict[str, list[Node]] = {}

    @property
    def is_wanted(self) -> bool:
        """Whether it would apply if everything above it does."""
        return self.is_applicable and not self.is_surplus

    @property
    def is_relevant(self) -> bool:
        """Whether it applies: its own relevance and that of everything above it."""
        node: Node | None = self
        while node is not None:
            if not node.is_wanted:
                return False
            node = node.parent
        return True

    def below(self) -> "Iterator[Node]":
        """Yield this node and everything inside it."""
        yield self
        for name in self.place.children:
            for child in self.named(name):
                yield from child.below()

    def named(self, name: str) -> "list[Node]":
        """Return the child of a name, or the instances of a repeat."""
        child = self.children.get(name)
        return [child] if child is not None else self.instances.get(name, [])

    def write(self, text: str) -> None:
        """Set the answer here and in the XPath tree."""
        self.text = text
        if self.place.name.startswith("@"):
            return
        self.element.text = text
        self.xpath.children.clear()
        if text:
            TextNode(text, self.xpath)

    def show_children(self) -> None:
        """Bring the XPath children in line with what exists and is wanted."""
        shown = [child for name in self.place.children for child in self.named(name) if child.is_wanted]
        self.xpath.children[:] = [child.xpath for child in shown if not child.place.name.startswith("@")]


def record_node(place: Place) -> tuple[XPathNode, Node]:
    """Make the document and the empty record in it."""
    element = Element(place.name)
    document = get_node_tree(ElementTree(element))
    record = next(child for child in document.children if isinstance(child, EtreeElementNode))
    return document, Node(place, "", None, element, record)


def child_node(place: Place, parent: Node, instance_id: str = "") -> Node:
    """Make a node with all that always exists inside it; the parent does not list it yet.

    Repeats inside start without instances.
    """
    prefix = f"{parent.key}/" if parent.key else ""
    key = f"{prefix}{place.name}[{instance_id}]" if instance_id else f"{prefix}{place.name}"
    element = Element(place.name.replace(":", "_"))
    xpath = EtreeElementNode(element)
    xpath.parent, xpath.tree = parent.xpath, parent.xpath.tree
    node = Node(place, key, parent, element, xpath)
    node.instance_id = instance_id
    fill_in(node)
    return node


def fill_in(node: Node) -> None:
    """Make the children of a node."""
    for child in node.place.children.values():
        if child.is_repeat:
            node.instances[child.name] = []
        else:
            node.children[child.name] = child_node(child, node)
    node.show_children()


def question_of(node: Node) -> Question | None:
    """Return the question of a node, ``None`` for groups and repeats."""
    return node.place.item if isinstance(node.place.item, Question) else None
