"""How long 50,000 assets with 1 % bad rows take to come in, and again, beside a bare insert of the same rows.

Run: ``python -m benchmarks.assets [ROWS] [FILE.csv|FILE.xlsx]``. Prints what became of the rows, whether every bad row
was named and every other one is in, seconds and their ratio to one ``executemany`` of the same rows into a plain
encrypted table in the same run. The store is a client's: encrypted, every entry signed, every commit on disk.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.assembly.client import open_client
from app.domain.canonical import Json
from app.domain.directory import EVERYTHING
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind, Role
from app.domain.stream import DIRECTORY
from app.ports.sheets import Table
from app.usecases.assets_columns import find_header
from app.usecases.assets_import import AssetTable, ImportReport, import_assets
from app.usecases.divisions import district_divisions
from app.workplace import Workplace
from benchmarks.start import WITHOUT_SCREEN, home_with
from db.documents.sheets import OfficeSheets
from db.engine import open_sqlite, writing

ROWS, BAD_SHARE, FORM = 50_000, 0.01, "asset_bridge"
HEADER = (
    *("乡镇", "编号", "名称", "村、居", "桥型", "孔数"),
    *("桥梁全长（m）", "桥面全宽（m）", "限载（t）", "纬度", "经度"),
)
_SPOILED = ("乡镇", "村、居", "孔数", "纬度", "名称", "编号")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table and the file's numbers of those that are bad."""

    rows: tuple[tuple[str, ...], ...]
    bad: frozenset[int]


def plausible_rows(count: int, seed: int = 7) -> Rows:
    """Return so many bridges, the same each time, of which 1 % are bad in one of six ways."""
    chance = Random(seed)  # noqa: S311  # plausible data, no secret
    bad: set[int] = set()
    rows: list[tuple[str, ...]] = []
    for number, row in enumerate(_good_rows(count, chance)):
        if chance.random() < BAD_SHARE and number > 0:
            bad.add(number + 2)
            row = _spoiled(row, rows[-1], chance)  # noqa: PLW2901  # a bad one in its place
        rows.append(row)
    return Rows(tuple(rows), frozenset(bad))


def _good_rows(count: int, chance: Random) -> Iterator[tuple[str, ...]]:
    divisions = district_divisions()
    villages = [village for code in divisions.townships for village in divisions.villages_of(code)]
    for number in range(count):
        village = chance.choice(villages)
        spans = chance.randint(1, 5)
        yield (
            divisions.townships[village.township],
            f"C{village.township[6:]}Q{number:06d}",
            f"{village.name[:2]}{number}号桥",
            village.name,
            chance.choice(("简支板梁桥", "简支T梁桥", "双曲拱桥")),
            str(spans),
            str(spans * 8 + 4),
            chance.choice(("4.5", "5", "6")),
            chance.choice(("10", "13", "20")),
            f"{chance.uniform(31.5, 31.8):.6f}",
            f"{chance.uniform(121.25, 121.85):.6f}",
        )


def _spoiled(row: tuple[str, ...], before: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    wrong = dict(zip(HEADER, row, strict=True))
    match chance.choice(_SPOILED):
        case "乡镇":
            wrong["乡镇"] = "没有镇"
        case "村、居":
            wrong["村、居"] = "没有村"
        case "孔数":
            wrong["孔数"] = "三"
        case "纬度":
            wrong["纬度"], wrong["经度"] = wrong["经度"], wrong["纬度"]
        case "名称":
            wrong["名称"] = ""
        case _:
            wrong["编号"], wrong["名称"], wrong["乡镇"], wrong["村、居"] = before[1], before[2], before[0], before[3]
    return tuple(wrong.values())


def main() -> None:
    """Make the file, import it twice, insert it bare, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    made = plausible_rows(count)
    os.environ.update(WITHOUT_SCREEN)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "assets.csv"  # the second
        OfficeSheets().write(file, [Table("assets", HEADER, made.rows)])
        with open_client(home_with(Path(folder) / "home", 0)) as client:
            make_supervisor(client.workplace)
            _print_imports(client.workplace, file, made)
        bare = bare_seconds(Path(folder) / "bare.db", made.rows)
        print(f"bare executemany    {bare.clock_s:8.2f} s, of the processor {bare.busy_s:8.2f} s")
        for name, spent in _SPENT.items():
            times = f"{spent.busy_s / bare.busy_s:6.1f} times the bare insert, by processor"
            print(f"{name:<20}{spent.clock_s:8.2f} s, of the processor {spent.busy_s:8.2f} s   {times}")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and of the processor where other programs take turns."""

    clock_s: float
    busy_s: float


_SPENT: dict[str, Spent] = {}


def _print_imports(place: Workplace, file: Path, made: Rows) -> None:
    for name in ("first import", "second import"):
        began = time.perf_counter(), time.process_time()
        report = import_file(place, file)
        _SPENT[name] = Spent(time.perf_counter() - began[0], time.process_time() - began[1])
        named = {refused.line for refused in report.refused}
        print(
            f"{name}: {report.rows} rows, {report.created} created, {report.updated} updated, "
            f"{report.unchanged} unchanged, {len(report.refused)} refused"
        )
        print(f"  every bad row named: {named == made.bad}; {len(made.bad)} were bad")
        with place.store.reading() as reading:
            print(
                f"  in the register: {len(reading.asset_register('bridge'))}; expected {len(made.rows) - len(made.bad)}"
            )


def make_supervisor(place: Workplace) -> None:
    """Let the person of a home without a server know and change every asset."""
    person: dict[str, Json] = {"record": RecordKind.PERSON.value, "values": {"name": "测试员"}}
    grant: dict[str, Json] = {"person": place.person, "role": Role.SUPERVISOR.value}
    grant |= {"townships": [EVERYTHING], "subjects": [EVERYTHING]}
    made_at = place.clock.now().isoformat(timespec="seconds")
    rights: dict[str, Json] = {"record": RecordKind.GRANT.value, "values": grant}
    with place.store() as unit:
        for record, body in ((place.person, person), (place.ids.new(), rights)):
            unit.append([Act(place.ids.new(), record, DIRECTORY, Action.CREATED.value, (), body, made_at)])


def import_file(place: Workplace, file: Path) -> ImportReport:
    """Read a file and take it in, as the command does."""
    info = next(info for info in place.forms.infos() if info.id == FORM)
    rows = place.sheets.read(file)[0].rows
    header = find_header(rows, place.forms.form(info.id, info.version))
    return import_assets(place, info, AssetTable(rows[header.index + 1 :], header.targets, header.index + 2))


def bare_seconds(path: Path, rows: tuple[tuple[str, ...], ...]) -> Spent:
    """Return how long one executemany of the same rows takes into an encrypted table with the same safety."""
    engine = open_sqlite(path, bytes(32))
    names = [f"c{number}" for number in range(len(HEADER))]
    with writing(engine) as connection:
        connection.exec_driver_sql(f"CREATE TABLE bare ({', '.join(names)}, PRIMARY KEY (c1, c2))")
    began = time.perf_counter(), time.process_time()
    with writing(engine) as connection:
        statement = f"INSERT OR IGNORE INTO bare VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # made here
        connection.exec_driver_sql(statement, list(rows))
    spent = Spent(time.perf_counter() - began[0], time.process_time() - began[1])
    engine.dispose()
    return spent


if __name__ == "__main__":
    main()
