"""The stores of photos, a folder or a bucket: kept once under their hash, whole, or not at all."""

import errno
import hashlib
import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.ports.blobs import Blob, Blobs, Uploads
from db.blobs import CHUNK_BYTES, FolderBlobs, FolderUploads
from db.bucket import BucketBlobs
from db.sealed import SealedBlobs
from tests.buckets import BucketServer

PHOTO = bytes(range(256)) * 5000
NAME = hashlib.sha256(PHOTO).hexdigest()
Store = FolderBlobs | SealedBlobs | BucketBlobs

TOWNSHIP, NEIGHBOUR = "310151101", "310151102"


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "photos")


@pytest.fixture
def uploads(blobs: FolderBlobs) -> FolderUploads:
    return FolderUploads(blobs)


@pytest.fixture(params=["folder", "sealed", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each store that a server or a home may have."""
    if request.param == "folder":
        return FolderBlobs(tmp_path / "photos")
    if request.param == "sealed":
        return SealedBlobs(tmp_path / "photos", bytes(32))
    server: BucketServer = request.getfixturevalue("bucket_server")
    return BucketBlobs(server.fresh(), tmp_path / "incoming")


@pytest.fixture
def arriving(store: Store) -> FolderUploads:
    return FolderUploads(store)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def refusing(code: str) -> Iterator[pytest.ExceptionInfo[AppError]]:
    with pytest.raises(AppError) as caught:
        yield caught
    assert caught.value.code == code


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Have the system refuse longer files, as a full disk would."""
    resource = pytest.importorskip("resource", reason="the system cannot limit the length of files")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_the_folder_does_what_the_ports_promise(blobs: FolderBlobs, uploads: FolderUploads) -> None:
    kept: Blobs = blobs
    arriving: Uploads = uploads

    assert kept.size(NAME) is None
    assert arriving.held(TOWNSHIP, NAME) == 0


@pytest.mark.parametrize("data", [b"", b"x", PHOTO, bytes(CHUNK_BYTES), bytes(CHUNK_BYTES + 1)])
def test_a_photo_is_kept_untouched_under_its_hash(store: Store, data: bytes) -> None:
    from_bytes = store.put(data)
    from_file = store.put(io.BytesIO(data))

    assert from_bytes == from_file == Blob(hashlib.sha256(data).hexdigest(), len(data))
    assert store.read(from_bytes.sha256) == data
    assert store.size(from_bytes.sha256) == len(data)
    assert store.is_intact(from_bytes.sha256)


def test_the_same_photo_kept_twice_is_one_file(blobs: FolderBlobs, tmp_path: Path) -> None:
    blobs.put(PHOTO)
    blobs.put(PHOTO)

    assert [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)] == [f"photos/{NAME[:2]}/{NAME}"]


def test_the_same_photo_kept_by_many_at_once_is_one_file(blobs: FolderBlobs, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        names = {blob.sha256 for blob in threads.map(blobs.put, [PHOTO] * 32)}

    assert names == {NAME}
    assert len(files_in(tmp_path)) == 1
    assert blobs.is_intact(NAME)


@pytest.mark.parametrize(
    ("start", "length", "wanted"),
    [
        (0, None, PHOTO),
        (0, 0, b""),
        (1, 3, PHOTO[1:4]),
        (len(PHOTO) - 1, 9, PHOTO[-1:]),
        (len(PHOTO), 9, b""),
        (len(PHOTO) + 1, None, b""),
    ],
)
def test_a_range_of_a_photo_can_be_read(store: Store, start: int, length: int | None, wanted: bytes) -> None:
    store.put(PHOTO)

    assert store.read(NAME, start, length) == wanted


def test_a_photo_that_is_not_here_is_refused_with_a_sentence(store: Store) -> None:
    with refusing("photos.not_here"):
        store.read(NAME)

    assert store.size(NAME) is None
    assert not store.is_intact(NAME)


@pytest.mark.parametrize("name", ["", "../../secret", NAME.upper(), NAME[:-1], NAME + "/", "incoming"])
def test_only_a_hash_leads_to_a_file(store: Store, arriving: FolderUploads, name: str) -> None:
    for reach in (store.read, store.size, store.is_intact, lambda name: arriving.append(TOWNSHIP, name, 0, b"x")):
        with pytest.raises(ValueError, match="not a SHA-256"):
            reach(name)


@pytest.mark.parametrize("township", ["", "..", "31015110a", "310151101/..", "３１０１５１１０１"])
def test_only_a_township_holds_an_upload(uploads: FolderUploads, township: str) -> None:
    with pytest.raises(ValueError, match="not a township"):
        uploads.append(township, NAME, 0, b"x")


def test_a_photo_that_the_disk_spoilt_is_noticed_and_mended_by_keeping_it_again(
    blobs: FolderBlobs, tmp_path: Path
) -> None:
    blobs.put(PHOTO)
    (file,) = files_in(tmp_path)
    file.write_bytes(b"\xff" + PHOTO[1:])

    assert not blobs.is_intact(NAME)
    blobs.put(PHOTO)
    assert blobs.is_intact(NAME)


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing_half(blobs: FolderBlobs, tmp_path: Path) -> None:
    kept = blobs.put(b"kept before")

    with files_no_longer_than(len(PHOTO) // 2), refusing("photos.disk_full"):
        blobs.put(PHOTO)

    assert blobs.size(NAME) is None
    assert blobs.is_intact(kept.sha256)
    assert len(files_in(tmp_path)) == 1
    assert blobs.put(PHOTO).sha256 == NAME


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "photos").write_text("in the way", encoding="utf-8")

    with refusing("photos.cannot_write") as refused:
        FolderBlobs(tmp_path / "photos").put(PHOTO)

    assert refused.value.parameters["folder"] == str(tmp_path / "photos")


class PulledOut(io.RawIOBase):
    """A card that is pulled out after some bytes."""

    def __init__(self) -> None:
        self.reads = 0

    def read(self, size: int = -1, /) -> bytes:
        self.reads += 1
        if self.reads > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return PHOTO[:size]


def test_a_source_that_breaks_off_leaves_nothing_behind(blobs: FolderBlobs, tmp_path: Path) -> None:
    with refusing("photos.source_lost"):
        blobs.put(PulledOut())  # type: ignore[arg-type]  # as much of a file as is read from

    assert not files_in(tmp_path)


@given(st.binary(max_size=200), st.lists(st.integers(1, 60), max_size=12))
def test_a_photo_cut_into_any_parts_arrives_whole(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, lengths: list[int]
) -> None:
    blobs = FolderBlobs(tmp_path_factory.mktemp("parts"))
    uploads = FolderUploads(blobs)
    name = hashlib.sha256(data).hexdigest()
    for length in [*lengths, len(data)]:
        held = uploads.held(TOWNSHIP, name)
        uploads.append(TOWNSHIP, name, held, data[held : held + length])

    assert uploads.complete(TOWNSHIP, name, len(data)) == Blob(name, len(data))
    assert blobs.read(name) == data
    assert uploads.held(TOWNSHIP, name) == 0


def test_an_upload_goes_on_where_it_was_cut_even_after_a_restart(store: Store, arriving: FolderUploads) -> None:
    arriving.append(TOWNSHIP, NAME, 0, PHOTO[:1000])

    restarted = FolderUploads(store)
    held = restarted.held(TOWNSHIP, NAME)
    restarted.append(TOWNSHIP, NAME, held, PHOTO[held:])

    assert held == 1000
    assert restarted.complete(TOWNSHIP, NAME, len(PHOTO)) == Blob(NAME, len(PHOTO))


@pytest.mark.parametrize("offset", [0, 999, 1001])
def test_bytes_that_do_not_go_on_where_the_others_end_are_refused(uploads: FolderUploads, offset: int) -> None:
    uploads.append(TOWNSHIP, NAME, 0, PHOTO[:1000])

    with refusing("photos.offset") as refused:
        uploads.append(TOWNSHIP, NAME, offset, PHOTO[1000:2000])

    assert refused.value.parameters["held"] == "1000"
    assert uploads.held(TOWNSHIP, NAME) == 1000


def test_what_is_not_whole_yet_stays_held(store: Store, arriving: FolderUploads) -> None:
    arriving.append(TOWNSHIP, NAME, 0, PHOTO[:-1])

    with refusing("photos.incomplete"):
        arriving.complete(TOWNSHIP, NAME, len(PHOTO))

    assert arriving.held(TOWNSHIP, NAME) == len(PHOTO) - 1
    assert store.size(NAME) is None


@pytest.mark.parametrize("sent", [b"\xff" + PHOTO[1:], PHOTO + b"more"])
def test_other_bytes_than_promised_are_dropped(store: Store, arriving: FolderUploads, sent: bytes) -> None:
    arriving.append(TOWNSHIP, NAME, 0, sent)

    with refusing("photos.wrong_bytes"):
        arriving.complete(TOWNSHIP, NAME, len(PHOTO))

    assert arriving.held(TOWNSHIP, NAME) == 0
    assert store.size(NAME) is None


def test_naming_a_photo_that_a_neighbour_sent_shows_and_grants_nothing(store: Store, arriving: FolderUploads) -> None:
    arriving.append(NEIGHBOUR, NAME, 0, PHOTO)
    arriving.complete(NEIGHBOUR, NAME, len(PHOTO))

    assert arriving.held(TOWNSHIP, NAME) == 0
    with refusing("photos.incomplete"):
        arriving.complete(TOWNSHIP, NAME, len(PHOTO))
    arriving.append(TOWNSHIP, NAME, 0, PHOTO)
    assert arriving.complete(TOWNSHIP, NAME, len(PHOTO)) == Blob(NAME, len(PHOTO))
    assert store.is_intact(NAME)
    assert arriving.held(TOWNSHIP, NAME) == 0


def test_what_a_neighbour_is_still_sending_is_not_held_for_others(uploads: FolderUploads) -> None:
    uploads.append(NEIGHBOUR, NAME, 0, PHOTO[:1000])

    assert uploads.held(TOWNSHIP, NAME) == 0
    assert uploads.append(TOWNSHIP, NAME, 0, PHOTO[:5]) == 5


def test_a_disk_that_fills_during_an_upload_keeps_what_arrived_and_goes_on_later(uploads: FolderUploads) -> None:
    uploads.append(TOWNSHIP, NAME, 0, PHOTO[:1000])

    with files_no_longer_than(5000), refusing("photos.disk_full"):
        uploads.append(TOWNSHIP, NAME, 1000, PHOTO[1000:])

    held = uploads.held(TOWNSHIP, NAME)
    assert held >= 1000
    uploads.append(TOWNSHIP, NAME, held, PHOTO[held:])
    assert uploads.complete(TOWNSHIP, NAME, len(PHOTO)) == Blob(NAME, len(PHOTO))
