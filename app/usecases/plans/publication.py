"""Publishing a plan: it goes into the directory, so that every home has it; a second time it replaces the first."""

from collections.abc import Iterable

from app.domain.canonical import Json
from app.domain.directory import PublishedPlan
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind, Role
from app.domain.plan import Plan
from app.domain.stream import DIRECTORY
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Unit
from app.usecases.acts import Step, chain_of_acts, new_record
from app.usecases.plans.shelf import packed
from app.workplace import RecordKey

PUBLISHERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Who may publish a plan, with a grant that reaches the directory of the district."""


def publish_plan(unit: Unit, plan: Plan, *, clock: Clock, ids: Ids, person: str) -> bool:
    """Publish a plan as a person; return False if just this one was published already.

    Raises:
        AppError: ``plan.not_allowed`` if the person's grants do not reach the directory, ``plan.too_large``.
    """
    directory = unit.directory()
    known = next((one for one in directory.plans if one.plan == plan.id), None)
    key = RecordKey(DIRECTORY, known.record) if known is not None else new_record(DIRECTORY, ids)
    heads = unit.state(DIRECTORY, known.record).heads if known is not None else ()
    step = _step(plan, known)
    if step is None:
        return False
    roles = directory.roles(person, DIRECTORY)
    if not roles & PUBLISHERS:
        raise AppError("plan.not_allowed")
    unit.append(chain_of_acts(key, heads, [step], clock=clock, ids=ids))
    return True


def first_publication(plans: Iterable[Plan], *, clock: Clock, ids: Ids) -> tuple[Act, ...]:
    """Return the acts with which a new server publishes plans."""
    acts: list[Act] = []
    for plan in plans:
        step: Step = (Action.CREATED, {"record": RecordKind.PLAN.value, "values": _values(plan)})
        acts += chain_of_acts(new_record(DIRECTORY, ids), (), [step], clock=clock, ids=ids)
    return tuple(acts)


def _step(plan: Plan, known: PublishedPlan | None) -> Step | None:
    values = _values(plan)
    if known is None:
        return Action.CREATED, {"record": RecordKind.PLAN.value, "values": values}
    return None if known.source == values["source"] else (Action.ANSWERED, {"values": values})


def _values(plan: Plan) -> dict[str, Json]:
    return {"id": plan.id, "title": plan.title, "source": packed(plan)}
