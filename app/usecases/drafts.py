"""Beginning, correcting, saving and discarding what is being typed."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.canonical import Json
from app.domain.draft import Draft, DraftPhoto
from app.domain.kinds import Action, find_move
from app.domain.listing import AssetRow
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Unit
from app.usecases.acts import moment_text, new_record
from app.workplace import FormInfo, RecordKey


def begin(unit: Unit, *, clock: Clock, ids: Ids, form: FormInfo, stream: Stream, asset: AssetRow | None) -> Draft:
    """Begin a record under a form, for an asset or none, and keep it as a draft."""
    draft = Draft(
        record=new_record(stream, ids).record,
        stream=stream,
        form=form.id,
        version=form.version,
        asset=asset.record if asset else None,
        title=asset.name if asset else form.title,
        changed_at=moment_text(clock.now()),
    )
    unit.put_draft(draft)
    return draft


def correct(unit: Unit, *, clock: Clock, key: RecordKey) -> Draft:
    """Begin to correct a record, or go on where a correction of it was left.

    Raises:
        AppError: ``record.needs_newer_program`` if this program does not understand all of it,
            ``review.not_allowed`` where it stands such that nobody may change it.
    """
    kept = unit.draft(key.record)
    if kept is not None:
        return kept
    state = unit.state(key.stream, key.record)
    if state.needs_newer_program:
        raise AppError("record.needs_newer_program")
    if state.kind is None or find_move(state.kind, state.status, Action.ANSWERED) is None:
        raise AppError("review.not_allowed", action=Action.ANSWERED.value)
    about = state.about
    draft = Draft(
        record=key.record,
        stream=key.stream,
        form=str(about.get("form", "")),
        version=str(about.get("version", "")),
        asset=str(about["asset"]) if about.get("asset") else None,
        title=str(about.get("title", "")),
        values=state.answers(),
        photos=tuple(_photo(photo, body) for photo, body in sorted(state.attached().items())),
        heads=state.heads,
        changed_at=moment_text(clock.now()),
    )
    unit.put_draft(draft)
    return draft


def save(unit: Unit, draft: Draft, clock: Clock) -> Draft:
    """Keep a draft as it is now; return it with the time."""
    kept = replace(draft, changed_at=moment_text(clock.now()))
    unit.put_draft(kept)
    return kept


def discard(unit: Unit, record: str, clock: Clock) -> None:
    """Throw a draft away; for 30 days it can be had again, see ``app.usecases.recycle_bin``."""
    draft = unit.draft(record)
    if draft is not None:
        unit.put_draft(replace(draft, discarded_at=moment_text(clock.now())))


def _photo(photo: str, body: Mapping[str, Json]) -> DraftPhoto:
    facts = body.get("facts")
    return DraftPhoto(
        id=photo,
        path=str(body.get("path", "")),
        sha256=str(body["sha256"]),
        size=int(str(body["size"])),
        name=str(body.get("name", "")),
        facts=facts if isinstance(facts, dict) else {},
    )
