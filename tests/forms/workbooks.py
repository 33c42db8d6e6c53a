"""Builders: a form from a few rows, a session with a still clock and numbered ids."""

import io
import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook

from app.forms import AttachedFile, FillContext, Form, FormSource, Session, SourceFormat, compile_form

NOW = datetime(2026, 5, 1, 0, 30, tzinfo=UTC)
COLUMNS = (
    *("type", "name", "label", "hint", "required", "required_message", "relevant", "constraint", "constraint_message"),
    *("calculation", "appearance", "choice_filter", "default", "trigger", "repeat_count", "parameters", "readonly"),
    *("basis", "sensitive"),
)

Row = str | Mapping[str, str]


def question(kind: str, name: str, **columns: str) -> Mapping[str, str]:
    """One row of a survey; the label is the name."""
    return {"type": kind, "name": name, "label": name, **columns}


def markdown(survey: Sequence[Row], choices: Sequence[str] = (), settings: Mapping[str, str] | None = None) -> bytes:
    """A workbook in Markdown; rows written as text are ``type name``, choices are ``list name column=value …``."""
    lines = ["| survey |", "| | " + " | ".join(COLUMNS) + " |"]
    for row in survey:
        kind, _, name = row.rpartition(" ") if isinstance(row, str) and " " in row else (row, "", "")
        cells = question(str(kind), name) if isinstance(row, str) else row
        lines.append("| | " + " | ".join(cells.get(column, "") for column in COLUMNS) + " |")
    if choices:
        parsed = [choice.split() for choice in choices]
        extra = sorted({pair.split("=")[0] for _, _, *pairs in parsed for pair in pairs})
        lines += ["| choices |", "| | list_name | name | label | " + " | ".join(extra) + (" |" if extra else "")]
        for list_name, name, *pairs in parsed:
            given = dict(pair.split("=") for pair in pairs)
            lines.append(
                f"| | {list_name} | {name} | {name} | " + " | ".join(given.get(one, "") for one in extra) + " |"
            )
    if settings:
        lines += ["| settings |", "| | " + " | ".join(settings) + " |", "| | " + " | ".join(settings.values()) + " |"]
    return "\n".join(lines).encode()


def source(content: bytes, *files: AttachedFile, kind: SourceFormat = SourceFormat.MARKDOWN) -> FormSource:
    """A source as an administrator would hand it in."""
    return FormSource(kind, content, files, "form")


def form(*survey: Row, choices: Sequence[str] = (), files: Sequence[AttachedFile] = (), **settings: str) -> Form:
    """A compiled form."""
    return compile_form(source(markdown(survey, choices, settings), *files))


def context(**properties: str) -> FillContext:
    """A context with a still clock and ids a1, a2 and so on."""
    numbers = itertools.count(1)
    return FillContext(lambda: NOW, lambda: f"a{next(numbers)}", lambda: 0.5, properties=properties)


def session(*survey: Row, choices: Sequence[str] = (), answers: Mapping[str, object] | None = None) -> Session:
    """A session on a form of a few rows."""
    return Session(form(*survey, choices=choices), context(), answers)


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]], merged: str = "") -> bytes:
    """An Excel workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def codes(record: Session) -> dict[str, str]:
    """Return the code of each problem by its question."""
    return {problem.key: problem.code for problem in record.problems()}
