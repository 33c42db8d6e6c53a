"""How long one 12-megapixel photo takes from its bytes to facts, thumbnail and disk.

Run from the root: ``python -m benchmarks.photos``. Prints one JSON object; milliseconds per photo, the median of all
photos for one thread, the mean for two. ``bare`` is the least that any program must do: hash, draft decode, fsync.
"""

import hashlib
import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from app.domain.site import Position, Source
from db.blobs import FolderBlobs
from db.photos.reading import read_photo
from db.photos.sample import Shot, sample_photo

SIZE = (4000, 3000)
DRAWN = 4
PHOTOS = 40
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> None:
    """Draw, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        photos = distinct_photos()
        blobs = FolderBlobs(Path(folder) / "photos")
        bare_folder = Path(folder) / "bare"
        bare_folder.mkdir()
        works: dict[str, Callable[[bytes], object]] = {
            "facts_and_thumbnail": lambda data: read_photo(data, NOW),
            "ingest": lambda data: (read_photo(data, NOW), blobs.put(data)),
            "bare": lambda data: bare(data, bare_folder),
        }
        report: dict[str, float] = {"photos": len(photos), "bytes_each": len(photos[0])}
        report |= {f"{name}_ms": spent for name, spent in in_turn(works, photos).items()}
        for name in ("ingest", "bare"):
            report[f"{name}_2_threads_ms"] = two_threads(works[name], [data + b"2" for data in photos])
    json.dump(report, sys.stdout, indent=1)
    print()


def distinct_photos() -> list[bytes]:
    """Return photos of 12 megapixels, each with another hash; drawing is slow, so some differ by their end."""
    shot = Shot(position=Position(31.6, 121.4, Source.EXIF), taken_at=NOW, orientation=6)
    drawn = [sample_photo(seed, shot, size=SIZE) for seed in range(DRAWN)]
    return [drawn[number % DRAWN] + str(number).encode() for number in range(PHOTOS)]


def in_turn(works: Mapping[str, Callable[[bytes], object]], photos: list[bytes]) -> dict[str, float]:
    """Return the median milliseconds of one photo; the works take turns, so that a busy machine slows all alike."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for data in photos:
        for name, work in works.items():
            start = time.perf_counter()
            work(data)
            spent[name].append(time.perf_counter() - start)
    return {name: round(1000 * statistics.median(times), 1) for name, times in spent.items()}


def two_threads(work: Callable[[bytes], object], photos: list[bytes]) -> float:
    """Return the mean milliseconds a photo takes when two threads share the work."""
    with ThreadPoolExecutor(2) as threads:
        start = time.perf_counter()
        list(threads.map(work, photos))
        return round(1000 * (time.perf_counter() - start) / len(photos), 1)


def bare(data: bytes, folder: Path) -> None:
    """Hash, decode to a thumbnail, write with fsync: what Pillow and the system need by themselves."""
    name = hashlib.sha256(data).hexdigest()
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", (512, 512))
    image.thumbnail((512, 512), Image.Resampling.BILINEAR, reducing_gap=None)
    image.save(io.BytesIO(), "JPEG", quality=85)
    with (folder / name).open("wb") as file:
        file.write(data)
        os.fsync(file.fileno())


if __name__ == "__main__":
    main()
