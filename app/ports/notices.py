"""Letters that the office writes from templates of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class NoticePaper(Protocol):
    """Reads and fills templates (``.docx``); a place to fill is written ``{{编号}}``."""

    def places(self, template: Path) -> tuple[str, ...]:
        """Return the names of the places of a template, each once, in their order.

        Raises:
            AppError: ``notice.unreadable``.
        """
        ...

    def fill(
        self, template: Path, values: Mapping[str, str], pictures: Mapping[str, Sequence[bytes]], out: Path
    ) -> None:
        """Write a letter: every place filled, JPEGs in the paragraphs that name them; ``out`` is whole or not there.

        Raises:
            AppError: ``notice.unreadable``, ``notice.cannot_write``.
        """
        ...

    def html(self, letter: Path) -> str:
        """Return a letter as HTML to look at and to print.

        Raises:
            AppError: ``notice.unreadable``.
        """
        ...
