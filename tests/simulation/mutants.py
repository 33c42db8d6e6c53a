"""Bugs planted into the product's own functions, each of which the simulation finds within 1,000 histories.

``python -m tests.simulation.mutants`` looks for a history that finds each, and prints what stands below.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from sqlalchemy import update

import app.domain.admission
import app.domain.fold
import db.blobs
import db.exchange
import db.journal
import db.ledger.docket
import db.ledger.ledger
import db.ledger.pulling
import db.ledger.sitting
import db.ledger.writing
import db.outbox
import db.reception
import sync.carrier
from app.domain.canonical import canonical
from app.domain.directory import Directory
from app.domain.entry import reopen_entry
from app.domain.stream import DIRECTORY, digest_after
from app.ports.blobs import Blob
from db.engine import writing
from db.exchange import ClientExchange
from db.ledger import LogLedger
from db.ledger.docket import Docket
from db.ledger.sitting import Sitting
from db.outbox import Trust
from db.reception import Reception
from db.rows import HELD, LOG, OUTBOX
from db.tables import entries, streams
from db.upsert import upsert
from tests.simulation.history import PAIRS, History, Machines

MOST = 1_000


@dataclass(frozen=True)
class Mutant:
    """A planted bug: what it is, where it is put, what is put there, and a history that finds it."""

    bug: str
    target: object
    name: str
    make: Callable[[Any], Any]
    found_by: int

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Plant it for a while."""
        with patch.object(self.target, self.name, self.make(getattr(self.target, self.name))):
            yield


class _RolledBackError(Exception):
    pass


def _roll_back(wanted: object) -> None:
    if wanted:
        raise _RolledBackError


def _answer_before_commit(_: Any) -> Any:
    calls = count()

    def transact(self: LogLedger, act: Any) -> Any:
        answered = None
        try:
            with writing(self._engine) as connection:
                answered = act(connection)
                _roll_back(next(calls) % 4 == 3)
        except _RolledBackError:
            self._roll = type(self._roll)()
        return answered

    return transact


def _cursor_before_entries(receive: Any) -> Any:
    def received(self: ClientExchange, page: Any) -> Any:
        try:
            return receive(self, page)
        except Exception:
            digest = dict(self.digests()).get(page.stream, "0" * 64)
            for entry in page.entries:
                digest = digest_after(digest, entry.hash)
            key = {"township": page.stream.township, "subject": page.stream.subject}
            with writing(self._engine) as connection:
                upsert(connection, streams, {**key, "head": page.after + len(page.entries), "digest": digest})
            raise

    return received


def _sent_is_delivered(outgoing: Any) -> Any:
    def gathered(self: ClientExchange, most: int, size: int) -> Any:
        found = outgoing(self, most, size)
        with writing(self._engine) as connection:
            names = [entry.id for entry in found]
            connection.execute(update(entries).where(entries.c.id.in_(names)).values(place=LOG))
        return found

    return gathered


def _same_log_for_ever(_: Any) -> Any:
    def noted(self: ClientExchange, generation: str) -> bool:
        self.note("generation", generation)
        return False

    return noted


def _forgetting(place: str) -> Callable[[Any], Any]:
    def make(forget: Any) -> Any:
        def forgotten(connection: Any, stream: Any, device: str) -> None:
            forget(connection, stream, device)
            here = (entries.c.township == stream.township) & (entries.c.subject == stream.subject)
            connection.execute(entries.delete().where(here, entries.c.place == place))

        return forgotten

    return make


def _cursor_to_head(receive: Any) -> Any:
    def received(self: Reception, connection: Any, page: Any, *rest: Any) -> Any:
        said = receive(self, connection, page, *rest)
        here = (streams.c.township == page.stream.township) & (streams.c.subject == page.stream.subject)
        connection.execute(update(streams).where(here).values(head=page.head, digest=page.digest))
        return said

    return received


def _blind_to_digests(receive: Any) -> Any:
    return lambda self, page: replace(receive(self, page), differs=False)


def _refused_thrown_away(settle: Any) -> Any:
    def settled(connection: Any, *rest: Any) -> Any:
        left = settle(connection, *rest)
        connection.execute(entries.delete().where(entries.c.place == HELD))
        return left

    return settled


def _fate(change: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    def make(fate: Any) -> Any:
        def fated(stream: Any, entry_hash: str, result: Any, trust: Any) -> Any:
            return change(fate(stream, entry_hash, result, trust), result)

        return fated

    return make


def _stub_without_number(log_stub: Any) -> Any:
    def logged(self: Docket, refused: Any, stub: Any) -> int:
        key = refused.stream, refused.device
        before = self.chains.get(key)
        seq: int = log_stub(self, refused, stub)
        if before is not None:
            self.chains[key] = before
        else:
            self.chains.pop(key)
            self.moved.discard(key)
        return seq

    return logged


def _photo_unchecked(_: Any) -> Any:
    def completed(self: Any, township: str, sha256: str, size: int) -> Blob:
        part = self._part(township, sha256)
        path = self._blobs.place(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)
        return Blob(sha256, size)

    return completed


def _directory_of_yesterday(read: Any) -> Any:
    def roll(self: LogLedger, connection: Any) -> Any:
        return self._roll if self._roll.head else read(self, connection)

    return roll


def _number_used_twice(judge: Any) -> Any:
    def judged(entry: Any, facts: Any) -> Any:
        verdict = judge(entry, facts)
        return None if isinstance(verdict, app.domain.admission.Fork) else verdict

    return judged


def _bytes_written_anew(wire_of: Any) -> Any:
    def rewritten(entry: Any) -> Any:
        fields = msgspec.json.decode(entry.payload)
        fields["body"].pop("of_a_later_program", None)
        return wire_of(reopen_entry(canonical(fields), entry.signature))

    return rewritten


def _nothing(_: Any) -> Any:
    return lambda *_arguments, **_named: None


def _always(value: object) -> Callable[[Any], Any]:
    return lambda _: lambda *_arguments, **_named: value


def _one_too_far(sealed: Any) -> Any:
    def skipping(connection: Any, stream: Any, *, after: int, **rest: Any) -> Any:
        return sealed(connection, stream, after=after + (stream != DIRECTORY and after > 0), **rest)

    return skipping


def _delivered_anyway(fate: Any, _result: Any) -> Any:
    return replace(fate, place=LOG) if fate.place == HELD else fate


MUTANTS: Mapping[str, Mutant] = {
    "answer_before_commit": Mutant(
        "a push is answered and then rolled back", LogLedger, "_transact", _answer_before_commit, 0
    ),
    "not_idempotent": Mutant("what was logged before is judged again", Sitting, "_ruled_before", _always(None), 0),
    "cursor_before_entries": Mutant(
        "the cursor moves in a transaction before its entries", ClientExchange, "receive", _cursor_before_entries, 0
    ),
    "sent_is_delivered": Mutant(
        "an entry leaves the outbox when it is sent", ClientExchange, "outgoing", _sent_is_delivered, 0
    ),
    "any_receipt": Mutant("receipts are not verified", Trust, "believes", _always(value=True), 10),
    "same_log_for_ever": Mutant(
        "another generation is taken for the same log", ClientExchange, "set_generation", _same_log_for_ever, 161
    ),
    "revoked_outbox_dropped": Mutant(
        "a revoked stream takes its outbox along", db.reception, "forget", _forgetting(OUTBOX), 23
    ),
    "revoked_held_dropped": Mutant(
        "a revoked stream takes along what was held", db.reception, "forget", _forgetting(HELD), 135
    ),
    "revoked_stays": Mutant("a revoked stream stays in view", ClientExchange, "forget", _nothing, 135),
    "read_without_grant": Mutant("everybody may read everything", Directory, "may_read", _always(value=True), 132),
    "cursor_to_head": Mutant("the cursor jumps to the head of a cut page", Reception, "receive", _cursor_to_head, 1),
    "blind_to_digests": Mutant("digests are not compared", ClientExchange, "receive", _blind_to_digests, 111),
    "refused_thrown_away": Mutant("refused entries are deleted", db.outbox, "settle", _refused_thrown_away, 140),
    "refused_is_delivered": Mutant(
        "refused entries count as delivered", db.outbox, "_fate", _fate(_delivered_anyway), 140
    ),
    "chain_not_moved": Mutant("a number is not kept with its entry", db.journal, "set_chain_head", _nothing, 0),
    "stub_without_number": Mutant("a stub does not consume the number", Docket, "log_stub", _stub_without_number, 140),
    "stubs_ignored": Mutant("a client ignores stubs", Reception, "_advance", _nothing, 135),
    "photo_unchecked": Mutant(
        "a photo's bytes are not hashed", db.blobs.FolderUploads, "complete", _photo_unchecked, 210
    ),
    "directory_of_yesterday": Mutant(
        "the server does not read the directory again", LogLedger, "_read_roll", _directory_of_yesterday, 140
    ),
    "number_used_twice": Mutant(
        "a number may be used twice", app.domain.admission, "_out_of_order", _number_used_twice, 268
    ),
    "bytes_written_anew": Mutant(
        "entries are written anew without unknown fields", sync.carrier, "wire_of", _bytes_written_anew, 4
    ),
    "heads_not_written": Mutant("the head is not moved", db.ledger.writing, "_write_heads", _nothing, 0),
    "one_too_far": Mutant("a page leaves out its first entry", db.ledger.pulling, "_sealed", _one_too_far, 0),
    "signature_not_checked": Mutant("received entries are not verified", Reception, "_verify", _nothing, 13),
}


def is_found(mutant: Mutant, seed: int, machines: Machines) -> str:
    """Return how a history found a planted bug; empty if it did not. A program that breaks is found too."""
    with mutant.planted():
        try:
            History(seed, machines).run()
        except Exception as error:  # noqa: BLE001  # a planted bug breaks in its own way
            return f"{type(error).__name__}: {error}"
    return ""


def finding(mutant: Mutant, machines: Machines, most: int = MOST) -> tuple[int, str]:
    """Return the history that finds a planted bug and how; ``most`` and nothing if none of so many does.

    The one that is known to comes first, then those with the same theme: any change of the product moves histories.
    """
    known = mutant.found_by
    order = sorted(range(MOST), key=lambda seed: (seed != known, (seed - known) % len(PAIRS) != 0, seed))
    found = ((seed, how) for seed in order[:most] if (how := is_found(mutant, seed, machines)))
    return next(found, (most, ""))


def main(names: Sequence[str]) -> int:
    """Look for a history that finds each mutant and print it."""
    hidden = 0
    with tempfile.TemporaryDirectory() as folder:
        machines = Machines(Path(folder))
        for name in names or MUTANTS:
            seed, how = finding(MUTANTS[name], machines)
            hidden += not how
            sys.stdout.write(f"{name:<24} history {seed:>4}  {how[:90]}\n")
            sys.stdout.flush()
    return 1 if hidden else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
