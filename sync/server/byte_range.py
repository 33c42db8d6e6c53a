"""The Range header of HTTP (RFC 9110, 14.2): one range of bytes; several at once are answered with everything."""

import re

from app.errors import AppError

_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)


def read_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return the first byte and the one after the last; None where everything is wanted.

    Raises:
        AppError: ``photos.range`` if nothing of what is asked exists.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise AppError("photos.range", size=size)
    return start, end
