"""How the townships stand, counted in the projections."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from app.domain.due import DueState
from app.domain.kinds import RecordKind, Status
from db import deadlines
from db.tables import records


class OverviewQueries:
    """A look at the projections by township (``app.ports.store.OverviewReading``)."""

    _connection: Connection

    def count_deadlines_by_township(self, day: date) -> Mapping[tuple[str, DueState], int]:
        """Return how many checks of each township are overdue on a day, and how many are due within a week."""
        return deadlines.count_by_township(self._connection, day)

    def count_records_by_township(self) -> Mapping[tuple[str, RecordKind, Status], int]:
        """Return how many records of each township and kind stand where."""
        by = (records.c.township, records.c.kind, records.c.status)
        found = self._connection.execute(select(*by, func.count()).group_by(*by))
        return {(township, RecordKind(kind), Status(status)): count for township, kind, status, count in found}
