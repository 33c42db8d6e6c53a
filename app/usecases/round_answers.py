"""What the key "normal" of a round answers, and which photo question a round's photos answer: data and one session."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from app.errors import AppError
from app.forms import Session
from app.forms.definition import Group, Question, QuestionType, Repeat

Best = Mapping[str, tuple[str, ...]]
"""Name of a list of choices to its values, the best first."""


@lru_cache(maxsize=1)
def best_answers() -> Best:
    """Read which answers are normal.

    Raises:
        AppError: ``round.table_unreadable``.
    """
    try:
        toml = tomllib.loads((files("resources") / "rounds" / "normal.toml").read_text("utf-8"))
        return {name: tuple(values) for name, values in toml["lists"].items()}
    except (OSError, ValueError, KeyError) as error:
        raise AppError("round.table_unreadable", reason=error) from error


def answer_normal(session: Session, best: Best) -> tuple[str, ...]:
    """Answer what is not answered yet as a person does who looked and found nothing more; return the keys.

    Only required questions outside repeats, of lists that ``best`` knows; an answer that contradicts the others is not
    taken.
    """
    answered: list[str] = []
    while open_keys := [key for key in _open(session, best) if key not in answered]:
        for key in open_keys:
            answered.append(key)
            _take_best(session, key, best)
    return tuple(key for key in answered if session.value(key) is not None)


def photo_question(session: Session) -> str | None:
    """Return the key of the question that a photo of the whole answers: a required one, else any."""
    asked = [key for key in _items(session) if _is_image(session, key)]
    needed = [key for key in asked if session.is_required(key)]
    return next(iter(needed or asked), None)


def defect_repeat(session: Session) -> str | None:
    """Return the key of the repeat that takes what is wrong: the first one that people may add to."""
    return next((key for key in _items(session) if _may_add(session, key)), None)


def _is_image(session: Session, key: str) -> bool:
    item = session.item(key)
    return isinstance(item, Question) and item.type is QuestionType.IMAGE


def _may_add(session: Session, key: str) -> bool:
    return isinstance(session.item(key), Repeat) and session.can_add(key)


def _take_best(session: Session, key: str, best: Best) -> None:
    for value in best[_list_of(session, key)]:
        session.set(key, value)
        if session.problem(key) is None:
            return
    session.set(key, None)


def _open(session: Session, best: Best) -> Iterator[str]:
    for key, question in _questions(session):
        is_asked = question.type is QuestionType.SELECT_ONE and session.is_required(key)
        if is_asked and session.value(key) is None and _list_of(session, key) in best:
            yield key


def _list_of(session: Session, key: str) -> str:
    question = session.item(key)
    return question.itemset.instance if isinstance(question, Question) and question.itemset else ""


def _questions(session: Session) -> Iterator[tuple[str, Question]]:
    for key in _items(session):
        item = session.item(key)
        if isinstance(item, Question) and not session.is_readonly(key):
            yield key, item


def _items(session: Session, parent: str = "") -> Iterator[str]:
    """Yield what applies outside repeats, repeats as one key, in the order of the form."""
    for key in session.children(parent):
        if not session.is_relevant(key):
            continue
        yield key
        if isinstance(session.item(key), Group):
            yield from _items(session, key)
