"""Keeping the tables behind plans: facts as records come and change, their sums by what was added and taken away."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, bindparam, delete, select, update

from app.domain.canonical import canonical
from app.domain.figure import figure_facts
from app.domain.kinds import RecordKind
from app.domain.state import State
from app.domain.works import works_facts
from app.usecases.excavations import excavation_of
from app.usecases.plans.facts import facts_of, may_feed
from app.usecases.waste_links import sheet_of
from db.plan_tables import PLAN_TABLES, excavations, facts, figures, tallies, waste_sheets, works
from db.rows import by_township
from db.upsert import upsert_all

_BATCH = 200
_LONGEST = {"thing": 500, "name": 120}


class _Key(NamedTuple):
    """What names a tally."""

    township: str
    name: str
    period: str
    source: str


def project_plans(connection: Connection, states: Sequence[State]) -> None:
    """Write what plans read of records, within a writing transaction."""
    feeding = [state for state in states if may_feed(state)]
    for start in range(0, len(feeding), _BATCH):
        batch = feeding[start : start + _BATCH]
        _put_facts(connection, [(state.stream.township, state.record) for state in batch], _rows(batch))
        _put_rows(connection, batch)


def remove_from_plans(connection: Connection, township: str, record: str) -> None:
    """Take one record out of everything that plans read."""
    _put_facts(connection, [(township, record)], [])
    for table in (works, figures, excavations, waste_sheets):
        connection.execute(delete(table).where(table.c.township == township, table.c.record == record))


def clear_plans(connection: Connection) -> None:
    """Empty the tables, before everything is folded again."""
    for table in PLAN_TABLES:
        connection.execute(delete(table))


def _rows(states: Iterable[State]) -> list[dict[str, Any]]:
    return [
        {
            "township": state.stream.township,
            "record": state.record,
            "name": fact.name[: _LONGEST["name"]],
            "thing": fact.thing[: _LONGEST["thing"]],
            "period": fact.period,
            "day": fact.day,
            "rank": fact.rank,
            "amount": fact.amount,
            "whole": fact.whole,
            "source": fact.source.value,
            "counts": False,
        }
        for state in states
        for fact in facts_of(state)
    ]


def _put_facts(connection: Connection, records: Sequence[tuple[str, str]], rows: list[dict[str, Any]]) -> None:
    """Put the facts of some records in place of those they had, let the newest of each thing count, mend the sums."""
    mine = [(facts.c.township == township) & facts.c.record.in_(names) for township, names in by_township(records)]
    old = [row for here in mine for row in connection.execute(select(facts).where(here))]
    if not old and not rows:
        return
    things = {(row.township, row.name, row.thing) for row in old}
    things |= {(row["township"], row["name"], row["thing"]) for row in rows}
    before = _of_things(connection, things)
    for here in mine:
        connection.execute(delete(facts).where(here))
    if rows:
        connection.execute(facts.insert(), rows)
    after = _of_things(connection, things)
    counting = _newest(after)
    _mark(connection, after, counting)
    were, are = _sums(row for row in before if row.counts), _sums(counting)
    changed = {key: _difference(are.get(key, _NONE), were.get(key, _NONE)) for key in {*were, *are}}
    _add(connection, {key: sums for key, sums in changed.items() if any(sums)})


_NONE = (0, 0, 0)


def _difference(new: tuple[int, ...], old: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(one - other for one, other in zip(new, old, strict=True))


def _of_things(connection: Connection, things: Collection[tuple[str, str, str]]) -> list[Row[Any]]:
    """Return every fact about some things."""
    by_tally: dict[tuple[str, str], list[str]] = {}
    for township, name, thing in sorted(things):
        by_tally.setdefault((township, name), []).append(thing)
    found: list[Row[Any]] = []
    for (township, name), wanted in by_tally.items():
        here = (facts.c.township == township) & (facts.c.name == name) & facts.c.thing.in_(wanted)
        found += connection.execute(select(facts).where(here)).all()
    return found


def _newest(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """Return of each thing the fact that counts."""
    best: dict[tuple[str, str, str], Row[Any]] = {}
    for row in rows:
        key = (row.township, row.name, row.thing)
        if key not in best or (row.rank, row.day, row.record) > (best[key].rank, best[key].day, best[key].record):
            best[key] = row
    return list(best.values())


def _mark(connection: Connection, rows: Iterable[Row[Any]], counting: Iterable[Row[Any]]) -> None:
    wanted = {(row.township, row.record, row.name) for row in counting}
    changed = [
        {"of_township": row.township, "of_record": row.record, "of_name": row.name, "now": key in wanted}
        for row in rows
        if row.counts != ((key := (row.township, row.record, row.name)) in wanted)
    ]
    if changed:
        connection.execute(_COUNTS, changed)


_COUNTS = (
    update(facts)
    .where(
        facts.c.township == bindparam("of_township"),
        facts.c.record == bindparam("of_record"),
        facts.c.name == bindparam("of_name"),
    )
    .values(counts=bindparam("now"))
)


def _sums(rows: Iterable[Row[Any]]) -> dict[_Key, tuple[int, ...]]:
    amounts: Counter[_Key] = Counter()
    wholes: Counter[_Key] = Counter()
    records: Counter[_Key] = Counter()
    for row in rows:
        key = _Key(row.township, row.name, row.period, row.source)
        amounts[key] += row.amount
        wholes[key] += row.whole
        records[key] += 1
    return {key: (amounts[key], wholes[key], records[key]) for key in records}


def _add(connection: Connection, changed: Mapping[_Key, tuple[int, ...]]) -> None:
    """Add to the sums; those of nothing go."""
    for township, keys in by_township((key.township, key) for key in sorted(changed)):
        here = (tallies.c.township == township) & tallies.c.name.in_({key.name for key in keys})
        known = {
            _Key(row.township, row.name, row.period, row.source): (row.amount, row.whole, row.records)
            for row in connection.execute(select(tallies).where(here))
        }
        upsert_all(connection, tallies, [_tally(key, known.get(key, _NONE), changed[key]) for key in keys])
        connection.execute(delete(tallies).where(here, tallies.c.records == 0))


def _tally(key: _Key, known: tuple[int, ...], added: tuple[int, ...]) -> dict[str, object]:
    amount, whole, records = (old + new for old, new in zip(known, added, strict=True))
    return {**key._asdict(), "amount": amount, "whole": whole, "records": records}


def _put_rows(connection: Connection, states: Sequence[State]) -> None:
    """Write the rows of works, figures, excavations and waste sheets; a record that is none any more loses its row."""
    for table, build in (
        (works, _works_row),
        (figures, _figure_row),
        (excavations, _excavation_row),
        (waste_sheets, _sheet_row),
    ):
        built = [(state, build(state)) for state in states]
        upsert_all(connection, table, [row for _, row in built if row is not None])
        gone = [(state.stream.township, state.record) for state, row in built if row is None]
        _drop(connection, table, gone)


def _drop(connection: Connection, table: Table, gone: Sequence[tuple[str, str]]) -> None:
    for township, names in by_township(gone):
        connection.execute(delete(table).where(table.c.township == township, table.c.record.in_(names)))


def _key(state: State) -> dict[str, Any]:
    return {"township": state.stream.township, "record": state.record}


def _works_row(state: State) -> dict[str, Any] | None:
    if state.kind is not RecordKind.WORKS:
        return None
    read = works_facts(state.answers())
    return {
        **_key(state),
        "status": state.status,
        "works_class": read.works_class[:40],
        "code": read.code[:60],
        "name": read.name[:400],
        "lead": read.lead[:60],
        "road": read.road[:200],
        "is_imported": read.is_imported,
        "content": canonical(state.answers()).decode(),
    }


def _figure_row(state: State) -> dict[str, Any] | None:
    if state.kind is not RecordKind.FIGURE:
        return None
    read = figure_facts(state.answers())
    return {
        **_key(state),
        "status": state.status,
        "plan": read.plan[:80],
        "target": read.target[:40],
        "period": read.period[:10],
        "author": state.history[0].author,
        "content": canonical(state.answers()).decode(),
    }


def _excavation_row(state: State) -> dict[str, Any] | None:
    found = excavation_of(state)
    if found is None:
        return None
    return {
        **_key(state),
        "road": found.road[:200],
        "place": found.place[:400],
        "title": (found.title or str(state.about.get("title", "")))[:400],
        "starts_on": found.starts_on.isoformat(),
        "ends_on": found.ends_on.isoformat(),
        "kind": found.kind.value,
        "works": found.works[:36],
    }


def _sheet_row(state: State) -> dict[str, Any] | None:
    found = sheet_of(state)
    if found is None:
        return None
    return {
        **_key(state),
        "ticket": found.ticket[:60],
        "part": found.part,
        "waste_kind": found.waste_kind[:40],
        "amount": int(found.amount_t * 1000),
        "day": found.day[:10],
        "status": found.status,
    }
