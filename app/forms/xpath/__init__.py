"""XPath 1.0 with the functions of ODK, over elementpath.

``evaluate`` is for one document and one expression, as in ODK's own test suite. A form session keeps its tree and its
parsed expressions and uses ``parse`` and ``Focus`` itself.
"""

from datetime import UTC, datetime, tzinfo
from xml.etree.ElementTree import ElementTree
from zoneinfo import ZoneInfo

from elementpath import get_node_tree
from elementpath.xpath_nodes import (
    AttributeNode,
    DocumentNode,
    EtreeElementNode,
    NamespaceNode,
    XPathNode,
)

from app.errors import AppError
from app.forms.xpath.environment import Environment, Focus
from app.forms.xpath.functions.nodes import qualified_name
from app.forms.xpath.language import compute, parse
from app.forms.xpath.values import to_boolean, to_number, to_string

XFORMS = "{http://www.w3.org/2002/xforms}"
SUITE_ZONE = ZoneInfo("America/Phoenix")


def evaluate(
    expression: str,
    document: ElementTree,
    context: str = "/",
    kind: str = "string",
    *,
    zone: tzinfo = SUITE_ZONE,
    locale: str = "en-US",
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC),
) -> bool | float | str | list[str | None]:
    """Evaluate an expression at a node of a document.

    The defaults are the settings under which ODK recorded its suite; nothing is read from the process.

    Args:
        expression: XPath 1.0 with ODK's functions.
        document: parsed XML; comments count only if its parser kept them.
        context: absolute path of the context node, for example ``/*[1]/*[2]/@id``.
        kind: ``boolean``, ``number``, ``number_rounded``, ``string``, ``string_length``, ``string_matches``,
            ``nodeset`` or ``nodeset_unordered``.
        zone: of dates without offset.
        locale: language of month names and of texts.
        now: the present moment.

    Returns:
        For node-sets the absolute paths of elements, attributes and the document, ``None`` for any other node.

    Raises:
        AppError: ``expression.…`` when the expression is refused.
    """
    root = get_node_tree(document)
    environment = Environment(
        zone,
        now,
        locale,
        instance=lambda name: _instance(root, name),
        text=lambda text_id: _text(root, text_id, locale),
    )
    item = compute(parse(context), Focus.on(root, root, environment))
    if not isinstance(item, list) or not item:
        raise AppError("expression.no_context", context=context)
    value = compute(parse(expression), Focus.on(item[0], _primary(root), environment))
    if kind.startswith("nodeset"):
        if not isinstance(value, list):
            raise AppError("expression.not_nodes", part=expression)
        return [node_path(node) for node in value]
    if kind.startswith("number"):
        return to_number(value, zone)
    return to_boolean(value) if kind == "boolean" else to_string(value)


def node_path(node: XPathNode) -> str | None:
    """Return the absolute path of a node as ODK's suite writes it."""
    if isinstance(node, DocumentNode):
        return "/"
    if isinstance(node, AttributeNode):
        return f"{_element_path(node.parent)}/@{qualified_name(node)}"
    if isinstance(node, NamespaceNode):
        return f"{_element_path(node.parent)}/@xmlns:{node.prefix}"
    return _element_path(node) if isinstance(node, EtreeElementNode) else None


def _element_path(node: XPathNode | None) -> str:
    steps: list[str] = []
    while isinstance(node, EtreeElementNode):
        siblings = (
            [node] if node.parent is None else [n for n in node.parent.children if isinstance(n, EtreeElementNode)]
        )
        steps.append(f"/*[{siblings.index(node) + 1}]")
        node = node.parent
    return "".join(reversed(steps))


def _elements(root: XPathNode, name: str) -> list[EtreeElementNode]:
    """Return the elements of a local name."""
    below = root.iter_descendants() if isinstance(root, DocumentNode | EtreeElementNode) else []
    return [node for node in below if isinstance(node, EtreeElementNode) and node.name.rpartition("}")[2] == name]


def _instance(root: XPathNode, name: str) -> XPathNode | None:
    return next((node for node in _elements(root, "instance") if node.value.get("id") == name), None)


def _primary(root: XPathNode) -> XPathNode:
    """Return what absolute paths start from: in an XForm the primary instance, its namespace forgotten."""
    is_xform = any(node.name == f"{XFORMS}model" for node in _elements(root, "model"))
    if not is_xform:
        return root
    instances = _elements(root, "instance")
    for node in (below for instance in instances for below in instance.iter_descendants()):
        if isinstance(node, EtreeElementNode):
            node.name = node.name.removeprefix(XFORMS)
    return instances[0] if instances else root


def _text(root: XPathNode, text_id: str, locale: str) -> list[XPathNode] | None:
    """Look a text up in the document's ``<itext>``: in the locale's language, else in the first."""
    translations = _elements(root, "translation")
    spoken = [node for node in translations if locale.startswith(node.value.get("lang", " "))]
    for text in (text for translation in spoken or translations for text in _elements(translation, "text")):
        if text.value.get("id") == text_id:
            values: list[XPathNode] = [one for one in _elements(text, "value") if "form" not in one.value.attrib]
            return values[:1]
    return None
