"""How much a form asks of an inspector who finds nothing wrong: the plain case, counted instead of guessed."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.forms.answer import Given
from app.forms.definition import MEDIA_TYPES, Question, QuestionType
from app.forms.session import Session

MOST = 1_000
PLAIN: Mapping[QuestionType, str] = {
    QuestionType.INTEGER: "1",
    QuestionType.DECIMAL: "1",
    QuestionType.RANGE: "1",
    QuestionType.DATE: "2026-01-01",
    QuestionType.TIME: "09:00",
    QuestionType.DATETIME: "2026-01-01T09:00:00+08:00",
    QuestionType.GEOPOINT: "31.6 121.5 0 0",
}


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
            session.set(key, _plain_answer(session, key, question))
            inputs += 1
            photos += question.type in MEDIA_TYPES
    offered = sum(question.type in MEDIA_TYPES for question in session.form.questions())
    return PlainCase(inputs, photos, offered)


def _unanswered(session: Session, asked: set[str]) -> str:
    """Return the first question that must be answered and is not; empty for none."""
    missing = (problem.key for problem in session.problems() if problem.key not in asked)
    return next((key for key in missing if session.value(key) in (None, "", [], ())), "")


def _plain_answer(session: Session, key: str, question: Question) -> Given:
    if question.itemset:
        first = next((choice.value for choice in session.choices(key)), "")
        return [first] if question.type is QuestionType.SELECT_MULTIPLE else first
    return "photo.jpg" if question.type in MEDIA_TYPES else PLAIN.get(question.type, "甲")
