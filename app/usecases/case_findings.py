"""From a finding of an inspection record to a case that is ready to be opened."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.case import (
    ADDRESS,
    BEFORE,
    CLASS,
    DESCRIPTION,
    FOUND_AT,
    MEASURE,
    PROPOSED_LIMIT,
    PROPOSED_UNIT,
    QUANTITY,
    SEVERITY,
    SITE,
    CaseSource,
    Origin,
    Severity,
)
from app.domain.case_class import GridClasses
from app.domain.draft import DraftPhoto, is_answer
from app.domain.listing import AssetRow
from app.domain.state import State
from app.errors import AppError
from app.forms import Session
from app.forms.definition import Question, QuestionType, Repeat
from app.usecases.cases import NewCase
from app.usecases.recording import context_of
from app.workplace import RecordKey, Workplace

_SEVERITIES = {"1": Severity.GENERAL, "2": Severity.SERIOUS, "3": Severity.URGENT}
_MEASURES = (("area_m2", "㎡"), ("length_m", "m"), ("count", "处"))
_SPOKEN = frozenset({QuestionType.TEXT, QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE})
_MARKS = re.compile(r"<[^>]+>|[*_`#]")
_PLAIN = ("component", "finding", "finding_other", "defect", "defect_other", "kind", "position", "spot")
"""Questions whose answers say by themselves what they are about."""
_NAMING = _PLAIN[:-2]
"""Those that name what is wrong, without where."""
_TITLE, _LONG = 40, 400


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a record that a case can be opened for.

    Attributes:
        path: an instance of a repeat, or empty for the record as a whole.
        words: what was found.
        photos: ids of the photos that show it.
    """

    path: str
    words: str
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A record with its findings, read once."""

    key: RecordKey
    state: State
    session: Session
    asset: AssetRow | None


def read_findings(place: Workplace, key: RecordKey) -> Found:
    """Read a record for its findings.

    Raises:
        AppError: ``record.unknown``, ``form.unknown_version``.
    """
    with place.store.reading() as reading:
        state = reading.state(key.stream, key.record)
        asset = reading.asset(str(state.about["asset"])) if state.about.get("asset") else None
    if state.kind is None:
        raise AppError("record.unknown")
    form = place.forms.form(str(state.about.get("form", "")), str(state.about.get("version", "")))
    answers = {path: value for path, value in state.answers().items() if is_answer(path)}
    return Found(key, state, Session(form, context_of(place), answers, is_frozen=True), asset)


def findings_of(found: Found) -> tuple[Finding, ...]:
    """Return the rows of the record's outer repeats that say something, and last the record as a whole."""
    rows = [_finding(found, path) for path in _instances(found.session, "")]
    whole = Finding("", _clean(str(found.state.about.get("title", ""))), tuple(sorted(found.state.attached())))
    return (*(row for row in rows if row.words), whole)


def proposal(found: Found, path: str, classes: GridClasses, photo: str = "") -> NewCase:
    """Return the case that a finding asks for; everything in it can be changed before it is opened.

    Args:
        found: the record.
        path: an instance of a repeat or a question; empty for the record as a whole.
        classes: of which one is proposed by the record's subject, with its time limit.
        photo: id of the one photo that is meant; all of the finding's without it.
    """
    state, stream = found.state, found.key.stream
    finding = _finding(found, path) if path else findings_of(found)[-1]
    place = str(state.about.get("place") or (found.asset.village if found.asset else ""))
    name = str(state.about.get("title", ""))
    words = finding.words if path else ""
    condition = classes.condition(classes.proposed.get(stream.subject, ""))
    values: dict[str, Json] = {
        CLASS: condition.id if condition else "",
        SEVERITY: _severity(found, path).value,
        DESCRIPTION: words[:_LONG],
        ADDRESS: f"{place}{name}",
        FOUND_AT: state.history[0].made_at,
        PROPOSED_UNIT: keeper_unit(found.asset),
        **_amount(found, path),
    }
    site = _site(found)
    if site:
        values[SITE] = site
    if condition is not None:
        values[PROPOSED_LIMIT] = condition.limit.to_body()
    attached = state.attached()
    wanted = (photo,) if photo else finding.photos or _overviews(attached)
    return NewCase(
        stream=stream,
        title=_title(found, path, name)[:_TITLE],
        place=place,
        asset=found.asset.record if found.asset else "",
        source=CaseSource.INSPECTION,
        origin=Origin(stream, found.key.record, path),
        values={name: value for name, value in values.items() if value != ""},
        shared=tuple(shared_photo(each, attached[each]) for each in wanted if each in attached),
    )


def _overviews(attached: Mapping[str, Mapping[str, Json]]) -> tuple[str, ...]:
    """Return the photos that show the whole: those of no row of a repeat."""
    return tuple(sorted(name for name, body in attached.items() if "[" not in str(body.get("path", ""))))


def _instances(session: Session, within: str) -> Iterator[str]:
    """Yield the instances of the outer repeats, in the order of the form."""
    for key in session.children(within):
        item = session.item(key)
        if isinstance(item, Repeat):
            yield from session.instances(key)
        elif not isinstance(item, Question):
            yield from _instances(session, key)


def _finding(found: Found, path: str) -> Finding:
    leaves = list(_questions(found.session, path))
    words = "；".join(said for key in leaves if (said := _words(found.session, key)))
    photos = [name for name, body in found.state.attached().items() if str(body.get("path", "")) in leaves]
    return Finding(path, words, tuple(sorted(photos)))


def _questions(session: Session, path: str) -> Iterator[str]:
    """Yield the questions in an instance; a question itself."""
    if isinstance(session.item(path), Question):
        yield path
        return
    for key in session.children(path):
        yield from _questions(session, key)


def _words(session: Session, key: str) -> str:
    """Return what a question of words was answered with: the labels of choices, text as it is."""
    item, answer = session.item(key), session.value(key)
    if not isinstance(item, Question) or item.type not in _SPOKEN or answer in (None, ""):
        return ""
    labels = {choice.value: choice.label for choice in session.choices(key)}
    values = answer if isinstance(answer, tuple | list) else (str(answer),)
    said = "、".join(_clean(labels.get(str(value), str(value))) for value in values)
    return said if item.name in _PLAIN else f"{_clean(session.label(key))}：{said}"


def _title(found: Found, path: str, name: str) -> str:
    """Return the name of what was inspected and what is wrong with it."""
    session = found.session
    keys = list(_questions(session, path)) if path else []
    said = [_words(session, key) for key in keys if session.item(key).name in _NAMING] or [
        _words(session, key) for key in keys[:1]
    ]
    return _clean(f"{name}：{' '.join(filter(None, said))}" if any(said) else name)


def _severity(found: Found, path: str) -> Severity:
    answers = _named(found, path)
    return _SEVERITIES.get(str(answers.get("severity")), Severity.GENERAL)


def _amount(found: Found, path: str) -> Mapping[str, Json]:
    """Return quantity and measure of a row that was measured."""
    answers = _named(found, path)
    for name, measure in _MEASURES:
        if answers.get(name) not in (None, ""):
            return {QUANTITY: str(answers[name]), MEASURE: measure}
    return {}


def _named(found: Found, path: str) -> Mapping[str, object]:
    """Return the answers of a row by the names of their questions."""
    keys = _questions(found.session, path) if path else ()
    return {key.rpartition("/")[2]: found.session.value(key) for key in keys}


def keeper_unit(asset: AssetRow | None) -> str:
    """Return who keeps the asset up, where the register says so."""
    answers = asset.answers if asset else {}
    return next(
        (str(answers[name]) for name in ("maintainer", "manager_unit", "owner_unit", "operator") if answers.get(name)),
        "",
    )


def _site(found: Found) -> Json:
    """Return where the record was made, else where its asset is."""
    return found.state.answers().get(SITE) or asset_site(found.asset)


def asset_site(asset: AssetRow | None) -> Json:
    """Return where an asset is by the register, as the body of a ``Position``; empty where that is not known."""
    return asset.position.to_body() if asset is not None and asset.position is not None else ""


def shared_photo(name: str, body: Mapping[str, Json]) -> DraftPhoto:
    """Return a photo that a record shows already, as one that shows the problem of a case."""
    facts, size = body.get("facts"), body.get("size")
    return DraftPhoto(
        id=name,
        path=BEFORE,
        sha256=str(body.get("sha256")),
        size=size if isinstance(size, int) else 0,
        name=str(body.get("name", "")),
        facts=facts if isinstance(facts, Mapping) else {},
    )


def _clean(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())
