"""The grades beside a form: as one types, in time, and on paper."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.standards import jtgt_h21
from app.standards.trace import Words
from benchmarks.standards_bridge import a_bridge
from tests.ui.grades.conftest import OpenForm
from tests.ui.grades.graded import BRIDGE, ROAD, built_in
from tests.ui.place import Place
from tests.ui.record.filling import equipped, new_draft, open_page, texts_of
from ui.grades.bridge_plan import bridge_plan
from ui.grades.bridge_schematic import BridgeSchematic, MemberState
from ui.grades.live import LiveGrades
from ui.grades.recalculation import PAUSE_MS
from ui.grades.sheet import SheetView, lines_of
from ui.grades.told import told_grade, told_gradings, tone_of
from ui.record.page import RecordPage
from ui.style.colours import Tone
from ui.tasks import Tasks

LOADED_S = 0.048
"""Three frames, for a machine that does other things; `benchmarks/standards_bridge.py` measures the frame."""
PERIODIC = "bridge_periodic"


def live(page: RecordPage) -> LiveGrades:
    assert page.grades is not None
    return page.grades


def test_an_answer_changes_the_grade_on_the_page(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", BRIDGE)
    assert "3类 · Dr 77.93" in texts_of(live(page))

    page.model.answer("conclusion/controls", ["12"])

    qtbot.waitUntil(lambda: "5类" in texts_of(live(page)))
    assert "单项控制指标" in live(page).panel.sheet.text.toPlainText()


def test_what_is_missing_and_assumed_is_said_plainly(open_form: OpenForm) -> None:
    page = open_form("village_road", ROAD)
    words = texts_of(live(page).panel)

    assert "缺少 6 项" in texts_of(live(page))
    assert "没有平整度 IRI" in words
    assert "不是标准" in words
    assert "缺省规则，可修改" in words
    assert "含未核对原文的数值" in words
    assert "露骨" in words


def test_the_inspectors_own_grade_stands_beside_and_follows_his_answer(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("village_road", ROAD)
    panel = live(page).panel
    assert "B 级（一般）" in texts_of(panel)

    page.model.answer("result/grade", "A")

    qtbot.waitUntil(lambda: "A 级（良好）" in texts_of(panel))
    assert "C级" in texts_of(live(page))


def test_before_there_can_be_a_grade_the_questions_are_named(open_form: OpenForm) -> None:
    page = open_form("village_road", {"weather": "fine"})

    assert "未评定" in texts_of(live(page))
    assert "先填写：路面类型、起点桩号（km）、终点桩号（km）、路面宽度（m）" in texts_of(live(page).panel)
    assert not live(page).panel.sheet.save.isEnabled()


def test_what_the_standard_refuses_is_said_in_a_sentence(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", BRIDGE)
    first = page.model.session.instances("damages")[0]

    page.model.answer(f"{first}/member", "9-9")

    qtbot.waitUntil(lambda: "9-9" in texts_of(live(page).panel))


def test_a_form_without_grading_shows_nothing_of_grades(
    qtbot: QtBot, desk: QWidget, place: Place, tasks: Tasks
) -> None:
    plain = equipped(place)

    page = open_page(qtbot, desk, plain, tasks, new_draft(plain))

    assert page.grades is None


def test_where_it_is_narrow_the_calculation_takes_the_room_of_the_outline(open_form: OpenForm) -> None:
    page = open_form("village_road", ROAD)
    page.resize(910, 512)
    live(page).toggle.setChecked(False)
    assert page.outline.isVisibleTo(page)

    live(page).toggle.setChecked(True)

    assert not page.outline.isVisibleTo(page)
    assert live(page).panel.isVisibleTo(page)


def test_a_page_that_was_left_calculates_nothing(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("village_road", ROAD)
    before = live(page).grades
    page.model.answer("section/width_m", "5")

    page.close()
    page.model.answer("section/width_m", "6")

    qtbot.wait(3 * PAUSE_MS)
    assert live(page).grades == before


@pytest.mark.slow
def test_a_bridge_of_two_thousand_members_is_shown_without_a_pause(
    qtbot: QtBot,
    desk: QWidget,
    tasks: Tasks,
    dressed: QApplication,  # noqa: ARG001  its looks
) -> None:
    layout = {"spans": 30, "beams": 15, "footways": 1}
    data = a_bridge(0.02)
    grade = jtgt_h21.grade(data)
    told = told_grade("jtgt_h21", grade, "zh")
    other = told_grade("jtgt_h21", jtgt_h21.grade(a_bridge(0.021)), "zh")
    plan = bridge_plan("beam", layout)
    states = {
        (part, member): MemberState(score, 1) for (_, part, member), score in jtgt_h21.member_scores(data).items()
    }
    schematic, sheet = BridgeSchematic(desk), SheetView(tasks, "前进桥", desk)
    for widget in (schematic, sheet):
        widget.resize(900, 700)
        widget.show()
    schematic.show_bridge(plan, states)
    with qtbot.waitExposed(desk, timeout=30_000):  # what is not exposed is not painted
        desk.show()

    def times() -> tuple[float, float]:
        started = thread_time()
        sheet.show_grades([told])
        sheet.text.viewport().repaint()
        middle = thread_time()
        schematic.show_bridge(plan, dict(states))
        schematic.repaint()
        ended = thread_time()
        sheet.show_grades([other])
        return middle - started, ended - middle

    found = [times() for _ in range(12)]

    assert len(plan.cells) > 2000
    assert min(one for one, _ in found) < LOADED_S
    assert min(one for _, one in found) < LOADED_S


def test_the_sheet_is_saved_as_text_and_as_a_pdf(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    told = told_gradings(built_in("bridge_h21"), {"bridge/structure_type": "beam", "bridge/spans": "3"}, "zh")
    view = SheetView(tasks, "前进桥")
    qtbot.addWidget(view)
    view.show_grades(told)

    for name in ("sheet.txt", "sheet.pdf"):
        view.save_as(tmp_path / name)
        qtbot.waitUntil(lambda name=name: name in view.banner.text)  # type: ignore[misc]  # a default binds the loop's name

    assert (tmp_path / "sheet.txt").read_text("utf-8").splitlines()[2:] == list(lines_of(told))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")


def test_a_sheet_that_cannot_be_saved_says_why(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    view = SheetView(tasks, "前进桥")
    qtbot.addWidget(view)

    view.save_as(tmp_path / "absent" / "sheet.pdf")

    qtbot.waitUntil(lambda: "没有存成" in view.banner.text)


def test_an_outside_grade_is_not_graded_again() -> None:
    assert told_gradings(built_in(PERIODIC), {"class": "2"}, "zh") == ()


def test_a_score_just_below_a_limit_does_not_look_like_the_limit() -> None:
    grade = jtgt_h21.grade({"layout": {"spans": 1}})
    steps = tuple(replace(step, value=Decimal("79.9999")) if step.key == "Dr" else step for step in grade.steps)

    assert told_grade("jtgt_h21", replace(grade, steps=steps), "zh").score == "Dr 79.99"


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (5, [Tone.SUCCESS, Tone.INFO, Tone.WARNING, Tone.DANGER, Tone.DANGER]),
        (3, [Tone.SUCCESS, Tone.WARNING, Tone.DANGER]),
    ],
)
def test_classes_have_tones_from_good_to_bad(classes: int, expected: list[Tone]) -> None:
    grade = jtgt_h21.grade({"layout": {"spans": 1}})
    (last,) = (step for step in grade.steps if step.key == grade.graded)
    names = tuple(Words(str(number), "") for number in range(classes))

    found = [
        tone_of(replace(grade, classes=names, steps=(replace(last, value=Decimal(number)),)))
        for number in range(1, classes + 1)
    ]

    assert found == expected


def test_a_grade_in_english_speaks_english() -> None:
    told = told_grade("jtgt_h21", jtgt_h21.grade({"layout": {"spans": 1}}), "en")

    assert told.class_name == "class 1"
    assert not any(re.search("[一-鿿]", words) for words in (*told.assumed, *told.missing))
