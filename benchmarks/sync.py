"""What sync costs, each row beside the least that it could cost, measured in the same run.

Run: ``python -m benchmarks.sync [postgresql|sqlite]``. A server process on a database that waits for its disk; requests
with tokens, entries with signatures, answers with signed receipts. The limits: bare ASGI that syncs each body to disk
(``benchmarks.sync_limits``), and bare ``executemany`` of the same bytes into the same database. Nothing is asserted.
"""

import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from sqlalchemy import text

from app.domain.entry import Entry
from app.domain.kinds import Role
from benchmarks.cuts import LIMITS, SEEDS, measure
from benchmarks.sync_link import slow_link
from benchmarks.sync_town import CLIENTS, Caller, Member, database_of, people, process
from db.engine import open_engine
from sync import paths
from sync.codec import decode, encode, expand, wire_of
from sync.frames import Frame
from sync.protocol import Pull, PullAnswer, Push, PushAnswer
from tests.server.office import Office
from tests.sync.desks import Desk

SINGLES, BATCHES, BATCH, WITH_PHOTOS, PHOTOS, POLLS = 400, 40, 100, 40, 80, 200
PHOTO_BYTES = 300_000
SLOW_RATE, SLOW_TRIP_S = 5_000.0, 0.6

Work = Callable[[Caller, Member, int], None]


def main() -> None:
    """Measure and print."""
    engine = sys.argv[1] if len(sys.argv) > 1 else "postgresql"
    with tempfile.TemporaryDirectory(prefix="yingxun-sync-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        with database_of(folder, engine) as database:
            members = people(folder / "server", database)
            (folder / "bare").mkdir()
            server = ("sync.server", "--home", str(folder / "server"), "--database", database, "--port", "0")
            with process(*server) as port, process("benchmarks.sync_limits", str(folder / "bare")) as bare:
                print(f"{engine}, {CLIENTS} clients at most; ratio = ours / limit")
                fast_rows(port, bare, members, database)
    slow_rows()


def fast_rows(port: int, bare: int, members: Sequence[Member], database: str) -> None:
    """Measure what an office's network shows."""
    for count in (1, CLIENTS):
        single = rate(port, members[:count], SINGLES, push_one)
        show(f"one record a request, {count} clients", single, rate(bare, members[:count], SINGLES, append_one), "/s")
    for count in (1, CLIENTS):
        ours = BATCH * rate(port, members[:count], BATCHES, push_many)
        show(f"batches of {BATCH}, {count} clients", ours, bare_rows(database, members[0]), "/s")
    for count in (1, CLIENTS):
        ours = rate(port, members[:count], WITH_PHOTOS, push_with_photos)
        show(f"record + 3 photos, {count} clients", ours, rate(bare, members[:count], WITH_PHOTOS, keep_three), "/s")
    for count in (1, CLIENTS):
        ours = rate(port, members[:count], PHOTOS, pack_one)
        show(f"photos of 300 kB, {count} clients", ours, rate(bare, members[:count], PHOTOS, keep_one), "/s")
    bytes_up(port, members[0])
    pull_all(port, members[0], database)
    polls(port, bare, members[0])


def rate(port: int, members: Sequence[Member], count: int, work: Work) -> float:
    """Return how many pieces of work are done in a second by these members together."""
    callers = [Caller(port, member.token) for member in members]
    share = max(1, count // len(members))
    with ThreadPoolExecutor(len(members)) as pool:
        work(callers[0], members[0], -1)  # what is only slow the first time
        began = perf_counter()
        pairs = zip(callers, members, strict=True)
        for done in [pool.submit(_repeat, work, caller, member, share) for caller, member in pairs]:
            done.result()
        seconds = perf_counter() - began
    for caller in callers:
        caller.close()
    return share * len(members) / seconds


def _repeat(work: Work, caller: Caller, member: Member, times: int) -> None:
    for number in range(times):
        work(caller, member, number)


def push(caller: Caller, entries: Sequence[Entry]) -> None:
    """Push entries, and see that each got its receipt."""
    answer = caller.post(paths.PUSH, encode(Push([wire_of(entry) for entry in entries])))
    results = decode(_plain(answer), PushAnswer).results
    if any(result.receipt is None or result.outcome != "accepted" for result in results):
        raise RuntimeError(results[0])


def push_one(caller: Caller, member: Member, number: int) -> None:
    """Push one record."""
    push(caller, [member.record(number)])


def push_many(caller: Caller, member: Member, number: int) -> None:
    """Push a batch of records."""
    push(caller, [member.record(number * BATCH + index) for index in range(BATCH)])


def append_one(caller: Caller, member: Member, number: int) -> None:
    """Let the bare server keep one record's bytes."""
    caller.post("/append", encode(Push([wire_of(member.scribble(number))])))


def push_with_photos(caller: Caller, member: Member, number: int) -> None:
    """Push a record that shows three photos, and send them."""
    photos = [_photo() for _ in range(3)]
    record = member.record(number)
    entries = [record]
    for photo in photos:
        entries.append(member.machine.attach(entries[-1], hashlib.sha256(photo).hexdigest(), len(photo)))
    push(caller, entries)
    caller.post(paths.pack_of(member.stream.township), b"".join(map(_framed, photos)), is_packed=False)


def keep_three(caller: Caller, member: Member, number: int) -> None:
    """Let the bare server keep a record and three photos."""
    append_one(caller, member, number)
    for _ in range(3):
        keep_one(caller, member, number)


def pack_one(caller: Caller, member: Member, _number: int) -> None:
    """Send one photo."""
    caller.post(paths.pack_of(member.stream.township), _framed(_photo()), is_packed=False)


def keep_one(caller: Caller, _member: Member, _number: int) -> None:
    """Let the bare server keep one photo."""
    caller.post("/keep", _photo(), is_packed=False)


def bare_rows(database: str, member: Member) -> float:
    """Return how many rows of the same bytes ``executemany`` puts into the same database, a commit for each batch."""
    rows: list[dict[str, object]] = [
        {"id": str(number), "payload": member.scribble(number).payload} for number in range(BATCHES * BATCH)
    ]
    engine = open_engine(database)
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS bare (id TEXT, payload BYTEA)"))
        began = perf_counter()
        for batch in batched_rows(rows):
            with engine.begin() as connection:
                connection.execute(text("INSERT INTO bare (id, payload) VALUES (:id, :payload)"), batch)
        return len(rows) / (perf_counter() - began)
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE bare"))
        engine.dispose()


def batched_rows(rows: Sequence[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    """Yield the rows in batches."""
    for start in range(0, len(rows), BATCH):
        yield list(rows[start : start + BATCH])


def bytes_up(port: int, member: Member) -> None:
    """Print what a record costs on the way up, heads included."""
    for name, size in (("one a request", 1), (f"in batches of {BATCH}", BATCH)):
        caller = Caller(port, member.token)
        entries = [member.record(number) for number in range(size)]
        push(caller, entries)
        plain = sum(len(entry.payload) for entry in entries)
        print(f"bytes up per record, {name}: {caller.up / size:.0f} (signed bytes {plain / size:.0f}; target 250)")
        caller.close()


def pull_all(port: int, member: Member, database: str) -> None:
    """Print how fast everything comes down, beside reading the same bytes from the same database."""
    caller, cursors, count = Caller(port, member.token), dict[str, int](), 0
    began = perf_counter()
    has_more = True
    while has_more:
        answer = decode(_plain(caller.post(paths.PULL, encode(Pull(cursors)))), PullAnswer)
        for page in answer.pages:
            cursors[page.stream] = page.after + len(page.entries)
            count += len(page.entries)
        has_more = answer.more
    ours = count / (perf_counter() - began)
    engine = open_engine(database)
    with engine.connect() as connection:
        began = perf_counter()
        rows = connection.execute(text("SELECT payload, signature FROM entries WHERE place = 'log'")).all()
        bare = len(rows) / (perf_counter() - began)
    engine.dispose()
    show(f"pull of all {count} entries", ours, bare, "/s")
    print(f"bytes down per entry: {caller.down / count:.0f}")
    caller.close()


def polls(port: int, bare: int, member: Member) -> None:
    """Print how long an empty poll takes."""
    caller, least = Caller(port, member.token), Caller(bare)
    cursors = dict[str, int]()
    has_more = True
    while has_more:
        answer = decode(_plain(caller.post(paths.PULL, encode(Pull(cursors, 5000)))), PullAnswer)
        cursors |= {page.stream: page.after + len(page.entries) for page in answer.pages}
        has_more = answer.more
    body = encode(Pull(cursors))
    ours = median(_timed(lambda: caller.post(paths.PULL, body)) for _ in range(POLLS))
    limit = median(_timed(lambda: least.post("/nothing", body)) for _ in range(POLLS))
    print(f"empty poll: {ours * 1000:.2f} ms, bare answer {limit * 1000:.2f} ms (target 3 ms)")
    caller.close()
    least.close()


def slow_rows() -> None:
    """Measure what a village shows: a slow link, and one that breaks off."""
    with tempfile.TemporaryDirectory() as name:
        office = Office(Path(name) / "server")
        desk = Desk(office, Path(name) / "desk", Role.INSPECTOR)
        desk.sync()
        keys = [desk.inspect() for _ in range(20)]
        with slow_link(office.port, SLOW_RATE, SLOW_TRIP_S) as url:
            desk.talk_to(url)
            began = perf_counter()
            desk.sync()
            seconds = perf_counter() - began
        delivered = sum(map(desk.is_delivered, keys))
        print(f"20 records over 5 kB/s with 600 ms: {seconds:.1f} s, {delivered} delivered (target 3.0 s)")
        for mean_bytes, limit in LIMITS:
            for seed in range(SEEDS):
                measure(office, desk, mean_bytes, seed, limit)
        desk.close()
        office.close()


def show(name: str, ours: float, limit: float, unit: str) -> None:
    """Print a row."""
    print(f"{name}: {ours:.0f}{unit}, limit {limit:.0f}{unit}, ratio {ours / limit:.2f}", flush=True)


def _photo() -> bytes:
    return Random().randbytes(PHOTO_BYTES)  # noqa: S311  # no secret


def _framed(photo: bytes) -> bytes:
    return Frame(hashlib.sha256(photo).hexdigest(), len(photo), 0, len(photo)).head() + photo


def _plain(answer: bytes) -> bytes:
    return expand(answer, "zstd" if answer.startswith(b"\x28\xb5\x2f\xfd") else "")


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main()
