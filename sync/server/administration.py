"""What the server's own hand writes into the directory: persons, grants, devices, forms."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.canonical import Json, canonical
from app.domain.directory import EVERYTHING
from app.domain.entry import Act, Entry
from app.domain.fold import fold
from app.domain.keys import PublicKey
from app.domain.kinds import Action, RecordKind, Role, Status
from app.domain.state import State
from app.domain.stream import DIRECTORY
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.ledger import Ledger

PART_BYTES = 40_000
"""How much of a form's source goes into one entry, as JSON; an entry takes 64 kB."""


@dataclass(frozen=True, slots=True)
class FormSource:
    """A form as it is published.

    Attributes:
        id: of the form.
        version: of this source.
        title: what lists show.
        subject: the subject of its assets.
        record: the kind of record that it fills.
        format: of the source: ``markdown`` or the base64 of an ``xlsx``.
        source: its text.
    """

    id: str
    version: str
    title: str
    subject: str
    record: str
    format: str
    source: str


class Registrar:
    """Keeps the directory on behalf of the server; every act survives a power cut once it returned."""

    def __init__(self, ledger: Ledger, ids: Ids, clock: Clock) -> None:
        self._ledger = ledger
        self._ids = ids
        self._clock = clock

    def add_person(self, name: str) -> str:
        """Make a person known; return the id."""
        return self._create(RecordKind.PERSON, {"name": unicodedata.normalize("NFC", name)})

    def grant(
        self,
        person: str,
        role: Role,
        townships: Collection[str] = (EVERYTHING,),
        subjects: Collection[str] = (EVERYTHING,),
    ) -> str:
        """Grant a role over townships and subjects, by default all; return the grant's id.

        Raises:
            AppError: ``grant.unknown_person``, or ``grant.empty`` if nothing is granted.
        """
        if person not in self._ledger.directory().persons:
            raise AppError("grant.unknown_person", person=person)
        if not townships or not subjects:
            raise AppError("grant.empty")
        reach: dict[str, Json] = {"townships": sorted(set(townships)), "subjects": sorted(set(subjects))}
        return self._create(RecordKind.GRANT, {"person": person, "role": role.value, **reach})

    def revoke(self, record: str) -> None:
        """Revoke a person, a device or a grant.

        Raises:
            AppError: ``directory.unknown`` if there is none of that id that is not revoked already.
        """
        self._move(record, Action.REVOKED, Status.ACTIVE)

    def restore(self, record: str) -> None:
        """Take a revocation back.

        Raises:
            AppError: ``directory.unknown`` if there is none of that id that is revoked.
        """
        self._move(record, Action.RESTORED, Status.REVOKED)

    def enrol(self, person: str, key: PublicKey, machine: str) -> str:
        """Make a person's device known by its key, once; return its id.

        Args:
            person: the person's id.
            key: the device's.
            machine: the machine's name, for people, in NFC.

        Raises:
            AppError: ``device.key_taken`` if the key is another person's device.
        """
        for known in self._ledger.directory().devices.values():
            if known.key == key:
                if known.person != person:
                    raise AppError("device.key_taken")
                return known.id
        return self._create(RecordKind.DEVICE, {"person": person, "key": key.hex, "machine": machine})

    def publish(self, form: FormSource) -> str:
        """Publish a version of a form, once; return its record's id.

        Raises:
            AppError: ``form.version_taken`` if that version was published with another source.
        """
        values = _form_values(form)
        for state in self._states():
            said = state.answers()
            if state.kind is RecordKind.FORM and (said.get("id"), said.get("version")) == (form.id, form.version):
                if said != values:
                    raise AppError("form.version_taken", form=form.id, version=form.version)
                return state.record
        record = self._ids.new()
        self._ledger.append_own(tuple(self._form_acts(record, values)), self._now())
        return record

    def _form_acts(self, record: str, values: Mapping[str, Json]) -> Iterator[Act]:
        """Yield the creation with the first part of the source, and an answer for each other part."""
        first = {path: value for path, value in values.items() if not path.startswith("source[") or path == "source[0]"}
        act = self._act(record, Action.CREATED, {"record": RecordKind.FORM.value, "values": first})
        yield act
        for path in [path for path in values if path not in first]:
            act = self._act(record, Action.ANSWERED, {"values": {path: values[path]}}, (act.id,))
            yield act

    def _create(self, kind: RecordKind, values: Mapping[str, Json]) -> str:
        record = self._ids.new()
        act = self._act(record, Action.CREATED, {"record": kind.value, "values": values})
        self._ledger.append_own([act], self._now())
        return record

    def _move(self, record: str, action: Action, expected: Status) -> None:
        state = next((state for state in self._states() if state.record == record), None)
        if state is None or state.status is not expected:
            raise AppError("directory.unknown", record=record)
        self._ledger.append_own([self._act(record, action, {}, state.heads)], self._now())

    def _act(self, record: str, action: Action, body: Mapping[str, Json], parents: Sequence[str] = ()) -> Act:
        return Act(self._ids.new(), record, DIRECTORY, action.value, tuple(parents), body, self._now())

    def _states(self) -> list[State]:
        by_record: dict[str, list[Entry]] = {}
        for entry in self._ledger.stream(DIRECTORY):
            by_record.setdefault(entry.record, []).append(entry)
        return [fold(record, DIRECTORY, held) for record, held in by_record.items()]

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="milliseconds")


def _form_values(form: FormSource) -> dict[str, Json]:
    parts = split_source(unicodedata.normalize("NFC", form.source))
    about = {
        "id": form.id,
        "version": form.version,
        "title": form.title,
        "subject": form.subject,
        "record": form.record,
        "format": form.format,
    }
    return {**about, "parts": len(parts), **{f"source[{index}]": part for index, part in enumerate(parts)}}


def split_source(text: str) -> tuple[str, ...]:
    """Cut a text into parts of at most ``PART_BYTES`` as JSON; at least one."""
    parts, start, size = [], 0, 0
    for index, character in enumerate(text):
        width = len(canonical(character)) - 2
        if size + width > PART_BYTES:
            parts.append(text[start:index])
            start, size = index, 0
        size += width
    return (*parts, text[start:])
