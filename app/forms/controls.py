"""The controls of an XForm's body: what kind of question each makes, and its parameters."""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from app.forms.definition import QuestionType
from app.forms.searching import without_search
from app.forms.wording import XF

JR = "{http://openrosa.org/javarosa}"
ORX = "{http://openrosa.org/xforms}"
ODK = "{http://www.opendatakit.org/xforms}"

_INPUT_TYPES = {
    "string": QuestionType.TEXT,
    "int": QuestionType.INTEGER,
    "decimal": QuestionType.DECIMAL,
    "date": QuestionType.DATE,
    "time": QuestionType.TIME,
    "dateTime": QuestionType.DATETIME,
    "geopoint": QuestionType.GEOPOINT,
    "geotrace": QuestionType.GEOTRACE,
    "geoshape": QuestionType.GEOSHAPE,
    "barcode": QuestionType.BARCODE,
}
_CONTROL_TYPES = {
    f"{XF}select1": QuestionType.SELECT_ONE,
    f"{XF}select": QuestionType.SELECT_MULTIPLE,
    f"{ODK}rank": QuestionType.RANK,
    f"{XF}range": QuestionType.RANGE,
    f"{XF}trigger": QuestionType.ACKNOWLEDGE,
}
_UPLOAD_TYPES = {"image/*": QuestionType.IMAGE, "audio/*": QuestionType.AUDIO, "video/*": QuestionType.VIDEO}


def controls_of(parent: Element) -> Iterator[tuple[str, Element]]:
    """Yield absolute path → control of the body; a repeat hands over its outer group, which has the label."""
    for element in parent:
        path = element.get("ref") or ""
        repeat = element.find(f"{XF}repeat")
        if repeat is not None:
            yield repeat.get("nodeset", ""), element
            yield from controls_of(repeat)
            continue
        if path:
            yield path, element
        if element.tag == f"{XF}group":
            yield from controls_of(element)


def appearance_of(control: Element | None) -> tuple[str, ...]:
    """Return the words of an appearance, the call of ``search`` left out."""
    return () if control is None else tuple(without_search(control.get("appearance", "")).split())


def question_type(control: Element | None, bound: Mapping[str, str], row_type: str) -> QuestionType:
    """Tell what kind of question it is from its control, its bind and the word of the workbook."""
    if row_type == "hidden":
        return QuestionType.HIDDEN
    if control is None:
        has_source = bound.get("calculate") or row_type == "calculate"
        return QuestionType.CALCULATE if has_source and f"{JR}preload" not in bound else QuestionType.METADATA
    if control.tag == f"{XF}upload":
        return _UPLOAD_TYPES.get(control.get("mediatype", ""), QuestionType.FILE)
    if control.get("query"):
        return QuestionType.SELECT_ONE
    if row_type == "note":
        return QuestionType.NOTE
    return _CONTROL_TYPES.get(control.tag) or _INPUT_TYPES.get(bound.get("type", ""), QuestionType.TEXT)


def parameters_of(control: Element | None, bound: Mapping[str, str], row: Mapping[str, Any]) -> dict[str, str]:
    """Collect what the parameters column said, wherever pyxform put it."""
    found: dict[str, str] = {}
    written = row.get("parameters")
    if isinstance(written, Mapping):
        found |= {str(key): str(value) for key, value in written.items()}
    elif isinstance(written, str):
        found |= dict(pair.split("=", 1) for pair in written.split() if "=" in pair)
    if control is not None:
        left_out = {"ref", "appearance", "query", "mediatype"}
        found |= {key: value for key, value in control.attrib.items() if key not in left_out and "}" not in key}
    found |= {key.removeprefix(ORX): value for key, value in bound.items() if key.startswith(ORX)}
    return found
