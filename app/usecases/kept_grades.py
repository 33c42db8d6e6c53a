"""How a record keeps its grades: as values beside the answers, small enough for entries, and read again.

The main grade stands under ``@grade``, one of another grader under ``@grade.NAME``: the JSON of
``app.standards.written`` with ``grader`` added. When the steps are long, as of a bridge of thousands of members, they
are deflated and written as Base64; what does not fit goes on under ``@grade/1``, ``@grade/2`` …
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.draft import GRADE, is_answer
from app.errors import AppError
from app.forms.definition import Form
from app.standards.grade import Grade
from app.standards.written import from_json, to_json
from app.usecases.grading import Graded, gradings

MOST_PLAIN_BYTES = 24_000
"""Steps that take more than this are packed."""

PART_CHARACTERS = 24_000


@dataclass(frozen=True, slots=True)
class KeptGrade:
    """A grade as a record keeps it."""

    grader: str
    grade: Grade


def values_of(graded: Iterable[Graded]) -> dict[str, Json]:
    """Return what a record keeps of gradings, path to value; nothing of those that gave no grade."""
    values: dict[str, Json] = {}
    for one in graded:
        if one.grade is not None:
            path = f"{GRADE}.{one.grader}" if GRADE in values else GRADE
            values |= _values(path, one.grader, one.grade)
    return values


def kept_grades(answers: Mapping[str, Json]) -> tuple[KeptGrade, ...]:
    """Return the grades among the values of a record, the main one first.

    Raises:
        AppError: ``grading.damaged`` if they cannot be read.
    """
    heads = sorted(path for path in answers if is_grade(path) and "/" not in path)
    return tuple(_read(path, answers) for path in heads)


def main_grade(answers: Mapping[str, Json]) -> Grade | None:
    """Return the main grade of a record for lists; None where it has none, or none that can be read.

    That a grade cannot be read is told on the record's own page.
    """
    try:
        return next((kept.grade for kept in kept_grades(answers)), None)
    except AppError:
        return None


def regraded(form: Form, answers: Mapping[str, Json]) -> dict[str, Json]:
    """Return the values with which a record keeps the grades of its content as it is, in place of those it has.

    What is kept no longer is None. For records that two people changed without knowing of each other.
    """
    content = {path: value for path, value in answers.items() if is_answer(path)}
    return {**dict.fromkeys(filter(is_grade, answers)), **values_of(gradings(form, content))}


def is_grade(path: str) -> bool:
    """Whether a path keeps a grade, or a further part of one."""
    return path == GRADE or path.startswith((f"{GRADE}.", f"{GRADE}/"))


def _values(path: str, grader: str, grade: Grade) -> dict[str, Json]:
    written = to_json(grade)
    steps = json.dumps(written["steps"], ensure_ascii=False, separators=(",", ":")).encode()
    head: dict[str, Json] = {**written, "grader": grader}  # type: ignore[dict-item]  # to_json writes JSON only
    if len(steps) <= MOST_PLAIN_BYTES:
        return {path: head}
    packed = b64encode(zlib.compress(steps, 9)).decode("ascii")
    first, *more = (packed[at : at + PART_CHARACTERS] for at in range(0, len(packed), PART_CHARACTERS))
    return {path: {**head, "steps": first}, **{f"{path}/{number}": part for number, part in enumerate(more, 1)}}


def _read(path: str, answers: Mapping[str, Json]) -> KeptGrade:
    head = answers[path]
    if not isinstance(head, Mapping):
        raise AppError("grading.damaged", path=path)
    try:
        steps = head["steps"]
        if isinstance(steps, str):
            steps = json.loads(zlib.decompress(b64decode("".join([steps, *_further(path, answers)]), validate=True)))
        return KeptGrade(str(head["grader"]), from_json({**head, "steps": steps}))
    except (KeyError, TypeError, ValueError, zlib.error, AppError) as error:
        raise AppError("grading.damaged", path=path) from error


def _further(path: str, answers: Mapping[str, Json]) -> Iterable[str]:
    number = 1
    while (part := answers.get(f"{path}/{number}")) is not None:
        yield str(part)
        number += 1
