"""What a new record can know before anybody types: the facts of its asset."""

from collections.abc import Iterator, Mapping

from app.domain.listing import AssetRow
from app.forms import Session
from app.forms.definition import Group, Question, QuestionType

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


def _open_questions(session: Session, key: str = "") -> Iterator[str]:
    for child in session.children(key):
        item = session.item(child)
        if isinstance(item, Question):
            if item.type in _MEASURED and session.value(child) is None and not session.is_readonly(child):
                yield child
        elif isinstance(item, Group):
            yield from _open_questions(session, child)
