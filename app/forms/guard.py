"""Refusing a workbook that would harm before any parser sees it."""

from app.errors import AppError
from app.forms.source import FormSource

MAX_SOURCE_BYTES = 20_000_000


def guard(source: FormSource) -> FormSource:
    """Return the source as parsers may read it.

    Raises:
        AppError: ``form.too_large``.
    """
    if len(source.content) > MAX_SOURCE_BYTES:
        raise AppError("form.too_large", size=len(source.content), limit=MAX_SOURCE_BYTES)
    return source
