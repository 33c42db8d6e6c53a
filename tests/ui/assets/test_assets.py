"""The pages of assets: the register, the import of a table, one asset, the C roads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from app.domain.kinds import Action, Status
from app.domain.stream import Stream
from app.usecases.acts import chain_of_acts
from app.usecases.assets_strike import AFTER, BEFORE, StrikeState, c_roads
from app.workplace import RecordKey, Workplace
from tests.usecases.asset_places import BRIDGE_HEADER, GOOD, changed, register_place, take_in
from ui.assets.asset_page import AssetPage
from ui.assets.import_model import ImportModel, Step
from ui.assets.import_page import ImportPage
from ui.assets.lines import Column
from ui.assets.page import AssetsPage
from ui.assets.strike_page import StrikePage
from ui.tasks import Tasks

pytestmark = pytest.mark.usefixtures("dressed")

ROAD_HEADER = ("乡镇", "编号", "名称", "村、居", "摸底等级", "起点桩号", "终点桩号", "原因")
C_ROAD = ("堡镇", "C102L001", "南横路", "堡北村", "C", "0", "1.2", "")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    """A supervisor with an empty register and the real forms."""
    with register_place(tmp_path / "home") as made:
        yield made


def key_of(place: Workplace, subject: str) -> RecordKey:
    """Return the first asset of a subject."""
    with place.store.reading() as reading:
        asset = reading.assets(subject)[0]
    return RecordKey(Stream(asset.township, subject), asset.record)


def test_the_register_lists_assets_by_code_and_finds_them_by_name(qtbot: QtBot, place: Workplace, tasks: Tasks) -> None:
    take_in(place, [changed(编号="C2", 名称="东风桥"), changed(编号="C1")])
    page = AssetsPage(place, tasks)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.records.is_counted)
    table = page.records.table

    codes = [table.data(table.index(row, Column.CODE)) for row in range(page.records.count)]
    page.records.search("东风")
    qtbot.waitUntil(lambda: page.records.is_counted and page.records.count == 1)

    assert codes == ["C1", "C2"]
    assert table.data(table.index(0, Column.NAME)) == "东风桥"
    with qtbot.waitSignal(page.opened) as opened:
        page.records.open_row(0)
    assert isinstance(opened.args[0], RecordKey)


def test_a_table_is_guessed_tried_imported_and_what_was_left_out_saved(
    qtbot: QtBot, place: Workplace, tasks: Tasks, tmp_path: Path
) -> None:
    file = tmp_path / "bridges.csv"
    file.write_text("\n".join(",".join(row) for row in (BRIDGE_HEADER, GOOD, changed(乡镇="没有镇"))), "utf-8")
    model = ImportModel(place, tasks)
    page = ImportPage(model)
    qtbot.addWidget(page)
    model.choose_file(file)
    qtbot.waitUntil(lambda: model.step is Step.MAPPING)
    model.run(is_trial=True)
    qtbot.waitUntil(lambda: model.step is Step.DONE)
    with place.store.reading() as reading:
        tried = reading.asset_register("bridge")

    with qtbot.waitSignal(model.imported):
        model.run(is_trial=False)
    report = tmp_path / "left.csv"
    with qtbot.waitSignal(model.saved):
        model.save_report(report)

    assert model.opened is not None
    assert (model.opened.info.id, tried) == ("asset_bridge", ())
    assert [line for line, _, _ in model.reasons()] == [3]
    assert page.refused.rowCount() == 1
    assert "没有镇" in report.read_text("utf-8-sig")
    model.deleteLater()


def test_a_column_that_was_guessed_wrong_is_assigned_by_hand(
    qtbot: QtBot, place: Workplace, tasks: Tasks, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("所属乡镇,村,甲\n堡镇,堡北村,东风桥\n", "utf-8")
    model = ImportModel(place, tasks)
    model.choose_file(file)
    qtbot.waitUntil(lambda: model.step is Step.MAPPING)
    could_run = model.can_run

    model.choose_target(2, "name")
    model.run(is_trial=True)
    qtbot.waitUntil(lambda: model.step is Step.DONE)

    assert (could_run, model.report is not None and model.report.rows) == (False, 1)
    model.deleteLater()


def test_an_asset_is_retired_with_a_reason_and_restored(qtbot: QtBot, place: Workplace, tasks: Tasks) -> None:
    take_in(place, [GOOD])
    key = key_of(place, "bridge")
    page = AssetPage(place, tasks, key)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.model.may(Action.RETIRED) and bool(page.model.forms), timeout=60_000)

    with qtbot.waitSignal(page.changed):
        page.model.retire("已拆除")
    qtbot.waitUntil(lambda: page.model.may(Action.RESTORED))
    with qtbot.waitSignal(page.changed):
        page.model.restore()
    qtbot.waitUntil(lambda: page.model.may(Action.RETIRED))

    with place.store.reading() as reading:
        state = reading.state(key.stream, key.record)
    assert state.status is Status.IN_USE
    assert state.last(Action.RETIRED).body == {"reason": "已拆除"}  # type: ignore[union-attr]  # it was
    assert {info.id for info in page.model.forms} >= {"bridge_patrol", "bridge_regular"}
    page.close()


def test_changing_an_asset_writes_only_what_changed_and_keeps_it_in_use(
    qtbot: QtBot, place: Workplace, tasks: Tasks
) -> None:
    take_in(place, [GOOD])
    key = key_of(place, "bridge")
    page = AssetPage(place, tasks, key)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.model.may(Action.ANSWERED))
    page.model.change()
    qtbot.waitUntil(lambda: page.stack.count() == 2)
    form = page.stack.currentWidget()
    qtbot.waitUntil(lambda: hasattr(form.model, "session"))  # type: ignore[union-attr]  # a RecordPage

    form.model.answer("load_limit_t", "13")  # type: ignore[union-attr]  # as above
    with qtbot.waitSignal(form.model.submitted):  # type: ignore[union-attr]  # as above
        form.model.submit()  # type: ignore[union-attr]  # as above

    with place.store.reading() as reading:
        state = reading.state(key.stream, key.record)
    assert (state.status, state.history[-1].body) == (Status.IN_USE, {"values": {"load_limit_t": "13"}})
    page.close()


def strike_off(place: Workplace, key: RecordKey, *questions: str) -> RecordKey:
    """Submit a record of a road with photos at these questions; return its name."""
    made = RecordKey(key.stream, place.ids.new())
    about = {"record": "inspection", "form": "village_road", "version": "1", "asset": key.record}
    steps: list[tuple[Action, dict[str, Json]]] = [(Action.CREATED, {**about})]
    for number, path in enumerate(questions):
        body: dict[str, Json] = {"photo": f"p{number}", "path": path, "sha256": f"{number}" * 64, "size": 1}
        steps.append((Action.ATTACHED, body))
    steps.append((Action.SUBMITTED, {}))
    with place.store() as unit:
        unit.append(chain_of_acts(made, (), steps, clock=place.clock, ids=place.ids))
    return made


def approve(place: Workplace, key: RecordKey) -> None:
    """Approve a record, whoever made it."""
    with place.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        unit.append(chain_of_acts(key, heads, [(Action.APPROVED, {})], clock=place.clock, ids=place.ids))


def states(place: Workplace) -> list[StrikeState]:
    """Return how far each C road is."""
    with place.store.reading() as reading:
        return [road.state for road in c_roads(reading)]


def test_a_c_road_is_struck_off_only_by_an_approved_record_with_both_photos(place: Workplace) -> None:
    take_in(
        place, [C_ROAD, ("堡镇", "C102L002", "北横路", "堡北村", "B", "0", "1", "")], ROAD_HEADER, form="asset_road"
    )
    key = key_of(place, "road")
    seen = [states(place)]
    one_photo = strike_off(place, key, AFTER)
    approve(place, one_photo)
    seen.append(states(place))
    both = strike_off(place, key, BEFORE, AFTER)
    seen.append(states(place))
    approve(place, both)
    seen.append(states(place))

    assert seen == [[StrikeState.WAITING], [StrikeState.WAITING], [StrikeState.SUBMITTED], [StrikeState.STRUCK]]
    with place.store.reading() as reading:
        assert reading.assets("road")[0].answers["baseline"] == "C"


def test_the_list_of_c_roads_says_how_many_are_struck_off(qtbot: QtBot, place: Workplace, tasks: Tasks) -> None:
    take_in(place, [C_ROAD], ROAD_HEADER, form="asset_road")
    page = StrikePage(place, tasks)
    qtbot.addWidget(page)

    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)

    assert page.header._subtitle.text() == "共 1 条，已销号 0 条"
    with qtbot.waitSignal(page.opened) as opened:
        page.table.activated_row.emit(0)
    assert opened.args == [key_of(place, "road")]
