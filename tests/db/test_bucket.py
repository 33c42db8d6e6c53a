"""Photos in a bucket: what only a store on the network can do to them."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import AppError
from app.ports.blobs import Blob
from db.blobs import FolderUploads
from db.bucket import BucketBlobs
from tests.buckets import BucketServer

PHOTO = bytes(range(256)) * 5000
NAME = hashlib.sha256(PHOTO).hexdigest()
TOWNSHIP = "310151101"


def test_many_servers_that_keep_one_photo_at_once_keep_it_whole(bucket_server: BucketServer, tmp_path: Path) -> None:
    address = bucket_server.fresh()
    servers = [BucketBlobs(address, tmp_path / str(number)) for number in range(4)]

    with ThreadPoolExecutor(4) as threads:
        names = {blob.sha256 for blob in threads.map(lambda server: server.put(PHOTO), servers)}

    assert names == {NAME}
    assert all(server.is_intact(NAME) for server in servers)


def test_a_store_that_is_away_keeps_what_arrived_for_later(bucket_server: BucketServer, tmp_path: Path) -> None:
    blobs = BucketBlobs(bucket_server.fresh(), tmp_path)
    uploads = FolderUploads(blobs)
    uploads.append(TOWNSHIP, NAME, 0, PHOTO)

    bucket_server.stop()
    try:
        for attempt in (lambda: uploads.complete(TOWNSHIP, NAME, len(PHOTO)), lambda: blobs.is_intact(NAME)):
            with pytest.raises(AppError) as refused:
                attempt()
            assert refused.value.code in {"photos.cannot_write", "photos.cannot_read"}
    finally:
        assert bucket_server.start()

    assert uploads.held(TOWNSHIP, NAME) == len(PHOTO)
    assert uploads.complete(TOWNSHIP, NAME, len(PHOTO)) == Blob(NAME, len(PHOTO))
    assert blobs.is_intact(NAME)


def test_a_wrong_access_key_is_a_sentence(
    bucket_server: BucketServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = bucket_server.fresh()
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")

    with pytest.raises(AppError) as refused:
        BucketBlobs(address, tmp_path).put(PHOTO)

    assert refused.value.code in {"photos.cannot_write", "photos.cannot_read"}
    assert "wrong" not in str(refused.value)
