"""What the page of campaigns shows, and what is done there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.campaign import Light
from app.domain.kinds import Action
from app.errors import AppError
from app.ports.store import Unit
from app.usecases.campaign_tally import tally_text
from app.usecases.campaigns import NewCampaign, Part, Progress, Seen, end_campaign, progress, start_campaign, triage
from app.usecases.day import SHANGHAI
from app.usecases.review_queue import supervised_townships
from app.workplace import RecordKey, Workplace
from ui.campaigns.reporting import offer_red
from ui.cases.opening import OpeningModel
from ui.tasks import Tasks
from ui.townships import granted_townships
from ui.words import explain


@dataclass(frozen=True, slots=True)
class Known:
    """What was read: campaigns, names of kinds of asset, townships to choose from, whether one may begin another."""

    campaigns: tuple[Progress, ...] = ()
    subjects: Mapping[str, str] = field(default_factory=dict)
    townships: tuple[tuple[str, str], ...] = ()
    may_start: bool = False


class CampaignsModel(QObject):
    """Campaigns, and the one that is looked at.

    Signals:
        changed: campaigns, lights or the filter are others.
        failed: something was not done; the argument is the sentence to show.
        done: something was done that other pages may show.
    """

    changed = Signal()
    failed = Signal(str)
    done = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._group = ""
        self.known = Known()
        self.light: Light | None = None
        self.is_filtered = False
        self.is_read = False

    @property
    def current(self) -> Progress | None:
        """The campaign that is looked at: the one chosen, else the newest."""
        found = (each for each in self.known.campaigns if each.group == self._group)
        return next(found, self.known.campaigns[0] if self.known.campaigns else None)

    @property
    def shown(self) -> tuple[tuple[Part, Seen], ...]:
        """The assets of the campaign that pass the filter: unseen and worst first."""
        campaign = self.current
        if campaign is None:
            return ()
        every = ((part, seen) for part in campaign.parts for seen in part.seen)
        passing = (each for each in every if not self.is_filtered or light_of(each[1]) is self.light)
        return tuple(sorted(passing, key=_urgency))

    @property
    def tally(self) -> str:
        """The text to pass on; empty without a campaign."""
        campaign = self.current
        now = self._workplace.clock.now()
        return tally_text(campaign, dict(self.known.subjects), now) if campaign is not None else ""

    @property
    def today(self) -> date:
        """The district's day."""
        return self._workplace.clock.now().astimezone(SHANGHAI).date()

    @Slot()
    def refresh(self) -> None:
        """Read the campaigns again."""
        self._tasks.on_database(partial(_read, self._workplace), self._show, self._fail)

    def look_at(self, group: str) -> None:
        """Look at another campaign."""
        self._group = group
        self.changed.emit()

    def filter(self, light: Light | None, *, is_on: bool) -> None:
        """Show only assets of one light (None: unseen ones), or all."""
        self.light, self.is_filtered = light, is_on
        self.changed.emit()

    def triage(self, rows: Sequence[tuple[Part, Seen]], light: Light, note: str = "") -> None:
        """Say how assets stand, those of each part in one entry."""

        def act(unit: Unit) -> None:
            for part in {part.campaign.record: part for part, _ in rows}.values():
                assets = [seen.asset.record for of, seen in rows if of.campaign.record == part.campaign.record]
                key = RecordKey(part.campaign.stream, part.campaign.record)
                triage(unit, **self._tools(), key=key, assets=assets, light=light, note=note)

        self._act(act)

    def opening(self, rows: Sequence[tuple[Part, Seen]]) -> OpeningModel | None:
        """Return what opens the case of a red light; None unless rows is one asset with such a light."""
        if len(rows) != 1 or light_of(rows[0][1]) is not Light.RED:
            return None
        part, seen = rows[0]
        key = RecordKey(part.campaign.stream, part.campaign.record)
        return OpeningModel(self._workplace, self._tasks, partial(offer_red, key, seen.asset.record))

    def start(self, new: NewCampaign) -> None:
        """Begin a campaign and look at it."""

        def act(unit: Unit) -> None:
            self._group = start_campaign(unit, machine=self._workplace.machine, **self._tools(), new=new)

        self._act(act)

    def end(self, action: Action) -> None:
        """Close, reopen or void the campaign that is looked at."""
        campaign = self.current
        if campaign is not None:
            self._act(lambda unit: end_campaign(unit, action, **self._tools(), group=campaign.group))

    def _tools(self) -> dict[str, Any]:
        place = self._workplace
        return {"clock": place.clock, "ids": place.ids, "person": place.person}

    def _act(self, act: Callable[[Unit], object]) -> None:
        def work() -> Known:
            with self._workplace.store() as unit:
                act(unit)
            return _read(self._workplace)

        self._tasks.on_database(work, self._finish, self._fail)

    def _finish(self, known: Known) -> None:
        self._show(known)
        self.done.emit()

    def _show(self, known: Known) -> None:
        self.known, self.is_read = known, True
        self.changed.emit()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(explain(error))


def light_of(seen: Seen) -> Light | None:
    """Return the light of an asset; None where nobody has seen it."""
    return seen.triage.light if seen.triage is not None else None


def _urgency(row: tuple[Part, Seen]) -> tuple[int, str, str]:
    lights = [None, *Light]
    return lights.index(light_of(row[1])), row[1].asset.township, row[1].asset.code


def _read(workplace: Workplace) -> Known:
    subjects = {info.subject: info.title for info in workplace.forms.infos() if info.record == "asset"}
    with workplace.store.reading() as reading:
        return Known(
            campaigns=progress(reading),
            subjects=subjects,
            townships=granted_townships(reading.directory(), workplace.person),
            may_start=bool(supervised_townships(reading, workplace.person)),
        )
