"""What a record can know of its visit from its photos."""

from app.domain.photo import Diagnosis, PhotoFacts
from app.forms import Session
from app.forms.definition import Question, QuestionType
from ui.moments import day

NO_CLOCK = frozenset({Diagnosis.TIME_OF_CHANGE, Diagnosis.IN_THE_FUTURE, Diagnosis.TIME_INVALID})
"""Diagnoses under which a photo's time does not say when the visit was."""


def date_question(session: Session) -> str | None:
    """Return the key of the question that asks for the day of the visit: the first date outside groups and repeats."""
    for key in session.children():
        item = session.item(key)
        if isinstance(item, Question) and item.type is QuestionType.DATE and not session.is_readonly(key):
            return key
    return None


def day_of_visit(facts: PhotoFacts) -> str | None:
    """Return the day on which a photo was taken, in the district; None if the photo does not really say."""
    if facts.taken_at is None or NO_CLOCK.intersection(facts.diagnosis):
        return None
    return day(facts.taken_at.isoformat())
