"""Builders: a signed-in person with a real store, a few forms, and a courier that does what a test says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.entry import Act, Author
from app.domain.keys import PrivateKey
from app.domain.kinds import RecordKind, Role
from app.domain.stream import DIRECTORY, Stream
from app.errors import AppError
from app.forms.definition import Form
from app.ports.bundles import IsCancelled, Packed, Report
from app.ports.courier import Progress, RoundReport, Thrift
from app.workplace import FormInfo, RecordKey, Workplace
from db.blobs import FolderBlobs
from db.documents.letters import OfficeLetters
from db.documents.sheets import OfficeSheets
from db.machine import UuidIds
from db.photos.shelf import FolderShelf
from db.photos.thumbnails import FolderThumbnails
from db.store import ClientStore

NOW = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
BRIDGES = Stream("310151101", "bridge")
PATROL = FormInfo("bridge_patrol", "1", "桥梁日常巡查", "bridge", "inspection")
REGULAR = FormInfo("bridge_regular", "1", "桥梁经常检查", "bridge", "inspection")
PERIODIC = FormInfo("bridge_periodic", "1", "桥梁定期检查", "bridge", "inspection")
ROADS = FormInfo("village_road", "1", "村道技术状况调查", "road", "inspection")


class StoppedClock:
    """It is always ten o'clock."""

    def now(self) -> datetime:
        """Return the moment."""
        return NOW


@dataclass
class PaperForms:
    """Forms by name only; a test that fills one in brings its own shelf."""

    offered: tuple[FormInfo, ...] = (PATROL, REGULAR, PERIODIC, ROADS)

    def infos(self) -> tuple[FormInfo, ...]:
        """Return what is offered."""
        return self.offered

    def form(self, form: str, version: str) -> Form:
        """Return no form."""
        raise AppError("form.unknown_version", form=form, version=version)


@dataclass
class ToldCourier:
    """Does in a round what the test says and remembers what it was asked."""

    report: RoundReport = field(default_factory=RoundReport)
    steps: tuple[Progress, ...] = ()
    answers: bool = True
    before_end: Callable[[Callable[[], bool]], object] = field(default=lambda _is_cancelled: None)
    wants: bool | None = None
    rounds: int = 0
    thrift: Thrift = Thrift.NONE
    expected: int = 0
    passwords: list[str] = field(default_factory=list)

    def round(
        self, report: Callable[[Progress], None], is_cancelled: Callable[[], bool], thrift: Thrift = Thrift.NONE
    ) -> RoundReport:
        """Tell the steps and end as told."""
        self.rounds += 1
        self.thrift = thrift
        for step in self.steps:
            report(step)
        self.before_end(is_cancelled)
        return RoundReport(was_cancelled=True) if is_cancelled() else self.report

    def sign_in(self, password: str) -> None:
        """Take any password but a wrong one."""
        if password == "wrong":
            raise AppError("account.wrong_password")
        self.passwords.append(password)

    def wants_round(self) -> bool | None:
        """Say what the test says, once."""
        wants, self.wants = self.wants, None
        return wants

    def expect_round(self) -> None:
        """Remember it, and want one."""
        self.expected += 1
        self.wants = self.answers

    def is_reachable(self) -> bool:
        """Say what the test says."""
        return self.answers


@dataclass
class ToldBundles:
    """Does with files what the test says and remembers what it was asked.

    Attributes:
        refusal: what every call raises; None for nothing.
        packed: what ``export`` and ``carry`` say was written.
        report: how ``take_in`` ends.
        steps: what each call tells of its progress.
        asked: the paths and limits of the calls, in their order.
    """

    refusal: AppError | None = None
    packed: Packed | None = None
    report: RoundReport = field(default_factory=RoundReport)
    steps: tuple[Progress, ...] = ()
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def export(self, path: Path, most_bytes: int, report: Report, is_cancelled: IsCancelled) -> Packed | None:
        """Write nothing, or what the test says."""
        self._note(report, "export", path, most_bytes)
        return None if is_cancelled() else self.packed

    def take_in(self, path: Path, report: Report, is_cancelled: IsCancelled) -> RoundReport:
        """End as told."""
        self._note(report, "take_in", path)
        return RoundReport(was_cancelled=True) if is_cancelled() else self.report

    def carry(self, path: Path, answer: Path, report: Report, is_cancelled: IsCancelled) -> Packed | None:
        """Write nothing, or what the test says."""
        self._note(report, "carry", path, answer)
        return None if is_cancelled() else self.packed

    def _note(self, report: Report, *asked: object) -> None:
        self.asked.append(asked)
        for step in self.steps:
            report(step)
        if self.refusal is not None:
            raise self.refusal


@dataclass
class Place:
    """A person's workplace and short ways to fill its store."""

    workplace: Workplace
    store: ClientStore
    courier: ToldCourier
    bundles: ToldBundles
    ids: UuidIds

    def write(self, stream: Stream, *acts: tuple[str, dict[str, Any]], record: str = "", at: str = "") -> str:
        """Write one record's entries, each after the other; return the record's id."""
        record = record or self.ids.new()
        with self.store() as unit:
            parents = unit.state(stream, record).heads
            for kind, body in acts:
                act = Act(self.ids.new(), record, stream, kind, parents, body, at or NOW.isoformat())
                unit.append([act])
                parents = (act.id,)
        return record

    def grant(self, role: Role, townships: Iterable[str] = ("*",), person: str = "") -> None:
        """Give the person a role."""
        values = {
            "person": person or self.workplace.person,
            "role": role.value,
            "townships": list(townships),
            "subjects": ["*"],
        }
        self.write(DIRECTORY, ("created", {"record": RecordKind.GRANT.value, "values": values}))

    def bridge(self, name: str, code: str, *, village: str = "南门村", stream: Stream = BRIDGES, **answers: str) -> str:
        """Put a bridge into the list of assets."""
        values = {"name": name, "code": code, "village": village, **answers}
        return self.write(stream, ("created", {"record": RecordKind.ASSET.value, "values": values}))

    def inspection(self, title: str, *acts: tuple[str, dict[str, Any]], at: str = "", **about: Any) -> RecordKey:
        """Make an inspection and do more to it."""
        stream = about.pop("stream", BRIDGES)
        form = about.pop("form", "bridge_regular")
        body = {"record": RecordKind.INSPECTION.value, "form": form, "version": "1", "title": title, **about}
        return RecordKey(stream, self.write(stream, ("created", body), *acts, at=at))

    def inspections(self, count: int) -> None:
        """Make many inspections at once, numbered ``N0000`` on, a minute apart."""
        with self.store() as unit:
            unit.append([self._inspection(number) for number in range(count)])

    def _inspection(self, number: int) -> Act:
        about = {"record": RecordKind.INSPECTION.value, "form": "bridge_regular", "number": f"N{number:04d}"}
        made_at = (NOW + timedelta(minutes=number)).isoformat()
        return Act(self.ids.new(), self.ids.new(), BRIDGES, "created", (), about, made_at)


def make_place(home: Path, *, name: str = "王巡查", role: Role = Role.INSPECTOR, login: str = "wang") -> Place:
    """Return the workplace of a new person with one role everywhere, in an empty folder."""
    ids, clock, courier, bundles = UuidIds(), StoppedClock(), ToldCourier(), ToldBundles()
    author = Author(ids.new(), ids.new(), PrivateKey(bytes(range(32))))
    store = ClientStore(home, None, author, clock)
    workplace = Workplace(
        home=home,
        person=author.person,
        name=name,
        login=login,
        machine="A1B2",
        server_url="https://server.example",
        store=store,
        shelf=FolderShelf(FolderBlobs(home / "photos"), FolderThumbnails(home / "thumbnails"), clock),
        forms=PaperForms(),
        courier=courier,
        bundles=bundles,
        clock=clock,
        ids=ids,
        sheets=OfficeSheets(),
        letters=OfficeLetters(),
    )
    place = Place(workplace, store, courier, bundles, ids)
    person = {"record": RecordKind.PERSON.value, "values": {"name": name}}
    place.write(DIRECTORY, ("created", person), record=author.person)
    place.grant(role)
    return place
