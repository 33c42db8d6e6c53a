"""How Chinese names are typed on a keyboard: by the initials of their syllables or by whole syllables.

A character with several readings (重 zhòng, chóng) is found by each of them.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

MOST = 16
"""How many ways of reading a name are kept."""


def initials(text: str) -> tuple[str, ...]:
    """Return the first letters of a name's syllables, in each of its readings: ``红星桥`` gives ``hxq``."""
    return _joined([tuple(dict.fromkeys(each[:1] for each in readings)) for readings in _readings(text)])


def syllables(text: str) -> tuple[str, ...]:
    """Return a name in letters without tones, in each of its readings: ``红星桥`` gives ``hongxingqiao``."""
    return _joined(list(_readings(text)))


def _joined(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(way) for way in islice(product(*parts), MOST)))


def _readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the readings of each letter; what is neither letter nor digit is left out."""
    for character in text.lower():
        if character.isascii():
            if character.isalnum():
                yield (character,)
        elif character.isalnum():
            yield _of_character(character)


@lru_cache(maxsize=30_000)
def _of_character(character: str) -> tuple[str, ...]:
    """Return the readings of one Chinese character; itself where it has none."""
    from pypinyin import Style, pinyin  # its dictionaries take longer to load than a window to open

    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(found))
