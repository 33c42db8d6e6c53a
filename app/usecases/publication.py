"""Publishing a form: the server's acts that put it into the directory, where every client reads it."""

from collections.abc import Iterator

from app.domain.canonical import Json
from app.domain.directory import Directory
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind
from app.domain.stream import DIRECTORY
from app.forms import Form, FormSource, source_to_json
from app.ports.clock import Clock, Ids
from app.usecases.acts import Step, chain_of_acts, new_record

PART_CHARACTERS = 30_000
"""How much of a form's source, which is ASCII, one entry carries."""


def version_name(form: Form) -> str:
    """Return what names a version for ever: the author's number and what the workbook hashes to."""
    return f"{form.version or '0'}-{form.version_hash[:12]}"


def publish(directory: Directory, form: Form, source: FormSource, *, clock: Clock, ids: Ids) -> tuple[Act, ...]:
    """Return the acts that publish a form; none if this very version is published already."""
    version = version_name(form)
    if any((known.form, known.version) == (form.id, version) for known in directory.forms):
        return ()
    steps = list(_steps(form, version, source_to_json(source)))
    return chain_of_acts(new_record(DIRECTORY, ids), (), steps, clock=clock, ids=ids)


def _steps(form: Form, version: str, source: str) -> Iterator[Step]:
    parts = [source[start : start + PART_CHARACTERS] for start in range(0, len(source), PART_CHARACTERS)]
    values: dict[str, Json] = {
        "id": form.id,
        "version": version,
        "title": form.title,
        "subject": form.subject,
        "record": form.record or RecordKind.INSPECTION.value,
        "parts": len(parts),
    }
    yield Action.CREATED, {"record": RecordKind.FORM.value, "values": values}
    for number, part in enumerate(parts):
        yield Action.ANSWERED, {"values": {f"source[{number}]": part}}
