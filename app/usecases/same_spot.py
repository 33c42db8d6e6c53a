"""The same spot again: what was found last time, beside what is found now: unchanged, worse or repaired in one act.

A finding that is still there is written down again in the new record, which stands for itself; one that is gone is said
in the remark. Nothing is taken over before a person says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.draft import Draft, is_answer
from app.domain.kinds import Status
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.state import State
from app.domain.stream import Stream
from app.forms import Session
from app.forms.definition import MEDIA_TYPES, UNSEEN_TYPES, Question, QuestionType
from app.forms.reading import Reading as FormReading
from app.ports.store import Reading
from app.usecases.kept_grades import main_grade
from app.usecases.recording import context_of
from app.usecases.round_answers import defect_repeat, photo_question
from app.workplace import Workplace

COUNTED = frozenset({Status.SUBMITTED, Status.APPROVED})
LOOKED_BACK = 20
SEVERITY = "severity"
REMARK = "remark"
_SAYING = frozenset({QuestionType.SELECT_ONE, QuestionType.TEXT})


class Since(StrEnum):
    """What became of a finding since last time."""

    UNCHANGED = "unchanged"
    WORSE = "worse"
    REPAIRED = "repaired"


@dataclass(frozen=True, slots=True)
class LastFinding:
    """Something that was wrong last time.

    Attributes:
        id: of the instance in the old record.
        words: what was wrong, in a few words.
        values: name of a question to its answer, without photos.
        photo: SHA-256 of its photo, empty for none.
    """

    id: str
    words: str
    values: Mapping[str, Json]
    photo: str


@dataclass(frozen=True, slots=True)
class LastTime:
    """The last inspection of the same asset under the same form.

    Attributes:
        made_at: ISO 8601.
        number: its 编号.
        grade: the class of its main grade, empty for none.
        photos: SHA-256 of the photos that answer the question for the whole asset, or stand for the whole record.
    """

    made_at: str
    number: str
    grade: str
    photos: tuple[str, ...]
    findings: tuple[LastFinding, ...]


def last_time(place: Workplace, reading: Reading, draft: Draft) -> LastTime | None:
    """Return what was found last time where a draft is made; None for a first time and for what has no asset."""
    if draft.asset is None:
        return None
    query = RecordQuery(asset=draft.asset, statuses=COUNTED, forms=frozenset({draft.form}), sort=Sort.MADE)
    rows = reading.record_rows(reading.record_keys(query, LOOKED_BACK))
    earlier = next((row for row in rows if row.record != draft.record), None)
    return None if earlier is None else _read(place, reading, earlier)


def follow(session: Session, finding: LastFinding, since: Since) -> tuple[str, ...]:
    """Write down what became of a finding; return the keys that changed.

    Worse takes the next severity where there is one. Undo takes back each step.
    """
    if since is Since.REPAIRED:
        return _remark_repaired(session, finding)
    repeat = defect_repeat(session)
    if repeat is None:
        return ()
    instance = session.add_repeat(repeat)
    changed = list(session.take_changed())
    for key in session.children(instance):
        name = session.item(key).name
        if name in finding.values and not session.is_readonly(key):
            changed += session.set(key, _given(finding.values[name]))
    if since is Since.WORSE:
        changed += _worsen(session, instance)
    return tuple(dict.fromkeys((*changed, repeat)))


def _worsen(session: Session, instance: str) -> tuple[str, ...]:
    key = next((key for key in session.children(instance) if session.item(key).name == SEVERITY), None)
    if key is None:
        return ()
    values = [choice.value for choice in session.choices(key)]
    held = session.value(key)
    place = values.index(held) if held in values else len(values)
    return session.set(key, values[place + 1]) if place + 1 < len(values) else ()


def _remark_repaired(session: Session, finding: LastFinding) -> tuple[str, ...]:
    key = next((key for key in _outside_repeats(session) if session.item(key).name == REMARK), None)
    if key is None:
        return ()
    said = f"上次的问题“{finding.words}”已修复。"
    before = str(session.value(key) or "")
    return () if said in before else session.set(key, f"{before}\n{said}".strip())


def _given(value: Json) -> str | list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else str(value)


def _read(place: Workplace, reading: Reading, row: RecordRow) -> LastTime:
    state = reading.state(Stream(row.township, row.subject), row.record)
    answers = state.answers()
    grade = main_grade(answers)
    form = place.forms.form(str(state.about.get("form", "")), str(state.about.get("version", "")))
    content = {path: value for path, value in answers.items() if is_answer(path)}
    session = Session(form, context_of(place), content, is_frozen=True)
    whole = photo_question(session) or ""
    return LastTime(
        made_at=row.made_at,
        number=row.number,
        grade=grade.class_name.zh if grade is not None else "",
        photos=tuple(str(body["sha256"]) for body in state.attached().values() if body.get("path", "") in ("", whole)),
        findings=tuple(_findings(session, state)),
    )


def _findings(session: Session, state: State) -> Iterator[LastFinding]:
    photos = {str(body.get("path", "")): str(body["sha256"]) for body in state.attached().values()}
    repeat = defect_repeat(session)
    for instance in session.instances(repeat) if repeat is not None else ():
        keys = session.children(instance)
        values = {session.item(key).name: session.value(key) for key in keys if _is_kept(session, key)}
        yield LastFinding(
            id=instance,
            words=" · ".join(_words(session, keys)),
            values={name: value for name, value in values.items() if value is not None},
            photo=next((photos[key] for key in keys if key in photos), ""),
        )


def _is_kept(session: FormReading, key: str) -> bool:
    item = session.item(key)
    return isinstance(item, Question) and item.type not in MEDIA_TYPES | UNSEEN_TYPES | {QuestionType.DATE}


def _words(session: FormReading, keys: Sequence[str]) -> Iterator[str]:
    """Yield the answers that say what is wrong, by the words of their choices."""
    for key in keys:
        value = session.value(key)
        item = session.item(key)
        if isinstance(item, Question) and item.type in _SAYING and isinstance(value, str):
            labels = {choice.value: choice.label for choice in session.choices(key)}
            yield labels.get(value, value)


def _outside_repeats(session: FormReading, parent: str = "") -> Iterator[str]:
    for key in session.children(parent):
        yield key
        if not isinstance(session.item(key), Question) and key in session.holders(key):
            yield from _outside_repeats(session, key)
