"""Letters about a case: everything from the case, nothing typed twice, what is missing named."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from app.domain import case
from app.errors import AppError
from app.usecases.notices import BLANK, drafted, keep_office, keep_template_folder, templates, write_notice
from app.workplace import RecordKey
from tests.ui.place import BRIDGES, Place

LIMIT = {"amount": "5", "unit": "work_day"}
FILED: tuple[str, dict[str, Any]] = ("filed", {"class": "component/0101/1"})
ASSIGNED: tuple[str, dict[str, Any]] = ("assigned", {"unit": "道路养护公司", "limit": LIMIT})


def opened(place: Place, *acts: tuple[str, dict[str, Any]]) -> RecordKey:
    """Open a case at a bridge and do more to it."""
    bridge = place.bridge("红星桥", "C101Q001")
    values = {case.DESCRIPTION: "上游侧栏杆缺失 2 米", case.SEVERITY: "serious", case.ADDRESS: "红星桥上游侧"}
    about = {"record": "case", "number": "310151101-20261122-A1B2-001", "title": "栏杆缺失", "asset": bridge}
    return RecordKey(BRIDGES, place.write(BRIDGES, ("created", {**about, "values": values}), *acts))


def words(path: Path) -> str:
    """Return what a letter says."""
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def own_template(folder: Path, name: str, text: str) -> None:
    """Let the office write a template of its own."""
    document = Document()
    document.add_paragraph(text)
    document.save(str(folder / f"{name}.docx"))


def test_the_program_comes_with_three_letters_and_all_their_places_are_known(place: Place) -> None:
    key = opened(place)

    with place.store.reading() as reading:
        names = {template.name for template in templates(reading)}

    assert names == {"整改通知书", "移送函", "抄告单"}
    for name in names:
        drafted(place.workplace, key, name)


def test_an_order_to_mend_says_what_the_case_says(place: Place, tmp_path: Path) -> None:
    key = opened(place, FILED, ASSIGNED)

    write_notice(place.workplace, key, "整改通知书", tmp_path / "out.docx")

    said = words(tmp_path / "out.docx")
    for part in ("道路养护公司：", "红星桥 C101Q001", "上游侧栏杆缺失 2 米", "严重", "5 个工作日", "城桥镇人民政府"):
        assert part in said
    assert "2026年11月22日" in said
    assert "{{" not in said
    assert said.count(BLANK) == 1  # only the line of the receipt


def test_what_the_case_does_not_say_yet_is_named_or_left_blank_on_request(place: Place, tmp_path: Path) -> None:
    key = opened(place)

    with pytest.raises(AppError, match=r"notice\.incomplete") as refused:
        write_notice(place.workplace, key, "整改通知书", tmp_path / "out.docx")
    assert {"责任单位", "截止日期"} <= set(refused.value.parameters["names"].split("、"))
    assert not (tmp_path / "out.docx").exists()

    draft = write_notice(place.workplace, key, "整改通知书", tmp_path / "out.docx", leaves_blanks=True)

    assert "责任单位" in draft.missing
    assert f"{BLANK}：" in words(tmp_path / "out.docx")


def test_a_transfer_names_office_letter_and_day_of_reply(place: Place, tmp_path: Path) -> None:
    told = {"to": "城管执法中队", "letter": "城移〔2026〕3号", "reply_by": "2026-12-05"}
    key = opened(place, FILED, ("transferred", told))

    write_notice(place.workplace, key, "移送函", tmp_path / "out.docx")

    said = words(tmp_path / "out.docx")
    assert "城管执法中队：" in said
    assert "城移〔2026〕3号" in said
    assert "2026年12月5日" in said


def test_the_offices_own_template_stands_in_place_of_the_programs(place: Place, tmp_path: Path) -> None:
    own_template(tmp_path, "整改通知书", "请{{责任单位}}处理{{编号}}。{{发文单位}}")
    own_template(tmp_path, "督办单", "督办{{标题}}")
    with place.store() as unit:
        keep_template_folder(unit, tmp_path)
        keep_office(unit, "城桥镇城市运行中心")
    key = opened(place, FILED, ASSIGNED)

    write_notice(place.workplace, key, "整改通知书", tmp_path / "out.docx")
    write_notice(place.workplace, key, "督办单", tmp_path / "other.docx")

    assert words(tmp_path / "out.docx") == "请道路养护公司处理310151101-20261122-A1B2-001。城桥镇城市运行中心"
    assert words(tmp_path / "other.docx") == "督办栏杆缺失"


def test_a_place_that_no_case_has_is_named_before_anything_is_written(place: Place, tmp_path: Path) -> None:
    own_template(tmp_path, "通知", "{{编号}}{{电话号码}}")
    with place.store() as unit:
        keep_template_folder(unit, tmp_path)

    with pytest.raises(AppError, match=r"notice\.unknown_place") as refused:
        write_notice(place.workplace, opened(place), "通知", tmp_path / "out.docx")

    assert refused.value.parameters["names"] == "电话号码"
    assert not (tmp_path / "out.docx").exists()


def test_refusals_say_which_template_folder_or_record_is_wrong(place: Place, tmp_path: Path) -> None:
    key = opened(place)
    with pytest.raises(AppError, match=r"notice\.unknown_template"):
        write_notice(place.workplace, key, "表扬信", tmp_path / "out.docx")
    with pytest.raises(AppError, match=r"notice\.not_a_case"):
        write_notice(place.workplace, place.inspection("红星桥"), "抄告单", tmp_path / "out.docx")
    with pytest.raises(AppError, match=r"notice\.no_folder"), place.store() as unit:
        keep_template_folder(unit, tmp_path / "nowhere")
