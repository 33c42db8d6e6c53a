"""Files that are written whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a file beside the one that is meant, and put it there once it is complete.

    Raises:
        OSError: as the file system refuses it; what stood there before then stays.
    """
    written = path.with_name(f".{uuid4().hex}{path.suffix}")
    try:
        yield written
        with written.open("rb+") as file:
            os.fsync(file.fileno())
        written.replace(path)
    finally:
        with contextlib.suppress(OSError):  # at worst a hidden file is left beside it
            written.unlink(missing_ok=True)
