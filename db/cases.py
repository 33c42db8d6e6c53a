"""Cases as lists read them: a projection, decided by ``app.domain.case_file`` and ``app.domain.case_clock``."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, text

from app.domain.case_clock import Colour, Due, reading
from app.domain.case_file import CaseFile, read_case
from app.domain.case_listing import OPEN, CaseQuery, CaseRow, CaseSort
from app.domain.kinds import Status
from app.domain.state import State
from app.standards.calendars import work_time
from db import search
from db.tables import cases, records

_MEMBERS = {
    "townships": cases.c.township,
    "subjects": cases.c.subject,
    "statuses": cases.c.status,
    "units": cases.c.unit,
}
_EXACT = {"origin": cases.c.origin, "order": cases.c.order, "asset": cases.c.asset, "person": cases.c.person}
_PLAIN = tuple(name for name in CaseRow.__dataclass_fields__ if name not in ("status", "due", "photos", "unsent"))


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


class CasesReading:
    """What a look at a store says of cases (``app.ports.cases.CaseReading``)."""

    _connection: Connection

    def case_rows(
        self, query: CaseQuery, now: datetime, limit: int | None = None, offset: int = 0
    ) -> tuple[CaseRow, ...]:
        """Return the cases that match, in order, past the first ``offset`` and at most ``limit``."""
        beside = and_(cases.c.township == records.c.township, cases.c.record == records.c.record)
        keys = select(cases.c.township, cases.c.record).where(*_conditions(query, now)).order_by(*_order(query.sort))
        page = keys.limit(limit).offset(offset or None).subquery()
        wanted = (
            select(cases, records.c.photos, records.c.unsent)
            .join(page, and_(page.c.township == cases.c.township, page.c.record == cases.c.record))
            .join(records, beside)
            .order_by(*_order(query.sort))
        )
        return tuple(_row(row) for row in self._connection.execute(wanted))

    def count_cases(self, query: CaseQuery, now: datetime) -> Mapping[Status, int]:
        """Return how many match, by state."""
        counted = select(cases.c.status, func.count()).where(*_conditions(query, now)).group_by(cases.c.status)
        return {Status(status): count for status, count in self._connection.execute(counted)}

    def count_colours(self, query: CaseQuery, now: datetime) -> Mapping[Colour, int]:
        """Return how many of the open ones that match stand how to their limit."""
        conditions = [*_conditions(query, now), cases.c.is_open]
        return {
            colour: self._connection.execute(
                select(func.count()).select_from(cases).where(*conditions, _stands(colour, now))
            ).scalar_one()
            for colour in Colour
        }

    def case_units(self) -> tuple[str, ...]:
        """Return the names of all responsible units."""
        named = select(cases.c.unit).where(cases.c.unit != "").distinct().order_by(cases.c.unit)
        return tuple(self._connection.execute(named).scalars())


def _clock_of(case: CaseFile) -> dict[str, str | None]:
    none = dict.fromkeys(("amber_at", "due_at", "unknown_from", "frozen"))
    if case.run is None:
        return none
    try:
        due = reading(case.run, work_time())
        moments = {name: _stamp(getattr(due, name)) for name in ("amber_at", "due_at", "unknown_from")}
    except OverflowError:  # a device's clock may stand in the last hours of the calendar
        return none
    return {**moments, "frozen": due.frozen.value if due.frozen else None}


def _conditions(query: CaseQuery, now: datetime) -> Iterator[ColumnElement[bool]]:
    for name, column in _MEMBERS.items():
        if getattr(query, name):
            yield column.in_(sorted(getattr(query, name)))
    for name, column in (*_EXACT.items(), ("campaign", cases.c.campaign)):
        if getattr(query, name):
            yield column == getattr(query, name)
    if query.since:
        yield cases.c.made_at >= query.since
    if query.until:
        yield cases.c.made_at < query.until
    if query.colours:
        yield or_(*(_stands(colour, now) for colour in sorted(query.colours)))
    words = search.phrase(query.text)
    if words:
        hits = text("records.rowid IN (SELECT rowid FROM records_text WHERE records_text MATCH :words)")
        found = select(records.c.record).where(hits.bindparams(words=words))
        yield cases.c.record.in_(found)


def _stands(colour: Colour, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a case stands so to its limit; the same as ``Due.colour``."""
    at = _stamp(now)
    is_late = func.coalesce(cases.c.due_at < at, False)
    is_unknown = func.coalesce(cases.c.unknown_from <= at, False)
    is_warned = func.coalesce(cases.c.amber_at < at, False)
    running = {
        Colour.RED: is_late,
        Colour.UNKNOWN: ~is_late & is_unknown,
        Colour.AMBER: ~is_late & ~is_unknown & is_warned,
        Colour.GREEN: (cases.c.amber_at.is_not(None) | cases.c.unknown_from.is_not(None))
        & ~is_late
        & ~is_unknown
        & ~is_warned,
    }[colour]
    return or_(cases.c.frozen == colour.value, and_(cases.c.frozen.is_(None), running))


def _order(sort: CaseSort) -> tuple[ColumnElement[Any], ...]:
    if sort is CaseSort.DUE:
        return cases.c.is_open.desc(), func.coalesce(cases.c.due_at, "9"), cases.c.record
    if sort is CaseSort.CHANGED:
        return cases.c.changed_at.desc(), cases.c.record.desc()
    return cases.c.number.asc(), cases.c.record.asc()


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
