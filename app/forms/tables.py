"""Secondary instances: the choice lists and attached tables that expressions read, each as ``<root><item>…`` XML."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from app.errors import AppError
from app.forms.definition import SecondaryInstance
from app.forms.source import AttachedFile
from app.forms.wording import XF

MAX_ROWS = 200_000


def read_instances(
    instances: Iterable[ET.Element],
    files: Sequence[AttachedFile],
    external_choices: Sequence[Mapping[str, str]],
    named: Iterable[str] = (),
) -> tuple[SecondaryInstance, ...]:
    """Read every secondary instance of a model, filling in those that attached files hold.

    A file that is not attached leaves its table empty: the form opens, the questions that need it have no choices.

    Args:
        instances: of the XForm.
        files: attached to the workbook.
        external_choices: rows of lists that the XForm does not hold, each with its ``list_name``.
        named: tables that questions read although the XForm does not declare them.
    """
    found = [_instance(element, files) for element in instances if element.get("id")]
    names = {instance.name for instance in found}
    lists: dict[str, list[Mapping[str, str]]] = {}
    for row in external_choices:
        lists.setdefault(row.get("list_name") or row.get("list name") or "", []).append(row)
    more = [SecondaryInstance(name, "", rows_to_xml(rows)) for name, rows in lists.items() if name not in names]
    names |= set(lists)
    return (*found, *more, *(_attached(name, f"jr://file-csv/{name}.csv", files) for name in {*named} - names if name))


def _instance(element: ET.Element, files: Sequence[AttachedFile]) -> SecondaryInstance:
    name, src = element.get("id", ""), element.get("src", "")
    if not src:
        root = element[0] if len(element) else ET.Element("root")
        return SecondaryInstance(name, "", ET.tostring(_without_namespace(root), encoding="unicode"))
    return _attached(name, src, files)


def _attached(name: str, src: str, files: Sequence[AttachedFile]) -> SecondaryInstance:
    wanted = src.rpartition("/")[2]
    content = next((file.content for file in files if file.name == wanted), None)
    return SecondaryInstance(name, src, "" if content is None else table_to_xml(wanted, content))


def _without_namespace(root: ET.Element) -> ET.Element:
    for element in root.iter():
        element.tag = element.tag.removeprefix(XF)
    return root


def table_to_xml(name: str, content: bytes) -> str:
    """Turn an attached csv, geojson or xml file into instance XML.

    Raises:
        AppError: ``form.table_unreadable`` naming the file.
    """
    try:
        if name.endswith(".geojson"):
            return rows_to_xml(_geojson_rows(json.loads(content)))
        if name.endswith(".xml"):
            return _checked_xml(content)
        return rows_to_xml(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (ValueError, KeyError, TypeError, csv.Error, ET.ParseError, RecursionError) as error:
        raise AppError("form.table_unreadable", file=name, reason=error) from error


def _checked_xml(content: bytes) -> str:
    """Return the XML without entity definitions, which could blow up while being read."""
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise ValueError("DOCTYPE")
    return ET.tostring(ET.fromstring(content), encoding="unicode")  # noqa: S314  no entities left


def rows_to_xml(rows: Iterable[Mapping[str, str | None]]) -> str:
    """Write rows as ``<root><item><column>…``; columns whose names XML does not allow are left out."""
    root = ET.Element("root")
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise ValueError(f"> {MAX_ROWS}")
        item = ET.SubElement(root, "item")
        for column, value in row.items():
            if column and is_name(column):
                ET.SubElement(item, column).text = value or ""
    return ET.tostring(root, encoding="unicode")


def is_name(text: str) -> bool:
    """Whether a column may be an element name."""
    return (text[0].isalpha() or text[0] == "_") and all(mark.isalnum() or mark in "_-." for mark in text)


def _geojson_rows(document: Mapping[str, object]) -> Iterable[Mapping[str, str]]:
    """Yield one row per feature: its properties, its id and its geometry as ODK text."""
    features = document["features"]
    if not isinstance(features, list):
        raise TypeError("features")
    for feature in features:
        row = {key: "" if value is None else str(value) for key, value in feature["properties"].items()}
        if "id" in feature:
            row["id"] = str(feature["id"])
        row["geometry"] = _geometry(feature["geometry"])
        yield row


def _geometry(geometry: Mapping[str, object]) -> str:
    """Write a GeoJSON geometry as ``latitude longitude 0 0``, points joined by ``;``."""
    points = geometry["coordinates"]
    if geometry["type"] == "Point":
        points = [points]
    elif geometry["type"] == "Polygon" and isinstance(points, list):
        points = points[0]
    if not isinstance(points, list):
        raise TypeError("coordinates")
    return "; ".join(f"{point[1]} {point[0]} 0 0" for point in points)
