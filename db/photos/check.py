"""Read a photo that a stranger sent: in a child process that may neither run long nor take much memory.

The child reads the bytes from its standard input and answers with one line of canonical JSON, the facts, and the
thumbnail's bytes after it. If it dies, the server does not.
"""

import hashlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from app.domain.canonical import canonical, parse
from app.domain.photo import Diagnosis, PhotoFacts
from db.photos.kind import kind_of
from db.photos.reading import Reading, read_photo

MOST_MEMORY_BYTES = 1 << 30

_ROOT = Path(__file__).parents[2]


def check_image(data: bytes, now: datetime, timeout_s: float = 20) -> Reading:
    """Return what the bytes of a photo say, read in a child process; never raises for what they are.

    A child that takes longer is ended and the photo diagnosed as too slow; one that dies has it diagnosed as damaged.
    """
    command = [sys.executable, "-m", "db.photos.check", now.isoformat(), str(int(timeout_s) + 1)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=timeout_s, cwd=_ROOT, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return _without_answer(data, Diagnosis.TOO_SLOW)
    if child.returncode != 0:
        return _without_answer(data, Diagnosis.PIXELS_DAMAGED)
    line, _, thumbnail = child.stdout.partition(b"\n")
    return Reading(PhotoFacts.from_body(parse(line)), thumbnail or None)


def _without_answer(data: bytes, diagnosis: Diagnosis) -> Reading:
    name = hashlib.sha256(data).hexdigest()
    return Reading(PhotoFacts(sha256=name, size=len(data), kind=kind_of(data), diagnosis=(diagnosis,)), None)


def _answer(now: datetime, seconds: int) -> None:
    """Be the child: limit oneself, read one photo, answer."""
    _limit(seconds)
    reading = read_photo(sys.stdin.buffer.read(), now)
    sys.stdout.buffer.write(canonical(reading.facts.to_body()) + b"\n" + (reading.thumbnail or b""))


def _limit(seconds: int) -> None:
    """Have the system end this process when it takes too much; Windows leaves that to the parent's timeout."""
    if os.name == "nt":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _answer(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2]))
