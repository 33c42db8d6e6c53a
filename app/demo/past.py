"""The demonstration's past: some weeks of inspections, really recorded, sent, returned and approved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from app.assembly.client import Client
from app.demo import answers, pictures, plan
from app.demo.cases import live_cases
from app.demo.district import INSPECTOR, SEED, SUPERVISOR
from app.demo.people import ShiftedClock, at_work, enrol_once, inspect, sync
from app.demo.supervision import live_supervision
from app.domain.canonical import Json
from app.domain.kinds import Action, Status
from app.domain.listing import AssetRow, RecordQuery, RecordRow, Sort
from app.domain.stream import Stream
from app.usecases import review
from app.usecases.acts import Step
from app.workplace import RecordKey
from db.machine import SystemClock

_DONE = "past"
_PATROLLED = 0.9
"""Share of the bridges that had a patrol of late."""

_REMARKS: tuple[dict[str, Json], ...] = (
    {"path": "conclusion/remark", "text": "请写明处置时限和责任人。"},
    {"path": "", "text": "全景照片看不清桥名牌，请补拍一张。"},
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection of the past."""

    days_ago: float
    form: str
    asset: AssetRow
    answers: Mapping[str, object]
    photo: str


def live_through(root: Path, url: str) -> dict[str, Path]:
    """Enrol inspector and supervisor and make their past, once; return login → home folder."""
    homes = {INSPECTOR: root / "inspector", SUPERVISOR: root / "supervisor"}
    for login, home in homes.items():
        enrol_once(home, url, login)
    done = root / _DONE
    if not done.exists():
        _inspect(homes[INSPECTOR], root / "camera")
        _review(homes[SUPERVISOR])
        _go_on(homes[INSPECTOR], root / "camera")
        live_cases(root, url, homes)
        live_supervision(homes[SUPERVISOR], homes[INSPECTOR])
        done.touch()
    return homes


def _inspect(home: Path, camera: Path) -> None:
    clock = ShiftedClock()
    with at_work(home, clock) as client:
        sync(client)
        for seed, visit in enumerate(sorted(_visits(client), key=lambda visit: -visit.days_ago)):
            clock.days_back = visit.days_ago
            _record(client, visit, camera, seed)
        clock.days_back = 0
        plan.carry_waste(client, camera)
        sync(client)


def _visits(client: Client) -> Iterator[Visit]:
    random = Random(SEED)  # noqa: S311  # plausible data, no secret
    with client.workplace.store.reading() as reading:
        bridges, roads = reading.assets("bridge"), reading.assets("road")
    for bridge in bridges:
        if random.random() < _PATROLLED:
            yield Visit(random.uniform(0.5, 9.5), "bridge_patrol", bridge, answers.patrol(), "")
    for bridge in random.sample(bridges, 14):
        damages = answers.some_damages(random)
        days_ago = random.choice((3.0, 12.0, 30.0, 60.0, 88.0, 95.0, 118.0)) + random.random()
        yield Visit(days_ago, "bridge_regular", bridge, answers.regular_check(damages=damages), "conclusion/overview")
    for road in random.sample(roads, 5):
        known = {name: str(road.answers[name]) for name in ("width_m", "pavement")}
        known["length_km"] = str(road.answers["end_km"])
        yield Visit(
            random.uniform(2, 40), "village_road", road, answers.village_road(**known, random=random), "result/overview"
        )


def _record(client: Client, visit: Visit, camera: Path, seed: int) -> None:
    photos = []
    if visit.photo:
        taken_at = client.workplace.clock.now() - timedelta(minutes=15)
        is_road = visit.form == "village_road"
        photos.append((visit.photo, pictures.drawn_photo(camera, seed, visit.asset, taken_at, road=is_road)))
    inspect(client.workplace, visit.form, visit.asset, visit.answers, photos)


def _review(home: Path) -> None:
    """Approve most, return two, leave the newest for whoever opens the program as supervisor."""
    with at_work(home) as client:
        sync(client)
        rows = _submitted(client)
        regular = [row for row in rows if row.form == "bridge_regular"]
        returned, left = regular[:2], {row.record for row in [*regular[-4:], *rows[-6:]]}
        for row, remark in zip(returned, _REMARKS, strict=True):
            _decide(client, row, remark)
        for row in rows:
            if row not in returned and row.record not in left:
                _decide(client, row, None)
        plan.live_with_plans(client)
        sync(client)


def _submitted(client: Client) -> tuple[RecordRow, ...]:
    """Return what waits for review, oldest first."""
    query = RecordQuery(statuses=frozenset({Status.SUBMITTED}), sort=Sort.MADE, descending=False)
    with client.workplace.store.reading() as reading:
        return reading.record_rows(reading.record_keys(query, 1000))


def _decide(client: Client, row: RecordRow, remark: dict[str, Json] | None) -> None:
    place = client.workplace
    key = RecordKey(Stream(row.township, row.subject), row.record)
    with place.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        step: Step = (Action.APPROVED, {}) if remark is None else (Action.RETURNED, {"remarks": [remark]})
        review.decide(unit, step, clock=place.clock, ids=place.ids, person=place.person, key=key, heads=heads)


def _go_on(home: Path, camera: Path) -> None:
    """Receive the decisions, begin a draft, and submit one record that waits for the next round."""
    with at_work(home) as client:
        sync(client)
        place = client.workplace
        with place.store.reading() as reading:
            bridges = reading.assets("bridge")
        taken_at = SystemClock().now() - timedelta(hours=1)
        content = answers.regular_check(damages=(answers.RAILING, answers.BLOCKED), remark="桥名牌褪色。")
        for seed, (bridge, is_draft) in enumerate(((bridges[1], True), (bridges[4], False))):
            photo = pictures.drawn_photo(camera, 900 + seed, bridge, taken_at)
            inspect(place, "bridge_regular", bridge, content, [("conclusion/overview", photo)], is_draft=is_draft)
