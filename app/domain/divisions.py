"""The district's townships and villages by code and by the names that people write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

TOWNSHIP_DIGITS, VILLAGE_DIGITS = 9, 12

_VILLAGE_ENDINGS = ("村民委员会", "村委会")
_NEIGHBOURHOOD_ENDINGS = ("社区居民委员会", "居民委员会", "社区居委会", "居委会", "居委", "社区")


class VillageKind(StrEnum):
    """What the last three digits of a village's code say it is."""

    NEIGHBOURHOOD = "neighbourhood"
    VILLAGE = "village"
    STATISTICAL = "statistical"


@dataclass(frozen=True, slots=True)
class Village:
    """A village or neighbourhood: 12 digits and its name."""

    code: str
    name: str

    @property
    def township(self) -> str:
        """The township's 9 digits."""
        return self.code[:TOWNSHIP_DIGITS]

    @property
    def kind(self) -> VillageKind:
        """What it is, by the statistical numbering: from 001 neighbourhoods, from 201 villages, from 400 neither."""
        number = int(self.code[TOWNSHIP_DIGITS:])
        if number >= 400:  # noqa: PLR2004  # the numbering that the docstring names
            return VillageKind.STATISTICAL
        return VillageKind.VILLAGE if number > 200 else VillageKind.NEIGHBOURHOOD  # noqa: PLR2004  # as above


@dataclass(frozen=True)
class Divisions:
    """Townships (code → name) and villages (code → name), and the ways in which people name them."""

    townships: Mapping[str, str]
    villages: Mapping[str, str]
    _townships: Mapping[str, str] = field(init=False, repr=False)
    _villages: Mapping[tuple[str, str], Village | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_townships", {way: code for code, way in _township_ways(self.townships)})
        object.__setattr__(self, "_villages", _village_ways(Village(*item) for item in self.villages.items()))

    def township(self, text: str) -> str | None:
        """Return the code of a township given by code (9 or more digits) or name, with or without 镇, 乡; else None."""
        if text.isdecimal():
            code = text[:TOWNSHIP_DIGITS]
            return code if code in self.townships else None
        return self._townships.get(text.removeprefix("崇明区"))

    def village(self, township: str, text: str) -> Village | None:
        """Return the village of a township given by name, with or without 村委会, 居委会 and the like; else None.

        A way of naming that suits two villages names neither.
        """
        for name in _ways(text):
            found = self._villages.get((township, name))
            if found is not None:
                return found
        return None

    def village_by_code(self, code: str) -> Village | None:
        """Return the village with these 12 digits, None if there is none."""
        return Village(code, self.villages[code]) if code in self.villages else None

    def villages_of(self, township: str) -> tuple[Village, ...]:
        """Return a township's villages and neighbourhoods by code."""
        return tuple(Village(code, name) for code, name in self.villages.items() if code.startswith(township))


def _township_ways(townships: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for code, name in townships.items():
        yield code, name
        if name[-1:] in "镇乡":
            yield code, name[:-1]


def _village_ways(villages: Iterable[Village]) -> dict[tuple[str, str], Village | None]:
    found: dict[tuple[str, str], Village | None] = {}
    for village in villages:
        for way in _ways(village.name):
            key = (village.township, way)
            is_taken = key in found and found[key] != village
            found[key] = None if is_taken else village
    return found


def _ways(name: str) -> tuple[str, ...]:
    """Return a village's name as written and without what is often left out, the fullest first."""
    ways = [name]
    for ending in _VILLAGE_ENDINGS:
        if name.endswith(ending):
            ways.append(name.removesuffix(ending).removesuffix("村") + "村")
            break
    else:
        for ending in _NEIGHBOURHOOD_ENDINGS:
            if name.endswith(ending) and len(name) > len(ending):
                ways.append(name.removesuffix(ending))
                break
    if ways[-1].endswith("村") and len(ways[-1]) > len("二村"):
        ways.append(ways[-1].removesuffix("村"))
    return tuple(dict.fromkeys(ways))
