"""The shape of a form: where each item stands, for analysis and for building records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.forms.definition import Form, Item, Question, Repeat


@dataclass(eq=False)
class Place:
    """One item of a form with its surroundings.

    Attributes:
        path: definition path; "" for the record itself.
        item: ``None`` for the record itself and for what is above it.
        depth: number of steps from the document.
    """

    path: str
    name: str
    item: Item | None
    parent: "Place | None"
    depth: int
    children: dict[str, "Place"] = field(default_factory=dict)

    @property
    def is_repeat(self) -> bool:
        """Whether records may hold it several times."""
        return isinstance(self.item, Repeat)

    def below(self) -> Iterator["Place"]:
        """Yield this place and everything inside it."""
        yield self
        for child in self.children.values():
            yield from child.below()


class Shape:
    """All places of a form.

    Attributes:
        document: stands above the record.
        record: the record itself, path "".
    """

    def __init__(self, form: Form) -> None:
        self.document = Place("/", "", None, None, 0)
        self.record = Place("", form.root, None, self.document, 1)
        self.document.children[form.root] = self.record
        self._by_path: dict[str, Place] = {"": self.record}
        self._add(self.record, form.items)

    def _add(self, parent: Place, items: tuple[Item, ...]) -> None:
        for item in items:
            place = Place(item.path, item.name, item, parent, parent.depth + 1)
            parent.children[item.name] = self._by_path[item.path] = place
            if not isinstance(item, Question):
                self._add(place, item.items)

    @property
    def by_path(self) -> Mapping[str, Place]:
        """Definition path → place."""
        return self._by_path
