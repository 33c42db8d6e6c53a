"""A nursery of processes that keep writing to one store until they are killed (see ``test_killed``).

It is started once; for each line on its standard input it forks a child, so that nothing is imported again. A child
says ``pid N`` first, then a line after each write that has returned: ``draft N`` or ``entry N``.
"""

import os
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from uuid_utils import uuid7

from app.domain.draft import Draft
from app.domain.entry import Act, Author
from app.domain.keys import PrivateKey
from db.store import ClientStore
from tests.db.district import BRIDGES, KEY, SetClock, creation

RECORD = "00000000-0000-7000-8000-00000000d0af"
AUTHOR = Author("00000000-0000-7000-8000-00000000a001", "00000000-0000-7000-8000-00000000a002", PrivateKey(bytes(32)))
ENTRY_EVERY = 3


def main(home: Path) -> None:
    """Fork a child for each line; say when it has ended."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                write_for_ever(home)
            finally:
                os._exit(1)  # whatever went wrong, a child never becomes a second nursery
        os.waitpid(child, 0)
        say("ended")


def write_for_ever(home: Path) -> None:
    """Save a draft with a growing counter again and again, and an entry now and then."""
    say(f"pid {os.getpid()}")
    store = open_store(home)
    with store.reading() as look:
        kept = look.draft(RECORD)
    first = int(str(kept.values["counter"])) + 1 if kept else 1
    for counter in count(first):
        with store() as unit:
            unit.put_draft(draft_with(counter))
        say(f"draft {counter}")
        if counter % ENTRY_EVERY == 0:
            with store() as unit:
                (entry,) = unit.append([act_of(counter)])
            say(f"entry {entry.number}")


def open_store(home: Path) -> ClientStore:
    """Open the store that all children write to."""
    return ClientStore(home, KEY, AUTHOR, SetClock())


def draft_with(counter: int) -> Draft:
    """Return the draft as it stands at a counter."""
    return Draft(RECORD, BRIDGES, "f", "1", None, "新河桥", values={"counter": counter, "note": "写" * 500})


def act_of(counter: int) -> Act:
    """Return the beginning of a record with ids that no other process gives."""
    begun = creation(str(uuid7()), title=str(counter))
    return replace(begun, id=str(uuid7()))


def say(line: str) -> None:
    """Write a line at once."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
