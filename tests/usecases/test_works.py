"""Works as people enter and move them and ledgers bring them, and what they add to a plan."""

from datetime import date
from decimal import Decimal

from app.domain.kinds import Action, Status
from app.domain.stream import Stream
from app.ports.sheets import Sheet
from app.usecases.excavations import overlaps
from app.usecases.works import acceptance_form, begin_acceptance
from app.usecases.works_ledger import import_works
from app.workplace import FormInfo
from tests.ui.place import Place
from tests.usecases.plan_records import OTHER, SENT, TOWN, WORKS, inspect, moved, refused, target, tools, works_of


def test_works_are_accepted_only_once_their_inspection_was_approved_and_count_by_it(place: Place) -> None:
    row = works_of(place)
    moved(place, row.record, Action.STARTED)
    moved(place, row.record, Action.FINISHED)
    assert refused(lambda: moved(place, row.record, Action.ACCEPTED)) == "works.not_inspected"
    assert target(place, "农村公路提档").done is None

    form = FormInfo(acceptance_form(row), "1", "项目验收", "works", "inspection")
    with place.store() as unit:
        begun = {name: tool for name, tool in tools(place).items() if name != "person"}
        draft = begin_acceptance(unit, **begun, form=form, works=row, today=date(2026, 3, 4))
    assert draft.values["scope/planned_quantity"] == "12.5"
    answers = {**draft.values, "scope/quantity": "12.1", "result/acceptance": "passed"}
    inspect(place, WORKS, form.id, answers, SENT, asset=row.record)
    assert target(place, "农村公路提档").done is None

    inspect(place, WORKS, form.id, answers, asset=row.record)
    assert target(place, "农村公路提档").done == Decimal("12.1")
    assert refused(lambda: moved(place, row.record, Action.ACCEPTED)) == "review.needs_another_person"


def test_an_acceptance_that_did_not_pass_counts_nothing(place: Place) -> None:
    answers = {"target": "river", "scope/quantity": "3", "result/acceptance": "conditional", "checked_on": "2025-01-02"}
    inspect(place, WORKS, "works_acceptance", answers)

    assert target(place, "河道整治").done is None


LEDGER = Sheet(
    "台账",
    (
        ("编号", "名称", "类别", "归属", "乡镇", "计划量", "完成量", "完工日期", "验收日期"),
        ("W1", "城桥邮政所坡道", "无障碍坡道", "邮政网点", "城桥镇", "1", "1", "2024-05-01", "2024-06-01"),
        ("W2", "环岛公路", "road_upgrade", "", TOWN, "10", "9.5", "2024-10-01", "2024-12-01"),
        ("W3", "坏行", "不知道", "", TOWN, "1", "1", "", ""),
        ("W4", "未完工", "河道整治", "", TOWN, "5", "", "", ""),
        ("W5", "坏数", "河道整治", "", TOWN, "五", "", "", ""),
    ),
)


def test_a_ledger_of_works_goes_in_once_and_is_marked_as_imported(place: Place) -> None:
    first = import_works(place.workplace, LEDGER)
    second = import_works(place.workplace, LEDGER)

    assert (first.created, [line.line for line in first.refused]) == (3, [4, 6])
    assert (second.created, second.updated, second.unchanged) == (0, 0, 3)
    post, road = target(place, "邮政网点"), target(place, "农村公路提档")
    assert (post.done, post.imported) == (Decimal(1), Decimal(1))
    assert (road.done, road.imported) == (Decimal("9.5"), Decimal("9.5"))
    with place.store.reading() as look:
        stages = {row.facts.code: row.status for row in look.works()}
    assert stages == {"W1": Status.FINISHED, "W2": Status.FINISHED, "W4": Status.PLANNED}


def test_two_townships_may_number_their_works_alike_and_write_days_as_offices_do(place: Place) -> None:
    header = ("编号", "名称", "类别", "乡镇", "完工日期")
    rows = (
        header,
        ("1", "甲路", "road_upgrade", TOWN, "2024/5/1"),
        ("1", "乙路", "road_upgrade", OTHER, "2024年6月1日"),
    )

    report = import_works(place.workplace, Sheet("台账", rows))

    with place.store.reading() as look:
        found = {row.township: (row.facts.name, row.facts.ends_on) for row in look.works()}
    assert report.created == 2
    assert found == {TOWN: ("甲路", date(2024, 5, 1)), OTHER: ("乙路", date(2024, 6, 1))}


def test_an_approved_inspection_takes_the_place_of_the_ledgers_quantity(place: Place) -> None:
    import_works(place.workplace, LEDGER)
    with place.store.reading() as look:
        road = next(row for row in look.works() if row.facts.code == "W2")
    answers = {"target": "road_upgrade", "scope/quantity": "9.2", "result/acceptance": "passed"}

    inspect(place, WORKS, "works_acceptance", {**answers, "checked_on": "2024-11-30"}, asset=road.record)

    found = target(place, "农村公路提档")
    assert (found.done, found.imported) == (Decimal("9.2"), Decimal(0))


def test_works_on_one_road_at_the_same_time_are_named(place: Place) -> None:
    for name, road, starts, ends in (
        ("供水", "人民路（东段）", "2026-03-01", "2026-03-20"),
        ("燃气", "人民路", "2026-03-15", "2026-04-02"),
        ("电力", "人民路", "2026-04-20", "2026-04-30"),
        ("通信", "中津桥路", "2026-03-15", "2026-04-02"),
    ):
        works_of(place, name=name, target="excavation", road=road, starts_on=starts, ends_on=ends)
    with place.store.reading() as look:
        found = list(overlaps(look.excavations(date(2026, 1, 1), date(2026, 12, 31))))

    pairs = [(one.first.title, one.second.title, one.days, one.gap_days) for one in found]
    assert pairs == [("供水", "燃气", 6, 0), ("供水", "电力", 0, 30), ("燃气", "电力", 0, 17)]


def test_an_excavation_that_was_not_accepted_counts_against_the_share(place: Place) -> None:
    dug = {"target": "excavation", "road": "人民路", "starts_on": "2026-03-01", "ends_on": "2026-03-20"}
    rows = [works_of(place, name=name, **dug) for name in ("一", "二")]
    for row in rows:
        moved(place, row.record, Action.FINISHED)
    assert target(place, "掘路修复验收").done == Decimal(0)

    answers = {"acceptance": "passed", "checked_on": "2026-04-01"}
    inspect(place, Stream(TOWN, "excavation"), "road_excavation", answers, asset=rows[0].record)

    assert target(place, "掘路修复验收").done == Decimal(50)
