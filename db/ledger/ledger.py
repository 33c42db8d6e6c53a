"""The log of all streams, behind the port that the wire's handlers call."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError

from app.domain.admission import Accepted, Invalid, Refused
from app.domain.directory import Directory
from app.domain.due import Due, DueState
from app.domain.entry import Act, Entry
from app.domain.keys import PublicKey
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.clock import Ids
from app.ports.ledger import Pulled, Ruling
from app.usecases.day import due_checks
from db.deadlines import DeadlineReading
from db.engine import reading, writing
from db.ledger import pulling
from db.ledger.docket import Docket
from db.ledger.gathering import gather
from db.ledger.roll import Roll, read_roll
from db.ledger.seat import Seat
from db.ledger.sitting import Sitting
from db.ledger.together import Together
from db.ledger.writing import write
from db.rows import entry_of
from db.tables import entries

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Pushed:
    """One push: its entries, the device that brought them, the server's clock when it came."""

    entries: Sequence[Entry]
    carrier: str
    at: str


class LogLedger:
    """Implements ``app.ports.ledger.Ledger``; several processes may share one database."""

    def __init__(self, engine: Engine, seat: Seat, ids: Ids) -> None:
        self._engine = engine
        self._seat = seat
        self._ids = ids
        self._roll = Roll()
        self._together: Together[_Pushed, tuple[Ruling, ...]] = Together(self._accept)

    @property
    def generation(self) -> str:
        """The log's generation; another after a restore."""
        return self._seat.generation

    @property
    def key(self) -> PublicKey:
        """The server's key."""
        return self._seat.author.key.public

    @property
    def device(self) -> str:
        """The id of the server's own device."""
        return self._seat.author.device

    def accept(self, pushed: Sequence[Entry], carrier: str, at: str) -> tuple[Ruling, ...]:
        """Judge and log entries in their order; any of it may be repeated with no effect.

        Pushes that arrive meanwhile are judged after each other in one transaction.
        """
        return self._together(_Pushed(pushed, carrier, at))

    def _accept(self, together: Sequence["_Pushed"]) -> tuple[tuple[Ruling, ...], ...]:
        entries_of_all = [entry for push in together for entry in push.entries]
        at = together[-1].at

        def judge(connection: Connection) -> tuple[tuple[Ruling, ...], ...]:
            devices = {entry.device for entry in entries_of_all} | {self.device}
            sitting = self._sit(gather(connection, entries_of_all, devices, self._read_roll), at)
            rulings = tuple(tuple(sitting.rule(entry, push.carrier) for entry in push.entries) for push in together)
            write(connection, sitting.docket, at)
            return rulings

        return self._transact(judge)

    def append_own(self, acts: Sequence[Act], at: str) -> tuple[Entry, ...]:
        """Sign acts as the server's own and log them, all or none."""

        def append(connection: Connection) -> tuple[Entry, ...]:
            sitting = self._sit(gather(connection, acts, [self.device], self._read_roll), at)
            logged = tuple(self._append(sitting, act) for act in acts)
            write(connection, sitting.docket, at)
            return logged

        return self._transact(append)

    def pull(
        self, cursors: Mapping[Stream, int], person: str, limit: int, digests: Mapping[Stream, str] | None = None
    ) -> Pulled:
        """Return at most ``limit`` entries past the cursors, the directory's first; no cursor stands for zero.

        Where ``digests`` has the start of another digest than that at a cursor with nothing past it, a page without
        entries says so.
        """
        with reading(self._engine) as connection:
            directory = self._read_roll(connection).directory
            return pulling.pull(
                connection,
                generation=self.generation,
                directory=directory,
                stand=pulling.Stand(cursors, digests or {}),
                person=person,
                limit=limit,
            )

    def directory(self) -> Directory:
        """Return who is who now."""
        with reading(self._engine) as connection:
            return self._read_roll(connection).directory

    def stream(self, stream: Stream) -> tuple[Entry, ...]:
        """Return all of a stream in the log's order."""
        in_stream = (entries.c.township == stream.township) & (entries.c.subject == stream.subject)
        logged = select(entries.c.payload, entries.c.signature).where(in_stream).order_by(entries.c.seq)
        with reading(self._engine) as connection:
            return tuple(entry_of(row) for row in connection.execute(logged))

    def due_checks(self, day: date, states: Collection[DueState]) -> tuple[Due, ...]:
        """Return the checks in these states on a day, of all townships."""
        with reading(self._engine) as connection:
            return due_checks(DeadlineReading(connection), day, states)

    def _sit(self, docket: Docket, at: str) -> Sitting:
        return Sitting(docket, self._seat.author, self.generation, self._ids, at)

    def _append(self, sitting: Sitting, act: Act) -> Entry:
        entry = sitting.sign(act)
        verdict = sitting.verdict(entry, self.device)
        if not isinstance(verdict, Accepted):
            reason = verdict.code if isinstance(verdict, Refused | Invalid) else type(verdict).__name__
            raise AppError("ledger.own_refused", kind=act.kind, reason=reason)
        sitting.docket.log(entry)
        return entry

    def _read_roll(self, connection: Connection) -> Roll:
        """Return the roll before this transaction writes anything: what is kept of it is committed."""
        self._roll = roll = read_roll(connection, self._roll)
        return roll

    def _transact(self, act: Callable[[Connection], _Result]) -> _Result:
        """Run in one writing transaction; once more if another process made the same stream or entry meanwhile."""
        try:
            with writing(self._engine) as connection:
                return act(connection)
        except IntegrityError:
            with writing(self._engine) as connection:
                return act(connection)
