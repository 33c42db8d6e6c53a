"""Photos in a bucket of an S3 store: each under its own SHA-256, with the store's checksum of what it was sent.

The address is ``s3://BUCKET[/PREFIX]?endpoint=URL&region=NAME``; the access key comes from the environment
(``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``), never from a command line that others can read.
What has arrived in part waits in a folder of the server until it is whole.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from app.domain.photo import is_sha256
from app.errors import AppError
from app.ports.blobs import Blob
from db.blobs import CHUNK_BYTES, disk, make_folder, write_hashed

SCHEME = "s3"
TIMEOUT = "20s"
RETRIES = 2
RETRY_WITHIN = timedelta(seconds=15)
USUAL_REGION = "us-east-1"


class BucketBlobs:
    """The store of bytes by hash in one bucket; any number of servers may use it at once."""

    def __init__(self, address: str, incoming: Path) -> None:
        """Take a bucket in use; nothing is asked of it yet.

        Raises:
            AppError: ``server.bucket_address``.
        """
        self._store, self._name = _open(address)
        self.incoming = incoming

    def put(self, source: bytes | BinaryIO) -> Blob:
        """Keep the bytes and return their name; twice keeps them once."""
        written = self.incoming / uuid4().hex
        with disk(self.incoming):
            make_folder(self.incoming)
            try:
                blob = write_hashed(written, source)
                self.adopt(written, blob.sha256)
            finally:
                written.unlink(missing_ok=True)
        return blob

    def size(self, sha256: str) -> int | None:
        """Return how many bytes are kept under the name; None if none are."""
        try:
            with self._reading():
                return obstore.head(self._store, _key(sha256))["size"]
        except NotFoundError:
            return None

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> bytes:
        """Return the bytes from ``start`` on, at most ``length`` of them; fewer where they end."""
        size = self.size(sha256)
        if size is None:
            raise AppError("photos.not_here", sha256=sha256)
        end = size if length is None else min(size, start + length)
        if start >= end:
            return b""
        with self._reading():
            return bytes(obstore.get_range(self._store, _key(sha256), start=start, end=end))

    def is_intact(self, sha256: str) -> bool:
        """Whether the bytes kept under the name still hash to it; False too if they are gone.

        Raises:
            AppError: ``photos.cannot_read`` if the store does not answer: nobody knows then.
        """
        digest = hashlib.sha256()
        try:
            with self._reading():
                for chunk in obstore.get(self._store, _key(sha256)).stream(min_chunk_size=CHUNK_BYTES):
                    digest.update(chunk)
        except NotFoundError:
            return False
        return digest.hexdigest() == sha256

    def adopt(self, written: Path, sha256: str) -> None:
        """Send a file that is complete and of this hash, unless it is kept already; the file stays with the caller.

        Raises:
            AppError: ``photos.cannot_write`` if the store does not answer or refuses.
        """
        key, size = _key(sha256), written.stat().st_size
        if self.size(sha256) == size:
            return
        try:
            obstore.put(self._store, key, written)
        except BaseError as error:
            raise AppError("photos.cannot_write", folder=self._name, reason=_first_line(error)) from error
        if self.size(sha256) != size:
            raise AppError("photos.cannot_write", folder=self._name, reason="short")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFoundError(str(error)) from error
        except BaseError as error:
            raise AppError("photos.cannot_read", folder=self._name, reason=_first_line(error)) from error


def is_bucket(address: str) -> bool:
    """Whether an address names a bucket."""
    return urlsplit(address).scheme == SCHEME


def _open(address: str) -> tuple[S3Store, str]:
    parts = urlsplit(address)
    given = dict(parse_qsl(parts.query))
    endpoint = given.pop("endpoint", None)
    region = given.pop("region", USUAL_REGION)
    if given or not parts.netloc or "@" in parts.netloc:
        raise AppError("server.bucket_address")
    try:
        store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            config={
                "region": region,
                "checksum_algorithm": "sha256",
                "virtual_hosted_style_request": False,
                **({"endpoint": endpoint} if endpoint else {}),
            },
            client_options={"allow_http": (endpoint or "").startswith("http://"), "timeout": TIMEOUT},
            retry_config={"max_retries": RETRIES, "retry_timeout": RETRY_WITHIN},
        )
    except BaseError as error:
        raise AppError("server.bucket_address") from error
    return store, parts.netloc


def _key(sha256: str) -> str:
    if not is_sha256(sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return f"{sha256[:2]}/{sha256}"


def _first_line(error: BaseError) -> str:
    """Return what the library says, without the request that it repeats."""
    return str(error).splitlines()[0][:200]
