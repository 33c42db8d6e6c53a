"""A form as it travels: the bytes its author wrote, with the files that belong to it."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.errors import AppError


class SourceFormat(StrEnum):
    """What an author may write a form in."""

    MARKDOWN = "md"
    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


@dataclass(frozen=True)
class AttachedFile:
    """A file that a form refers to: choices in csv, xml or geojson, or a picture of a label."""

    name: str
    content: bytes


@dataclass(frozen=True)
class FormSource:
    """The workbook of a form and the files attached to it, untouched."""

    format: SourceFormat
    content: bytes
    files: tuple[AttachedFile, ...] = ()
    name: str = "form"

    @property
    def version_hash(self) -> str:
        """SHA-256 of everything that decides how the form behaves, in hexadecimal."""
        return hashlib.sha256(source_to_json(self).encode()).hexdigest()


def source_format(file_name: str) -> SourceFormat:
    """Tell the format of a workbook from its file name.

    Raises:
        AppError: ``form.format`` when the ending is none that we read.
    """
    ending = file_name.rpartition(".")[2].lower()
    known = {"md": "md", "markdown": "md", "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls", "csv": "csv"}
    if ending not in known:
        raise AppError("form.format", file=file_name)
    return SourceFormat(known[ending])


def source_to_json(source: FormSource) -> str:
    """Write a source as canonical JSON (RFC 8785: sorted keys, no spaces, only strings)."""
    document = {
        "content": base64.b64encode(source.content).decode(),
        "files": {file.name: base64.b64encode(file.content).decode() for file in source.files},
        "format": source.format.value,
        "name": source.name,
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def source_from_json(text: str) -> FormSource:
    """Read what ``source_to_json`` wrote.

    Raises:
        AppError: ``form.source_damaged`` when it is something else.
    """
    try:
        document = json.loads(text)
        files: Mapping[str, str] = document["files"]
        return FormSource(
            SourceFormat(document["format"]),
            base64.b64decode(document["content"], validate=True),
            tuple(AttachedFile(name, base64.b64decode(body, validate=True)) for name, body in sorted(files.items())),
            str(document["name"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AppError("form.source_damaged", reason=error) from error
