"""Cases as lists read them: a projection, decided by ``app.domain.case_file`` and ``app.domain.case_clock``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    case,
    column,
    func,
    or_,
    select,
    text,
    tuple_,
)

from app.domain.case_clock import Colour, Due, reading
from app.domain.case_file import CaseFile, read_case
from app.domain.case_listing import OPEN, CaseQuery, CaseRow, CaseSort
from app.domain.kinds import RecordKind, Status
from app.domain.state import State
from app.standards.calendars import work_time
from db import search
from db.tables import cases, records

_C: Mapping[str, ColumnClause[Any]] = {name: column(name) for name in cases.c.keys()}  # noqa: SIM118  no mapping
"""The columns by name alone, for sources that are written as text."""
_MEMBERS = {
    "townships": _C["township"],
    "subjects": _C["subject"],
    "statuses": _C["status"],
    "units": _C["unit"],
}
_EXACT = {name: _C[name] for name in ("origin", "order", "asset", "person", "campaign")}
_BATCH, _FEW = 400, 500
_PLAIN = tuple(name for name in CaseRow.__dataclass_fields__ if name not in ("status", "due", "photos", "unsent"))


NO_DUE = "9"
"""What sorts after every moment."""


def case_row(state: State, record: Mapping[str, Any]) -> dict[str, Any]:  # Any: columns of a row
    """Return the row of a case from its state and its row of ``records``."""
    case = read_case(state)
    same = ("township", "record", "subject", "status", "number", "title", "place", "made_at", "changed_at")
    return {
        **{name: record[name] for name in same},
        "class_id": case.class_id,
        "severity": case.severity.value if case.severity else "",
        "unit": case.unit,
        "person": case.person,
        "source": case.source.value,
        "origin": case.origin.record if case.origin else "",
        "order": case.order,
        "asset": case.asset,
        "campaign": case.campaign,
        "is_open": state.status in OPEN,
        **_clock_of(case),
    }


_Keys = Sequence[tuple[str, str]]
"""Townships and records."""


class CasesReading:
    """What a look at a store says of cases (``app.ports.cases.CaseReading``)."""

    _connection: Connection
    _found: tuple[str, _Keys | None] = ("", None)

    def case_rows(
        self, query: CaseQuery, now: datetime, limit: int | None = None, offset: int = 0
    ) -> tuple[CaseRow, ...]:
        """Return the cases that match, in order, past the first ``offset`` and at most ``limit``."""
        most = None if limit is None else offset + limit
        keys: list[tuple[str, str]] = []
        conditions = self._conditions(query, now)
        for source, order, only in _passes(query, is_few=self._finds_few(query)):
            left = None if most is None else most - len(keys)
            if left == 0:
                break
            wanted = select(_C["township"], _C["record"]).select_from(source).where(*conditions, *only)
            keys += [tuple(row) for row in self._connection.execute(wanted.order_by(*order).limit(left))]
        return self._rows(keys[offset:])

    def count_cases(self, query: CaseQuery, now: datetime) -> Mapping[Status, int]:
        """Return how many match, by state."""
        counted = (
            select(_C["status"], func.count())
            .select_from(cases)
            .where(*self._conditions(query, now))
            .group_by(_C["status"])
        )
        return {Status(status): count for status, count in self._connection.execute(counted)}

    def count_colours(self, query: CaseQuery, now: datetime) -> Mapping[Colour, int]:
        """Return how many of the open ones that match stand how to their limit."""
        sums = [func.coalesce(func.sum(case((_stands(colour, now), 1), else_=0)), 0) for colour in Colour]
        source = cases if self._finds_few(query) else _OPEN_ONES
        counted = select(*sums).select_from(source).where(*self._conditions(query, now), _IS_OPEN)
        return dict(zip(Colour, self._connection.execute(counted).one(), strict=True))

    def _conditions(self, query: CaseQuery, now: datetime) -> tuple[ColumnElement[bool], ...]:
        words = search.phrase(query.text)
        if not words:
            return tuple(_conditions(query, now))
        found = self._hits(words)
        named = tuple_(_C["township"], _C["record"])
        return (*_conditions(query, now), named.in_(_hits_of(words) if found is None else found))

    def _finds_few(self, query: CaseQuery) -> bool:
        """Whether a filter by itself leaves so few that they may be found first and sorted then."""
        words = search.phrase(query.text)
        return any(getattr(query, name) for name in _EXACT) or bool(words and self._hits(words) is not None)

    def _hits(self, words: str) -> _Keys | None:
        """Return the cases with these words, looked up once; None where they are many."""
        if self._found[0] != words:
            rows = self._connection.execute(_hits_of(words).limit(_FEW + 1))
            found = [(row.township, row.record) for row in rows]
            self._found = words, found if len(found) <= _FEW else None
        return self._found[1]

    def _rows(self, keys: _Keys) -> tuple[CaseRow, ...]:
        """Return the rows of these cases, in their order."""
        found: dict[tuple[str, str], CaseRow] = {}
        beside = and_(cases.c.township == records.c.township, cases.c.record == records.c.record)
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            named = tuple_(cases.c.township, cases.c.record).in_(batch)
            wanted = select(cases, records.c.photos, records.c.unsent).join(records, beside).where(named)
            found |= {(row.township, row.record): _row(row) for row in self._connection.execute(wanted)}
        return tuple(found[key] for key in keys if key in found)

    def case_units(self) -> tuple[str, ...]:
        """Return the names of all responsible units."""
        named = select(cases.c.unit).where(cases.c.unit != "").distinct().order_by(cases.c.unit)
        return tuple(self._connection.execute(named).scalars())


def _clock_of(case: CaseFile) -> dict[str, str | None]:
    none = {**dict.fromkeys(("amber_at", "due_at", "unknown_from", "frozen")), "due_key": NO_DUE}
    if case.run is None:
        return none
    try:
        due = reading(case.run, work_time())
        moments = {name: _stamp(getattr(due, name)) for name in ("amber_at", "due_at", "unknown_from")}
    except OverflowError:  # a device's clock may stand in the last hours of the calendar
        return none
    return {**moments, "due_key": moments["due_at"] or NO_DUE, "frozen": due.frozen.value if due.frozen else None}


def _conditions(query: CaseQuery, now: datetime) -> Iterator[ColumnElement[bool]]:
    for name, of in _MEMBERS.items():
        if getattr(query, name):
            yield of.in_(sorted(getattr(query, name)))
    for name, only in _EXACT.items():
        if getattr(query, name):
            yield only == getattr(query, name)
    if query.since:
        yield _C["made_at"] >= query.since
    if query.until:
        yield _C["made_at"] < query.until
    if query.colours:
        yield or_(*(_stands(colour, now) for colour in sorted(query.colours)))


def _hits_of(words: str) -> Select[tuple[str, str]]:
    hits = text("records.rowid IN (SELECT rowid FROM records_text WHERE records_text MATCH :words)")
    is_case = records.c.kind == RecordKind.CASE
    return select(records.c.township, records.c.record).where(hits.bindparams(words=words), is_case)


def _stands(colour: Colour, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a case stands so to its limit; the same as ``Due.colour``."""
    at = _stamp(now)
    is_late = func.coalesce(_C["due_at"] < at, False)
    is_unknown = func.coalesce(_C["unknown_from"] <= at, False)
    is_warned = func.coalesce(_C["amber_at"] < at, False)
    running = {
        Colour.RED: is_late,
        Colour.UNKNOWN: ~is_late & is_unknown,
        Colour.AMBER: ~is_late & ~is_unknown & is_warned,
        Colour.GREEN: (_C["amber_at"].is_not(None) | _C["unknown_from"].is_not(None))
        & ~is_late
        & ~is_unknown
        & ~is_warned,
    }[colour]
    return or_(_C["frozen"] == colour.value, and_(_C["frozen"].is_(None), running))


_Pass = tuple[FromClause, tuple[ColumnElement[Any], ...], tuple[ColumnElement[bool], ...]]
"""Where to read from, in which order, and under which condition beside those of the query."""


def _passes(query: CaseQuery, *, is_few: bool) -> Iterator[_Pass]:
    """Yield how to read the cases of a query, one way after the other; SQLite, without statistics, would sort them all.

    By urgency the open ones come first, then the others, the newest change first.
    """
    by_change = (_C["changed_at"].desc(), _C["record"].desc())
    if query.sort is CaseSort.DUE:
        yield cases if is_few else _OPEN_ONES, (_C["due_key"], _C["record"]), (_IS_OPEN,)
        if not query.statuses or query.statuses - OPEN:
            yield cases if is_few else _indexed("ix_cases_changed"), by_change, (_IS_DONE,)
    elif query.sort is CaseSort.CHANGED:
        yield cases if is_few else _indexed("ix_cases_changed"), by_change, ()
    else:
        yield cases if is_few else _indexed("ix_cases_number"), (_C["number"], _C["record"]), ()


def _indexed(name: str) -> FromClause:
    return cast(FromClause, text(f"cases INDEXED BY {name}"))


_IS_OPEN = cast(ColumnElement[bool], text("is_open = 1"))
"""In the very words of the index."""
_IS_DONE = cast(ColumnElement[bool], text("is_open = 0"))
_OPEN_ONES = _indexed("ix_cases_open")


def _row(row: Row[*tuple[Any, ...]]) -> CaseRow:  # Any: columns of a row
    values = row._mapping  # noqa: SLF001  # SQLAlchemy's documented accessor
    due = Due(
        amber_at=_moment(values["amber_at"]),
        due_at=_moment(values["due_at"]),
        unknown_from=_moment(values["unknown_from"]),
        frozen=Colour(values["frozen"]) if values["frozen"] else None,
    )
    return CaseRow(
        **{name: values[name] for name in _PLAIN},
        status=Status(values["status"]),
        due=due if due.amber_at or due.unknown_from else None,
        photos=values["photos"],
        unsent=values["unsent"],
    )


def _stamp(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
