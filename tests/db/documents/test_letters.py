"""Letters: places filled wherever they stand and however Word cut them, damaged files refused."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from app.errors import AppError
from db.documents.letter_templates import LETTERS, write_templates
from db.documents.letters import OfficeLetters
from db.photos.sample import Shot, sample_photo
from resources import resource_folder


def template(folder: Path) -> Path:
    """Write a template with places in body, table, header and footer; one is cut into three runs."""
    document = Document()
    paragraph = document.add_paragraph("案卷 ")
    for part, bold in (("{{编", False), ("号", True), ("}}，地点{{地点}}。", False)):
        paragraph.add_run(part).bold = bold
    table = document.add_table(rows=1, cols=2)
    merged = table.cell(0, 0).merge(table.cell(0, 1))
    merged.paragraphs[0].add_run("{{ 责任单位 }}")
    document.sections[0].header.paragraphs[0].add_run("{{编号}}")
    document.sections[0].footer.paragraphs[0].add_run("{{今天}}")
    document.add_paragraph("{{照片}}")
    document.save(str(folder / "t.docx"))
    return folder / "t.docx"


def words(path: Path) -> str:
    """Return everything that a letter says."""
    document = Document(str(path))
    section = document.sections[0]
    said = [each.text for each in (*document.paragraphs, *section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join([*said, *(cell.text for table in document.tables for row in table.rows for cell in row.cells)])


def test_every_place_is_named_once_wherever_it_stands(tmp_path: Path) -> None:
    assert set(OfficeLetters().places(template(tmp_path))) == {"编号", "地点", "责任单位", "照片", "今天"}


def test_places_are_filled_in_body_table_header_and_footer_and_the_looks_of_the_rest_stay(tmp_path: Path) -> None:
    values = {"编号": "A-1", "地点": "红星桥", "责任单位": "养护公司", "今天": "2026年11月22日"}

    OfficeLetters().fill(template(tmp_path), values, {"照片": []}, tmp_path / "out.docx")

    said = words(tmp_path / "out.docx")
    assert "案卷 A-1，地点红星桥。" in said
    assert said.count("A-1") == 2
    assert "养护公司" in said
    assert "2026年11月22日" in said
    assert "{{" not in said
    first = Document(str(tmp_path / "out.docx")).paragraphs[0].runs
    assert [run.bold for run in first if run.text == "A-1"] == [False]


def test_what_xml_cannot_hold_is_left_out_and_markup_stays_text(tmp_path: Path) -> None:
    values = {"编号": "<b>\x00&{{地点}}", "地点": "甲"}

    OfficeLetters().fill(template(tmp_path), values, {}, tmp_path / "out.docx")

    assert "案卷 <b>&{{地点}}，地点甲。" in words(tmp_path / "out.docx")


def test_pictures_stand_where_the_template_says(tmp_path: Path) -> None:
    picture = sample_photo(1, Shot(), size=(320, 240))

    OfficeLetters().fill(template(tmp_path), {}, {"照片": [picture, picture]}, tmp_path / "out.docx")

    assert len(Document(str(tmp_path / "out.docx")).inline_shapes) == 2
    assert OfficeLetters().html(tmp_path / "out.docx").count("<img") == 2


def test_html_shows_tables_and_escapes_words(tmp_path: Path) -> None:
    OfficeLetters().fill(template(tmp_path), {"编号": "<script>"}, {}, tmp_path / "out.docx")

    html = OfficeLetters().html(tmp_path / "out.docx")

    assert "&lt;script&gt;" in html
    assert '<td colspan="2">' in html


def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    good = template(tmp_path)
    with ZipFile(tmp_path / "empty.docx", "w") as package:
        package.writestr("a", "b")
    (tmp_path / "text.docx").write_text("not a letter")
    (tmp_path / "cut.docx").write_bytes(good.read_bytes()[:2000])

    for name in ("empty.docx", "text.docx", "cut.docx", "missing.docx"):
        with pytest.raises(AppError, match=r"notice\.unreadable"):
            OfficeLetters().places(tmp_path / name)


def test_a_letter_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    source = template(tmp_path)
    (tmp_path / "taken.docx").mkdir()

    with pytest.raises(AppError, match=r"notice\.cannot_write"):
        OfficeLetters().fill(source, {}, {}, tmp_path / "taken.docx")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.docx", "taken.docx"]


def test_the_templates_of_the_program_are_those_that_the_script_makes(tmp_path: Path) -> None:
    write_templates(tmp_path)

    for letter in LETTERS:
        shipped = resource_folder() / "notices" / f"{letter.title}.docx"
        assert words(shipped) == words(tmp_path / shipped.name)
