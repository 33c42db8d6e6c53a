"""The demonstration's cases: out of the findings of its inspections, in every state, one late and one nearly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.assembly.client import Client
from app.demo import pictures
from app.demo.district import HANDLER, INSPECTOR, SUPERVISOR
from app.demo.people import ShiftedClock, at_work, enrol_once, sync
from app.domain.canonical import Json
from app.domain.kinds import Action, Status
from app.domain.listing import RecordQuery, Sort
from app.domain.stream import Stream
from app.standards.grid_classes import grid_classes
from app.usecases.case_findings import findings_of, proposal, read_findings
from app.usecases.case_photos import take_photo
from app.usecases.cases import decide_case, limit_body, open_case
from app.workplace import RecordKey

_UNITS = ("城桥镇市政养护队", "区公路管理中心", "向化镇城建中心")
_RAILING = "component/0209/1"
Body = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did to a case some days ago."""

    days_ago: float
    action: Action
    body: Body
    has_photo: bool = False


def _assigned(unit: str, amount: str, of: str) -> Body:
    return {"unit": unit, "limit": limit_body(amount, of), "remark": "先设警示，再修复。"}


_FILED: Body = {"class": _RAILING}
_LIVES: tuple[tuple[tuple[str, Deed], ...], ...] = (
    (),
    ((SUPERVISOR, Deed(0.2, Action.FILED, _FILED)),),
    (
        (SUPERVISOR, Deed(12, Action.FILED, _FILED)),
        (SUPERVISOR, Deed(12, Action.ASSIGNED, _assigned(_UNITS[0], "2", "work_day"))),
    ),
    (
        (SUPERVISOR, Deed(0.9, Action.FILED, _FILED)),
        (SUPERVISOR, Deed(0.88, Action.ASSIGNED, _assigned(_UNITS[1], "24", "urgent_hour"))),
    ),
    (
        (SUPERVISOR, Deed(4, Action.FILED, _FILED)),
        (SUPERVISOR, Deed(4, Action.ASSIGNED, _assigned(_UNITS[0], "5", "work_day"))),
        (HANDLER, Deed(1, Action.HANDLED, {"measures": "更换断裂立柱两根，接缝补焊除锈刷漆。"}, has_photo=True)),
    ),
    (
        (SUPERVISOR, Deed(9, Action.FILED, _FILED)),
        (SUPERVISOR, Deed(9, Action.ASSIGNED, _assigned(_UNITS[2], "5", "work_day"))),
        (HANDLER, Deed(6, Action.HANDLED, {"measures": "清理泄水孔，恢复排水。"}, has_photo=True)),
        (INSPECTOR, Deed(5, Action.VERIFIED, {"remark": "雨后复看，排水通畅。"})),
        (SUPERVISOR, Deed(4, Action.CLOSED, {})),
    ),
    (
        (SUPERVISOR, Deed(6, Action.FILED, _FILED)),
        (
            SUPERVISOR,
            Deed(6, Action.TRANSFERRED, {"to": "区水务局", "letter": "崇城管函〔2026〕12号", "reply_by": "2026-12-15"}),
        ),
    ),
    (
        (SUPERVISOR, Deed(7, Action.FILED, _FILED)),
        (SUPERVISOR, Deed(7, Action.ASSIGNED, _assigned(_UNITS[1], "7", "work_day"))),
        (SUPERVISOR, Deed(5, Action.HELD, {"reason": "等待构件到货。"})),
    ),
)


def live_cases(root: Path, url: str, homes: Mapping[str, Path]) -> None:
    """Open cases out of the inspector's findings and let them be decided, mended and seen mended."""
    handler = root / "handler"
    enrol_once(handler, url, HANDLER)
    everybody = {**homes, HANDLER: handler}
    with at_work(homes[INSPECTOR]) as client:
        cases = tuple(_open(client))
        sync(client)
    longest = max(map(len, _LIVES))
    for turn in range(longest):
        for login, home in everybody.items():
            deeds = [
                (key, life[turn][1]) for key, life in zip(cases, _LIVES, strict=False) if _is_turn_of(login, life, turn)
            ]
            if deeds:
                _act(home, deeds, root / "camera")


def _is_turn_of(login: str, life: Sequence[tuple[str, Deed]], turn: int) -> bool:
    return turn < len(life) and life[turn][0] == login


def _open(client: Client) -> Iterator[RecordKey]:
    """Open a case for the worst finding of each inspection that has one."""
    place = client.workplace
    query = RecordQuery(
        forms=frozenset({"bridge_regular"}),
        statuses=frozenset({Status.APPROVED, Status.SUBMITTED}),
        sort=Sort.MADE,
        descending=False,
    )
    with place.store.reading() as reading:
        rows = reading.record_rows(reading.record_keys(query, 100))
    left = len(_LIVES)
    for row in rows:
        found = read_findings(place, RecordKey(Stream(row.township, row.subject), row.record))
        damages = [finding for finding in findings_of(found) if finding.path]
        if not damages or not left:
            continue
        left -= 1
        overview = next(iter(found.state.attached()), "")
        with place.store() as unit:
            case = proposal(found, damages[0].path, grid_classes(), photo=overview)
            tools = {"machine": place.machine, "person": place.person}
            yield open_case(unit, clock=place.clock, ids=place.ids, case=case, **tools).key


def _act(home: Path, deeds: Sequence[tuple[RecordKey, Deed]], camera: Path) -> None:
    clock = ShiftedClock()
    with at_work(home, clock) as client:
        place = client.workplace
        sync(client)
        for seed, (key, deed) in enumerate(deeds, start=700):
            clock.days_back = deed.days_ago
            with place.store.reading() as reading:
                state = reading.state(key.stream, key.record)
                bridge = reading.asset(str(state.about.get("asset")))
            photos = []
            if deed.has_photo and bridge is not None:
                taken_at = clock.now() - timedelta(minutes=10)
                photos.append(take_photo(place, pictures.drawn_photo(camera, seed, bridge, taken_at)))
            with place.store() as unit:
                decide_case(
                    unit,
                    deed.action,
                    deed.body,
                    clock=clock,
                    ids=place.ids,
                    person=place.person,
                    key=key,
                    heads=state.heads,
                    photos=photos,
                )
        clock.days_back = 0
        sync(client)
