"""The grade of a record: stored when it is submitted, shown to whoever looks at it, never replaced in silence."""

import json
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from app.domain.draft import GRADE
from app.domain.kinds import Action
from app.domain.listing import AssetRow
from app.domain.state import State
from app.usecases.drafts import correct
from app.usecases.grading import gradings
from app.usecases.kept_grades import kept_grades, values_of
from app.usecases.recording import Wanted, record
from app.usecases.submission import submit
from app.workplace import FormInfo, RecordKey, Workplace
from tests.ui.grades.conftest import OpenForm
from tests.ui.grades.graded import BRIDGE, ROAD, ROADS, answers_of, submitted_record
from tests.ui.place import NOW, Place
from tests.ui.record.filling import as_supervisor, texts_of
from ui.grades.review_card import GradeCard
from ui.grades.sheet import SheetDialog
from ui.review.looking import look_at
from ui.review.record_view import RecordView
from ui.tasks import Tasks


def state_of(workplace: Workplace, key: RecordKey) -> State:
    with workplace.store.reading() as reading:
        return reading.state(key.stream, key.record)


def look(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks, key: RecordKey) -> RecordView:
    view = RecordView(workplace, tasks, key, desk)
    view.resize(desk.size())
    with qtbot.waitSignal(view.sheet.drawn):
        view.show()
    return view


def card_of(view: RecordView) -> GradeCard:
    (card,) = view.sheet.findChildren(GradeCard, options=Qt.FindChildOption.FindChildrenRecursively)
    return card


def answer(workplace: Workplace, key: RecordKey, heads: tuple[str, ...], values: Mapping[str, Json]) -> None:
    """Submit a correction of the record as it stood at these heads."""
    with workplace.store() as unit:
        draft = replace(correct(unit, clock=workplace.clock, key=key), heads=heads)
        form = workplace.forms.form(draft.form, draft.version)
        given = {path: value for path, value in draft.values.items() if not path.startswith("@")} | dict(values)
        whole = {**given, **values_of(gradings(form, given))}
        submit(unit, machine="A1B2", clock=workplace.clock, ids=workplace.ids, draft=draft, values=whole)


def test_submitting_on_the_page_keeps_the_grade(qtbot: QtBot, workplace: Workplace, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", {name: value for name, value in BRIDGE.items() if name != "damages"})
    page.model.session.set("conclusion/overview", "x.jpg")

    with qtbot.waitSignal(page.model.submitted):
        page.model.submit()

    draft = page.model.draft
    (kept,) = kept_grades(state_of(workplace, RecordKey(draft.stream, draft.record)).answers())
    assert kept.grade.value == 100
    assert kept.grade.class_number == 1


def test_recording_without_a_window_keeps_the_grade(place: Place, workplace: Workplace) -> None:
    info = FormInfo("village_road", "1", "村道路况检查", "road", "inspection")
    asset = AssetRow(ROADS.township, place.ids.new(), "road", "L1", "中心路", "城桥村", None, None, {})
    document = {**ROAD, "result": {"grade": "B", "overview": "x.jpg"}}

    done = record(workplace, info, asset, Wanted(json.loads(json.dumps(document))))

    assert not done.problems
    kept = kept_grades(state_of(workplace, RecordKey(ROADS, done.record)).answers())
    assert [one.grader for one in kept] == ["rural_guide", "village_roads"]


def test_a_record_shows_class_and_score_beside_the_inspectors_grade(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks
) -> None:
    key = submitted_record(workplace, "village_road", ROAD)

    words = texts_of(card_of(look(qtbot, desk, workplace, tasks, key)))

    for said in ("良", "PCI 82.94", "C级（局部较差）", "B 级（一般）", "没有平整度 IRI", "缺省规则，可修改"):
        assert said in words
    assert "重新评定" not in words


def test_the_calculation_opens_from_the_record(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks) -> None:
    key = submitted_record(workplace, "bridge_h21", BRIDGE, "前进桥")
    view = look(qtbot, desk, workplace, tasks, key)

    QTest.mouseClick(card_of(view).sheet, Qt.MouseButton.LeftButton)

    (dialog,) = desk.findChildren(SheetDialog)
    assert "Dr = 77.93" in dialog.sheet.text.toPlainText()
    dialog.close()


def test_a_record_submitted_without_a_grade_says_so(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks
) -> None:
    key = submitted_record(workplace, "village_road", ROAD, is_graded=False)

    words = texts_of(card_of(look(qtbot, desk, workplace, tasks, key)))

    assert "提交时没有评定" in words


def test_a_correction_changes_the_grade_and_the_review_shows_it(place: Place, workplace: Workplace) -> None:
    key = submitted_record(workplace, "bridge_h21", BRIDGE)
    before = state_of(workplace, key)

    answer(workplace, key, before.heads, {"conclusion/controls": ["12"]})

    (kept,) = kept_grades(state_of(workplace, key).answers())
    assert kept.grade.class_number == 5
    assert look_at(as_supervisor(place, workplace), key).grades[0].doubt == ""


def test_two_who_corrected_at_once_are_told_apart_and_the_record_is_graded_anew(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks, place: Place
) -> None:
    key = submitted_record(workplace, "bridge_h21", BRIDGE)
    heads = state_of(workplace, key).heads
    first = min(path for path in answers_of(workplace.forms.form("bridge_h21", "1"), BRIDGE) if "scale" in path)
    answer(workplace, key, heads, {first: "2"})
    answer(workplace, key, heads, {"bridge/beams": "9"})
    supervisor = as_supervisor(place, workplace)
    view = look(qtbot, desk, supervisor, tasks, key)
    card = card_of(view)
    assert GRADE in state_of(workplace, key).conflicts
    assert "两人同时修改，评定不同" in texts_of(card)

    with qtbot.waitSignal(view.model.acted) as acted:
        QTest.mouseClick(card.regrade, Qt.MouseButton.LeftButton)

    assert acted.args == [Action.SETTLED]
    state = state_of(workplace, key)
    content = {path: value for path, value in state.answers().items() if not path.startswith("@")}
    (now,) = gradings(workplace.forms.form("bridge_h21", "1"), content)
    (kept,) = kept_grades(state.answers())
    assert not state.conflicts
    assert kept.grade == now.grade


def test_a_grade_that_somebody_changed_is_found_out(place: Place, workplace: Workplace) -> None:
    key = submitted_record(workplace, "village_road", ROAD)
    head = state_of(workplace, key).answers()[GRADE]
    assert isinstance(head, dict)
    steps = [{**step, "value": "99"} if step["key"] == "PCI" else step for step in head["steps"]]
    place.write(key.stream, ("answered", {"values": {GRADE: {**head, "steps": steps}}}), record=key.record, at=str(NOW))

    assert "前后不符" in look_at(workplace, key).grades[0].doubt


def test_a_grade_that_cannot_be_read_is_told_and_the_record_still_opens(place: Place, workplace: Workplace) -> None:
    key = submitted_record(workplace, "village_road", ROAD)
    place.write(key.stream, ("answered", {"values": {GRADE: {"steps": "?"}}}), record=key.record, at=NOW.isoformat())

    assert "读不出来" in look_at(workplace, key).grades[0].refusal
