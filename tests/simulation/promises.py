"""What sync promises (the invariants of its design), checked in a history while it runs and once all is at rest.

Written without the product's own notion of them: plain SQL over the machines' disks, and hashes computed again.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.entry import Entry, reopen_entry
from app.domain.fold import fold
from app.domain.stream import DIRECTORY, GENESIS, Stream
from sync.protocol import PullAnswer, PushAnswer
from tests.simulation.machines import Server, Station

_RECORDS = (
    "SELECT record, status, title, photos, conflicts, is_open_again FROM records"
    " WHERE township = ? AND subject = ? ORDER BY record"
)


_HELD = frozenset({"refused", "invalid", "fork"})


class ViolationError(AssertionError):
    """A promise of sync was broken."""


def demand(holds: object, promise: str) -> None:
    """Raise ViolationError unless the promise holds."""
    if not holds:
        raise ViolationError(promise)


class Promises:
    """The promises over one history.

    Attributes:
        in_force: who may read and write which stream now, as the keeper of the directory knows it.
        made: every entry ever made that some machine still had after a disk was set back, by id.
    """

    def __init__(self, server: Server, in_force: set[tuple[str, Stream]]) -> None:
        self._server = server
        self.in_force = in_force
        self.made: dict[str, Entry] = {}
        self._receipts_seen: dict[tuple[str, str], str] = {}

    def note_made(self, entries: Iterable[Entry]) -> None:
        """Take down what was committed."""
        self.made.update({entry.id: entry for entry in entries})

    def forget_unheld(self, stations: Sequence[Station]) -> None:
        """After a disk was set back: what no machine has any more went with the disk, not with sync."""
        disks = [self._server.disk, *(station.disk for station in stations)]
        held = {name for disk in disks for (name,) in disk.rows("SELECT id FROM entries")}
        self.made = {name: entry for name, entry in self.made.items() if name in held}

    # While it runs

    def judge_push(self, answer: PushAnswer) -> None:
        """Whatever was answered with a receipt is on disk; whatever was accepted is its author's to write."""
        for result in answer.results:
            if result.outcome not in ("accepted", "known"):
                continue
            found = self._server.disk.rows("SELECT seq FROM entries WHERE id = ? AND place = 'log'", result.id)
            demand(found and result.receipt and result.receipt.seq == found[0][0], f"{result.id} answered, not logged")
            entry = self.made.get(result.id)
            if result.outcome == "accepted" and entry is not None:
                demand((entry.author, entry.stream) in self.in_force, f"{result.id} accepted without a grant")

    def judge_pull(self, station: Station, answer: PullAnswer) -> None:
        """Nothing is read without a grant."""
        for page in answer.pages:
            stream = Stream.parse(page.stream)
            may = stream == DIRECTORY or (station.author.person, stream) in self.in_force
            demand(may, f"{station.name} was given {stream} without a grant")

    def judge_after_step(self, station: Station) -> None:
        """The cursor covers what is there; what has a receipt is logged."""
        for stream, head, below in station.disk.rows(
            "SELECT s.subject, s.head, (SELECT count(*) FROM entries e WHERE e.township = s.township"
            " AND e.subject = s.subject AND e.seq <= s.head) FROM streams s"
        ):
            demand(head == below, f"{station.name} has {below} entries of {stream} up to its cursor {head}")
        if self._generation(station) != self._server.seat.generation:
            return
        for name, seq, entry_hash in station.disk.rows(
            "SELECT id, seq, hash FROM entries WHERE receipt IS NOT NULL AND place = 'log'"
        ):
            key = self._server.seat.generation, str(name)
            if self._receipts_seen.get(key) == entry_hash:
                continue
            logged = self._server.disk.rows("SELECT seq, hash FROM entries WHERE id = ? AND place = 'log'", name)
            demand(logged == [(seq, entry_hash)], f"{name} is 已送达 at {station.name} and not in the log")
            self._receipts_seen[key] = str(entry_hash)

    # At rest

    def is_at_rest(self, station: Station) -> bool:
        """Whether nothing more would come of another round."""
        if station.round is not None or self._generation(station) != self._server.seat.generation:
            return False
        return not (self._outbox(station) or self._behind(station) or self._photos_to_move(station))

    def judge_stuck(self, stations: Sequence[Station]) -> None:
        """Only a device that exists twice may have something that waits for ever; nobody may fail to receive."""
        for station in stations:
            if station.is_twin:
                continue
            demand(not self._behind(station), f"{station.name} does not come up to the log: {self._behind(station)}")
            stuck = self._outbox(station) or self._photos_to_move(station)
            demand(self.is_lenient or not stuck, f"{station.name} cannot get rid of {stuck}")

    def judge_at_rest(self, stations: Sequence[Station]) -> None:
        """Nothing lost, nothing twice, everybody sees the same, as far as they may."""
        log = self._judge_log()
        self._judge_places(log, stations)
        self._judge_conflicts(log)
        self._judge_photos()
        for station in stations:
            if not station.is_twin:
                self._judge_view(station)

    is_lenient = False
    """Whether some device exists twice, so that entries that follow its own may wait for ever."""

    def _judge_log(self) -> dict[str, Entry]:
        disk, log = self._server.disk, dict[str, Entry]()
        for township, subject, head, digest in disk.rows("SELECT township, subject, head, digest FROM streams"):
            rows = disk.rows(
                "SELECT seq, hash, payload, signature FROM entries WHERE township = ? AND subject = ? ORDER BY seq",
                *(township, subject),
            )
            demand([row[0] for row in rows] == list(range(1, int(str(head)) + 1)), f"{subject}: the log has gaps")
            running = GENESIS
            for _, entry_hash, payload, signature in rows:
                demand(hashlib.sha256(_raw(payload)).hexdigest() == entry_hash, "an entry's bytes were changed")
                running = hashlib.sha256(bytes.fromhex(running) + bytes.fromhex(str(entry_hash))).hexdigest()
                entry = reopen_entry(_raw(payload), _raw(signature))
                demand(entry.id not in log, f"{entry.id} is logged twice")
                demand(all(parent in log for parent in entry.parents), f"{entry.id} is logged before its parent")
                log[entry.id] = entry
            demand(running == digest, f"{subject}: the digest is not that of the log")
        return log

    def _judge_places(self, log: dict[str, Entry], stations: Sequence[Station]) -> None:
        kept: dict[str, list[tuple[Station, str, str]]] = {}
        for station in stations:
            rows = station.disk.rows("SELECT id, place, hash, reason, signature FROM entries")
            for name, place, entry_hash, reason, signature in rows:
                kept.setdefault(str(name), []).append((station, str(place), str(entry_hash)))
                why = str(reason).partition(":")[0]
                demand(place != "held" or why in _HELD, f"{name} is held for {reason}")
                demand(self.is_lenient or why != "fork", f"{station.name} is no clone and {name} shows as a fork")
                if place == "log" and str(name) in log:
                    demand(_raw(signature) == log[str(name)].signature, f"{name} has another signature")
        for name, entry in self.made.items():
            places = [place for _, place, entry_hash in kept.get(name, []) if entry_hash == entry.hash]
            logged = name in log and log[name].hash == entry.hash
            demand(logged or "outbox" in places or "held" in places, f"{name} ({entry.kind}) is lost")
            if logged and not self.is_lenient:
                demand(set(places) <= {"log"}, f"{name} is logged and {places}")

    def _judge_conflicts(self, log: dict[str, Entry]) -> None:
        """Both of two values that did not know each other are kept (reckoned here by ancestors alone)."""
        by_record: dict[tuple[Stream, str], list[Entry]] = {}
        for entry in log.values():
            if entry.stream != DIRECTORY and entry.kind != "stubbed":
                by_record.setdefault((entry.stream, entry.record), []).append(entry)
        for (stream, record), entries in by_record.items():
            seen: dict[str, set[str]] = {}
            for entry in entries:  # parents come first in a log
                seen[entry.id] = set(entry.parents).union(*(seen.get(parent, set()) for parent in entry.parents))
            state = fold(record, stream, entries)
            for path, field in state.values.items():
                writers = [entry for entry in entries if path in _values(entry)]
                newest = {entry.id for entry in writers if not any(entry.id in seen[other.id] for other in writers)}
                demand({write.entry for write in field.writes} == newest, f"{record} {path}: a value is not kept")

    def _judge_photos(self) -> None:
        for name, _ in self._server.disk.rows("SELECT sha256, size FROM photos WHERE is_complete"):
            demand(self._server.blobs.is_intact(str(name)), f"the server's photo {name} is not its bytes")

    def _judge_view(self, station: Station) -> None:
        for township, subject, numbered in station.disk.rows(
            "SELECT township, subject, count(seq) = count(*) FROM entries WHERE place = 'log' GROUP BY 1, 2"
        ):
            stream = Stream(str(township), str(subject))
            demand(
                stream == DIRECTORY or (station.author.person, stream) in self.in_force, f"{stream} is still in view"
            )
            demand(numbered, f"{station.name}: entries of {stream} without a place in the log")
        for person, stream in self.in_force:
            if person == station.author.person and not self._outbox(station):
                here = station.disk.rows(_RECORDS, stream.township, stream.subject)
                there = self._server.disk.rows(_RECORDS, stream.township, stream.subject)
                demand(here == there, f"{station.name} and the server differ in {stream}: {here} {there}")
        for name, township, size in station.disk.rows(
            "SELECT sha256, township, size FROM photos WHERE receipt IS NOT NULL"
        ):
            there = self._server.disk.rows(
                "SELECT size FROM photos WHERE township = ? AND sha256 = ? AND is_complete", township, name
            )
            demand(there == [(size,)], f"photo {name} is 已送达 and not there")

    def _generation(self, station: Station) -> object:
        return station.disk.rows("SELECT value FROM meta WHERE name = 'generation'")[0][0]

    def _outbox(self, station: Station) -> list[Any]:
        return station.disk.rows("SELECT id, kind, reason FROM entries WHERE place = 'outbox'")

    def _behind(self, station: Station) -> list[Any]:
        """Return the streams in which a station is not where it should be."""
        mine = {stream for person, stream in self.in_force if person == station.author.person} | {DIRECTORY}
        here = {(row[0], row[1]): row[2:] for row in station.disk.rows("SELECT * FROM streams")}
        there = {(row[0], row[1]): row[2:] for row in self._server.disk.rows("SELECT * FROM streams")}
        wanted = {key: place for key, place in there.items() if Stream(str(key[0]), str(key[1])) in mine}
        return [key for key in wanted.keys() | here.keys() if wanted.get(key) != here.get(key)]

    def _photos_to_move(self, station: Station) -> list[Any]:
        """Return photos that a round should still send or fetch."""
        mine = {stream for person, stream in self.in_force if person == station.author.person}
        townships = {stream.township for stream in mine}
        out = [
            row
            for row in station.disk.rows(
                "SELECT p.township, p.sha256 FROM photos p JOIN attachments a ON a.township = p.township AND"
                " a.sha256 = p.sha256 WHERE p.is_own AND p.is_complete AND p.receipt IS NULL"
            )
            if row[0] in townships
        ]
        missing = station.disk.rows(
            "SELECT township, sha256 FROM attachments a WHERE NOT EXISTS (SELECT 1 FROM photos p WHERE"
            " p.township = a.township AND p.sha256 = a.sha256 AND p.is_complete)"
        )
        shown = "SELECT 1 FROM photos p JOIN attachments a ON a.township = p.township AND a.sha256 = p.sha256"
        return out + [
            row
            for row in missing
            if self._server.disk.rows(
                f"{shown} WHERE p.township = ? AND p.sha256 = ? AND p.is_complete", *row
            )  # no input
        ]


def _raw(value: object) -> bytes:
    assert isinstance(value, bytes | memoryview)
    return bytes(value)


def _values(entry: Entry) -> Any:
    values = entry.body.get("values", {})
    return values if entry.kind in ("created", "answered", "settled") else {}
