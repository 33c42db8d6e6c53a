"""What can be handed over, to whom, and what is offered."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.keeping import keeping_of
from app.errors import AppError
from app.ports.store import Unit
from app.usecases import handover
from app.usecases.day import today
from app.usecases.handover import Offer, Parcel
from app.workplace import Workplace
from ui.tasks import Tasks
from ui.words import explain

MOST_ASSETS = 100_000
Village = tuple[str, str]
"""Township and village."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What a person has to hand over, and what is on its way.

    Attributes:
        people: id and name of those who may take it.
        villages: each with the number of its assets that the person keeps.
        drafts: how many there are.
        returned: how many records wait to be corrected by the person.
        offers: to and by the person, those of one act side by side.
        names: id of a person to the name.
    """

    people: tuple[tuple[str, str], ...] = ()
    villages: tuple[tuple[Village, int], ...] = ()
    drafts: int = 0
    returned: int = 0
    offers: tuple[tuple[Offer, ...], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


class HandoverModel(QObject):
    """Handing over and taking over.

    Signals:
        changed: something shown has changed; read ``stock`` again.
        failed: something went wrong; the argument is the sentence to show.
        done: an act was signed.
    """

    changed = Signal()
    failed = Signal(str)
    done = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.stock = Stock()
        self.is_busy = False

    @property
    def person(self) -> str:
        """Id of the person at the window."""
        return self._workplace.person

    def name(self, person: str) -> str:
        """Return a person's name."""
        return dict(self.stock.names).get(person, person[:8])

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self._start(partial(_read, self._workplace), self._show)

    def offer(self, to: str, villages: Collection[Village], *, drafts: bool, returned: bool, note: str) -> None:
        """Offer work to a person."""
        wanted = partial(_parcel, to=to, villages=frozenset(villages), drafts=drafts, returned=returned, note=note)
        self._start(partial(_hand_over, self._workplace, wanted), self._say_done)

    def accept(self, offers: tuple[Offer, ...]) -> None:
        """Take over what was offered in one act."""
        self._settle(handover.accept, offers)

    def decline(self, offers: tuple[Offer, ...]) -> None:
        """Leave it with its giver."""
        self._settle(handover.decline, offers)

    def take_back(self, offers: tuple[Offer, ...]) -> None:
        """Have again what one offered."""
        self._settle(handover.take_back, offers)

    def _settle(self, act: Callable[[Unit, Workplace, Offer], None], offers: tuple[Offer, ...]) -> None:
        self._start(partial(_settle, self._workplace, act, offers), self._say_done)

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:  # Any: each work has its own result
        self.is_busy = True
        self.changed.emit()
        self._tasks.on_database(work, done, self._fail)

    def _show(self, stock: Stock) -> None:
        self.stock, self.is_busy = stock, False
        self.changed.emit()

    def _say_done(self, _nothing: None) -> None:
        self.done.emit()
        self.refresh()

    def _fail(self, error: AppError) -> None:
        self.is_busy = False
        self.changed.emit()
        self.failed.emit(explain(error))


def _read(place: Workplace) -> Stock:
    with place.store.reading() as reading:
        directory = reading.directory()
        day = today(reading, now=place.clock.now(), person=place.person)
        keeping = keeping_of(directory, place.person)
        assets = [asset for asset in reading.assets(limit=MOST_ASSETS) if keeping.holds(asset)]
        found: dict[str, list[Offer]] = {}
        for offer in handover.offers(reading, place.person):
            found.setdefault(offer.batch, []).append(offer)
    names = tuple(sorted(((one.id, one.name) for one in directory.persons.values()), key=lambda each: each[1]))
    active = {one.id for one in directory.persons.values() if one.is_active and one.id != place.person}
    return Stock(
        people=tuple(each for each in names if each[0] in active),
        villages=tuple(sorted(Counter((asset.township, asset.village) for asset in assets if asset.village).items())),
        drafts=len(day.drafts),
        returned=len(day.returned),
        offers=tuple(map(tuple, found.values())),
        names=names,
    )


def _parcel(
    unit: Unit, place: Workplace, *, to: str, villages: frozenset[Village], drafts: bool, returned: bool, note: str
) -> Parcel:
    day = today(unit, now=place.clock.now(), person=place.person)
    keeping = keeping_of(unit.directory(), place.person)
    assets = unit.assets(limit=MOST_ASSETS) if villages else ()
    return Parcel(
        to=to,
        assets=tuple(asset for asset in assets if (asset.township, asset.village) in villages and keeping.holds(asset)),
        drafts=day.drafts if drafts else (),
        returned=day.returned if returned else (),
        note=note.strip(),
    )


def _hand_over(place: Workplace, wanted: "partial[Parcel]") -> None:
    with place.store() as unit:
        handover.hand_over(unit, place, wanted(unit, place))


def _settle(place: Workplace, act: Callable[[Unit, Workplace, Offer], None], offers: tuple[Offer, ...]) -> None:
    with place.store() as unit:
        for offer in offers:
            act(unit, place, offer)
