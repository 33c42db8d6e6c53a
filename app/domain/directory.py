"""The directory: who people are, which devices and grants they have; folded from the stream that everyone reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.canonical import Json
from app.domain.keys import PublicKey
from app.domain.kinds import RecordKind, Role, Status
from app.domain.state import State
from app.domain.stream import DIRECTORY, Stream

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs entries."""

    id: str
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Device:
    """One person's key on one home folder, and what its machine is called; revoked, its earlier entries stay valid."""

    id: str
    person: str
    key: PublicKey
    is_active: bool
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role of a person over townships and subjects; ``*`` stands for all."""

    id: str
    person: str
    role: Role
    townships: frozenset[str]
    subjects: frozenset[str]

    def covers(self, stream: Stream) -> bool:
        """Whether the grant reaches a stream."""
        return bool({EVERYTHING, stream.township} & self.townships) and bool(
            {EVERYTHING, stream.subject} & self.subjects
        )


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form that an administrator published, in one version.

    Attributes:
        form: its id.
        source: the workbook as it travels (``app.forms.source_to_json``).
        is_offered: whether new records may be made with it; older versions stay for the records that name them.
    """

    form: str
    version: str
    title: str
    subject: str
    record: str
    source: str
    is_offered: bool


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A plan that was published to the district; ``source`` as ``app.usecases.plans.shelf.packed`` writes it."""

    record: str
    plan: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody and what they may do; ids to what they name; the forms, by id and version.

    Attributes:
        malformed: ids of records that do not say what they must, and count for nothing.
    """

    persons: Mapping[str, Person] = field(default_factory=dict)
    devices: Mapping[str, Device] = field(default_factory=dict)
    grants: tuple[Grant, ...] = ()
    forms: tuple[PublishedForm, ...] = ()
    plans: tuple[PublishedPlan, ...] = ()
    malformed: frozenset[str] = frozenset()

    def roles(self, person: str, stream: Stream) -> frozenset[Role]:
        """Return the roles that an active person holds over a stream."""
        known = self.persons.get(person)
        if known is None or not known.is_active:
            return frozenset()
        return frozenset(grant.role for grant in self.grants if grant.person == person and grant.covers(stream))

    def may_read(self, person: str, stream: Stream) -> bool:
        """Whether the person may read a stream; the directory is read by everyone in it."""
        known = self.persons.get(person)
        if known is None or not known.is_active:
            return False
        return stream == DIRECTORY or bool(self.roles(person, stream))

    def name(self, person: str) -> str:
        """Return a person's name, or the start of the id where it is not known."""
        known = self.persons.get(person)
        return known.name if known else person[:8]


def read_directory(states: Iterable[State]) -> Directory:
    """Return the directory from the states of its records; those that do not say what they must are left out."""
    persons: dict[str, Person] = {}
    devices: dict[str, Device] = {}
    grants: list[Grant] = []
    forms: list[PublishedForm] = []
    plans: list[PublishedPlan] = []
    malformed: set[str] = set()
    for state in states:
        try:
            read = _read(state)
        except (KeyError, TypeError, ValueError):
            malformed.add(state.record)
            continue
        match read:
            case Person():
                persons[read.id] = read
            case Device():
                devices[read.id] = read
            case Grant():
                grants.append(read)
            case PublishedForm():
                forms.append(read)
            case PublishedPlan():
                plans.append(read)
    return Directory(
        persons,
        devices,
        tuple(sorted(grants, key=lambda grant: grant.id)),
        tuple(sorted(forms, key=lambda form: (form.form, form.version))),
        tuple(sorted(plans, key=lambda plan: (plan.plan, plan.record))),
        frozenset(malformed),
    )


def _read(state: State) -> Person | Device | Grant | PublishedForm | PublishedPlan | None:
    """Return what a record says, None for a revoked grant, a form not yet whole, and what is no part of a directory.

    Raises:
        KeyError, TypeError, ValueError: it does not say what its kind must.
    """
    answers, is_active = state.answers(), state.status is Status.ACTIVE
    if state.kind is RecordKind.PERSON:
        return Person(state.record, str(answers.get("name", "")), is_active)
    if state.kind is RecordKind.DEVICE:
        key = PublicKey.from_hex(_text(answers["key"]))
        return Device(state.record, _text(answers["person"]), key, is_active, str(answers.get("machine", "")))
    if state.kind is RecordKind.GRANT:
        grant = _grant(state.record, answers)
        return grant if is_active else None
    if state.kind is RecordKind.FORM and _is_whole(answers):
        return _form(answers, is_offered=is_active)
    if state.kind is RecordKind.PLAN and is_active:
        return PublishedPlan(state.record, _text(answers["id"]), _text(answers["title"]), _text(answers["source"]))
    return None


def _grant(record: str, answers: Mapping[str, Json]) -> Grant:
    return Grant(
        record,
        _text(answers["person"]),
        Role(_text(answers["role"])),
        _texts(answers["townships"]),
        _texts(answers["subjects"]),
    )


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _texts(value: Json) -> frozenset[str]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is no list")
    return frozenset(map(_text, value))


def _is_whole(answers: Mapping[str, Json]) -> bool:
    """Whether all parts of a form's source have arrived; it is longer than one entry may be."""
    return all(f"source[{part}]" in answers for part in range(int(str(answers.get("parts", 1)))))


def _form(answers: Mapping[str, Json], *, is_offered: bool) -> PublishedForm:
    return PublishedForm(
        form=str(answers["id"]),
        version=str(answers["version"]),
        title=str(answers["title"]),
        subject=str(answers["subject"]),
        record=str(answers["record"]),
        source="".join(str(answers[f"source[{part}]"]) for part in range(int(str(answers["parts"])))),
        is_offered=is_offered,
    )
