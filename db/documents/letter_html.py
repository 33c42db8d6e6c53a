"""A letter as HTML of the kind that Qt's text documents draw: to look at before it is sent, and to print."""

import base64
from collections.abc import Iterator
from html import escape

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

POINTS = 14.0
"""The size of letters where the document says none."""

EMU_PER_PX = 9_525
INDENT = "　　"
"""What a first line is indented by: two letters, since Qt's text documents do not scale an indent for the printer."""

AFTER_PX, LINE_PERCENT = 5, 125

_ALIGN = {WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right", WD_ALIGN_PARAGRAPH.JUSTIFY: "justify"}


def to_html(document: Document) -> str:
    """Return paragraphs, tables and pictures with alignment, indent, size and weight; all else is lost."""
    body = "".join(
        _table(block) if isinstance(block, Table) else _paragraph(block) for block in document.iter_inner_content()
    )
    return f"<html><body>{body}</body></html>"


def _table(table: Table) -> str:
    rows = "".join(f"<tr>{''.join(_cells(table, number))}</tr>" for number in range(len(table.rows)))
    style = 'width="100%" border="1" cellspacing="0" cellpadding="5" style="border-collapse:collapse"'
    return f"<table {style}>{rows}</table>"


def _cells(table: Table, row: int) -> Iterator[str]:
    cells = table.rows[row].cells
    at = 0
    while at < len(cells):
        span = 1
        while at + span < len(cells) and cells[at + span]._tc is cells[at]._tc:  # noqa: SLF001  # merged cells are one
            span += 1
        inside = "".join(map(_paragraph, cells[at].paragraphs))
        yield f'<td colspan="{span}">{inside}</td>'
        at += span


def _paragraph(paragraph: Paragraph) -> str:
    layout = paragraph.paragraph_format
    align = _ALIGN.get(paragraph.alignment, "left") if paragraph.alignment is not None else "left"
    before, after = _px(layout.space_before, 0), _px(layout.space_after, AFTER_PX)
    inside = "".join(map(_run, paragraph.runs)) or "&nbsp;"
    if layout.first_line_indent and paragraph.runs:
        inside = f"{_span(paragraph.runs[0], INDENT)}{inside}"
    height = 100 if "<img" in inside else LINE_PERCENT  # a picture's line would grow by the share too
    style = f"margin-top:{before}px; margin-bottom:{after}px; line-height:{height}%"
    return f'<p align="{align}" style="{style}">{inside}</p>'


def _px(length: Length | None, otherwise: int) -> int:
    """Return a length in px of 96 to the inch, the only ones that Qt's text documents scale."""
    return otherwise if length is None else round(length / EMU_PER_PX)


def _run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br/>")
    return f"{_span(run, words)}{''.join(_pictures(run))}"


def _span(run: Run, words: str) -> str:
    """Return words in the looks of a run."""
    size = run.font.size or (run.style.font.size if run.style else None)
    weight = "bold" if run.bold else "normal"
    line = "underline" if run.underline else "none"
    points = size.pt if size else POINTS
    style = f"font-size:{points:g}pt; font-weight:{weight}; text-decoration:{line}; white-space:pre-wrap"
    return f'<span style="{style}">{words}</span>'


def _pictures(run: Run) -> Iterator[str]:
    for inline in run._r.iter(qn("wp:inline")):  # noqa: SLF001  # python-docx shows no pictures of a run
        extent = inline.find(qn("wp:extent"))
        blip = next(inline.iter(qn("a:blip")), None)
        if extent is None or blip is None:
            continue
        part = run.part.related_parts.get(blip.get(qn("r:embed")))
        data = base64.b64encode(part.blob).decode("ascii") if part is not None else ""
        width, height = (round(int(extent.get(edge)) / EMU_PER_PX) for edge in ("cx", "cy"))
        yield f'<img src="data:image/jpeg;base64,{data}" width="{width}" height="{height}"/>'
