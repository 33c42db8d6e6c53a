"""What a new record can know before anybody types: facts of its asset, the date of its photos."""

from collections.abc import Iterator, Mapping

from app.domain.listing import AssetRow
from app.domain.photo import Diagnosis, PhotoFacts
from app.forms import Session
from app.forms.definition import Group, Question, QuestionType
from ui.moments import day

NO_CLOCK = frozenset({Diagnosis.TIME_OF_CHANGE, Diagnosis.IN_THE_FUTURE, Diagnosis.TIME_INVALID})
"""Diagnoses under which a photo's time does not say when the visit was."""

_MEASURED = frozenset(
    {
        *(QuestionType.TEXT, QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.SELECT_ONE),
        *(QuestionType.SELECT_MULTIPLE, QuestionType.DATE),
    }
)


def fill_from_asset(session: Session, asset: AssetRow) -> tuple[str, ...]:
    """Answer what the asset's own facts answer: questions outside repeats that have a fact's name and no answer yet.

    Returns the keys that changed.
    """
    facts: Mapping[str, object] = {
        **asset.answers,
        "asset_name": asset.name,
        "asset_code": asset.code,
        "asset_village": asset.village,
    }
    changed: list[str] = []
    for key in _open_questions(session):
        fact = facts.get(session.item(key).name)
        if isinstance(fact, str | int | list) and fact not in ("", []):
            changed += session.set(key, fact)
    return tuple(changed)


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


def _open_questions(session: Session, key: str = "") -> Iterator[str]:
    for child in session.children(key):
        item = session.item(child)
        if isinstance(item, Question):
            if item.type in _MEASURED and session.value(child) is None and not session.is_readonly(child):
                yield child
        elif isinstance(item, Group):
            yield from _open_questions(session, child)
