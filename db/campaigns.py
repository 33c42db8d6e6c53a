"""The extra checks that campaigns ask for, read at either end."""

from sqlalchemy import Connection, select

from app.domain.campaign import extra_check, read_campaign
from app.domain.due import ExtraCheck
from app.domain.fold import fold
from app.domain.kinds import RecordKind, Status
from app.domain.stream import Stream
from db.rows import entries_of
from db.tables import records


def extra_checks(connection: Connection) -> tuple[ExtraCheck, ...]:
    """Return the checks that are due after the event of each campaign that was not voided, by deadline."""
    wanted = select(records.c.township, records.c.subject, records.c.record).where(
        records.c.kind == RecordKind.CAMPAIGN, records.c.status != Status.VOIDED
    )
    states = (
        fold(row.record, Stream(row.township, row.subject), entries_of(connection, row.township, row.record))
        for row in connection.execute(wanted).all()
    )
    campaigns = (campaign for state in states if (campaign := read_campaign(state)) is not None)
    found = (check for campaign in campaigns if (check := extra_check(campaign)) is not None)
    return tuple(sorted(found, key=lambda check: (check.deadline, check.id)))
