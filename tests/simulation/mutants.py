"""Bugs planted into the product's own functions, each of which the simulation finds within 1,000 histories.

``python -m tests.simulation.mutants`` looks for a history that finds each, and prints what stands below.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import app.domain.admission
import db.blobs
import db.journal
import db.ledger.pulling
import db.ledger.writing
import db.outbox
import db.reception
import sync.carrier
from app.domain.directory import Directory
from db.exchange import ClientExchange
from db.ledger import LogLedger
from db.ledger.docket import Docket
from db.ledger.sitting import Sitting
from db.outbox import Trust
from db.reception import Reception
from db.rows import HELD, OUTBOX
from tests.simulation.bugs import (
    always,
    answer_before_commit,
    blind_to_digests,
    bytes_written_anew,
    cursor_before_entries,
    cursor_to_head,
    delivered_anyway,
    directory_of_yesterday,
    fate,
    forgetting,
    nothing,
    number_used_twice,
    one_too_far,
    photo_unchecked,
    refused_thrown_away,
    same_log_for_ever,
    sent_is_delivered,
    stub_without_number,
)
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


MUTANTS: Mapping[str, Mutant] = {
    "answer_before_commit": Mutant(
        "a push is answered and then rolled back", LogLedger, "_transact", answer_before_commit, 0
    ),
    "not_idempotent": Mutant("what was logged before is judged again", Sitting, "_ruled_before", always(None), 0),
    "cursor_before_entries": Mutant(
        "the cursor moves in a transaction before its entries", ClientExchange, "receive", cursor_before_entries, 0
    ),
    "sent_is_delivered": Mutant(
        "an entry leaves the outbox when it is sent", ClientExchange, "outgoing", sent_is_delivered, 0
    ),
    "any_receipt": Mutant("receipts are not verified", Trust, "believes", always(value=True), 10),
    "same_log_for_ever": Mutant(
        "another generation is taken for the same log", ClientExchange, "set_generation", same_log_for_ever, 161
    ),
    "revoked_outbox_dropped": Mutant(
        "a revoked stream takes its outbox along", db.reception, "forget", forgetting(OUTBOX), 23
    ),
    "revoked_held_dropped": Mutant(
        "a revoked stream takes along what was held", db.reception, "forget", forgetting(HELD), 135
    ),
    "revoked_stays": Mutant("a revoked stream stays in view", ClientExchange, "forget", nothing, 135),
    "read_without_grant": Mutant("everybody may read everything", Directory, "may_read", always(value=True), 132),
    "cursor_to_head": Mutant("the cursor jumps to the head of a cut page", Reception, "receive", cursor_to_head, 1),
    "blind_to_digests": Mutant("digests are not compared", ClientExchange, "receive", blind_to_digests, 111),
    "refused_thrown_away": Mutant("refused entries are deleted", db.outbox, "settle", refused_thrown_away, 140),
    "refused_is_delivered": Mutant(
        "refused entries count as delivered", db.outbox, "_fate", fate(delivered_anyway), 140
    ),
    "chain_not_moved": Mutant("a number is not kept with its entry", db.journal, "set_chain_head", nothing, 0),
    "stub_without_number": Mutant("a stub does not consume the number", Docket, "log_stub", stub_without_number, 140),
    "stubs_ignored": Mutant("a client ignores stubs", Reception, "_advance", nothing, 135),
    "photo_unchecked": Mutant(
        "a photo's bytes are not hashed", db.blobs.FolderUploads, "complete", photo_unchecked, 210
    ),
    "directory_of_yesterday": Mutant(
        "the server does not read the directory again", LogLedger, "_read_roll", directory_of_yesterday, 140
    ),
    "number_used_twice": Mutant(
        "a number may be used twice", app.domain.admission, "_out_of_order", number_used_twice, 268
    ),
    "bytes_written_anew": Mutant(
        "entries are written anew without unknown fields", sync.carrier, "wire_of", bytes_written_anew, 4
    ),
    "heads_not_written": Mutant("the head is not moved", db.ledger.writing, "_write_heads", nothing, 0),
    "one_too_far": Mutant("a page leaves out its first entry", db.ledger.pulling, "_sealed", one_too_far, 0),
    "signature_not_checked": Mutant("received entries are not verified", Reception, "_verify", nothing, 13),
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
