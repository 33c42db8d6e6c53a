"""By what an asset is found: words made once from its names and codes, and what a typed text means among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from app.domain.listing import AssetRow
from app.domain.pinyin import initials, syllables

MARK = "|"
"""Stands around every word."""

_NUMBERED = re.compile(r"([a-z]*)[^a-z0-9]*0*(\d+)$", re.ASCII)
_READINGS = 3
"""In how many readings a village is put before a name; more would make the words long and find little."""

_APART = re.compile(r"[、,，;；/\s]+")


class Fit(IntEnum):
    """How well a typed text fits an asset, the best first."""

    WORD = 0
    BEGINNING = 1
    END = 2
    WITHIN = 3


@dataclass(frozen=True, slots=True)
class FoundAsset:
    """An asset that was found.

    Attributes:
        fit: how well the typed text fits; ``WORD`` where nothing was typed.
        seen_at: when it was last inspected, ISO 8601; empty for never.
        distance_m: from where it was looked for; None where nothing said where.
    """

    asset: AssetRow
    fit: Fit
    seen_at: str
    distance_m: float | None = None


def words_of(asset: AssetRow) -> str:
    """Return everything by which an asset is found, each word between marks.

    The name and the aliases as they stand, as initials and as syllables; the code, and its end without zeros (``q7``
    of C101Q007); the village in the same ways, and its initials before those of the name (``cqchxq``, ``chxq``).
    """
    return MARK + MARK.join(dict.fromkeys(word for word in _words(asset) if word)) + MARK


def typed(text: str) -> str:
    """Return a typed text as words are kept: small letters, nothing but letters and digits."""
    return "".join(character for character in text.lower() if character.isalnum())


def fit_of(words: str, wanted: str) -> Fit | None:
    """Return how well a text, as ``typed`` gives it, fits the words; None where it does not."""
    for fit, pattern in ((Fit.WORD, f"{MARK}{wanted}{MARK}"), (Fit.BEGINNING, MARK + wanted), (Fit.END, wanted + MARK)):
        if pattern in words:
            return fit
    return Fit.WITHIN if wanted in words else None


def _words(asset: AssetRow) -> Iterator[str]:
    aliases = _APART.split(str(asset.answers.get("aliases") or ""))
    for name in (asset.name, *aliases):
        yield typed(name)
        yield from initials(name)
        yield from syllables(name)
    yield typed(asset.code)
    numbered = _NUMBERED.search(asset.code.lower())
    if numbered:
        yield numbered[1] + numbered[2]
        yield numbered[2]
    yield typed(asset.village)
    yield from syllables(asset.village)
    for village in initials(asset.village)[:_READINGS]:
        for name in initials(asset.name)[:_READINGS]:
            yield village + name
            yield village[:1] + name
