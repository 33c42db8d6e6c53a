"""How much a form asks of an inspector who finds nothing wrong: the plain case, counted instead of guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.forms.answer import Given
from app.forms.definition import MEDIA_TYPES, Question, QuestionType
from app.forms.session import Session

MOST = 1_000
_NUMBERS = ("1", "2", "4", "20", "100", "300", "2000")
PLAIN: Mapping[QuestionType, tuple[str, ...]] = {
    QuestionType.INTEGER: _NUMBERS,
    QuestionType.DECIMAL: _NUMBERS,
    QuestionType.RANGE: _NUMBERS,
    QuestionType.DATE: ("2026-01-01",),
    QuestionType.TIME: ("09:00",),
    QuestionType.DATETIME: ("2026-01-01T09:00:00+08:00",),
    QuestionType.GEOPOINT: ("31.6 121.5 0 0",),
}
"""Plain answers by type; the first that the question's own rule accepts is taken."""
_TEXTS = ("甲", "乙", "2026", "CM-2026-0001", "91310230MA1JX0000X", "13800000000")


@dataclass(frozen=True)
class PlainCase:
    """What a plain case needs: answers that must be given beyond the defaults, photos among them, and all photos."""

    inputs: int
    photos: int
    photo_questions: int


def plain_case(session: Session) -> PlainCase:
    """Answer every question that must be answered, always with the first of what is offered, and count.

    Args:
        session: a new record, which is filled by this.
    """
    inputs = photos = 0
    asked: set[str] = set()
    while (key := _unanswered(session, asked)) and len(asked) < MOST:
        asked.add(key)
        question = session.item(key)
        if isinstance(question, Question):
            _answer(session, key, question)
            inputs += 1
            photos += question.type in MEDIA_TYPES
    offered = sum(question.type in MEDIA_TYPES for question in session.form.questions())
    return PlainCase(inputs, photos, offered)


def _unanswered(session: Session, asked: set[str]) -> str:
    """Return the first question that must be answered and is not; empty for none."""
    missing = (problem.key for problem in session.problems() if problem.key not in asked)
    return next((key for key in missing if session.value(key) in (None, "", [], ())), "")


def _answer(session: Session, key: str, question: Question) -> None:
    """Give the first plain answer that is accepted; where none is, the last one stays and the question is counted."""
    for answer in _plain_answers(session, key, question):
        session.set(key, answer)
        if session.problem(key) is None:
            return


def _plain_answers(session: Session, key: str, question: Question) -> Iterator[Given]:
    if question.itemset:
        offered = (choice.value for choice in session.choices(key))
        yield from ([value] if question.type is QuestionType.SELECT_MULTIPLE else value for value in offered)
    elif question.type in MEDIA_TYPES:
        yield "photo.jpg"
    else:
        yield from PLAIN.get(question.type, _TEXTS)
