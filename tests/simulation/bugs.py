"""Wrong versions of the product's own functions, each made of the right one (see ``mutants`` for what each breaks)."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import msgspec
from sqlalchemy import update

import app.domain.admission
from app.domain.canonical import canonical
from app.domain.entry import reopen_entry
from app.domain.stream import DIRECTORY, digest_after
from app.ports.blobs import Blob
from db.engine import writing
from db.exchange import ClientExchange
from db.ledger import LogLedger
from db.ledger.docket import Docket
from db.reception import Reception
from db.rows import HELD, LOG
from db.tables import entries, streams
from db.upsert import upsert


class _RolledBackError(Exception):
    pass


def _roll_back(wanted: object) -> None:
    if wanted:
        raise _RolledBackError


def answer_before_commit(_: Any) -> Any:
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


def cursor_before_entries(receive: Any) -> Any:
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


def sent_is_delivered(outgoing: Any) -> Any:
    def gathered(self: ClientExchange, most: int, size: int) -> Any:
        found = outgoing(self, most, size)
        with writing(self._engine) as connection:
            names = [entry.id for entry in found]
            connection.execute(update(entries).where(entries.c.id.in_(names)).values(place=LOG))
        return found

    return gathered


def same_log_for_ever(_: Any) -> Any:
    def noted(self: ClientExchange, generation: str) -> bool:
        self.note("generation", generation)
        return False

    return noted


def forgetting(place: str) -> Callable[[Any], Any]:
    def make(forget: Any) -> Any:
        def forgotten(connection: Any, stream: Any, device: str) -> None:
            forget(connection, stream, device)
            here = (entries.c.township == stream.township) & (entries.c.subject == stream.subject)
            connection.execute(entries.delete().where(here, entries.c.place == place))

        return forgotten

    return make


def cursor_to_head(receive: Any) -> Any:
    def received(self: Reception, connection: Any, page: Any, *rest: Any) -> Any:
        said = receive(self, connection, page, *rest)
        here = (streams.c.township == page.stream.township) & (streams.c.subject == page.stream.subject)
        connection.execute(update(streams).where(here).values(head=page.head, digest=page.digest))
        return said

    return received


def blind_to_digests(receive: Any) -> Any:
    return lambda self, page: replace(receive(self, page), differs=False)


def refused_thrown_away(settle: Any) -> Any:
    def settled(connection: Any, *rest: Any) -> Any:
        left = settle(connection, *rest)
        connection.execute(entries.delete().where(entries.c.place == HELD))
        return left

    return settled


def fate(change: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    def make(fate: Any) -> Any:
        def fated(stream: Any, entry_hash: str, result: Any, trust: Any) -> Any:
            return change(fate(stream, entry_hash, result, trust), result)

        return fated

    return make


def stub_without_number(log_stub: Any) -> Any:
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


def photo_unchecked(_: Any) -> Any:
    def completed(self: Any, township: str, sha256: str, size: int) -> Blob:
        part = self._part(township, sha256)
        path = self._blobs.place(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)
        return Blob(sha256, size)

    return completed


def directory_of_yesterday(read: Any) -> Any:
    def roll(self: LogLedger, connection: Any) -> Any:
        return self._roll if self._roll.head else read(self, connection)

    return roll


def number_used_twice(judge: Any) -> Any:
    def judged(entry: Any, facts: Any) -> Any:
        verdict = judge(entry, facts)
        return None if isinstance(verdict, app.domain.admission.Fork) else verdict

    return judged


def bytes_written_anew(wire_of: Any) -> Any:
    def rewritten(entry: Any) -> Any:
        fields = msgspec.json.decode(entry.payload)
        fields["body"].pop("of_a_later_program", None)
        return wire_of(reopen_entry(canonical(fields), entry.signature))

    return rewritten


def nothing(_: Any) -> Any:
    return lambda *_arguments, **_named: None


def always(value: object) -> Callable[[Any], Any]:
    return lambda _: lambda *_arguments, **_named: value


def one_too_far(sealed: Any) -> Any:
    def skipping(connection: Any, stream: Any, *, after: int, **rest: Any) -> Any:
        return sealed(connection, stream, after=after + (stream != DIRECTORY and after > 0), **rest)

    return skipping


def delivered_anyway(fate: Any, _result: Any) -> Any:
    return replace(fate, place=LOG) if fate.place == HELD else fate
