"""A workbook on disk with what lies beside it: tables and pictures in ``<name>-media``, fragments in ``shared``."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.errors import AppError
from app.forms.inclusion import with_fragments
from app.forms.markdown import Sheet, read_sheets
from app.forms.source import AttachedFile, FormSource, SourceFormat, source_format

SHARED = "shared"


def open_source(path: Path) -> FormSource:
    """Read a workbook; what comes back is complete and needs no other file.

    Raises:
        AppError: ``form.unreadable``, ``form.format``, or ``form.no_fragment`` naming the one that is not there.
    """
    media = path.with_name(f"{path.stem}-media")
    try:
        files = sorted(media.iterdir()) if media.is_dir() else []
        attached = tuple(AttachedFile(file.name, file.read_bytes()) for file in files if file.is_file())
        source = FormSource(source_format(path.name), path.read_bytes(), attached, path.stem)
    except OSError as error:
        raise AppError("form.unreadable", path=path, reason=error.strerror or error) from error
    return _complete(source, path.with_name(SHARED)) if source.format is SourceFormat.MARKDOWN else source


def settings_of(source: FormSource) -> Mapping[str, str]:
    """Return the row of the settings sheet of a workbook in Markdown, without compiling it; empty if there is none."""
    rows = read_sheets(source.content.decode("utf-8", "replace")).get("settings", Sheet()).rows
    return rows[0] if rows else {}


def _complete(source: FormSource, shared: Path) -> FormSource:
    """Put the fragments in; text that is no UTF-8 stays as it is, for the parser to complain about."""

    def fragment(name: str) -> str:
        path = shared / f"{name}.md"
        if not name.isidentifier() or not path.is_file():
            raise AppError("form.no_fragment", fragment=name, folder=shared)
        return path.read_text("utf-8")

    try:
        text = source.content.decode("utf-8")
    except UnicodeDecodeError:
        return source
    completed = with_fragments(text, fragment)
    return source if completed == text else replace(source, content=completed.encode())
