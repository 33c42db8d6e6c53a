"""Reading every conflict that is here, in words; on the database worker."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.draft import is_answer
from app.domain.listing import RecordRow
from app.domain.site import Position
from app.domain.state import State
from app.domain.stream import Stream
from app.errors import AppError
from app.forms import Session
from app.ports.store import Reading
from app.usecases.recording import context_of
from app.usecases.settlement import Clash, Matter, clashes, conflicted, may_settle, position_of
from app.workplace import RecordKey, Workplace
from ui import moments
from ui.controls.ask import text_of
from ui.photos.words import position_words
from ui.record.question import Reader
from ui.review.titles import title_of_path, words_of_value


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One side in words; ``picture`` is the SHA-256 of a photo, empty for an answer and a photo that was removed."""

    words: str
    who: str
    when: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ShownClash:
    """One conflict in words: what it is about, its sides, and whether the person may settle it."""

    clash: Clash
    title: str
    sides: tuple[ShownSide, ...]
    may_settle: bool


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record with its conflicts."""

    key: RecordKey
    row: RecordRow
    clashes: tuple[ShownClash, ...]


def read_conflicts(workplace: Workplace) -> tuple[ShownRecord, ...]:
    """Read the records with conflicts, newest change first."""
    with workplace.store.reading() as reading:
        names = {person.id: person.name for person in reading.directory().persons.values()}
        found = [(row, _state(reading, row)) for row in conflicted(reading)]
        allowed = {
            (row.record, clash.path): may_settle(state, clash, reading, workplace.person)
            for row, state in found
            for clash in clashes(state)
        }
    shown = []
    for row, state in found:
        reader = _reader(workplace, state)
        told = tuple(_clash(clash, reader, names, allowed[row.record, clash.path]) for clash in clashes(state))
        shown.append(ShownRecord(RecordKey(state.stream, row.record), row, told))
    return tuple(shown)


def _state(reading: Reading, row: RecordRow) -> State:
    return reading.state(Stream(row.township, row.subject), row.record)


def _reader(workplace: Workplace, state: State) -> Reader | None:
    """Return what reads the record's form; None for a record of no form, or of one that is not here."""
    try:
        form = workplace.forms.form(str(state.about.get("form", "")), str(state.about.get("version", "")))
    except AppError:
        return None
    answers = {path: value for path, value in state.answers().items() if is_answer(path)}
    return Reader(Session(form, context_of(workplace), answers, is_frozen=True))


def _clash(clash: Clash, reader: Reader | None, names: Mapping[str, str], may: bool) -> ShownClash:  # noqa: FBT001  # one of four facts
    sides = tuple(
        ShownSide(
            _words(clash, side.value, reader),
            names.get(side.author, side.author[:8]),
            moments.minute(side.made_at),
            str(side.value.get("sha256", "")) if isinstance(side.value, dict) else "",
        )
        for side in clash.sides
    )
    title = title_of_path(reader, clash.path) if reader and clash.matter is not Matter.PHOTO else clash.path
    return ShownClash(clash, title, sides, may)


def _words(clash: Clash, value: Json, reader: Reader | None) -> str:
    if clash.matter is Matter.PHOTO:
        return str(value.get("note", "")) if isinstance(value, dict) else ""
    place: Position | None = position_of(value)
    if place is not None:
        return position_words(place)
    if reader is not None:
        return words_of_value(reader, clash.path, value)
    return text_of(value) or "—"
