"""A record as the XML that ODK servers take and give.

Instances carry their id and order key in attributes of our namespace, as other clients do with theirs, so that a record
that comes back is the same record; XML from elsewhere gets new ids. What does not apply is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from app.errors import AppError
from app.forms.answer import Answer, to_answer
from app.forms.definition import Form, Group, Question
from app.forms.ordering import between
from app.forms.places import Place, Shape
from app.forms.reading import Reading

JR = "http://openrosa.org/javarosa"
ORX = "http://openrosa.org/xforms"
ENTITIES = "http://www.opendatakit.org/xforms/entities"
YINGXUN = "urn:yingxun:xforms"
MAX_BYTES = 20_000_000
_INSTANCE, _ORDER = f"{{{YINGXUN}}}instance", f"{{{YINGXUN}}}order"
_PREFIXES = {"jr": JR, "orx": ORX, "entities": ENTITIES, "yingxun": YINGXUN}


def write_submission(reading: Reading) -> str:
    """Return a record as submission XML."""
    form = reading.form
    root = ET.Element(form.root, {"id": form.id, **({"version": form.version} if form.version else {})})
    _write_children(reading, "", root)
    for prefix, uri in _PREFIXES.items():
        ET.register_namespace(prefix, uri)
    return "<?xml version='1.0' encoding='UTF-8'?>\n" + ET.tostring(root, encoding="unicode")


def _write_children(reading: Reading, parent: str, element: ET.Element) -> None:
    for key in reading.children(parent):
        item = reading.item(key)
        if isinstance(item, Question):
            _write_answer(reading, key, item, element)
            continue
        for holder in reading.holders(key):
            if reading.is_relevant(holder):
                child = ET.SubElement(
                    element, _tag(item.name), dict(item.attributes) if isinstance(item, Group) else {}
                )
                if order := reading.order(holder):
                    child.set(_INSTANCE, holder.rpartition("[")[2].removesuffix("]"))
                    child.set(_ORDER, order)
                _write_children(reading, holder, child)


def _write_answer(reading: Reading, key: str, question: Question, element: ET.Element) -> None:
    if not reading.is_relevant(key):
        return
    value = reading.value(key)
    text = " ".join(value) if isinstance(value, list) else value or ""
    if question.name.startswith("@"):
        element.set(question.name[1:], text)
    else:
        ET.SubElement(element, _tag(question.name)).text = text or None


def _tag(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}" if prefix in _PREFIXES else name


@dataclass(frozen=True)
class Received:
    """A submission that was read.

    Attributes:
        answers: as ``Session`` takes them.
        unknown: paths of elements that the form has no place for.
    """

    answers: Mapping[str, Answer | dict[str, str]]
    unknown: tuple[str, ...]


def read_submission(form: Form, xml: str, new_id: Callable[[], str]) -> Received:
    """Read submission XML.

    Args:
        form: the version that was filled.
        xml: from any ODK client or server.
        new_id: returns a new UUID as text, for instances that came without one.

    Raises:
        AppError: ``form.submission_unreadable`` or ``form.submission_of_another_form``.
    """
    if len(xml) > MAX_BYTES or "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        raise AppError("form.submission_unreadable", reason="DOCTYPE")
    try:
        root = ET.fromstring(xml)  # noqa: S314  no entities left
    except ET.ParseError as error:
        raise AppError("form.submission_unreadable", reason=error) from error
    if root.get("id") != form.id:
        raise AppError("form.submission_of_another_form", expected=form.id, found=root.get("id") or root.tag)
    reader = _Reader(new_id)
    reader.read(root, Shape(form).record, "")
    return Received(reader.answers, tuple(reader.unknown))


class _Reader:
    """Collects the answers of one submission."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self.answers: dict[str, Answer | dict[str, str]] = {}
        self.unknown: list[str] = []

    def read(self, element: ET.Element, place: Place, key: str) -> None:
        """Read what is inside an element."""
        for name, text in _attributes(element):
            if (child := place.children.get(f"@{name}")) is not None and isinstance(child.item, Question) and text:
                self.answers[_join(key, child.name)] = text
        orders: dict[str, str] = {}
        for inner in element:
            name = _name(inner.tag)
            child_place = place.children.get(name)
            if child_place is None:
                self.unknown.append(_join(key, name))
            elif child_place.is_repeat:
                orders[name] = self._instance(inner, child_place, _join(key, name), orders.get(name, ""))
            elif isinstance(child_place.item, Question):
                if inner.text:
                    self.answers[_join(key, name)] = to_answer(child_place.item, inner.text)
            else:
                self.read(inner, child_place, _join(key, name))

    def _instance(self, element: ET.Element, place: Place, key: str, before: str) -> str:
        """Read one instance and return its order key."""
        instance_id = element.get(_INSTANCE) or self._new_id()
        order = element.get(_ORDER) or between(before, "")
        self.answers[f"{key}[{instance_id}]"] = {"after": order}
        self.read(element, place, f"{key}[{instance_id}]")
        return order


def _attributes(element: ET.Element) -> Iterator[tuple[str, str]]:
    return ((_name(name), text) for name, text in element.attrib.items())


def _join(key: str, name: str) -> str:
    return f"{key}/{name}" if key else name


def _name(tag: str) -> str:
    """Return an element name as definitions write it; a default namespace of the record does not matter."""
    space, _, local = tag.rpartition("}")
    prefix = next((prefix for prefix, uri in _PREFIXES.items() if uri == space.removeprefix("{")), "")
    return f"{prefix}:{local}" if prefix else local
