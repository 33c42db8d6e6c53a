"""Tables of assets: what goes in, what is refused and why, and that nothing doubles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.datum import Datum
from app.domain.draft import SITE
from app.domain.kinds import Role, Status
from app.domain.site import Position, Source
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases import assets_life
from app.usecases.assets_columns import find_header
from app.usecases.assets_file import asset_form, export_table, likeliest_form, read_sheet, table_of, with_chosen
from app.usecases.assets_import import CHUNK_ROWS, AssetTable, import_assets
from app.workplace import RecordKey, Workplace
from tests.usecases.asset_places import BRIDGE_HEADER, GOOD, changed, reasons, register_place, take_in


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """A place for tests that write nothing, so that forms are compiled once."""
    with register_place(tmp_path_factory.mktemp("home")) as place:
        yield place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    """A supervisor with an empty register."""
    with register_place(tmp_path) as place:
        yield place


def test_a_good_row_becomes_an_asset_with_its_position_and_proper_village(place: Workplace) -> None:
    report = take_in(place, [changed(**{"村、居": "城桥村村委会"})])

    with place.store.reading() as reading:
        (asset,) = reading.assets("bridge")
    assert (report.created, report.refused) == (1, [])
    assert (asset.code, asset.name, asset.village, asset.latitude) == ("C101Q001", "红星桥", "城桥村", "31.64")
    assert asset.answers["spans"] == "2"


def test_the_same_table_again_writes_nothing(place: Workplace) -> None:
    take_in(place, [GOOD])
    with place.store.reading() as reading:
        waiting = reading.count_waiting()

    report = take_in(place, [GOOD])

    with place.store.reading() as reading:
        assert (report.unchanged, reading.count_waiting()) == (1, waiting)


def test_a_changed_row_updates_only_what_it_says(place: Workplace) -> None:
    take_in(place, [GOOD])

    report = take_in(place, [("城桥镇", "C101Q001", "红星一桥")], ("乡镇", "编号", "名称"))

    with place.store.reading() as reading:
        (asset,) = reading.assets("bridge")
    assert (report.updated, report.created) == (1, 0)
    assert (asset.name, asset.answers["spans"]) == ("红星一桥", "2")


def test_without_a_code_township_and_name_tell_which_asset_it_is(place: Workplace) -> None:
    take_in(place, [changed(编号="")])

    report = take_in(place, [changed(编号="", 孔数="3"), changed(编号="", 乡镇="堡镇", **{"村、居": "堡北村"})])

    assert (report.updated, report.created) == (1, 1)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"乡镇": "没有镇"}, "township"),
        ({"村、居": "永和村"}, "village"),
        ({"名称": ""}, "missing"),
        ({"孔数": "三"}, "value"),
        ({"孔数": "0"}, "value"),
        ({"孔数": "201"}, "value"),
        ({"纬度": "121.40", "经度": "31.64"}, "swapped"),
        ({"纬度": "30.0"}, "outside"),
        ({"纬度": "北边"}, "coordinates"),
        ({"经度": ""}, "coordinates"),
        ({"编号": "C1 01"}, "value"),
        ({"名称": "桥" * 201}, "value"),
    ],
)
def test_a_bad_row_is_named_with_its_reason(shared: Workplace, cells: dict[str, str], reason: str) -> None:
    report = take_in(shared, [changed(**cells)], is_trial=True)

    assert reasons(report) == {2: [reason]}


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("部件标识码", "3101510101000001", None),
        ("部件标识码", "310151010100001", "value"),
        ("部件标识码", "3101510701000001", "value"),
        ("部件标识码", "3101510101000000", "value"),
        ("单元网格代码", "310151101201001", None),
        ("单元网格代码", "310151999201001", "grid_code"),
        ("单元网格代码", "310151102201001", "code_elsewhere"),
        ("村居代码", "310151101201", None),
        ("村居代码", "310151101999", "village_code"),
        ("村居代码", "310151102201", "code_elsewhere"),
        ("村居代码", "310151101202", "village_differs"),
        ("坐标系", "北京54", "datum"),
        ("坐标系", "高德", None),
    ],
)
def test_codes_are_checked_by_structure_and_by_the_divisions(
    shared: Workplace, header: str, value: str, reason: str | None
) -> None:
    report = take_in(shared, [(*GOOD, value)], (*BRIDGE_HEADER, header), is_trial=True)

    assert {code for codes in reasons(report).values() for code in codes} >= ({reason} if reason else set())
    assert bool(report.refused) == (reason is not None)


def test_of_two_rows_for_one_asset_the_second_is_refused_and_names_the_first(shared: Workplace) -> None:
    report = take_in(shared, [GOOD, changed(名称="另一桥")], is_trial=True)

    assert reasons(report) == {3: ["twice_in_file"]}
    assert report.refused[0].reasons[0].parameters["line"] == "2"


def test_a_point_shifted_as_map_services_shift_it_is_suspected(place: Workplace) -> None:
    take_in(place, [GOOD])
    shifted = Position(31.64, 121.40, Source.ASSET).in_datum(Datum.GCJ02)
    moved = changed(纬度=f"{shifted.latitude:.6f}", 经度=f"{shifted.longitude:.6f}")

    suspected, said = take_in(place, [moved]), take_in(place, [(*moved, "GCJ-02")], (*BRIDGE_HEADER, "坐标系"))

    assert reasons(suspected) == {2: ["looks_like_gcj"]}
    assert said.updated == 1


def test_an_asset_does_not_change_its_township(place: Workplace) -> None:
    take_in(place, [GOOD])

    report = take_in(place, [changed(乡镇="堡镇", **{"村、居": "堡北村"})])

    assert reasons(report) == {2: ["other_township"]}


def test_an_inspector_may_change_assets_but_not_register_new_ones(tmp_path: Path) -> None:
    with register_place(tmp_path, Role.INSPECTOR) as inspector:
        report = take_in(inspector, [GOOD])

    assert reasons(report) == {2: ["no_right"]}


def test_a_retired_asset_is_not_updated_until_it_is_restored(place: Workplace) -> None:
    take_in(place, [GOOD])
    with place.store.reading() as reading:
        key = RecordKey(Stream("310151101", "bridge"), reading.assets("bridge")[0].record)
    tools: dict[str, Any] = {"clock": place.clock, "ids": place.ids, "person": place.person, "key": key}
    with place.store() as unit:
        assets_life.retire(unit, **tools, reason="拆除")

    refused = take_in(place, [changed(孔数="3")])
    with place.store() as unit:
        assets_life.restore(unit, **tools)
    restored = take_in(place, [changed(孔数="3")])

    assert reasons(refused) == {2: ["retired"]}
    assert restored.updated == 1
    with place.store.reading() as reading:
        state = reading.state(key.stream, key.record)
    assert (state.status, [step.action.value for step in state.history]) == (
        Status.IN_USE,
        ["created", "retired", "restored", "answered"],
    )


def test_an_asset_in_use_cannot_be_restored(place: Workplace) -> None:
    take_in(place, [GOOD])
    with place.store.reading() as reading:
        key = RecordKey(Stream("310151101", "bridge"), reading.assets("bridge")[0].record)

    with pytest.raises(AppError) as refused, place.store() as unit:
        assets_life.restore(unit, clock=place.clock, ids=place.ids, person=place.person, key=key)

    assert refused.value.code == "asset.not_allowed"


def test_a_cancelled_import_keeps_whole_chunks_and_goes_on_when_it_is_repeated(place: Workplace) -> None:
    rows = [changed(编号=f"C{number}", 名称=f"{number}号桥") for number in range(CHUNK_ROWS + 3)]
    info = asset_form(place, "bridge")
    targets = find_header([BRIDGE_HEADER], place.forms.form(info.id, info.version)).targets
    done: list[int] = []

    first = import_assets(
        place,
        info,
        AssetTable(rows, targets, 2),
        told=lambda so_far, _of: done.append(so_far),
        is_cancelled=lambda: bool(done),
    )
    again = import_assets(place, info, AssetTable(rows, targets, 2))

    assert (first.created, first.is_cancelled, done) == (CHUNK_ROWS, True, [CHUNK_ROWS])
    assert (again.created, again.unchanged) == (3, CHUNK_ROWS)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_exported_comes_back_unchanged(place: Workplace, tmp_path: Path, suffix: str) -> None:
    header = (
        "乡镇",
        "编号",
        "名称",
        "村、居",
        "摸底等级",
        "路面类型",
        "起点桩号",
        "终点桩号",
        "纬度",
        "经度",
        "坐标系",
    )
    row = ("堡镇", "C102L001", "南横路", "堡北村", "C级", "沥青", "K0+000", "K1+250", "31.545", "121.62", "GCJ-02")
    first = take_in(place, [row], header, form="asset_road")
    file = tmp_path / f"roads{suffix}"

    place.sheets.write(file, [export_table(place, asset_form(place, "road"))])
    sheet = read_sheet(place, file)
    info = likeliest_form(place, sheet.rows)
    form = place.forms.form(info.id, info.version)
    report = import_assets(place, info, table_of(sheet, find_header(sheet.rows, form), file=file.name))

    assert (first.created, info.id, report.unchanged, report.refused) == (1, "asset_road", 1, [])
    with place.store.reading() as reading:
        (road,) = reading.assets("road")
    assert (road.answers["baseline"], road.answers["end_km"]) == ("C", "1.25")
    assert isinstance(road.answers[SITE], dict)


def test_headers_are_found_below_a_title_and_by_what_offices_call_them(shared: Workplace) -> None:
    info = asset_form(shared, "bridge")
    rows = [
        ("崇明区桥梁台账",),
        ("序号", "所属乡镇", "桥名", "行政村", "桥长(m)", "备注"),
        ("1", "堡镇", "东风桥", "堡北村", "12", ""),
    ]

    header = find_header(rows, shared.forms.form(info.id, info.version))

    assert header.index == 1
    assert header.targets == ("", "@township", "name", "village", "length_m", "remark")


def test_a_column_told_by_hand_takes_its_field_from_the_guessed_one_and_must_be_there(shared: Workplace) -> None:
    info = asset_form(shared, "bridge")
    form = shared.forms.form(info.id, info.version)
    names = ("桥名", "新编号", "编码")

    header = with_chosen(find_header([names], form), names, {"新编号": "code"}, form)
    with pytest.raises(AppError) as refused:
        with_chosen(header, names, {"旧编号": "code"}, form)

    assert header.targets == ("name", "code", "")
    assert refused.value.code == "asset.unknown_column"


def test_a_table_without_a_name_column_is_refused_as_a_whole(shared: Workplace, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("甲,乙\n1,2\n", "utf-8")
    sheet = read_sheet(shared, file)

    with pytest.raises(AppError) as refused:
        table_of(
            sheet,
            find_header(sheet.rows, shared.forms.form("asset_bridge", asset_form(shared, "bridge").version)),
            file="x.csv",
        )

    assert refused.value.code == "asset.no_columns"
