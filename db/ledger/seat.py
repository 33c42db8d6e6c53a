"""The server's seat in its own log: founded with the first start, taken again by its key with every other."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from app.domain.canonical import Json
from app.domain.entry import Act, Author
from app.domain.keys import PrivateKey
from app.domain.kinds import Action, RecordKind, Role
from app.domain.stream import DIRECTORY
from app.errors import AppError
from app.ports.clock import Ids
from db.engine import writing
from db.ledger.gathering import gather
from db.ledger.roll import Roll, read_roll
from db.ledger.sitting import Sitting
from db.ledger.writing import write
from db.tables import meta

SERVER_NAME = "中心服务器"

_NAMES = ("generation", "server_person", "server_device")


@dataclass(frozen=True, slots=True)
class Seat:
    """Who the server is in its log, and the log's generation."""

    author: Author
    generation: str


def take_seat(engine: Engine, key: PrivateKey, ids: Ids, at: str) -> Seat:
    """Return the server's seat, founding the log where it is empty.

    Args:
        engine: the server's database, migrated.
        key: the server's.
        ids: names the generation and the server's own records.
        at: the server's clock, ISO 8601.

    Raises:
        AppError: ``server.wrong_key`` if the log was founded with another key.
    """
    with writing(engine) as connection:
        kept = {row.name: row.value for row in connection.execute(select(meta).where(meta.c.name.in_(_NAMES)))}
        if not kept:
            return _found(connection, key, ids, at)
        seat = Seat(Author(kept["server_person"], kept["server_device"], key), kept["generation"])
        device = read_roll(connection, Roll()).directory.devices.get(seat.author.device)
        if device is None or device.key != key.public:
            raise AppError("server.wrong_key")
        return seat


def change_generation(connection: Connection, ids: Ids) -> str:
    """Give the log another generation and return it; whoever opens the database next works under it."""
    generation = ids.new()
    connection.execute(meta.update().where(meta.c.name == "generation").values(value=generation))
    return generation


def _found(connection: Connection, key: PrivateKey, ids: Ids, at: str) -> Seat:
    seat = Seat(Author(ids.new(), ids.new(), key), ids.new())
    kept = (seat.generation, seat.author.person, seat.author.device)
    connection.execute(
        meta.insert(), [{"name": name, "value": value} for name, value in zip(_NAMES, kept, strict=True)]
    )
    acts = _founding_acts(seat.author, ids, at)
    docket = gather(connection, acts, [seat.author.device], lambda _: Roll())
    sitting = Sitting(docket, seat.author, seat.generation, ids, at)
    for act in acts:
        docket.log(sitting.sign(act))
    write(connection, docket, at)
    return seat


def _founding_acts(server: Author, ids: Ids, at: str) -> tuple[Act, ...]:
    """Return the acts that nobody can allow yet: the server, its device and its right to keep the directory."""

    def created(record: str, kind: RecordKind, values: dict[str, Json]) -> Act:
        body: dict[str, Json] = {"record": kind.value, "values": values}
        return Act(ids.new(), record, DIRECTORY, Action.CREATED.value, (), body, at)

    everything: dict[str, Json] = {"townships": ["*"], "subjects": ["*"]}
    return (
        created(server.person, RecordKind.PERSON, {"name": SERVER_NAME}),
        created(server.device, RecordKind.DEVICE, {"person": server.person, "key": server.key.public.hex}),
        created(ids.new(), RecordKind.GRANT, {"person": server.person, "role": Role.SERVER.value, **everything}),
    )
