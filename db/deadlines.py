"""Until when each check of each asset is to be done: a projection, decided by ``app.domain.due``."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, select, true

from app.domain.directory import EVERYTHING, Grant
from app.domain.due import SOON, AssetDeadline, Deadline, DueState, ExtraCheck, extra_deadline
from app.domain.due import deadlines as deadlines_of
from app.domain.keeping import Keeping
from app.standards.due_rules import due_rules, edition_of_rules
from app.usecases.day import SHANGHAI, day_of
from db.asset_rows import asset_of
from db.campaigns import extra_checks
from db.rows import by_township
from db.tables import assets, meta, visits
from db.tables import deadlines as table
from db.upsert import upsert

_BATCH = 500
_RULES = "due_rules"
_LONGEST_GRACE = timedelta(days=90)
"""What is in time was due no longer ago: no rule's grace with the holidays after it is longer, which a test checks."""


def project_deadlines(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Decide again for these assets, by township and id; those that are not in use have no deadlines."""
    for township, wanted in by_township(sorted(set(names))):
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            connection.execute(delete(table).where(table.c.township == township, table.c.asset.in_(batch)))
            _write(connection, (assets.c.township == township) & assets.c.record.in_(batch))


def rebuild_if_other_rules(connection: Connection) -> None:
    """Decide again for all assets if other rules decided before."""
    found = connection.execute(select(meta.c.value).where(meta.c.name == _RULES)).scalar()
    if found != edition_of_rules():
        names = connection.execute(select(assets.c.township, assets.c.record)).all()
        connection.execute(delete(table))
        project_deadlines(connection, [(row.township, row.record) for row in names])
        note_rules(connection)


def note_rules(connection: Connection) -> None:
    """Note which rules decided."""
    upsert(connection, meta, {"name": _RULES, "value": edition_of_rules()})


def count(connection: Connection, day: date, whose: Keeping | None = None) -> Mapping[DueState, int]:
    """Return how many checks are overdue, and how many are due now or within a week."""
    counted = select(func.count()).select_from(table).where(*_held(whose))
    return {
        state: sum(connection.execute(counted.where(each)).scalar_one() for each in of)
        for state, of in _conditions(day).items()
    }


def count_by_township(connection: Connection, day: date) -> Mapping[tuple[str, DueState], int]:
    """Return how many checks of each township are overdue, and how many are due now or within a week."""
    counts: dict[tuple[str, DueState], int] = {}
    for state, conditions in _conditions(day).items():
        for condition in conditions:
            wanted = select(table.c.township, func.count()).where(condition).group_by(table.c.township)
            for township, count_of in connection.execute(wanted):
                counts[township, state] = counts.get((township, state), 0) + count_of
    return counts


def rows(
    connection: Connection,
    day: date,
    states: Iterable[DueState],
    limit: int | None = None,
    whose: Keeping | None = None,
) -> tuple[AssetDeadline, ...]:
    """Return checks in these states on a day, the earliest due first and what was never done last.

    Args:
        connection: within a transaction.
        day: today in the district.
        states: overdue, this week, or both.
        limit: how many of each kind at most.
        whose: leaves out assets that are not the person's.
    """
    conditions = _conditions(day)
    found: list[AssetDeadline] = []
    for state in DueState:
        for condition in conditions[state] if state in set(states) else ():
            read = connection.execute(_select(condition).where(*_held(whose)).limit(limit))
            found += (AssetDeadline(asset_of(row), _deadline(row)) for row in read)
    return tuple(found)


def missing(
    connection: Connection, extra: ExtraCheck, limit: int | None = None, whose: Keeping | None = None
) -> Iterator[AssetDeadline]:
    """Yield assets that need an extra check and have not had it, by code."""
    wanted = select(assets).where(*_missing(extra, whose)).order_by(assets.c.code).limit(limit)
    found = [asset_of(row) for row in connection.execute(wanted)]
    last = _last(connection, [(asset.township, asset.record) for asset in found])
    for asset in found:
        deadline = extra_deadline(extra, asset, last.get(asset.record, {}), due_rules())
        if deadline is not None:
            yield AssetDeadline(asset, deadline)


def count_missing(connection: Connection, extra: ExtraCheck, whose: Keeping | None = None) -> int:
    """Return how many assets need an extra check and have not had it."""
    return connection.execute(select(func.count()).select_from(assets).where(*_missing(extra, whose))).scalar_one()


class DeadlineReading:
    """A look at the deadlines (``app.ports.store.DueReading``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def deadlines(
        self, day: date, states: Collection[DueState], limit: int | None = None, whose: Keeping | None = None
    ) -> tuple[AssetDeadline, ...]:
        """Return checks in these states on a day, at most ``limit`` of each kind, the earliest due first."""
        return rows(self._connection, day, states, limit, whose)

    def count_deadlines(self, day: date, whose: Keeping | None = None) -> Mapping[DueState, int]:
        """Return how many checks are overdue on a day, and how many are due now or within a week."""
        return count(self._connection, day, whose)

    def missing(
        self, extra: ExtraCheck, limit: int | None = None, whose: Keeping | None = None
    ) -> tuple[AssetDeadline, ...]:
        """Return assets that need an extra check and have not had it, by code."""
        return tuple(missing(self._connection, extra, limit, whose))

    def extra_checks(self) -> tuple[ExtraCheck, ...]:
        """Return the checks that campaigns ask for after their event, begun or not."""
        return extra_checks(self._connection)

    def count_missing(self, extra: ExtraCheck, whose: Keeping | None = None) -> int:
        """Return how many there are of them."""
        return count_missing(self._connection, extra, whose)


def _missing(extra: ExtraCheck, whose: Keeping | None) -> list[ColumnElement[bool]]:
    since = datetime.combine(extra.begins_on, time(), SHANGHAI).astimezone(UTC)
    said = since.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    done = select(visits.c.asset).where(
        visits.c.township == assets.c.township, visits.c.asset == assets.c.record, visits.c.made_at >= said
    )
    found = [assets.c.in_use, assets.c.subject.in_(sorted(extra.subjects)), ~done.exists()]
    if whose is not None:
        found.append(~_kept_elsewhere(whose))
    return [*found, assets.c.township.in_(sorted(extra.townships))] if extra.townships else found


def _held(whose: Keeping | None) -> list[ColumnElement[bool]]:
    """Return the condition by which a deadline is of a person's asset."""
    if whose is None:
        return []
    return [table.c.asset.not_in(select(assets.c.record).where(_kept_elsewhere(whose)))]


def _kept_elsewhere(whose: Keeping) -> ColumnElement[bool]:
    """Return the opposite of ``Keeping.holds`` as the columns of ``assets`` say it."""
    return and_(assets.c.keeper > "", assets.c.keeper != whose.person, *(~_covers(each) for each in whose.supervised))


def _covers(grant: Grant) -> ColumnElement[bool]:
    """Return what ``Grant.covers`` says of the columns of ``assets``."""
    reached = ((assets.c.township, grant.townships), (assets.c.subject, grant.subjects))
    return and_(true(), *(column.in_(sorted(of)) for column, of in reached if EVERYTHING not in of))


def _conditions(day: date) -> Mapping[DueState, Sequence[ColumnElement[bool]]]:
    """Return what ``app.domain.due.state_on`` says of the columns, in parts that an index answers."""
    today, soon = day.isoformat(), (day + SOON).isoformat()
    in_reach = (table.c.due_on < soon) & (table.c.due_on >= (day - _LONGEST_GRACE).isoformat())
    return {
        DueState.OVERDUE: [(table.c.due_on < today) & (table.c.late_from <= today)],
        DueState.THIS_WEEK: [
            in_reach & (table.c.late_from > today) & (table.c.last_on <= today),
            table.c.last_on > today,
            table.c.due_on.is_(None),
        ],
    }


def _select(condition: ColumnElement[bool]) -> Select[Any]:
    joined = table.join(assets, (assets.c.township == table.c.township) & (assets.c.record == table.c.asset))
    columns = (table.c.rule, table.c.form, table.c.due_on, table.c.late_from, table.c.last_on, table.c.is_certain)
    ordered = (table.c.due_on, table.c.code, table.c.rule)
    return select(assets, *columns).select_from(joined).where(condition).order_by(*ordered)


def _write(connection: Connection, which: ColumnElement[bool]) -> None:
    found = [asset_of(row) for row in connection.execute(select(assets).where(which, assets.c.in_use))]
    last = _last(connection, [(asset.township, asset.record) for asset in found])
    made = [
        {
            "township": asset.township,
            "asset": asset.record,
            "rule": deadline.rule,
            "code": asset.code,
            "form": deadline.form,
            "due_on": _text(deadline.due_on),
            "late_from": _text(deadline.late_from),
            "last_on": _text(deadline.last_on),
            "is_certain": deadline.is_certain,
        }
        for asset in found
        for deadline in deadlines_of(asset, last.get(asset.record, {}), due_rules())
    ]
    if made:
        connection.execute(table.insert(), made)


def _last(connection: Connection, names: Sequence[tuple[str, str]]) -> dict[str, dict[str, date]]:
    """Return when each asset was last visited under each form."""
    found: dict[str, dict[str, date]] = {}
    for township, of_township in by_township(names):
        for start in range(0, len(of_township), _BATCH):
            batch = of_township[start : start + _BATCH]
            visited = select(visits).where(visits.c.township == township, visits.c.asset.in_(batch))
            for row in connection.execute(visited):
                found.setdefault(row.asset, {})[row.form] = day_of(row.made_at)
    return found


def _deadline(row: Row[Any]) -> Deadline:
    return Deadline(row.rule, row.form, _day(row.due_on), _day(row.late_from), _day(row.last_on), row.is_certain)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
