"""Pages that are opened over the others and left again: a draft, a record; and the page of reviews."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.workplace import RecordKey
from ui.assets.page import AssetsPage


class Leaf(Protocol):
    """What the window knows of such a page beside that it is a widget.

    The window asks a page to be left by ``QWidget.close()``: the page saves in its ``closeEvent``, and ignores the
    event if it must not be left yet. A page that wants to be left emits ``closed``.
    """

    closed: SignalInstance
    changed: SignalInstance
    """What the other pages show may be old now."""


class LinkingLeaf(Leaf, Protocol):
    """A page of a record or an asset, which leads on to others."""

    wanted: SignalInstance
    """A record, case or asset is to be opened over it; its ``RecordKey``."""


class DraftLeaf(Leaf, Protocol):
    """The page of a draft."""

    def go_to(self, key: str) -> None:
        """Show a question and put the keyboard there, as soon as the form is drawn; nothing for an empty key."""
        ...


@dataclass(frozen=True, slots=True)
class Leaves:
    """How such pages are made; each is a widget that is a ``Leaf`` too, of a record and of an asset a ``LinkingLeaf``.

    ``assets`` makes the page of the register, ``asset`` that of one asset; None in a window that has no such pages.
    """

    draft: Callable[[Draft], QWidget]
    record: Callable[[RecordKey], QWidget]
    review: Callable[[], QWidget]
    assets: Callable[[], AssetsPage] | None = None
    asset: Callable[[RecordKey], QWidget] | None = None


def leaf(page: QWidget) -> Leaf:
    """Return what the window may ask of a page made by ``Leaves``."""
    return cast(Leaf, page)  # a class cannot be declared to be both a widget and a protocol


def linking_leaf(page: QWidget) -> LinkingLeaf:
    """Return what the window may ask of the page of a record or an asset."""
    return cast(LinkingLeaf, page)  # as above


def draft_leaf(page: QWidget) -> DraftLeaf:
    """Return what the window may ask of the page of a draft."""
    return cast(DraftLeaf, page)  # as above
