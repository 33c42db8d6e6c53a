"""The answers of a record by the names of their questions, whatever groups these stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.canonical import Json

Row = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers outside repeats, and the instances of each outer repeat in their order, all by the question's name."""

    single: Row = field(default_factory=dict)
    repeats: Mapping[str, tuple[tuple[str, Row], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, answers: Mapping[str, Json]) -> "Answered":
        """Sort the flat answers of a session; what lies in a repeat within a repeat is left out."""
        single: dict[str, Json] = {}
        found: dict[str, dict[str, dict[str, Json]]] = {}
        orders: dict[str, str] = {}
        for key, value in answers.items():
            holder, bracket, rest = key.partition("[")
            if not bracket:
                single.setdefault(_last(key), value)
                continue
            instance, _, inner = rest.partition("]")
            row = found.setdefault(_last(holder), {}).setdefault(instance, {})
            if not inner:
                orders[instance] = _order(value)
            elif "[" not in inner:
                row[_last(inner)] = value
        return cls(single, {name: tuple(_in_order(rows, orders)) for name, rows in found.items()})

    def text(self, name: str) -> str:
        """Return an answer as text; empty for none."""
        return text_of(self.single, name)

    def members(self, name: str) -> tuple[str, ...]:
        """Return the values of a question with several answers."""
        value = self.single.get(name)
        return tuple(str(one) for one in value) if isinstance(value, list | tuple) else tuple(self.text(name).split())

    def rows(self, repeat: str) -> tuple[Row, ...]:
        """Return the instances of a repeat."""
        return tuple(row for _, row in self.keyed_rows(repeat))

    def keyed_rows(self, repeat: str) -> tuple[tuple[str, Row], ...]:
        """Return the instances of a repeat, each with its id."""
        return self.repeats.get(repeat, ())


def text_of(row: Row, name: str) -> str:
    """Return an answer of an instance as text; empty for none."""
    value = row.get(name)
    return "" if value is None else str(value)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _order(value: Json) -> str:
    return str(value.get("after", "")) if isinstance(value, Mapping) else ""


def _in_order(rows: Mapping[str, Row], orders: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    return ((each, rows[each]) for each in sorted(rows, key=lambda each: (orders.get(each, ""), each)))
