"""What records add to a plan as they come, change and go; figures as people report and confirm them."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.kinds import Status
from app.domain.stream import Stream
from app.ports.sheets import Sheet
from app.usecases.figures import Report, confirm_figure, correct_figure, report_figure, return_figure
from app.usecases.plans.publication import publish_plan
from app.usecases.plans.sheets import plan_from_sheets, plan_tables
from app.usecases.plans.shelf import plan_named
from app.usecases.waste_links import Flaw, waste_chains
from app.usecases.works_ledger import import_figures
from db import projections
from db.documents.sheets import OfficeSheets
from db.engine import writing
from db.plan_tables import facts, tallies
from tests.ui.place import Place
from tests.usecases.plan_records import APPROVED, ILLEGAL, OTHER, PLAN, SENT, TOWN, inspect, refused, target, tools


def demolished(m2: str, day: str = "2025-05-06") -> dict[str, Any]:
    """Return the answers of a check of a building that is gone."""
    said = {"source/stock_kind": "stock", "handling/stage": "demolished", "danger/is_dangerous": "no"}
    return {**said, "handling/demolished_m2": m2, "handling/demolished_on": day, "checked_on": day}


def test_only_an_approved_record_counts_and_a_voided_one_no_more(place: Place) -> None:
    record = inspect(place, ILLEGAL, "illegal_construction", demolished("20000"), SENT)
    assert target(place, "拆除存量违法建筑（2025").done is None

    place.write(ILLEGAL, APPROVED, record=record)
    counted = target(place, "拆除存量违法建筑（2025")
    assert (counted.done, counted.records) == (Decimal(2), 1)
    assert target(place, "拆除存量违法建筑（2024").done is None
    assert target(place, "拆除存量违法建筑（2025", (OTHER,)).done is None

    place.write(ILLEGAL, ("voided", {"reason": "重复"}), record=record)
    assert target(place, "拆除存量违法建筑（2025").done is None


def test_of_several_records_of_one_thing_the_newest_counts(place: Place) -> None:
    dangerous = {"danger/is_dangerous": "yes", "handling/stage": "ordered", "checked_on": "2025-01-02"}
    gone = {**dangerous, "handling/stage": "demolished", "checked_on": "2025-03-04"}
    inspect(place, ILLEGAL, "illegal_construction", gone, asset="b1")
    inspect(place, ILLEGAL, "illegal_construction", dangerous, asset="b1")
    inspect(place, ILLEGAL, "illegal_construction", dangerous, asset="b2")

    left = target(place, "存在突出隐患")

    assert (left.done, left.percent, left.records) == (Decimal(1), Decimal(50), 2)


def test_assets_make_the_whole_of_a_coverage(place: Place) -> None:
    bridges = [place.bridge(f"桥{number}", f"B{number}") for number in range(4)]
    inspect(place, Stream(TOWN, "bridge"), "bridge_periodic", {"checked_on": "2025-01-02"}, asset=bridges[0])

    assert target(place, "村桥定期检测").done == Decimal(25)


def test_the_sums_kept_are_those_of_everything_folded_again(place: Place) -> None:
    chance = random.Random(5)  # noqa: S311  # no secret
    records = [inspect(place, ILLEGAL, "illegal_construction", demolished("100"), SENT) for _ in range(12)]
    for _ in range(60):
        record, act = chance.choice(records), chance.choice(("approved", "answered", "voided", "returned", "submitted"))
        body = {"values": {"handling/demolished_m2": str(chance.randrange(900))}} if act == "answered" else {}
        place.write(ILLEGAL, (act, body), record=record)
    bridge = place.bridge("桥", "B1")
    place.write(Stream(TOWN, "bridge"), ("retired", {}), record=bridge)
    before = snapshot(place)

    with writing(place.store.engine) as connection:
        projections.rebuild(connection)

    assert snapshot(place) == before
    assert before["tallies"]


def snapshot(place: Place) -> dict[str, Any]:
    """Return what the tables of sums and facts hold."""
    with place.store.engine.connect() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table))) for table in (facts, tallies)
        }


@pytest.mark.parametrize("day", ["bald", "2025-13-01"])
def test_a_day_that_is_none_leaves_the_record_in_the_year_in_which_it_was_made(place: Place, day: str) -> None:
    inspect(place, ILLEGAL, "illegal_construction", demolished("30", day))

    with place.store.reading() as look:
        assert {tally.period for tally in look.tallies()} == {"2026"}


def test_a_number_beyond_any_amount_is_none(place: Place) -> None:
    inspect(place, ILLEGAL, "illegal_construction", demolished("1e30"))

    with place.store.reading() as look:
        assert "illegal_demolished" not in {tally.name for tally in look.tallies()}


def test_a_figure_counts_once_another_person_confirmed_it(place: Place) -> None:
    water = next(one for one in PLAN.targets if one.text.startswith("地表水"))
    report = Report(water.id, "2025-Q3", Decimal("95.2"), basis="监测年报")
    with place.store() as unit:
        key = report_figure(unit, **tools(place), plan=PLAN, report=report)
        heads = unit.state(key.stream, key.record).heads
    assert target(place, "地表水").done is None
    with place.store() as unit:
        own = tools(place)
        assert refused(lambda: confirm_figure(unit, **own, key=key, heads=heads)) == "review.needs_another_person"
        assert refused(lambda: return_figure(unit, **own, key=key, heads=heads, reason="x")).startswith("review.")

    place.write(key.stream, ("confirmed", {}), record=key.record)
    assert target(place, "地表水").standing.value == "reached"


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (Report("T9.9-99", "2025", Decimal(1)), "figure.unknown_target"),
        (Report("T2.3-01", "2023", Decimal(1)), "figure.wrong_period"),
        (Report("T2.3-01", "2025-13", Decimal(1)), "figure.wrong_period"),
        (Report("T2.3-01", "2025", Decimal(-1)), "figure.wrong_number"),
        (Report("T2.3-01", "2025", Decimal(5), whole=Decimal(4)), "figure.wrong_number"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(place: Place, report: Report, code: str) -> None:
    with place.store() as unit:
        assert refused(lambda: report_figure(unit, **tools(place), plan=PLAN, report=report)) == code


def test_a_plan_whose_sheet_has_only_empty_rows_is_refused_in_a_sentence() -> None:
    sheets = [Sheet(one.name, (one.header, ("", " "))) for one in plan_tables(PLAN)]

    assert refused(lambda: plan_from_sheets(sheets)) == "plan.sheet_missing"


def test_a_returned_figure_is_not_corrected_into_one_that_cannot_be(place: Place) -> None:
    with place.store() as unit:
        key = report_figure(unit, **tools(place), plan=PLAN, report=Report("T2.3-01", "2025", Decimal(96)))
    place.write(key.stream, ("returned", {"remarks": [{"path": "", "text": "依据不足"}]}), record=key.record)
    wrong = Report("T2.3-01", "2023", Decimal(96))
    with place.store() as unit:
        own = tools(place)
        code = refused(lambda: correct_figure(unit, **own, key=key, plan=PLAN, report=wrong))
        correct_figure(unit, **own, key=key, plan=PLAN, report=replace(wrong, period="2024"))
        (figure,) = unit.figures(PLAN.id)

    assert code == "figure.wrong_period"
    assert (figure.status, figure.facts.period) == (Status.SUBMITTED, "2024")


def test_a_ledger_of_figures_goes_in_once(place: Place) -> None:
    rows = (("目标编号", "期间", "数值", "依据"), ("T2.3-01", "2024", "96", "年报"), ("T2.3-01", "2024年", "96", ""))

    first = import_figures(place.workplace, PLAN, Sheet("指标", rows))
    second = import_figures(place.workplace, PLAN, Sheet("指标", rows))

    assert (first.created, len(first.refused), second.unchanged, second.created) == (1, 1, 1, 0)


def test_waste_sheets_are_linked_and_their_gaps_and_differences_named(place: Place) -> None:
    stream = Stream(TOWN, "construction_waste")

    def sheet(form: str, ticket: str, tonnes: str, **more: str) -> None:
        said = {"ticket/ticket": ticket, "ticket/amount_t": tonnes, "ticket/waste_kind": "earth", **more}
        inspect(place, stream, form, {**said, "checked_on": "2026-05-01"}, SENT)

    sheet("waste_source", "A1", "20")
    sheet("waste_haul", "a1", "10")
    sheet("waste_haul", "A1", "10")
    sheet("waste_disposal", "A1", "20", **{"facility/received_t": "18"})
    sheet("waste_source", "B2", "20")
    sheet("waste_disposal", "B2", "20", **{"facility/received_t": "17.9"})
    with place.store.reading() as look:
        chains = waste_chains(look.waste_sheets())

    flaws = {chain.ticket: chain.flaws for chain in chains}
    assert flaws == {"B2": (Flaw.NO_HAUL, Flaw.AMOUNTS_DIFFER), "A1": ()}
    assert [chains[1].source_t, chains[1].haul_t, chains[1].disposal_t] == [Decimal(20), Decimal(20), Decimal(18)]


def test_a_plan_comes_back_from_its_workbook_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    OfficeSheets().write(path, plan_tables(PLAN))

    assert plan_from_sheets(OfficeSheets().read(path)) == PLAN


def test_the_next_plan_begins_by_import_and_both_are_there(place: Place) -> None:
    tables = plan_tables(PLAN)
    sheets = [Sheet(one.name, (one.header, *(tuple(map(str, row)) for row in one.rows))) for one in tables]
    about = (sheets[0].rows[0], ("chongming-2027-2029", "第四轮行动计划", "2027", "2029"))
    following = plan_from_sheets([Sheet("plan", about), *sheets[1:]])

    with place.store() as unit:
        assert publish_plan(unit, following, **tools(place))
        assert not publish_plan(unit, following, **tools(place))
    with place.store.reading() as look:
        assert plan_named(look.directory()) == following
        assert plan_named(look.directory(), PLAN.id) == PLAN


@pytest.mark.parametrize(
    ("sheet", "column", "value", "code"),
    [
        ("targets", "数据来源", "不知道", "plan.wrong_cell"),
        ("targets", "规则", "no_such_rule", "plan.wrong_cell"),
        ("targets", "目标数", "很多", "plan.wrong_cell"),
        ("targets", "目标数", "", "plan.wrong_cell"),
        ("targets", "章节", "9.9", "plan.wrong_cell"),
        ("targets", "起始年", "二〇二四", "plan.wrong_cell"),
        ("targets", "编号", "T1.1-03", "plan.twice"),
        ("plan", "首年", "", "plan.wrong_cell"),
    ],
)
def test_a_wrong_cell_of_a_plan_is_named(sheet: str, column: str, value: str, code: str) -> None:
    sheets = []
    for one in plan_tables(PLAN):
        rows = [list(map(str, row)) for row in one.rows]
        if one.name == sheet:
            rows[0][one.header.index(column)] = value
        sheets.append(Sheet(one.name, (one.header, *map(tuple, rows))))

    assert refused(lambda: plan_from_sheets(sheets)) == code
