"""What goes outdoors on paper: drawn as pictures that can be read again, and as PDF files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.asset_label import label_text
from app.domain.due import Due, DueState
from app.domain.listing import AssetRow
from app.errors import AppError
from app.usecases.day_route import day_route
from tests.ui.place import Place
from tests.ui.rounds.test_rounds import SignForms
from ui.controls.decoding import read_codes
from ui.print.documents import blank_document, day_document, label_document
from ui.print.paper import HEIGHT_MM, WIDTH_MM, Paper, as_pdf, as_pictures
from ui.print.preview import Document, PreviewPage
from ui.tasks import Tasks


def asset(number: int, village: str = "新河村", latitude: float = 31.62, longitude: float = 121.4) -> AssetRow:
    record = f"0190b8f0-0000-7000-8000-{number:012d}"
    place = (f"{latitude}", f"{longitude}")
    return AssetRow("310151101", record, "bridge", f"B{number:03d}", f"新河{number}桥", village, *place, {})


def due(of: AssetRow, rule: str = "bridge_patrol") -> Due:
    day = date(2026, 11, 22)
    return Due(of, rule, rule, day, None, DueState.THIS_WEEK, 0, "JTG 5120-2021", is_checked=True, is_certain=True)


def pages(document: Document) -> tuple[QImage, ...]:
    """Return a document as pictures."""
    return as_pictures(document.draw, QFont(QApplication.font()), document.foot)


@pytest.mark.usefixtures("dressed")
def test_the_printed_labels_of_a_round_are_read_back_from_a_photo_of_the_sheet(place: Place, tmp_path: Path) -> None:
    assets = [asset(number) for number in range(26)]

    sheets = pages(label_document(place.workplace, assets))

    read: list[str] = []
    for number, sheet in enumerate(sheets):
        path = tmp_path / f"{number}.png"
        sheet.save(str(path))
        read += read_codes(path)
    assert len(sheets) == 2
    assert sorted(read) == sorted(map(label_text, assets))


@pytest.mark.usefixtures("dressed")
def test_the_list_of_the_day_goes_on_over_as_many_a4_pages_as_it_needs(place: Place, tmp_path: Path) -> None:
    for number in range(40):
        place.bridge(f"新河{number}桥", f"QL-{number}")
    document = day_document(place.workplace)

    drawn = pages(document)
    path = as_pdf(document.draw, QFont(QApplication.font()), document.foot, tmp_path / "a.pdf", document.title)

    assert len(drawn) > 1
    assert drawn[0].width() / drawn[0].height() == pytest.approx(WIDTH_MM / HEIGHT_MM, abs=0.01)
    assert path.read_bytes().startswith(b"%PDF")
    assert path.read_bytes().count(b"/Type /Page\n") == len(drawn)


@pytest.mark.usefixtures("dressed")
def test_a_day_without_checks_says_so_on_paper(place: Place) -> None:
    assert len(pages(day_document(place.workplace))) == 1


@pytest.mark.usefixtures("dressed")
def test_a_blank_sheet_has_every_question_that_people_see(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    workplace, written = replace(place.workplace, forms=SignForms()), list[str]()
    draw = Paper.text

    def note(paper: Paper, left_mm: float, width_mm: float, text: str, *rest: float, **looks: bool) -> float:
        written.append(text)
        return draw(paper, left_mm, width_mm, text, *rest, **looks)

    monkeypatch.setattr(Paper, "text", note)
    sign = replace(asset(1), subject="sign", answers={"object": "sign", "sign_kind": "works"})
    pages(blank_document(workplace, SignForms().infos()[0], [sign]))

    assert {"天气", "检查对象", "不被树木、广告、车辆遮挡", "设施照片", "总体结论", "问题", "作业区"} <= set(written)
    assert written.count("✓") == 3
    assert any(sign.name in text for text in written)


def test_a_pdf_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AppError) as refused:
        as_pdf(lambda _paper: None, QFont(), "", tmp_path / "nowhere" / "a.pdf", "")

    assert refused.value.code == "print.unwritable"


@pytest.mark.usefixtures("dressed")
def test_the_preview_shows_the_pages_and_saves_them(qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path) -> None:
    page = PreviewPage(tasks, lambda: label_document(place.workplace, [asset(1)]))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.sheets) == 1)

    page.save_to(tmp_path / "labels.pdf")
    qtbot.waitUntil(lambda: "labels.pdf" in page.banner.text)

    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")


def names(checks: Sequence[Due]) -> list[str]:
    return [each.asset.code for each in checks]


def test_villages_come_in_the_order_of_the_way_and_checks_of_one_asset_side_by_side() -> None:
    far, middle, near = (asset(number, f"村{number}", longitude=121.4 + number * 0.05) for number in (3, 2, 1))
    lost = replace(asset(9, "无位置村"), latitude=None, longitude=None)
    checks = [due(near), due(lost), due(far), due(middle), due(near, "bridge_regular")]

    legs = day_route(checks)

    order = [leg.village for leg in legs]
    assert order in (["村1", "村2", "村3", "无位置村"], ["村3", "村2", "村1", "无位置村"])
    assert [names(leg.checks) for leg in legs if leg.village == "村1"] == [["B001", "B001"]]
