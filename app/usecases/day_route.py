"""The way of a day: what is due grouped by village, villages in the order of a short way, assets within them too."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.due import Due
from app.domain.listing import AssetRow
from app.domain.walking import Point, walking_order
from app.usecases.rounds import in_walking_order


@dataclass(frozen=True, slots=True)
class Leg:
    """What is due in one village, in walking order; the village is empty where assets say none."""

    township: str
    village: str
    checks: tuple[Due, ...]


def day_route(checks: Iterable[Due]) -> tuple[Leg, ...]:
    """Return the villages of a day in the order of a short way; those without a known position come last, by name."""
    grouped: dict[tuple[str, str], list[Due]] = {}
    for due in checks:
        grouped.setdefault((due.asset.township, due.asset.village), []).append(due)
    legs = [Leg(township, village, _walked(found)) for (township, village), found in sorted(grouped.items())]
    placed = [(leg, middle) for leg in legs if (middle := _middle([due.asset for due in leg.checks])) is not None]
    way = [placed[index][0] for index in walking_order([middle for _, middle in placed])]
    return (*way, *(leg for leg in legs if leg not in way))


def _walked(checks: list[Due]) -> tuple[Due, ...]:
    """Return the checks of a village, those of one asset side by side."""
    by_asset: dict[str, list[Due]] = {}
    for due in checks:
        by_asset.setdefault(due.asset.record, []).append(due)
    assets = {due.asset.record: due.asset for due in checks}
    return tuple(due for asset in in_walking_order(assets.values()) for due in by_asset[asset.record])


def _middle(assets: Iterable[AssetRow]) -> Point | None:
    places = [place for asset in assets if (place := asset.position) is not None]
    if not places:
        return None
    return (
        sum(place.latitude for place in places) / len(places),
        sum(place.longitude for place in places) / len(places),
    )
