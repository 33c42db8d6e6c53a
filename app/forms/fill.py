"""Filling a record without a window: answers are applied in order, and everything that follows from them is told."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from app.errors import AppError
from app.forms.answer import Answer
from app.forms.definition import Question, QuestionType
from app.forms.reading import Reading
from app.forms.session import Session

Given = object


def fill(session: Session, document: Given) -> dict[str, object]:
    """Apply answers to a session and return its state as JSON data without floats.

    Args:
        session: a new or a kept record.
        document: ``{"path": value}`` in order, with groups as nested objects and repeats as lists where that is easier,
            or a list of ``[path, value]`` pairs or ``{"path": …, "value": …}`` objects. In a path, ``damages[2]``
            is the second instance; one beyond the last is added. Numbers may be numbers or text.

    Raises:
        AppError: ``form.answers_unreadable``, or ``form.no_such_key`` naming the path.
    """
    for path, value in _pairs(document):
        session.set(_key(session, path), _plain(value))
    return state(session)


def state(reading: Reading) -> dict[str, object]:
    """Return values, relevance, calculations and problems of a record as JSON data."""
    problems = [
        {"path": problem.key, "code": problem.code, "message": problem.message} for problem in reading.problems()
    ]
    values = {key: value for key, value in reading.answers().items() if not isinstance(value, dict)}
    questions = list(_questions(reading))
    calculations = {
        key: reading.value(key)
        for key, question in questions
        if question.rules.calculate or question.type is QuestionType.CALCULATE
    }
    return {
        "form": reading.form.id,
        "version": reading.form.version,
        "values": values,
        "relevant": {key: reading.is_relevant(key) for key, _ in questions},
        "required": [key for key, _ in questions if reading.is_relevant(key) and reading.is_required(key)],
        "calculations": calculations,
        "failed": problems,
        "answers": reading.answers(),
        "is_complete": not problems,
    }


def _questions(reading: Reading, parent: str = "") -> Iterator[tuple[str, Question]]:
    """Yield every question of a record with its key, in the order of the form."""
    for key in reading.children(parent):
        item = reading.item(key)
        if isinstance(item, Question):
            yield key, item
        else:
            for inner in reading.holders(key):
                yield from _questions(reading, inner)


def _pairs(document: Given, prefix: str = "") -> Iterator[tuple[str, Given]]:
    """Yield (path, value) in order."""
    match document:
        case Mapping():
            for name, value in document.items():
                yield from _entry(f"{prefix}/{name}" if prefix else str(name), value)
        case list() if not prefix:
            for entry in document:
                yield from _entry(*_pair(entry))
        case _:
            raise AppError("form.answers_unreadable", path=prefix or "/")


def _pair(entry: Given) -> tuple[str, Given]:
    match entry:
        case [str(path), value]:
            return path, value
        case {"path": str(path), "value": value}:
            return path, value
    raise AppError("form.answers_unreadable", path=str(entry)[:60])


def _entry(path: str, value: Given) -> Iterator[tuple[str, Given]]:
    """Yield one answer, or those inside a group or a list of instances."""
    if isinstance(value, Mapping):
        yield from _pairs(value, path)
    elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        for number, one in enumerate(value, start=1):
            yield from _pairs(one, f"{path}[{number}]")
    else:
        yield path, value


def _key(session: Session, path: str) -> str:
    """Turn numbered instances into keys, adding the one that is missing.

    Raises:
        AppError: ``form.no_such_key``.
    """
    key = ""
    for step in path.strip("/").split("/"):
        name, bracket, number = step.partition("[")
        key = f"{key}/{name}" if key else name
        if not bracket:
            continue
        instances = session.instances(key)
        wanted = number.removesuffix("]")
        if wanted == str(len(instances) + 1) and session.can_add(key):
            key = session.add_repeat(key)
        elif wanted.isdecimal() and 1 <= int(wanted) <= len(instances):
            key = instances[int(wanted) - 1]
        elif f"{key}[{wanted}]" in instances:
            key = f"{key}[{wanted}]"
        else:
            raise AppError("form.no_such_key", key=path)
    return key


def _plain(value: Given) -> Answer | bool | int | Decimal | None:
    """Return a JSON value as a session takes it; a JSON fraction becomes the decimal that was written.

    Raises:
        AppError: ``form.answers_unreadable``.
    """
    match value:
        case None | str() | bool() | int() | Decimal():
            return value
        case float():
            return Decimal(repr(value))
        case Sequence():
            return [str(one) for one in value]
    raise AppError("form.answers_unreadable", path=str(value)[:60])
