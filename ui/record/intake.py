"""Taking photos in: bytes kept, facts read, on the picture workers; the form goes on meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.draft import DraftPhoto
from app.domain.photo import Diagnosis, Kind, PhotoFacts
from app.errors import AppError
from app.ports.shelf import PhotoShelf
from app.workplace import Workplace
from ui.tasks import Tasks
from ui.words import diagnosis_label, explain

_NO_PICTURE = frozenset({Kind.UNKNOWN, Kind.VIDEO})


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that is kept now: the question it was given to, its name, what its bytes say, whether any file will do."""

    path: str
    name: str
    facts: PhotoFacts
    may_be_any: bool = False

    def photo(self, new_id: str) -> DraftPhoto:
        """Return it as a photo of a draft."""
        return DraftPhoto(new_id, self.path, self.facts.sha256, self.facts.size, self.name, self.facts.to_body())


class Intake(QObject):
    """Files on their way into a record.

    Signals:
        arrived: a file is kept; the argument is a ``TakenIn``.
        refused: a file was not taken; the argument is the sentence to show.
        changed: ``under_way`` is another number.

    Attributes:
        under_way: how many files are being read.
    """

    arrived = Signal(object)
    refused = Signal(str)
    changed = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.under_way = 0
        self._shelf = workplace.shelf
        self._tasks = tasks

    def give(self, files: Sequence[Path], path: str, *, may_be_any: bool = False) -> None:
        """Take files in for a question, or for the whole record; only pictures unless any file will do."""
        for file in files:
            self._start(partial(_take_file, self._shelf, file, path, may_be_any=may_be_any))

    def give_image(self, image: QImage, path: str, name: str = "") -> None:
        """Take a picture in as a PNG; without a name it is one of the clipboard."""
        pasted = QCoreApplication.translate("Intake", "粘贴的图片.png")
        self._start(partial(_take_image, self._shelf, image, name or pasted, path))

    def _start(self, work: "partial[TakenIn]") -> None:
        self.under_way += 1
        self.changed.emit()
        self._tasks.on_pictures(work, self._arrive, self._refuse)

    @Slot(object)
    def _arrive(self, taken: TakenIn) -> None:
        self.under_way -= 1
        is_no_picture = taken.facts.kind in _NO_PICTURE and not taken.may_be_any
        if is_no_picture or Diagnosis.EMPTY in taken.facts.diagnosis:
            why = diagnosis_label(next(iter(taken.facts.diagnosis), Diagnosis.NOT_AN_IMAGE))
            self.refused.emit(self.tr("没有添加“{name}”：{why}。").format(name=taken.name, why=why))
        else:
            self.arrived.emit(taken)
        self.changed.emit()

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self.under_way -= 1
        self.refused.emit(explain(error))
        self.changed.emit()


def _take_file(shelf: PhotoShelf, file: Path, path: str, *, may_be_any: bool) -> TakenIn:
    return TakenIn(path, file.name, shelf.take_in(file), may_be_any)


def _take_image(shelf: PhotoShelf, image: QImage, name: str, path: str) -> TakenIn:
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        image.save(str(file), "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes text
        return TakenIn(path, name, shelf.take_in(file))
