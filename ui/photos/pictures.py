"""Pictures by their SHA-256: read and decoded on the picture workers, the latest kept."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.errors import AppError
from app.ports.shelf import PhotoShelf
from ui.tasks import Tasks

THUMBNAILS_KEPT = 300
PICTURES_KEPT = 4
PICTURE_EDGE_PX = 3000


class Pictures(QObject):
    """Thumbnails and pictures; what is not there yet is fetched.

    Signals:
        arrived: the thumbnail or picture of this SHA-256 is there now, or it is known that there is none.
    """

    arrived = Signal(str)

    def __init__(self, shelf: PhotoShelf, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._thumbnails = _Kept(THUMBNAILS_KEPT, shelf.thumbnail)
        self._pictures = _Kept(PICTURES_KEPT, partial(shelf.picture, edge_px=PICTURE_EDGE_PX))

    def thumbnail(self, sha256: str) -> QImage | None:
        """Return the thumbnail, empty where there is none; None while it is fetched."""
        return self._get(self._thumbnails, sha256)

    def picture(self, sha256: str) -> QImage | None:
        """Return the picture, empty where the original is not here; None while it is fetched."""
        return self._get(self._pictures, sha256)

    def _get(self, kept: "_Kept", sha256: str) -> QImage | None:
        image = kept.images.get(sha256)
        if image is not None:
            kept.images.move_to_end(sha256)
        elif sha256 not in kept.under_way:
            kept.under_way.add(sha256)
            self._tasks.on_pictures(partial(_fetch, kept, sha256), self._show, self._refuse)
        return image

    @Slot(object)
    def _show(self, fetched: "tuple[_Kept, str, QImage]") -> None:
        kept, sha256, image = fetched
        kept.put(sha256, image)
        self.arrived.emit(sha256)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        """Crash: ``_fetch`` keeps what can happen to itself."""
        raise error


class _Kept:
    """The latest images of one size, and how to get another."""

    def __init__(self, limit: int, read: Callable[[str], bytes | None]) -> None:
        self.images: OrderedDict[str, QImage] = OrderedDict()
        self.under_way: set[str] = set()
        self.read = read
        self._limit = limit

    def put(self, sha256: str, image: QImage) -> None:
        """Keep an image and let go of the one that was looked at longest ago."""
        self.under_way.discard(sha256)
        self.images[sha256] = image
        while len(self.images) > self._limit:
            self.images.popitem(last=False)


def _fetch(kept: _Kept, sha256: str) -> tuple[_Kept, str, QImage]:
    """Read and decode, on a picture worker; what cannot be read is an empty image, its diagnosis says why."""
    try:
        jpeg = kept.read(sha256)
    except AppError:
        jpeg = None
    return kept, sha256, QImage.fromData(jpeg or b"")
