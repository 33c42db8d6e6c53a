"""Orders: columns found and remembered, offers never taken silently, no double, results back in the order's layout."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.domain import case
from app.domain.kinds import RecordKind, Role, Status
from app.domain.listing import RecordQuery
from app.domain.order import Meaning
from app.domain.state import State
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.sheets import Table
from app.usecases.order_export import order_rows, write_results
from app.usecases.order_matching import Reason
from app.usecases.orders import Choices, Imported, Plan, Standing, carry_out, plan
from db.documents.sheets import OfficeSheets
from tests.ui.place import Place, make_place

HEADINGS = ("工单编号", "诉求标题", "诉求内容", "诉求地址", "所属街镇", "受理时间", "诉求人", "联系电话", "办理结果")
LAMP = (
    "20261120-0001",
    "路灯不亮",
    "晚上很黑",
    "城桥镇城桥村中心路",
    "城桥镇",
    "2026-11-20 08:30",
    "某某",
    "13800000000",
    "",
)
RAIL = (
    "20261120-0002",
    "桥栏杆断了",
    "红星桥上游侧栏杆缺失",
    "红星桥",
    "城桥镇",
    "2026-11-20 09:10",
    "某某",
    "021-5",
    "",
)


def sheet(folder: Path, *rows: Sequence[str], name: str = "orders.xlsx", headings: tuple[str, ...] = HEADINGS) -> Path:
    """Write an order sheet as another system exports it."""
    OfficeSheets().write(folder / name, [Table("工单", headings, rows)])
    return folder / name


def planned(place: Place, path: Path, **more: Any) -> Plan:
    """Plan an import from the hotline."""
    return plan(place.workplace, path, "12345", **more)


def taken_in(place: Place, path: Path, choices: Choices | None = None) -> Imported:
    """Import a file."""
    return carry_out(place.workplace, planned(place, path), choices or Choices(rest_is_new=True))


def cases(place: Place) -> list[State]:
    """Return all cases."""
    with place.store.reading() as reading:
        rows = reading.record_rows(reading.record_keys(RecordQuery(kind=RecordKind.CASE)))
        return [reading.state(Stream(row.township, row.subject), row.record) for row in rows]


def handled(place: Place, found: State) -> None:
    """Take a case to its end."""
    limit = {"amount": "2", "unit": "work_day"}
    done: list[tuple[str, Mapping[str, Any]]] = [
        ("filed", {"class": "component/0101/2"}),
        ("assigned", {"unit": "道路养护公司", "limit": limit}),
        ("handled", {"measures": "已更换灯头"}),
        ("verified", {}),
        ("closed", {}),
    ]
    place.write(found.stream, *[(kind, dict(body)) for kind, body in done], record=found.record)


def test_columns_are_found_below_a_title_row_and_by_many_names(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    path.write_text("网格案件导出,,\n任务号,问题描述,发生地点\nW1,井盖缺失,庙镇街上\n", "utf-8-sig")

    found = planned(place, path)

    assert found.layout.columns == {
        Meaning.NUMBER: "任务号",
        Meaning.DESCRIPTION: "问题描述",
        Meaning.ADDRESS: "发生地点",
    }
    assert [(line.order.row, line.order.number, line.township) for line in found.lines] == [(3, "W1", "310151104")]


def test_the_same_file_twice_brings_nothing_the_second_time(place: Place, tmp_path: Path) -> None:
    path = sheet(tmp_path, LAMP, RAIL)
    assert taken_in(place, path) == Imported(opened=2)

    again = planned(place, path)

    assert {line.standing for line in again.lines} == {Standing.KNOWN}
    assert taken_in(place, path) == Imported(left=2)
    assert len(cases(place)) == 2


def test_the_same_order_imported_at_two_places_is_the_same_record(place: Place, tmp_path: Path) -> None:
    other = make_place(tmp_path / "other", role=Role.SUPERVISOR)
    path = sheet(tmp_path, LAMP)
    taken_in(place, path)
    taken_in(other, path)

    assert [state.record for state in cases(place)] == [state.record for state in cases(other)]
    other.store.close()


def test_a_row_that_reads_otherwise_now_brings_the_order_up_to_date_and_no_new_case(
    place: Place, tmp_path: Path
) -> None:
    taken_in(place, sheet(tmp_path, LAMP))
    changed = (*LAMP[:2], "晚上很黑，已三天", *LAMP[3:])

    assert taken_in(place, sheet(tmp_path, changed)) == Imported(updated=1)

    with place.store.reading() as reading:
        (order,) = order_rows(reading)
    assert dict(order.cells)["诉求内容"] == "晚上很黑，已三天"
    assert len(cases(place)) == 1


def test_what_may_be_the_same_is_offered_with_reasons_and_not_taken_silently(place: Place, tmp_path: Path) -> None:
    bridge = place.bridge("红星桥", "C101Q001")
    found = planned(place, sheet(tmp_path, RAIL))

    (line,) = found.lines
    assert [(offer.record, offer.reasons) for offer in line.offers] == [(bridge, (Reason.NAME,))]
    assert carry_out(place.workplace, found, Choices()) == Imported(left=1)
    assert cases(place) == []


def test_an_accepted_asset_gets_the_case_in_its_own_stream(place: Place, tmp_path: Path) -> None:
    bridge = place.bridge("红星桥", "C101Q001")
    found = planned(place, sheet(tmp_path, RAIL))

    carry_out(place.workplace, found, Choices({RAIL[0]: found.lines[0].offers[0]}))

    (opened,) = cases(place)
    assert (opened.stream, opened.about["asset"]) == (Stream("310151101", "bridge"), bridge)
    assert opened.answers()[case.ORDER] == RAIL[0]
    assert opened.about["source"] == "order"


def test_an_accepted_case_answers_the_order_and_no_other_is_opened(place: Place, tmp_path: Path) -> None:
    about = {"record": "case", "title": "红星桥栏杆断裂", "place": "红星桥", "source": "inspection", "values": {}}
    own = place.write(Stream("310151101", "bridge"), ("created", about))
    found = planned(place, sheet(tmp_path, RAIL))
    offer = next(offer for offer in found.lines[0].offers if offer.is_case)

    assert carry_out(place.workplace, found, Choices({RAIL[0]: offer})) == Imported(joined=1)

    (joined,) = cases(place)
    assert joined.record == own
    assert (joined.answers()[case.ORDER], joined.answers()[case.CHANNEL]) == (RAIL[0], "12345")
    assert taken_in(place, sheet(tmp_path, RAIL)) == Imported(left=1)


def test_columns_chosen_once_are_remembered_for_files_of_the_same_layout(place: Place, tmp_path: Path) -> None:
    headings = ("编号", "内容", "甲", "乙")
    path = sheet(tmp_path, ("A-1", "井盖", "庙镇", "2026"), headings=headings)
    assert planned(place, path).lines[0].standing is Standing.PROBLEM

    chosen = planned(place, path, columns={Meaning.TOWNSHIP: "甲"})
    carry_out(place.workplace, chosen, Choices())

    again = planned(place, sheet(tmp_path, ("A-2", "井盖", "庙镇", ""), name="later.xlsx", headings=headings))
    assert again.was_remembered
    assert again.layout.columns[Meaning.TOWNSHIP] == "甲"
    assert again.lines[0].township == "310151104"


def test_a_meaning_that_was_guessed_wrongly_can_be_taken_from_its_column(place: Place, tmp_path: Path) -> None:
    path = sheet(tmp_path, ("A-1", "井盖", "庙镇", "2026"), headings=("编号", "内容", "乡镇", "备注"))
    assert planned(place, path).layout.columns[Meaning.TOWNSHIP] == "乡镇"

    assert Meaning.TOWNSHIP not in planned(place, path, columns={Meaning.TOWNSHIP: ""}).layout.columns


def test_who_called_does_not_travel(place: Place, tmp_path: Path) -> None:
    taken_in(place, sheet(tmp_path, LAMP))

    with place.store.reading() as reading:
        (order,) = order_rows(reading)
        held = b"".join(entry.payload for entry in reading.entries(order.row.township, order.row.record))
    assert dict(order.cells)["联系电话"] == ""
    assert b"13800000000" not in held


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", *LAMP[1:]), "orders.no_number"),
        (("X" * 61, *LAMP[1:]), "orders.number_too_long"),
        ((LAMP[0], "x", "文" * 12_000, *LAMP[3:]), "orders.row_too_long"),
        ((*LAMP[:3], "某处", "", *LAMP[5:]), "orders.no_township"),
    ],
)
def test_a_row_that_cannot_be_taken_in_says_why_and_holds_up_no_other(
    place: Place, tmp_path: Path, row: tuple[str, ...], code: str
) -> None:
    found = planned(place, sheet(tmp_path, row, RAIL))

    first, second = found.lines
    assert first.problem is not None
    assert first.problem.code == code
    assert second.standing is Standing.NEW
    assert carry_out(place.workplace, found, Choices(rest_is_new=True)) == Imported(opened=1, left=1)


def test_an_order_twice_in_one_file_is_taken_in_once(place: Place, tmp_path: Path) -> None:
    found = planned(place, sheet(tmp_path, LAMP, LAMP))

    assert [line.standing for line in found.lines] == [Standing.NEW, Standing.PROBLEM]
    assert carry_out(place.workplace, found, Choices()) == Imported(opened=1, left=1)


def test_orders_of_a_township_that_one_does_not_supervise_are_refused(tmp_path: Path) -> None:
    place = make_place(tmp_path / "home")
    place.grant(Role.SUPERVISOR, ("310151102",))

    (line,) = planned(place, sheet(tmp_path, LAMP)).lines

    assert line.problem is not None
    assert line.problem.code == "orders.not_yours"
    place.store.close()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip", b"\xff\xfe\x00", b"a,b,c\n1,2,3\n", b"\xd0\xcf\x11\xe0old"]
)
def test_a_file_that_holds_no_orders_is_refused_in_a_sentence(place: Place, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(content)

    with pytest.raises(AppError) as refused:
        planned(place, path)

    assert refused.value.code in {"orders.no_header", "sheets.not_a_table", "sheets.old_excel"}


def test_a_formula_in_a_cell_stays_text_all_the_way(place: Place, tmp_path: Path) -> None:
    wicked = (LAMP[0], '=HYPERLINK("x")', "\x07@SUM(1)", *LAMP[3:])
    taken_in(place, sheet(tmp_path, wicked))
    write_results(place.workplace, tmp_path / "back.csv", "12345")

    (back,) = OfficeSheets().read(tmp_path / "back.csv")

    assert back.rows[1][1].lstrip("'\t") == '=HYPERLINK("x")'
    assert cases(place)[0].about["title"] == '=HYPERLINK("x")'


def test_results_go_back_in_the_columns_and_the_order_of_the_file_that_came(place: Place, tmp_path: Path) -> None:
    path = sheet(tmp_path, LAMP, RAIL)
    taken_in(place, path)
    lamp = next(state for state in cases(place) if state.answers()[case.ORDER] == LAMP[0])
    handled(place, lamp)

    write_results(place.workplace, tmp_path / "back.xlsx", "12345", path)

    (back,) = OfficeSheets().read(tmp_path / "back.xlsx")
    header, first, second = back.rows
    assert header == (*HEADINGS, "办理状态", "办结时间", "承办单位")
    assert first == (*LAMP[:8], "已更换灯头", "已办结", "2026-11-22 10:00", "道路养护公司")
    assert tuple(second)[:10] == (*RAIL, "待立案")


def test_results_go_back_without_the_file_too_but_without_the_caller(place: Place, tmp_path: Path) -> None:
    taken_in(place, sheet(tmp_path, LAMP))

    write_results(place.workplace, tmp_path / "back.csv", "12345")

    (back,) = OfficeSheets().read(tmp_path / "back.csv")
    assert back.rows[0][: len(HEADINGS)] == HEADINGS
    assert back.rows[1][:8] == (*LAMP[:6], "", "")


def test_nothing_to_send_back_says_so(place: Place, tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"orders\.nothing_to_export"):
        write_results(place.workplace, tmp_path / "back.csv", "12345")


def test_a_closed_case_is_not_offered_to_a_new_order(place: Place, tmp_path: Path) -> None:
    taken_in(place, sheet(tmp_path, RAIL))
    handled(place, cases(place)[0])
    assert cases(place)[0].status is Status.CLOSED

    (line,) = planned(place, sheet(tmp_path, ("B-7", *RAIL[1:]))).lines

    assert line.offers == ()
