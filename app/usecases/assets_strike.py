"""The C roads of the district's own survey, struck off one by one.

A road is struck off only by an approved record that shows it before and after; the survey's grade itself is never
changed, it stays beside the program's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.asset import RegisteredAsset
from app.domain.kinds import RecordKind, Status
from app.domain.listing import RecordQuery, Sort
from app.domain.state import State
from app.domain.stream import Stream
from app.ports.store import Reading

SUBJECT, BASELINE, WORST = "road", "baseline", "C"
BEFORE, AFTER = "mended_before", "mended_after"
"""Names of the photo questions of the village road form that show a C road before and after."""


class StrikeState(StrEnum):
    """How far a C road is, the last one struck off."""

    WAITING = "waiting"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class CRoad:
    """A road of grade C in the survey.

    Attributes:
        reason: why the survey says so.
        before: SHA-256 of the photo, "" for none.
        after: as before.
        record: the record that strikes it off or asks for it, "" for none.
        struck_on: ISO 8601, when that record was made; "" unless it is struck off.
    """

    township: str
    asset: str
    code: str
    name: str
    village: str
    reason: str
    state: StrikeState
    before: str = ""
    after: str = ""
    record: str = ""
    struck_on: str = ""


def c_roads(reading: Reading) -> tuple[CRoad, ...]:
    """Return every C road in use by township and code, with how far it is."""
    return tuple(_c_roads(reading))


def _c_roads(reading: Reading) -> Iterator[CRoad]:
    likely = f'"{BASELINE}":"{WORST}"'
    roads = [asset for asset in reading.asset_register(SUBJECT) if asset.is_in_use and likely in asset.content]
    asked = _records_with_photos(reading, frozenset(asset.record for asset in roads))
    for asset in roads:
        values = asset.values()
        if values.get(BASELINE) == WORST:
            yield _c_road(asset, values, asked.get(asset.record, ()))


def _records_with_photos(reading: Reading, roads: frozenset[str]) -> Mapping[str, tuple[State, ...]]:
    """Return asset → records of these roads with two photos or more, the newest first."""
    query = RecordQuery(kind=RecordKind.INSPECTION, subjects=frozenset({SUBJECT}), sort=Sort.MADE)
    found: dict[str, list[State]] = {}
    keys = reading.record_keys(query)
    for start in range(0, len(keys), 500):
        for row in reading.record_rows(keys[start : start + 500]):
            if row.asset in roads and row.photos >= 2:  # noqa: PLR2004  # one before, one after
                state = reading.state(Stream(row.township, row.subject), row.record)
                found.setdefault(row.asset, []).append(state)
    return {asset: tuple(states) for asset, states in found.items()}


def _c_road(asset: RegisteredAsset, values: Mapping[str, object], states: tuple[State, ...]) -> CRoad:
    asking = [(state, _photos(state)) for state in states if state.status in _STATES]
    whole = [(state, photos) for state, photos in asking if photos.keys() == {BEFORE, AFTER}]
    best = max(whole, key=lambda pair: _order(pair[0]), default=None)
    known = _Register(asset, values)
    if best is None:
        return known.road(StrikeState.WAITING)
    state, photos = best
    return known.road(_STATES[state.status or Status.DRAFT], state, photos)


@dataclass(frozen=True, slots=True)
class _Register:
    """What the register says of a C road."""

    asset: RegisteredAsset
    values: Mapping[str, object]

    def road(self, stands: StrikeState, state: State | None = None, photos: Mapping[str, str] | None = None) -> CRoad:
        """Return it with how far it is."""
        shown = photos or {}
        made_at = state.history[0].made_at if state is not None and stands is StrikeState.STRUCK else ""
        return CRoad(
            township=self.asset.township,
            asset=self.asset.record,
            code=self.asset.code,
            name=self.asset.name,
            village=str(self.values.get("village", "")),
            reason=str(self.values.get("baseline_reason", "")),
            state=stands,
            before=shown.get(BEFORE, ""),
            after=shown.get(AFTER, ""),
            record=state.record if state is not None else "",
            struck_on=made_at,
        )


_STATES: Mapping[Status | None, StrikeState] = {
    Status.RETURNED: StrikeState.RETURNED,
    Status.SUBMITTED: StrikeState.SUBMITTED,
    Status.APPROVED: StrikeState.STRUCK,
}


def _order(state: State) -> int:
    return list(StrikeState).index(_STATES[state.status or Status.DRAFT])


def _photos(state: State) -> Mapping[str, str]:
    """Return which of the two questions have a photo, and its SHA-256."""
    return {
        name: str(body["sha256"])
        for body in state.attached().values()
        if (name := str(body.get("path", "")).rpartition("/")[2]) in (BEFORE, AFTER)
    }
