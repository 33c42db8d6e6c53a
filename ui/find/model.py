"""What is looked for and what was found."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.asset_words import FoundAsset
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.find_asset import find_asset, find_by_photo
from app.workplace import RecordKey, Workplace
from ui.controls.decoding import code_reader
from ui.tasks import Task, Tasks
from ui.words import explain


class FindModel(QObject):
    """Looking for an asset.

    Signals:
        changed: something shown has changed; read the attributes again.
        failed: something went wrong; the argument is the sentence to show.
        found: the ``RecordKey`` of the asset that was chosen.

    Attributes:
        results: what was found, the best first.
        text: what was typed for it.
        is_busy: whether something is being looked for.
    """

    changed = Signal()
    failed = Signal(str)
    found = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._task: Task | None = None
        self._wanted: int | None = None
        self.results: tuple[FoundAsset, ...] = ()
        self.text = ""
        self.is_busy = False

    def look_for(self, text: str) -> None:
        """Look for what is typed; nothing typed finds what was inspected last."""
        self.text = text
        self._start()
        self._task = self._tasks.on_database(partial(_find, self._workplace, text), self._show, self._fail)

    def look_at(self, photo: Path) -> None:
        """Look for the asset that a photo shows or was taken at."""
        self._start()
        work = partial(_find_by_photo, self._workplace, photo)
        self._task = self._tasks.on_pictures(work, self._show, self._fail)

    def choose(self, place: int) -> None:
        """Take a result, as soon as it is known."""
        if self.is_busy:
            self._wanted = place
        elif place < len(self.results):
            asset = self.results[place].asset
            self.found.emit(RecordKey(Stream(asset.township, asset.subject), asset.record))

    def _start(self) -> None:
        if self._task is not None:
            self._task.drop()
        self._wanted, self.is_busy = None, True
        self.changed.emit()

    def _show(self, results: tuple[FoundAsset, ...]) -> None:
        self.results, self.is_busy = results, False
        wanted, self._wanted = self._wanted, None
        self.changed.emit()
        if wanted is not None:
            self.choose(wanted)

    def _fail(self, error: AppError) -> None:
        self.results, self.is_busy, self._wanted = (), False, None
        self.changed.emit()
        self.failed.emit(explain(error))


def _find(workplace: Workplace, text: str) -> tuple[FoundAsset, ...]:
    with workplace.store.reading() as reading:
        return find_asset(reading, text)


def _find_by_photo(workplace: Workplace, photo: Path) -> tuple[FoundAsset, ...]:
    facts = workplace.shelf.look_at(photo)
    read = code_reader()
    codes = read(photo) if read is not None and facts.is_usable else ()
    with workplace.store.reading() as reading:
        return find_by_photo(reading, codes, facts.position)
