"""The client's store as use cases see it: ``with store() as unit:`` is one act and one transaction."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.asset import RegisteredAsset
from app.domain.asset_words import FoundAsset
from app.domain.directory import Directory
from app.domain.draft import Draft
from app.domain.due import AssetDeadline, DueState, ExtraCheck
from app.domain.entry import Act, Entry
from app.domain.keeping import Keeping
from app.domain.kinds import RecordKind, Status
from app.domain.listing import AssetRow, RecordQuery, RecordRow, WaitingItem
from app.domain.site import Position
from app.domain.state import State
from app.domain.stream import Stream
from app.ports.cases import CaseReading
from app.ports.plans import PlanReading


@dataclass(frozen=True, slots=True)
class Visit:
    """The newest submitted or approved inspection of an asset under a form; ``made_at`` in ISO 8601."""

    asset: str
    form: str
    made_at: str


class DueReading(Protocol):
    """What a look at a store says of deadlines, at either end."""

    def deadlines(
        self, day: date, states: Collection[DueState], limit: int | None = None, whose: Keeping | None = None
    ) -> tuple[AssetDeadline, ...]:
        """Return checks in these states on a day, at most ``limit`` of each kind, the earliest due first.

        Here and below, ``whose`` leaves out assets that are not the person's.
        """
        ...

    def count_deadlines(self, day: date, whose: Keeping | None = None) -> Mapping[DueState, int]:
        """Return how many checks are overdue on a day, and how many are due now or within a week."""
        ...

    def missing(
        self, extra: ExtraCheck, limit: int | None = None, whose: Keeping | None = None
    ) -> tuple[AssetDeadline, ...]:
        """Return assets that need an extra check and have not had it, by code."""
        ...

    def extra_checks(self) -> tuple[ExtraCheck, ...]:
        """Return the checks that campaigns ask for after their event, begun or not."""
        ...

    def count_missing(self, extra: ExtraCheck, whose: Keeping | None = None) -> int:
        """Return how many there are of them."""
        ...


class OverviewReading(Protocol):
    """What a look at a store counts by township."""

    def count_deadlines_by_township(self, day: date) -> Mapping[tuple[str, DueState], int]:
        """Return how many checks of each township are overdue on a day, and how many are due within a week."""
        ...

    def count_records_by_township(self) -> Mapping[tuple[str, RecordKind, Status], int]:
        """Return how many records of each township and kind stand where."""
        ...


class Reading(CaseReading, DueReading, OverviewReading, PlanReading, Protocol):
    """A consistent look at the client's store; cheap, and safe beside a writer."""

    def state(self, stream: Stream, record: str) -> State:
        """Fold a record from its entries."""
        ...

    def entries(self, township: str, record: str) -> tuple[Entry, ...]:
        """Return all entries of a record that are in the log or the outbox."""
        ...

    def directory(self) -> Directory:
        """Return who is who."""
        ...

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts that are worked on, newest first."""
        ...

    def draft(self, record: str) -> Draft | None:
        """Return one draft."""
        ...

    def discarded_drafts(self) -> tuple[Draft, ...]:
        """Return the drafts that were thrown away and can be had again, the last thrown first."""
        ...

    def record_keys(self, query: RecordQuery, limit: int | None = None) -> Sequence[int]:
        """Return the keys of all rows that match, in order; at most ``limit``."""
        ...

    def record_rows(self, keys: Sequence[int]) -> tuple[RecordRow, ...]:
        """Return the rows of these keys, in their order."""
        ...

    def record_row(self, township: str, record: str) -> RecordRow | None:
        """Return one row."""
        ...

    def assets(self, subject: str = "", text: str = "", limit: int = 5000) -> tuple[AssetRow, ...]:
        """Return assets in use by township and code, of a subject and with a text in name, code or village if given."""
        ...

    def asset(self, record: str) -> AssetRow | None:
        """Return one asset."""
        ...

    def find(self, text: str, limit: int) -> tuple[FoundAsset, ...]:
        """Return assets that a typed text fits, the best first; those seen last for an empty text."""
        ...

    def near(self, here: Position, limit: int) -> tuple[FoundAsset, ...]:
        """Return the assets nearest to a point, the nearest first, within 50 km."""
        ...

    def asset_register(self, subject: str) -> tuple[RegisteredAsset, ...]:
        """Return every asset of a subject, in use or retired, by township and code."""
        ...

    def visits(self) -> tuple[Visit, ...]:
        """Return the newest counted visit of every asset and form."""
        ...

    def waiting(self, limit: int = 1000) -> tuple[WaitingItem, ...]:
        """Return what has no receipt yet and what was refused, oldest first."""
        ...

    def held(self, township: str, record: str) -> tuple[Entry, ...]:
        """Return what of a record was refused and not yet written anew, by stream and number."""
        ...

    def count_waiting(self) -> int:
        """Return how many entries and photos have no receipt yet or were refused."""
        ...

    def is_delivered(self, township: str, record: str) -> bool:
        """Whether every entry of the record and every photo of it has a verified receipt or came from the server."""
        ...

    def note(self, name: str) -> str | None:
        """Return a fact about the store itself, such as ``last_round_at``."""
        ...


class Unit(Reading, Protocol):
    """One transaction on the client's store: everything or nothing."""

    def append(self, acts: Sequence[Act]) -> tuple[Entry, ...]:
        """Number, chain and sign the acts, put them into the outbox and update the projections."""
        ...

    def mark_replaced(self, township: str, record: str, names: Collection[str]) -> None:
        """Note that others were written in place of these held entries of a record; they wait for nobody any more."""
        ...

    def put_draft(self, draft: Draft) -> None:
        """Keep a draft, in place of what was kept of it before."""
        ...

    def drop_draft(self, record: str) -> None:
        """Forget a draft."""
        ...

    def keep_photo(self, township: str, sha256: str, size: int) -> None:
        """Note that a photo was taken in here for a township and will have to be sent."""
        ...

    def put_note(self, name: str, value: str) -> None:
        """Keep a fact about this home, in place of what was kept under the name; ``note`` gives it back."""
        ...

    def next_counter(self, township: str, day: str) -> int:
        """Return the next number of the day, 1, 2, 3 …, for the 编号 of a record."""
        ...


class Store(Protocol):
    """The client's store: calling it begins a transaction that commits on leaving."""

    def __call__(self) -> AbstractContextManager[Unit]:
        """Begin a writing transaction; leaving commits, an error rolls back."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """Begin a consistent look."""
        ...
