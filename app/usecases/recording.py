"""Making a whole record in one act, from answers and photos that are there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import SystemRandom

from app.domain.canonical import Json
from app.domain.draft import SITE, DraftPhoto
from app.domain.kinds import RecordKind
from app.domain.listing import AssetRow
from app.domain.photo import PhotoFacts
from app.domain.stream import Stream
from app.forms import FillContext, Problem, Session
from app.forms.fill import fill
from app.usecases import drafts
from app.usecases.grading import gradings
from app.usecases.kept_grades import values_of
from app.usecases.submission import submit
from app.workplace import FormInfo, Workplace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be recorded: question to answer (repeats as lists of objects), photos by question, draft or not."""

    answers: Mapping[str, object]
    photos: tuple[tuple[str, Path], ...] = ()
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was made: with problems, or on request, only a draft without a number."""

    record: str
    number: str
    problems: tuple[Problem, ...]


def record(place: Workplace, info: FormInfo, asset: AssetRow, wanted: Wanted) -> Recorded:
    """Fill a form for an asset, take its photos in and submit it; with problems it stays a draft.

    Raises:
        AppError: a photo cannot be read or an answer has no question; nothing was recorded.
    """
    form = place.forms.form(info.id, info.version)
    taken = [(question, path, place.shelf.take_in(path)) for question, path in wanted.photos]
    stream = Stream(asset.township, asset.subject)
    session = Session(form, context_of(place))
    fill(session, wanted.answers)
    photos = _photos(session, taken, place)
    session.finish()
    problems = session.problems()
    site = first_site(facts for _, _, facts in taken)
    answers = session.answers(relevant_only=not problems)
    values: dict[str, Json] = {**answers, **site}
    with place.store() as unit:
        draft = drafts.begin(unit, clock=place.clock, ids=place.ids, form=info, stream=stream, asset=asset)
        draft = drafts.save(unit, replace(draft, values=values, photos=photos), place.clock)
        if problems or wanted.is_draft:
            return Recorded(draft.record, "", problems)
        values |= values_of(gradings(form, answers))
        number = submit(
            unit,
            machine=place.machine,
            clock=place.clock,
            ids=place.ids,
            draft=draft,
            values=values,
            kind=RecordKind(info.record or RecordKind.INSPECTION),
        )
    return Recorded(draft.record, number, ())


def context_of(place: Workplace) -> FillContext:
    """Return who fills a form, where and when, for a session."""
    return FillContext(
        place.clock.now,
        place.ids.new,
        SystemRandom().random,
        properties={"username": place.login, "deviceid": place.machine},
    )


def first_site(photos: Iterable[PhotoFacts]) -> dict[str, Json]:
    """Return the record's site as the first photo with a position gives it, under its path; nothing if none has one."""
    position = next((facts.position for facts in photos if facts.position is not None), None)
    return {SITE: position.to_body()} if position is not None else {}


def _photos(
    session: Session, taken: Sequence[tuple[str, Path, PhotoFacts]], place: Workplace
) -> tuple[DraftPhoto, ...]:
    photos = []
    for question, path, facts in taken:
        photo = DraftPhoto(place.ids.new(), question, facts.sha256, facts.size, path.name, facts.to_body())
        if question:
            session.set(question, f"{photo.id}{path.suffix.lower()}")
        photos.append(photo)
    return tuple(photos)
