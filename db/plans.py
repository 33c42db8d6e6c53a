"""What pages about plans read: sums, the records behind them, works, figures, excavations, waste sheets."""

import json
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, case, select

from app.domain.figure import figure_facts
from app.domain.kinds import STATES, RecordKind, Status
from app.domain.plan_listing import Excavation, FactRow, FigureRow, Tally, WasteSheet, WorksRow
from app.domain.works import works_facts
from app.usecases.plans.facts import MILLI
from db.plan_tables import excavations, facts, figures, tallies, waste_sheets, works
from db.tables import records

_ORDER = {status: order for order, status in enumerate(STATES[RecordKind.WORKS])}


class PlanQueries:
    """The part of a look at the store that plans need (``app.ports.plans.PlanReading``)."""

    _connection: Connection

    def tallies(self, townships: Collection[str] = ()) -> tuple[Tally, ...]:
        """Return the sums behind all plans; their number does not grow with the records."""
        found = self._connection.execute(_within(select(tallies), tallies, townships))
        return tuple(
            Tally(row.township, row.name, row.period, row.source, _number(row.amount), _number(row.whole), row.records)
            for row in found
        )

    def facts(self, name: str, townships: Collection[str] = (), limit: int = 500) -> tuple[FactRow, ...]:
        """Return the records behind a tally, the newest first."""
        shown = (records.c.township == facts.c.township) & (records.c.record == facts.c.record)
        columns = (
            records.c.subject,
            records.c.kind,
            records.c.status,
            records.c.number,
            records.c.title,
            records.c.place,
        )
        asked = (
            select(facts, *columns)
            .join(records, shown)
            .where(facts.c.name == name, facts.c.counts)
            .order_by(facts.c.day.desc(), facts.c.record)
            .limit(limit)
        )
        return tuple(_fact_row(row) for row in self._connection.execute(_within(asked, facts, townships)))

    def works(self, works_class: str = "", townships: Collection[str] = (), limit: int = 5000) -> tuple[WorksRow, ...]:
        """Return works, the unfinished first, by name."""
        stage = case(_ORDER, value=works.c.status)
        asked = select(works).order_by(stage, works.c.name, works.c.record).limit(limit)
        if works_class:
            asked = asked.where(works.c.works_class == works_class)
        return tuple(map(_works_row, self._connection.execute(_within(asked, works, townships))))

    def one_works(self, record: str) -> WorksRow | None:
        """Return one piece of works."""
        row = self._connection.execute(select(works).where(works.c.record == record)).first()
        return _works_row(row) if row is not None else None

    def works_by_code(self, codes: Collection[str]) -> tuple[WorksRow, ...]:
        """Return the works with these codes."""
        found: list[WorksRow] = []
        wanted = sorted(codes)
        for start in range(0, len(wanted), 500):
            batch = wanted[start : start + 500]
            found += map(_works_row, self._connection.execute(select(works).where(works.c.code.in_(batch))))
        return tuple(found)

    def figures(self, plan: str, target: str = "", townships: Collection[str] = ()) -> tuple[FigureRow, ...]:
        """Return the figures reported for a plan, or for one of its targets, the newest period first."""
        asked = select(figures).where(figures.c.plan == plan)
        if target:
            asked = asked.where(figures.c.target == target)
        asked = asked.order_by(figures.c.period.desc(), figures.c.target, figures.c.township, figures.c.record)
        return tuple(map(_figure_row, self._connection.execute(_within(asked, figures, townships))))

    def excavations(self, first: date, last: date, townships: Collection[str] = ()) -> tuple[Excavation, ...]:
        """Return what digs up a road on a day from ``first`` to ``last``, by road and day."""
        asked = (
            select(excavations)
            .where(excavations.c.ends_on >= first.isoformat(), excavations.c.starts_on <= last.isoformat())
            .order_by(excavations.c.township, excavations.c.road, excavations.c.starts_on, excavations.c.record)
        )
        return tuple(map(_excavation, self._connection.execute(_within(asked, excavations, townships))))

    def excavations_on(self, township: str, road: str) -> tuple[Excavation, ...]:
        """Return everything that ever dug up a road."""
        asked = select(excavations).where(excavations.c.township == township, excavations.c.road == road)
        return tuple(map(_excavation, self._connection.execute(asked.order_by(excavations.c.starts_on))))

    def waste_sheets(self, townships: Collection[str] = ()) -> tuple[WasteSheet, ...]:
        """Return the sheets of construction waste."""
        asked = select(waste_sheets).order_by(waste_sheets.c.ticket, waste_sheets.c.day)
        return tuple(
            WasteSheet(
                row.township,
                row.record,
                row.ticket,
                row.part,
                row.waste_kind,
                _number(row.amount),
                row.day,
                Status(row.status),
            )
            for row in self._connection.execute(_within(asked, waste_sheets, townships))
        )


def _within(asked: Select[Any], table: Table, townships: Collection[str]) -> Select[Any]:
    """Return the query, of some townships only if there are any."""
    return asked.where(table.c.township.in_(sorted(townships))) if townships else asked


def _number(milli: int) -> Decimal:
    return Decimal(milli) / MILLI


def _fact_row(row: Row[Any]) -> FactRow:
    return FactRow(
        township=row.township,
        record=row.record,
        subject=row.subject,
        kind=RecordKind(row.kind),
        status=Status(row.status),
        number=row.number,
        title=row.title,
        place=row.place,
        day=row.day[:10],
        amount=_number(row.amount),
        whole=_number(row.whole),
        source=row.source,
    )


def _works_row(row: Row[Any]) -> WorksRow:
    return WorksRow(row.township, row.record, Status(row.status), works_facts(json.loads(row.content)))


def _figure_row(row: Row[Any]) -> FigureRow:
    return FigureRow(row.township, row.record, Status(row.status), row.author, figure_facts(json.loads(row.content)))


def _excavation(row: Row[Any]) -> Excavation:
    return Excavation(
        row.township,
        row.record,
        row.road,
        row.place,
        row.title,
        date.fromisoformat(row.starts_on),
        date.fromisoformat(row.ends_on),
        RecordKind(row.kind),
        row.works,
    )
