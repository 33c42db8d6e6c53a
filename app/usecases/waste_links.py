"""Construction waste: the source, haul and disposal sheets of one load, linked by their ticket, and their balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.kinds import RecordKind, Status
from app.domain.plan_listing import WasteSheet
from app.domain.state import State
from app.domain.works import number_of
from app.usecases.answered import Answered

PARTS = {"waste_source": "source", "waste_haul": "haul", "waste_disposal": "disposal"}
"""The forms of the three sheets, to the part of the chain that each tells of."""

ALLOWED_SHARE = Decimal("0.1")
"""How far amounts of one load may differ: the disposal form demands a reason beyond a tenth."""


class Flaw(StrEnum):
    """What is wrong with a chain of sheets."""

    NO_SOURCE = "no_source"
    NO_HAUL = "no_haul"
    NO_DISPOSAL = "no_disposal"
    AMOUNTS_DIFFER = "amounts_differ"
    KINDS_DIFFER = "kinds_differ"


@dataclass(frozen=True, slots=True)
class WasteChain:
    """All sheets with one ticket; amounts in tonnes, None where that sheet is missing."""

    ticket: str
    sheets: tuple[WasteSheet, ...]
    source_t: Decimal | None
    haul_t: Decimal | None
    disposal_t: Decimal | None
    flaws: tuple[Flaw, ...]

    @property
    def is_closed(self) -> bool:
        """Whether all three sheets are there and agree."""
        return not self.flaws


def sheet_of(state: State) -> WasteSheet | None:
    """Return the sheet that a record is, None for any other or one that is void or has no ticket."""
    part = PARTS.get(str(state.about.get("form", "")))
    if state.kind is not RecordKind.INSPECTION or part is None or state.status in (None, Status.VOIDED):
        return None
    row = Answered.of(state.answers()).single
    ticket = str(row.get("ticket") or "").strip().upper()
    received = row.get("received_t") if part == "disposal" else None
    amount = number_of(str(received or row.get("amount_t") or ""))
    if not ticket or amount is None:
        return None
    day, waste_kind = str(row.get("checked_on") or ""), str(row.get("waste_kind") or "")
    return WasteSheet(
        state.stream.township, state.record, ticket, part, waste_kind, amount, day, state.status or Status.DRAFT
    )


def waste_chains(sheets: Iterable[WasteSheet]) -> tuple[WasteChain, ...]:
    """Return the sheets linked by their tickets: those with flaws first, the newest first."""
    by_ticket: dict[str, list[WasteSheet]] = {}
    for sheet in sheets:
        by_ticket.setdefault(sheet.ticket, []).append(sheet)
    chains = [_chain(ticket, found) for ticket, found in by_ticket.items()]
    newest = sorted(chains, key=lambda chain: (max(sheet.day for sheet in chain.sheets), chain.ticket), reverse=True)
    return tuple(sorted(newest, key=lambda chain: chain.is_closed))


def _chain(ticket: str, sheets: list[WasteSheet]) -> WasteChain:
    """Return one chain; several sheets of a part are several loads of one batch and add up."""
    source, haul, disposal = (_sum(sheets, part) for part in PARTS.values())
    flaws = [
        flaw
        for flaw, amount in ((Flaw.NO_SOURCE, source), (Flaw.NO_HAUL, haul), (Flaw.NO_DISPOSAL, disposal))
        if amount is None
    ]
    if _differ([amount for amount in (source, haul, disposal) if amount is not None]):
        flaws.append(Flaw.AMOUNTS_DIFFER)
    if len({sheet.waste_kind for sheet in sheets}) > 1:
        flaws.append(Flaw.KINDS_DIFFER)
    in_order = tuple(sorted(sheets, key=lambda sheet: (list(PARTS.values()).index(sheet.part), sheet.day)))
    return WasteChain(ticket, in_order, source, haul, disposal, tuple(flaws))


def _sum(sheets: list[WasteSheet], part: str) -> Decimal | None:
    amounts = [sheet.amount_t for sheet in sheets if sheet.part == part]
    return sum(amounts, Decimal(0)) if amounts else None


def _differ(amounts: list[Decimal]) -> bool:
    """Whether amounts of one load differ by more than the allowed share of the largest."""
    return bool(amounts) and max(amounts) - min(amounts) > ALLOWED_SHARE * max(amounts)
