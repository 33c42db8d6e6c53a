"""A round: what is inspected, where it leads, how far each asset is."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.draft import Draft
from app.domain.kinds import RecordKind
from app.domain.listing import AssetRow
from app.domain.photo import PhotoFacts
from app.errors import AppError
from app.usecases import rounds
from app.usecases.rounds import Route, Stop
from app.workplace import FormInfo, Workplace
from ui.print.documents import blank_document, label_document
from ui.rounds.stop_table import StopTable
from ui.tasks import Tasks
from ui.words import explain


class RoundModel(QObject):
    """A round under way.

    Signals:
        changed: something shown has changed; read the properties again.
        failed: something went wrong; the argument is the sentence to show.
        moved: the row that is to be looked at next.
        draft_ready: a ``Draft`` is to be opened at a question, whose key is the second argument.
        submitted: how many records were submitted.
        paper_wanted: what gathers a document to print.
    """

    changed = Signal()
    failed = Signal(str)
    moved = Signal(int)
    draft_ready = Signal(object, str)
    submitted = Signal(int)
    paper_wanted = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._past: list[Stop] = []
        self._under_way = 0
        self._photos_wait = 0
        self.forms: tuple[FormInfo, ...] = ()
        self.form: FormInfo | None = None
        self.routes: tuple[Route, ...] = ()
        self.route: Route | None = None
        self.table = StopTable(self)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._under_way + self._photos_wait > 0

    @property
    def ready(self) -> tuple[Stop, ...]:
        """The assets whose records can be submitted."""
        return tuple(stop for stop in self.table.stops if stop.is_ready)

    @property
    def can_submit(self) -> bool:
        """Whether the button is live."""
        return bool(self.ready) and not self.is_busy

    @property
    def can_take_back(self) -> bool:
        """Whether there is an act to take back."""
        return bool(self._past)

    @Slot()
    def refresh(self) -> None:
        """Read the forms and the round again; a round under way stays where it is."""
        self._start(self._workplace.forms.infos, self._show_forms)

    def choose_form(self, form: FormInfo) -> None:
        """Choose what is inspected; the roads and villages of its assets are looked up."""
        if form != self.form:
            self.form, self.route, self.routes, self._past = form, None, (), []
            self.table.show_stops(())
        self._start(partial(_routes, self._workplace, form), self._show_routes)

    def choose_route(self, route: Route) -> None:
        """Choose where the round leads."""
        self.route, self._past = route, []
        self._read_stops()

    def say_normal(self, row: int) -> None:
        """Answer what is open of an asset as normal, and go on to the next one."""
        stop = self.table.stops[row]
        self._act(stop, partial(rounds.say_normal, self._workplace, self._given_form(), stop.asset))
        self.moved.emit(self._next(row))

    def begin_defect(self, row: int) -> None:
        """Open an asset's record where it takes what is wrong."""
        stop = self.table.stops[row]
        self._past.append(stop)
        work = partial(rounds.begin_defect, self._workplace, self._given_form(), stop.asset)
        self._start(work, self._open)

    @Slot()
    def take_back(self) -> None:
        """Let the asset of the last act be as it was before."""
        if self._past and not self.is_busy:
            before = self._past.pop()
            self._start(partial(rounds.put_back, self._workplace, self._given_form(), before), self._show_stop)
            rows = [row for row, stop in enumerate(self.table.stops) if stop.asset.record == before.asset.record]
            if rows:  # none where the asset was retired meanwhile
                self.moved.emit(rows[0])

    def give_files(self, files: Sequence[Path], row: int) -> None:
        """Take photos: each goes to the asset where it was taken, or to that of the row where that cannot be told."""
        assets = [stop.asset for stop in self.table.stops]
        if assets:
            for file in files:
                self._photos_wait += 1
                taken = partial(self._take_in, self._given_form(), assets, assets[max(row, 0)], file.name)
                self._tasks.on_pictures(partial(self._workplace.shelf.take_in, file), taken, self._lose)
            self.changed.emit()

    @Slot()
    def print_labels(self) -> None:
        """Show the labels of the round's assets as they are printed."""
        assets = [stop.asset for stop in self.table.stops]
        self.paper_wanted.emit(partial(label_document, self._workplace, assets))

    def print_blank(self, row: int) -> None:
        """Show the blank sheet of an asset as it is printed, with what is known of it; one without asset for no row."""
        asset = self.table.stops[row].asset if row >= 0 else None
        self.paper_wanted.emit(partial(blank_document, self._workplace, self._given_form(), [asset]))

    @Slot()
    def submit_all(self) -> None:
        """Submit every record that is ready, in one act."""
        if self.can_submit:
            self._start(partial(rounds.submit_all, self._workplace, self._given_form(), self.ready), self._submitted)

    @Slot()
    def read_stops(self) -> None:
        """Look again how far each asset is, after a record was open."""
        if self.route is not None:
            self._read_stops()

    def _read_stops(self) -> None:
        if self.form is not None and self.route is not None:
            self._start(partial(_stops, self._workplace, self.form, self.route), self._show_stops)

    def _act(self, before: Stop, work: Callable[[], Stop]) -> None:
        self._past.append(before)
        self._start(work, self._show_stop)

    def _take_in(
        self, form: FormInfo, assets: Sequence[AssetRow], otherwise: AssetRow, name: str, facts: PhotoFacts
    ) -> None:
        """Give a photo to its asset, for the form of the round that it was dropped on: meanwhile it may be another."""
        self._photos_wait -= 1
        asset = rounds.asset_of_photo(assets, facts) or otherwise
        work = partial(rounds.give_photo, self._workplace, form, asset, name, facts)
        self._start(work, self._show_stop)

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:  # Any: each work has its own result
        self._under_way += 1
        self.changed.emit()
        self._tasks.on_database(work, partial(self._finish, done), self._fail)

    def _finish(self, done: Callable[[Any], None], result: Any) -> None:  # noqa: ANN401  # as above
        self._under_way -= 1
        done(result)
        self.changed.emit()

    def _show_forms(self, infos: tuple[FormInfo, ...]) -> None:
        self.forms = tuple(info for info in infos if info.record == RecordKind.INSPECTION)
        wanted = self.form if self.form in self.forms else next(iter(self.forms), None)
        if wanted is not None:
            self.choose_form(wanted)
        self.read_stops()

    def _show_routes(self, routes: tuple[Route, ...]) -> None:
        self.routes = routes

    def _show_stops(self, stops: tuple[Stop, ...]) -> None:
        self.table.show_stops(stops)

    def _show_stop(self, stop: Stop) -> None:
        self.table.show_stop(stop)

    def _open(self, opened: tuple[Draft, str]) -> None:
        self.draft_ready.emit(*opened)

    def _submitted(self, numbers: tuple[str, ...]) -> None:
        self._past = []
        self.submitted.emit(len(numbers))
        self._read_stops()

    def _fail(self, error: AppError) -> None:
        self._under_way -= 1
        self.changed.emit()
        self.failed.emit(explain(error))

    def _lose(self, error: AppError) -> None:
        self._photos_wait -= 1
        self.changed.emit()
        self.failed.emit(explain(error))

    def _next(self, row: int) -> int:
        """Return the next row that was not looked at, else the next one at all."""
        stops = self.table.stops
        later = [each for each in range(row + 1, len(stops)) if stops[each].draft is None or stops[each].missing]
        return next(iter(later), min(row + 1, len(stops) - 1))

    def _given_form(self) -> FormInfo:
        if self.form is None:
            raise RuntimeError("no form was chosen")
        return self.form


def _routes(workplace: Workplace, form: FormInfo) -> tuple[Route, ...]:
    with workplace.store.reading() as reading:
        return rounds.routes(reading, form.subject)


def _stops(workplace: Workplace, form: FormInfo, route: Route) -> tuple[Stop, ...]:
    with workplace.store.reading() as reading:
        assets = rounds.assets_on(reading, form.subject, route)
    return rounds.stops(workplace, form, assets)
