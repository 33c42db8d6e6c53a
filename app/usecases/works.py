"""What people do to works: enter them, move them on, accept them once their inspection was approved."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.domain.canonical import Json
from app.domain.draft import Draft
from app.domain.entry import Entry
from app.domain.kinds import Action, RecordKind, Role, Status
from app.domain.listing import RecordQuery
from app.domain.plan_listing import WorksRow
from app.domain.stream import Stream
from app.domain.works import ACCEPTANCE_FORM, EXCAVATION, SUBJECT, WorksValue
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases.acts import Step, chain_of_acts, moment_text, new_record
from app.usecases.excavations import FORM as EXCAVATION_FORM
from app.usecases.review import decide
from app.workplace import FormInfo, RecordKey

STAGES = (Action.STARTED, Action.FINISHED, Action.ACCEPTED, Action.RETURNED, Action.VOIDED)
"""What moves works on, in the order of buttons."""

ENTERERS = frozenset({Role.SUPERVISOR, Role.HANDLER})
"""Who may enter works and figures, as the table of moves has it."""


def works_stream(township: str) -> Stream:
    """Return the stream of a township's works."""
    return Stream(township, SUBJECT)


def enter_works(
    unit: Unit, *, clock: Clock, ids: Ids, person: str, township: str, values: Mapping[str, Json]
) -> RecordKey:
    """Enter planned works.

    Raises:
        AppError: ``works.not_allowed`` if the person may not enter works there, ``works.no_name``.
    """
    key = new_record(works_stream(township), ids)
    roles = unit.directory().roles(person, key.stream)
    if not roles & ENTERERS:
        raise AppError("works.not_allowed", township=township)
    if not values.get(WorksValue.NAME) or not values.get(WorksValue.CLASS):
        raise AppError("works.no_name")
    unit.append(chain_of_acts(key, (), [creation(values)], clock=clock, ids=ids))
    return key


def creation(values: Mapping[str, Json]) -> Step:
    """Return the step with which works begin; what was left empty is left out."""
    kept = {str(path): value for path, value in values.items() if value not in (None, "")}
    about = {"title": str(values.get(WorksValue.NAME, "")), "place": str(values.get(WorksValue.VILLAGE) or "")}
    return Action.CREATED, {"record": RecordKind.WORKS.value, **about, "values": kept}


def change_works(
    unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, values: Mapping[str, Json]
) -> Entry:
    """Change what works say; raises as ``review.decide``."""
    state = unit.state(key.stream, key.record)
    step: Step = (Action.ANSWERED, {"values": {str(path): value for path, value in values.items()}})
    return decide(unit, step, clock=clock, ids=ids, person=person, key=key, heads=state.heads)


def move_works(
    unit: Unit,
    *,
    clock: Clock,
    ids: Ids,
    person: str,
    key: RecordKey,
    action: Action,
    heads: Iterable[str],
    reason: str = "",
) -> Entry:
    """Move works on by one stage; they are accepted only once an acceptance inspection of them was approved.

    Raises:
        AppError: ``works.not_inspected``, and those of ``review.decide``.
    """
    if action is Action.ACCEPTED and not approved_inspections(unit, key.record):
        raise AppError("works.not_inspected")
    body: dict[str, Json] = {}
    if action is Action.RETURNED:
        body = {"remarks": [{"path": "", "text": reason}]}
    elif action is Action.VOIDED:
        body = {"reason": reason}
    return decide(unit, (action, body), clock=clock, ids=ids, person=person, key=key, heads=heads)


def approved_inspections(reading: Reading, record: str) -> int:
    """Return how many approved inspections works have."""
    query = RecordQuery(asset=record, statuses=frozenset({Status.APPROVED}))
    return len(reading.record_keys(query, 100))


def begin_acceptance(unit: Unit, *, clock: Clock, ids: Ids, form: FormInfo, works: WorksRow, today: date) -> Draft:
    """Begin the acceptance inspection of works, with what is known of them filled in, and keep it as a draft."""
    draft = Draft(
        record=ids.new(),
        stream=works_stream(works.township) if form.id == ACCEPTANCE_FORM else Stream(works.township, form.subject),
        form=form.id,
        version=form.version,
        asset=works.record,
        title=works.facts.name,
        values=_excavation_answers(works) if form.id == EXCAVATION_FORM else _acceptance_answers(works, today),
        changed_at=moment_text(clock.now()),
    )
    unit.put_draft(draft)
    return draft


def acceptance_form(works: WorksRow) -> str:
    """Return the id of the form that accepts works: road excavation has its own."""
    return EXCAVATION_FORM if works.facts.works_class == EXCAVATION else ACCEPTANCE_FORM


def _acceptance_answers(works: WorksRow, today: date) -> dict[str, Json]:
    said = works.facts
    known: dict[str, Json] = {
        "checked_on": today.isoformat(),
        "target": said.works_class,
        "site/project": said.name,
        "scope/place": said.place or said.road or said.village,
        "scope/planned_quantity": None if said.planned is None else format(said.planned, "f"),
        "scope/quantity": None if said.quantity is None else format(said.quantity, "f"),
        "scope/finished_on": said.ends_on.isoformat() if said.ends_on and said.ends_on <= today else None,
        "items/ramp_items/ramp_owner": said.part or None,
    }
    return {path: value for path, value in known.items() if value}


def _excavation_answers(works: WorksRow) -> dict[str, Json]:
    said = works.facts
    known: dict[str, Json] = {
        "site/project": said.name,
        "dig/road": said.road,
        "dig/span": said.place,
        "dig/opened_on": said.starts_on.isoformat() if said.starts_on else None,
    }
    return {path: value for path, value in known.items() if value}
