"""Which own cases and assets an order may be about: offered with the reasons, never decided."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.listing import AssetRow, RecordRow
from app.domain.order import Meaning, Order
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE

MOST_OFFERS = 3
"""How many cases and how many assets are offered."""

NEAR_DAYS = 30
"""A case that was reported this long before or after the order may be about the same."""

ALIKE = 0.5
"""The least share of letter pairs that two places have in common to be offered as the same."""

LEAST_NAME = 2
LEAST_CODE = 3


class Reason(StrEnum):
    """Why something is offered; the earlier the stronger."""

    CODE = "code"
    ASSET = "asset"
    NAME = "name"
    ADDRESS = "address"
    VILLAGE = "village"
    TIME = "time"


_PIECES = re.compile(r"[\W_]+")
_EVERYWHERE = re.compile(r"上海市|崇明区|崇明|[一-鿿]{1,3}[镇乡]")
_WEIGHT = {Reason.CODE: 8, Reason.ASSET: 6, Reason.NAME: 5, Reason.ADDRESS: 4, Reason.VILLAGE: 2, Reason.TIME: 1}


@dataclass(frozen=True, slots=True)
class Offer:
    """A case or an asset that an order may be about."""

    township: str
    subject: str
    record: str
    is_case: bool
    title: str
    number: str
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        """How strongly it is offered."""
        return sum(_WEIGHT[reason] for reason in self.reasons)


def offered_assets(order: Order, assets: Iterable[AssetRow]) -> tuple[Offer, ...]:
    """Return assets that an order names by code, name or village and part of the name, the most likely first."""
    said = _said(order)
    return _best(_of_asset(asset, _asset_reasons(asset, said)) for asset in assets)


def offered_cases(order: Order, cases: Iterable[RecordRow], assets: Sequence[Offer], today: date) -> tuple[Offer, ...]:
    """Return cases that are about an offered asset or about a place that reads alike, the most likely first.

    Args:
        order: what was asked.
        cases: of the order's township.
        assets: what was offered for the order.
        today: stands in where the order says no day.
    """
    said = _pairs(_said(order))
    named = {offer.record for offer in assets if Reason.CODE in offer.reasons or Reason.NAME in offer.reasons}
    day = day_of(order.texts.get(Meaning.RECEIVED_AT, "")) or today
    return _best(_of_case(case, _case_reasons(case, said, named, day)) for case in cases)


def day_of(text: str) -> date | None:
    """Return the day that a cell says, in whatever way offices write it; None where it says none."""
    written = text.replace("年", "-").replace("月", "-").replace("日", " ").replace("/", "-").replace(".", "-").split()
    for part in written[:1]:
        numbers = part.split("T")[0].split("-")
        if len(numbers) == len("ymd") and all(number.isdecimal() for number in numbers):
            try:
                return date(*map(int, numbers))
            except ValueError:
                return None
    return None


def _said(order: Order) -> str:
    parts = (Meaning.TITLE, Meaning.ADDRESS, Meaning.DESCRIPTION)
    return " ".join(order.texts.get(meaning, "") for meaning in parts)


def _asset_reasons(asset: AssetRow, said: str) -> tuple[Reason, ...]:
    has_code = len(asset.code) >= LEAST_CODE and asset.code.casefold() in said.casefold()
    has_name = len(asset.name) >= LEAST_NAME and asset.name in said
    reasons = [reason for reason, holds in ((Reason.CODE, has_code), (Reason.NAME, has_name)) if holds]
    if reasons and len(asset.village) >= LEAST_NAME and asset.village in said:
        reasons.append(Reason.VILLAGE)
    return tuple(reasons)


def _case_reasons(case: RecordRow, said: frozenset[str], assets: set[str], day: date) -> tuple[Reason, ...]:
    reasons = []
    if case.asset in assets:
        reasons.append(Reason.ASSET)
    if _likeness(_pairs(f"{case.title} {case.place}"), said) >= ALIKE:
        reasons.append(Reason.ADDRESS)
    made_on = datetime.fromisoformat(case.made_at).astimezone(DISTRICT_ZONE).date()
    is_near = abs((made_on - day).days) <= NEAR_DAYS
    if not is_near:
        return ()
    return (*reasons, Reason.TIME) if reasons else ()


def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of letters of a text; what every address has in common, district and township, says nothing."""
    pieces = _PIECES.split(_EVERYWHERE.sub(" ", text))
    return frozenset(piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the shorter one's pairs the other has too, 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _of_asset(asset: AssetRow, reasons: tuple[Reason, ...]) -> Offer:
    return Offer(asset.township, asset.subject, asset.record, False, asset.name, asset.code, reasons)  # noqa: FBT003  # no case


def _of_case(case: RecordRow, reasons: tuple[Reason, ...]) -> Offer:
    return Offer(case.township, case.subject, case.record, True, case.title, case.number, reasons)  # noqa: FBT003  # a case


def _best(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    likely = [offer for offer in offers if offer.reasons]
    return tuple(sorted(likely, key=lambda offer: (-offer.weight, offer.number, offer.record))[:MOST_OFFERS])
