"""Whatever waits says why, also where no reason was kept with it."""

from sqlalchemy import update

from app.domain.listing import WaitReason
from db.engine import writing
from db.tables import entries
from tests.db.district import Client, creation


def test_an_entry_without_a_reason_gets_the_rounds(client: Client) -> None:
    client.append(creation())
    with writing(client.store.engine) as connection:
        connection.execute(update(entries).where(entries.c.place == "outbox").values(reason=None))

    client.exchange.explain(WaitReason.UNREACHABLE)

    with client.store.reading() as look:
        assert [item.reason for item in look.waiting()] == [WaitReason.UNREACHABLE]
