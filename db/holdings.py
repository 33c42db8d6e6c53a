"""Which photos the server holds whole for which township, and its receipts for them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Engine, select

from app.domain.keys import PrivateKey
from app.domain.receipt import PhotoReceipt, sign_photo_receipt
from app.domain.stream import Stream
from db.engine import reading, writing
from db.tables import attachments, photos
from db.upsert import upsert


class HoldingTable:
    """Implements ``app.ports.ledger.Holdings``; receipts are signed anew each time and are the same each time."""

    def __init__(self, engine: Engine, key: PrivateKey, generation: str) -> None:
        self._engine = engine
        self._key = key
        self._generation = generation

    def receipts(self, township: str, names: Iterable[str]) -> Mapping[str, PhotoReceipt]:
        """Return the receipts of those photos that the township holds whole, by SHA-256."""
        whole = select(photos.c.sha256, photos.c.size).where(
            photos.c.township == township, photos.c.sha256.in_(list(names)), photos.c.is_complete
        )
        with reading(self._engine) as connection:
            found = connection.execute(whole).all()
        return {row.sha256: self._receipt(township, row.sha256, row.size) for row in found}

    def record(self, township: str, sha256: str, size: int, at: str) -> PhotoReceipt:
        """Note that a photo's bytes were hashed and are on disk, and return the receipt; twice notes it once."""
        row = {"township": township, "sha256": sha256, "size": size, "is_complete": True, "is_own": False, "at": at}
        with writing(self._engine) as connection:
            upsert(connection, photos, row)
        return self._receipt(township, sha256, size)

    def shown_in(self, township: str, sha256: str) -> frozenset[Stream]:
        """Return the streams with a record that shows the photo."""
        subjects = (
            select(attachments.c.subject)
            .where(attachments.c.township == township, attachments.c.sha256 == sha256)
            .distinct()
        )
        with reading(self._engine) as connection:
            return frozenset(Stream(township, subject) for subject in connection.execute(subjects).scalars())

    def _receipt(self, township: str, sha256: str, size: int) -> PhotoReceipt:
        return sign_photo_receipt(self._generation, township, sha256, size, self._key)
