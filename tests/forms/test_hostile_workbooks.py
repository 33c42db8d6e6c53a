"""Workbooks that would harm: each is refused with one code, quickly, in little memory."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from app.errors import AppError
from app.forms import SourceFormat, compile_form
from tests.forms.workbooks import markdown, source, xlsx

GOOD = [["type", "name", "label"], ["text", "name", "Name"]]
SECONDS, BYTES = 20, 400_000_000


def repacked(
    content: bytes, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> bytes:
    """An xlsx with its parts changed, or left out where the change gives None."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return written.getvalue()


def bomb() -> bytes:
    """A small file that unpacks to 200 MB."""
    return repacked(xlsx({"survey": GOOD}), lambda _, part: part, {"xl/media/zero.bin": b"\0" * 200_000_000})


def with_rows(name: str, part: bytes) -> bytes:
    """A sheet with a hundred thousand rows more."""
    row = b'<row r="9"><c r="A9" t="inlineStr"><is><t>text</t></is></c></row>'
    return part.replace(b"</sheetData>", row * 100_000 + b"</sheetData>") if name.endswith("sheet1.xml") else part


def laughing() -> bytes:
    """A sheet whose entities would grow a billionfold."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'.encode()
    return repacked(
        xlsx({"survey": GOOD}),
        lambda name, part: head + part.partition(b"?>")[2] if name.endswith("sheet1.xml") else part,
    )


def formula(result: str) -> bytes:
    """A sheet with a formula, with or without its result."""
    cell = f'<c r="C2"><f>A1&amp;B1</f>{result}</c>'.encode()

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        start = part.index(b'<c r="C2"')
        return part[:start] + cell + part[part.index(b"</c>", start) + 4 :]

    return repacked(xlsx({"survey": GOOD}), change)


HOSTILE = {
    "a zip bomb": (bomb, SourceFormat.XLSX, "form.zip_bomb"),
    "a billion laughs": (laughing, SourceFormat.XLSX, "form.entities"),
    "a hundred thousand rows in Excel": (
        lambda: repacked(xlsx({"survey": GOOD}), with_rows),
        SourceFormat.XLSX,
        "form.too_many_rows",
    ),
    "a hundred thousand rows in Markdown": (
        lambda: markdown(["text a"] * 100_000),
        SourceFormat.MARKDOWN,
        "form.too_many_rows",
    ),
    "more questions than any form has": (
        lambda: markdown([f"text q{number}" for number in range(6_000)]),
        SourceFormat.MARKDOWN,
        "form.too_many_rows",
    ),
    "a hundred nested groups": (
        lambda: markdown(["begin_group g"] * 100 + ["text a"] + ["end_group"] * 100),
        SourceFormat.MARKDOWN,
        "form.too_nested",
    ),
    "a formula without a result": (lambda: formula(""), SourceFormat.XLSX, "form.formula"),
    "macros": (
        lambda: repacked(xlsx({"survey": GOOD}), lambda _, part: part, {"xl/vbaProject.bin": b"macro"}),
        SourceFormat.XLSX,
        "form.macros",
    ),
    "wrong sheets": (lambda: xlsx({"Sheet1": GOOD, "Sheet2": GOOD}), SourceFormat.XLSX, "form.no_survey"),
    "merged cells": (lambda: xlsx({"survey": GOOD}, merged="A1:B2"), SourceFormat.XLSX, "form.merged_cells"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, SourceFormat.XLSX, "form.encrypted"),
    "a damaged zip": (lambda: xlsx({"survey": GOOD})[:-200], SourceFormat.XLSX, "form.not_a_workbook"),
    "a zip that is no workbook": (
        lambda: repacked(xlsx({"survey": GOOD}), lambda name, part: None if name.startswith("xl/") else part),
        SourceFormat.XLSX,
        "form.not_a_workbook",
    ),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, SourceFormat.XLSX, "form.not_a_workbook"),
    "an old Excel file that is none": (lambda: b"MZ" + b"\0" * 600, SourceFormat.XLS, "form.not_a_workbook"),
    "an old Excel file cut off": (lambda: b"\xd0\xcf\x11\xe0" + b"\1" * 600, SourceFormat.XLS, "form.not_a_workbook"),
    "nothing": (lambda: b"", SourceFormat.XLSX, "form.not_a_workbook"),
    "an empty text": (lambda: b"", SourceFormat.MARKDOWN, "form.no_survey"),
    "a text that is no form": (
        lambda: b"# Minutes\n\nAll went well.",
        SourceFormat.MARKDOWN,
        "form.no_survey",
    ),
    "bytes that are no text": (lambda: b"\xff\xff\xff\x80" * 50, SourceFormat.CSV, "form.encoding"),
    "text with zero bytes": (lambda: b"survey,,\0\0", SourceFormat.CSV, "form.encoding"),
    "a file of 30 MB": (lambda: b"| x |\n" * 5_000_000, SourceFormat.MARKDOWN, "form.too_large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_quickly_with_one_reason(name: str) -> None:
    make, kind, code = HOSTILE[name]
    hostile = source(make(), kind=kind)
    tracemalloc.start()
    started = time.monotonic()

    with pytest.raises(AppError) as refused:
        compile_form(hostile)

    seconds, (_, peak) = time.monotonic() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == code
    assert seconds < SECONDS
    assert peak < BYTES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_csv_is_read_in_every_encoding_that_spreadsheets_write(encoding: str, line_end: str) -> None:
    text = line_end.join(["survey,,,", ",type,name,label", ",text,name,名称（桥梁）"])

    form = compile_form(source(text.encode(encoding), kind=SourceFormat.CSV))

    assert str(form.items[0].label.text("")) == "名称（桥梁）"


def test_a_formula_with_its_result_is_read() -> None:
    form = compile_form(source(formula("<v>12</v>"), kind=SourceFormat.XLSX))

    assert str(form.items[0].label.text("")) == "12"


def test_a_hundred_thousand_choices_belong_into_a_file_and_work_there() -> None:
    from app.forms import AttachedFile, Session
    from tests.forms.workbooks import context, form, question

    rows = "name,label,town\n" + "".join(f"v{n},村{n},t{n % 500}\n" for n in range(20_000))
    made = form(
        "text town",
        question("select_one_from_file villages.csv", "village", choice_filter="town = ${town}"),
        files=(AttachedFile("villages.csv", rows.encode()),),
    )
    record = Session(made, context())

    record.set("town", "t7")

    assert len(record.choices("village")) == 40
