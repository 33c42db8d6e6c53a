"""Submitting: the moment when what was typed becomes signed entries."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from app.domain.canonical import Json
from app.domain.draft import Draft, DraftPhoto
from app.domain.kinds import Action, RecordKind, find_move
from app.domain.state import State
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Unit
from app.usecases.acts import Step, chain_of_acts
from app.usecases.differences import state_at
from app.usecases.numbering import next_number
from app.workplace import RecordKey

MAX_VALUES_BYTES = 40_000
"""How much of the answers one entry carries, well below the 64 kB that it may have."""


def submit(
    unit: Unit,
    *,
    machine: str,
    clock: Clock,
    ids: Ids,
    draft: Draft,
    values: Mapping[str, Json],
    kind: RecordKind = RecordKind.INSPECTION,
) -> str:
    """Turn a draft into entries in the outbox and forget it; return the record's 编号, empty for an asset.

    A kind without the move 提交, such as an asset, is done with its content.

    Args:
        unit: the transaction.
        machine: four characters that stand for this device in the 编号.
        clock: for the time the entries bear.
        ids: for the identities of the entries.
        draft: with the photos.
        values: the answers to submit, path to value; of a correction only what differs becomes an entry.
        kind: of a new record.

    Raises:
        AppError: ``record.answer_too_long`` if one answer alone does not fit into an entry.
    """
    key = RecordKey(draft.stream, draft.record)
    if draft.is_correction:
        before = state_at(unit.entries(draft.stream.township, draft.record), draft.stream, draft.record, draft.heads)
        number = str(before.about.get("number", ""))
        kind = before.kind or kind
        steps, stands_at = list(_corrections(before, draft, values)), before.status
    else:
        number = "" if kind is RecordKind.ASSET else next_number(unit, draft.stream.township, machine, clock)
        steps, created = list(_creation(unit, draft, values, number, kind)), find_move(kind, None, Action.CREATED)
        stands_at = created.to if created else None
    if find_move(kind, stands_at, Action.SUBMITTED) is not None:
        steps.append((Action.SUBMITTED, {}))
    for photo in draft.photos:
        unit.keep_photo(draft.stream.township, photo.sha256, photo.size)
    unit.append(chain_of_acts(key, draft.heads, steps, clock=clock, ids=ids))
    unit.drop_draft(draft.record)
    return number


def _creation(unit: Unit, draft: Draft, values: Mapping[str, Json], number: str, kind: RecordKind) -> Iterator[Step]:
    asset = unit.asset(draft.asset) if draft.asset else None
    about: dict[str, Json] = {
        "record": kind.value,
        "form": draft.form,
        "version": draft.version,
    }
    if kind is not RecordKind.ASSET:
        about |= {"number": number, "title": draft.title, "place": asset.village if asset else ""}
    if draft.asset:
        about["asset"] = draft.asset
    first, *rest = list(portions(values)) or [{}]
    yield Action.CREATED, {**about, "values": first}
    for portion in rest:
        yield Action.ANSWERED, {"values": portion}
    yield from attachments(draft.photos)


def _corrections(before: State, draft: Draft, values: Mapping[str, Json]) -> Iterator[Step]:
    old = before.answers()
    changed: dict[str, Json] = {path: value for path, value in values.items() if old.get(path) != value}
    changed.update(dict.fromkeys(sorted(old.keys() - values.keys())))
    for portion in portions(changed):
        yield Action.ANSWERED, {"values": portion}
    attached = before.attached()
    kept = {photo.id for photo in draft.photos}
    for photo in sorted(attached.keys() - kept):
        yield Action.DETACHED, {"photo": photo}
    yield from attachments(photo for photo in draft.photos if not _is_at(attached.get(photo.id), photo.path))


def _is_at(body: Mapping[str, Json] | None, path: str) -> bool:
    """Whether a photo is attached already, to this very question."""
    return body is not None and body.get("path", "") == path


def attachments(photos: Iterable[DraftPhoto]) -> Iterator[Step]:
    """Return the steps that attach photos."""
    for photo in photos:
        body: dict[str, Json] = {
            "photo": photo.id,
            "path": photo.path,
            "sha256": photo.sha256,
            "size": photo.size,
            "name": _signable(photo.name),
            "facts": photo.facts,
        }
        yield Action.ATTACHED, body


def _signable(name: str) -> str:
    """Return a file's name as an entry may carry it: some systems compose letters otherwise or hold stray bytes."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def portions(values: Mapping[str, Json]) -> Iterator[dict[str, Json]]:
    """Cut answers into portions that an entry can carry.

    Raises:
        AppError: ``record.answer_too_long``.
    """
    portion: dict[str, Json] = {}
    size = 0
    for path, value in values.items():
        length = len(json.dumps([path, value], ensure_ascii=False).encode())
        if length > MAX_VALUES_BYTES:
            raise AppError("record.answer_too_long", path=path, size=length, most=MAX_VALUES_BYTES)
        if portion and size + length > MAX_VALUES_BYTES:
            yield portion
            portion, size = {}, 0
        portion[path] = value
        size += length
    if portion:
        yield portion
