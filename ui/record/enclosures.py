"""Pictures that came with a form: those of its labels and of its choices."""

from collections.abc import Iterator, Mapping
from typing import Protocol, runtime_checkable

from app.forms import Form, Question, Wording
from app.workplace import FormShelf

_PICTURES = frozenset({"image", "big-image"})


@runtime_checkable
class FormFiles(Protocol):
    """A shelf of forms that keeps the files of each."""

    def file(self, form: str, version: str, name: str) -> bytes | None:
        """Return a file that was published with a form, None where there is none of that name."""
        ...


def read_enclosures(shelf: FormShelf, form: Form, version: str) -> Mapping[str, bytes]:
    """Return file name → bytes of the pictures that a form shows; those that are missing are left out.

    Slow; never called on the UI thread.
    """
    if not isinstance(shelf, FormFiles):
        return {}
    files = {name: shelf.file(form.id, version, name) for name in sorted(set(_names(form)))}
    return {name: content for name, content in files.items() if content is not None}


def _names(form: Form) -> Iterator[str]:
    for item in form.walk():
        yield from _named(item.label)
        if isinstance(item, Question):
            yield from _named(item.hint)
    for wording in form.texts.values():
        yield from _named(wording)


def _named(wording: Wording) -> Iterator[str]:
    return (name for _, kind, name in wording.media if kind in _PICTURES)
