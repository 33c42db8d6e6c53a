"""Records that feed a plan, written in one line, and what the plan says of them."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.kinds import Action
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.plans.progress import Progress, progress_of
from app.usecases.plans.shelf import brought_plans
from app.usecases.works import enter_works, move_works
from app.workplace import RecordKey
from tests.ui.place import Place

PLAN = next(plan for plan in brought_plans() if plan.id == "chongming-2024-2026")
TOWN, OTHER = "310151101", "310151102"
ILLEGAL, WORKS = Stream(TOWN, "illegal_building"), Stream(TOWN, "works")
SENT: tuple[str, dict[str, Any]] = ("submitted", {})
APPROVED: tuple[str, dict[str, Any]] = ("approved", {})


def inspect(place: Place, stream: Stream, form: str, values: dict[str, Any], *after: Any, asset: str = "") -> str:
    """Write an inspection, approved unless said otherwise; return its id."""
    about = {"record": "inspection", "form": form, "title": form, **({"asset": asset} if asset else {})}
    return place.write(stream, ("created", {**about, "values": values}), *(after or (SENT, APPROVED)))


def target(place: Place, text: str, townships: tuple[str, ...] = ()) -> Progress:
    """Return how far the target is whose text begins so."""
    with place.store.reading() as look:
        found = progress_of(PLAN, look.tallies(townships), year=2026, townships=townships)
    return next(one for one in found if one.target.text.startswith(text))


def works_of(place: Place, **values: str) -> Any:
    """Enter works; return their row."""
    given = {"name": "长征公路", "target": "road_upgrade", "planned_quantity": "12.5", **values}
    with place.store() as unit:
        key = enter_works(unit, **tools(place), township=TOWN, values=given)
        return unit.one_works(key.record)


def tools(place: Place) -> dict[str, Any]:
    """Return what every act is given."""
    work = place.workplace
    return {"clock": work.clock, "ids": work.ids, "person": work.person}


def refused(act: Callable[[], object]) -> str:
    """Return the code with which an act is refused."""
    with pytest.raises(AppError) as caught:
        act()
    return caught.value.code


def moved(place: Place, record: str, action: Action) -> None:
    """Move works on, from where they are."""
    with place.store() as unit:
        heads = unit.state(WORKS, record).heads
        move_works(unit, **tools(place), key=RecordKey(WORKS, record), action=action, heads=heads)
