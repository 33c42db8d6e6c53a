"""Opening a recording, a video or a file with the program that the system has for it."""

from functools import partial
from pathlib import Path, PurePath
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from app.domain.draft import DraftPhoto
from app.errors import AppError
from app.ports.shelf import PhotoShelf
from ui.tasks import Tasks
from ui.words import explain

_ENDINGS = """
    .aac .amr .flac .m4a .mp3 .oga .ogg .opus .wav .wma .3gp .avi .m4v .mkv .mov .mp4 .mpeg .mpg .webm .wmv
    .avif .bmp .gif .heic .heif .jpeg .jpg .png .tif .tiff .webp .csv .docx .geojson .gpx .kml .md .odp .ods .odt .ofd
    .pdf .pptx .rtf .txt .wps .xlsx .zip
"""
_HARMLESS = frozenset(_ENDINGS.split())
"""Endings of files that show and play and run no program of theirs."""


@runtime_checkable
class Originals(Protocol):
    """A shelf that gives originals away."""

    def original(self, sha256: str) -> bytes | None:
        """Return the untouched bytes, None where they are not here."""
        ...


class OriginalOpener(QObject):
    """Opens copies, so that no program changes an original.

    Signals:
        refused: a file was not opened; the argument is the sentence to show.
    """

    refused = Signal(str)

    def __init__(self, shelf: PhotoShelf, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf if isinstance(shelf, Originals) else None
        self._tasks = tasks
        self._folder: QTemporaryDir | None = None

    @property
    def can_open(self) -> bool:
        """Whether originals are given away here."""
        return self._shelf is not None

    def open(self, file: DraftPhoto) -> None:
        """Open a copy of a file."""
        if self._shelf is not None:
            self._folder = self._folder or QTemporaryDir()
            work = partial(_copy, self._shelf, file, Path(self._folder.path()))
            self._tasks.on_pictures(work, self._show, self._refuse)

    @Slot(object)
    def _show(self, copy: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self.refused.emit(explain(error))


def _copy(shelf: Originals, file: DraftPhoto, folder: Path) -> Path:
    """Write a copy under the file's own name; runs on a picture worker.

    Raises:
        AppError: ``media.not_opened``, ``media.not_here`` or ``media.no_copy``.
    """
    name = PurePath(file.name).name
    if PurePath(name).suffix.lower() not in _HARMLESS:
        raise AppError("media.not_opened", name=name)
    content = shelf.original(file.sha256)
    if content is None:
        raise AppError("media.not_here", name=name)
    copy = folder / file.sha256[:16] / name
    try:
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(content)
    except OSError as error:
        raise AppError("media.no_copy", name=name, reason=error.strerror or error) from error
    return copy
