"""Signals of children that call their page with something said beforehand, without owning the page.

A connection keeps what it was given alive. Where a child's connection holds the last reference to its page, deleting
the child destroys the page in the middle of that, which Qt does not survive; a bound slot alone is held weakly.
"""

from collections.abc import Callable
from weakref import WeakMethod


def weakly(method: Callable[..., object], *said: object) -> Callable[..., None]:
    """Return what calls a bound method with these arguments, not the signal's; nothing once its object is gone."""
    known = WeakMethod(method)

    def call(*_told: object) -> None:
        bound = known()
        if bound is not None:
            bound(*said)

    return call
