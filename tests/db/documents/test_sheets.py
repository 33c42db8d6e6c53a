"""Tables of the office: what is written is read again, and what is hostile gets one sentence."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pictures

from app.errors import AppError
from app.ports.sheets import Image, Link, Table
from db.documents.sheets import OfficeSheets

SHEETS = OfficeSheets()
HEADER = ("名称", "编码")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12).map(str.strip)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@given(rows=st.lists(st.tuples(TEXTS.filter(bool), TEXTS.filter(bool)), max_size=8))
def test_text_comes_back_as_it_was(
    suffix: str, rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("sheets") / f"桥梁{suffix}"
    SHEETS.write(path, [Table("桥梁", HEADER, rows)])
    (sheet,) = SHEETS.read(path)
    assert sheet.name == "桥梁"
    assert sheet.rows == (HEADER, *rows)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_numbers_and_dates_read_as_an_office_shows_them(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    row = (12, Decimal("0.30"), date(2026, 2, 28), None, Link("照片", "photos/1.jpg"))
    SHEETS.write(path, [Table("a", ("甲", "乙", "丙", "丁", "戊"), [row])])
    (sheet,) = SHEETS.read(path)
    assert sheet.rows[1][0] == "12"
    assert float(sheet.rows[1][1]) == 0.3
    assert sheet.rows[1][2:] == ("2026-02-28", "", "照片")


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3"])
def test_text_that_looks_like_a_formula_is_none(formula: str, tmp_path: Path) -> None:
    book, text = tmp_path / "a.xlsx", tmp_path / "a.csv"
    for path in (book, text):
        SHEETS.write(path, [Table("a", HEADER, [(formula, "-3")])])
        assert SHEETS.read(path)[0].rows[1] == (formula, "-3")
    assert b"<f>" not in zipfile.ZipFile(book).read("xl/worksheets/sheet1.xml")
    assert not any(
        cell.startswith(("=", "+", "@", "-2")) for cell in text.read_text("utf-8-sig").split("\n")[1].split(",")
    )


def test_a_workbook_holds_several_sheets_and_pictures(tmp_path: Path) -> None:
    data = io.BytesIO()
    Pictures.new("RGB", (400, 300), "gray").save(data, "JPEG")
    path = tmp_path / "整改清单.xlsx"
    when = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    SHEETS.write(path, [Table("清单", ("前", "时间"), [(Image(data.getvalue()), when)]), Table("说明", ("a",), [])])
    assert [sheet.name for sheet in SHEETS.read(path)] == ["清单", "说明"]
    assert SHEETS.read(path)[0].rows[1] == ("", "2026-03-01T08:30:00")
    assert any(name.startswith("xl/media/") for name in zipfile.ZipFile(path).namelist())


def test_a_file_in_the_office_encoding_reads(tmp_path: Path) -> None:
    path = tmp_path / "旧.csv"
    path.write_bytes("名称;编码\n红星桥;310151\n".encode("gb18030"))
    assert SHEETS.read(path)[0].rows == (("名称", "编码"), ("红星桥", "310151"))


def _bomb() -> bytes:
    package = io.BytesIO()
    with (
        zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(700):
            part.write(bytes(1 << 20))
    return package.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "sheets.old_excel"),
        (b"PK\x03\x04 cut off", "sheets.not_a_table"),
        (b"MZ\x90\x00\x03\x00", "sheets.not_a_table"),
        (b'"' + b"a" * 200_000 + b'"', "sheets.not_a_table"),
        (_bomb(), "sheets.too_large"),
    ],
    ids=["password", "cut", "program", "endless cell", "bomb"],
)
def test_what_is_no_table_gets_one_sentence(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(AppError) as error:
        SHEETS.read(path)
    assert error.value.code == code


def test_a_missing_file_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AppError) as error:
        SHEETS.read(tmp_path / "none.csv")
    assert error.value.code == "sheets.cannot_open"


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    SHEETS.write(path, [Table("a", HEADER, [("一", "1")])])

    def rows() -> list[tuple[str, str]]:
        raise OSError(28, "No space left on device")

    class Full:
        def __iter__(self) -> object:
            return iter(rows())

    with pytest.raises(AppError) as error:
        SHEETS.write(path, [Table("a", HEADER, Full())])  # type: ignore[arg-type]  # fails while it is read
    assert error.value.code == "sheets.cannot_write"
    assert SHEETS.read(path)[0].rows[1] == ("一", "1")
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
