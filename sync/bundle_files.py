"""Files on a stick: read, or written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import AppError


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading; raise ``bundle.cannot_read``."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise AppError("bundle.cannot_read", path=path.name, reason=error.strerror or error) from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that exists only once all of it is on the stick, in place of an earlier one of that name.

    Raises:
        AppError: ``bundle.cannot_write``; what was there before stays.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise AppError("bundle.cannot_write", path=path.name, reason=error.strerror or error) from error
    finally:
        # A stick that is gone takes its half-written file with it.
        with suppress(OSError):
            part.unlink(missing_ok=True)
