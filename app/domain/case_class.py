"""Grid classes of cases 部件、事件: when a case is opened, when it may be closed, and how long mending it may take."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.case import Limit

OTHER = "other"
"""The class of what no grid class names; it has neither conditions nor a limit."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a class.

    Attributes:
        id: the class and the condition's number from 1, for example ``component/0101/2``; what a case keeps.
        opened_if: what must be seen for a case to be opened.
        closed_if: what must be seen for it to be closed.
        limit: the time for mending it.
    """

    id: str
    opened_if: str
    closed_if: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class GridClass:
    """A class of components or events; ``is_local`` where one city added it to the national ones."""

    id: str
    name: str
    group: str
    is_local: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class GridClasses:
    """All classes by id; ``is_checked`` says whether a source confirms conditions and limits for the district.

    Attributes:
        proposed: subject of a record to the class that its findings most often are.
    """

    classes: Mapping[str, GridClass]
    standard: str
    is_checked: bool
    proposed: Mapping[str, str]

    def condition(self, name: str) -> Condition | None:
        """Return the condition that a case names, None for ``other`` and for what this table does not have."""
        holder, _, number = name.rpartition("/")
        found = self.classes.get(holder)
        if found is None or not number.isdecimal() or not 1 <= int(number) <= len(found.conditions):
            return None
        return found.conditions[int(number) - 1]

    def name(self, condition: str) -> str:
        """Return what the class of a condition is called; the id itself where it is not known."""
        found = self.classes.get(condition) or self.classes.get(condition.rpartition("/")[0])
        return found.name if found else condition

    def search(self, words: str) -> tuple[GridClass, ...]:
        """Return the classes that have all words in name, group or a condition; all of them without words."""
        wanted = words.split()
        return tuple(each for each in self.classes.values() if all(word in _text(each) for word in wanted))


def _text(each: GridClass) -> str:
    return " ".join([each.id, each.name, each.group, *(condition.opened_if for condition in each.conditions)])
