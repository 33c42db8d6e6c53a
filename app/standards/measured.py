"""The door: what was measured and entered, checked before anything is calculated from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.errors import AppError

LARGEST = Decimal("1e9")


def exact(number: object, name: str, *, least: Decimal | int = 0, most: Decimal | int = LARGEST) -> Decimal:
    """Return a number of any kind as the decimal that is written down for it.

    Args:
        number: int, float, Decimal, or its text; a float counts as its shortest decimal, 0.1 is exactly 0.1.
        name: what it is, for the message.
        least: smallest value allowed.
        most: largest value allowed.

    Raises:
        AppError: ``standards.number`` if it is not a number, ``standards.range`` if it is out of range.
    """
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal | str):
        raise AppError("standards.number", field=name, value=number)
    try:
        value = Decimal(str(number))
    except InvalidOperation as error:
        raise AppError("standards.number", field=name, value=number) from error
    if not value.is_finite():
        raise AppError("standards.number", field=name, value=number)
    if not least <= value <= most:
        raise AppError("standards.range", field=name, value=number, least=least, most=most)
    return value


@dataclass(frozen=True, slots=True)
class Measured:
    """One object of the data that a grade is calculated from.

    Attributes:
        data: names and values, as read from JSON or taken from a form.
        place: where the object stands, for messages, for example ``damages[2].``.
    """

    data: Mapping[str, object]
    place: str = ""

    def only(self, *names: str) -> "Measured":
        """Refuse a name that nobody reads: a misspelt measurement would otherwise be lost in silence."""
        for name in self.data:
            if name not in names:
                raise AppError("standards.unknown_field", field=self.place + str(name), known=", ".join(names))
        return self

    def has(self, name: str) -> bool:
        """Whether the value was given; an empty one was not."""
        return self.data.get(name) not in (None, "")

    def number(self, name: str, *, least: Decimal | int = 0, most: Decimal | int = LARGEST) -> Decimal:
        """A number that must be there."""
        if not self.has(name):
            raise AppError("standards.needed", field=self.place + name)
        return exact(self.data[name], self.place + name, least=least, most=most)

    def maybe(self, name: str, *, least: Decimal | int = 0, most: Decimal | int = LARGEST) -> Decimal | None:
        """A number, or None when it was not measured."""
        return self.number(name, least=least, most=most) if self.has(name) else None

    def count(self, name: str, default: int, *, least: int = 0, most: int = 10_000) -> int:
        """A whole number, or the default."""
        if not self.has(name):
            return default
        number = exact(self.data[name], self.place + name, least=least, most=most)
        if number != int(number):
            raise AppError("standards.number", field=self.place + name, value=self.data[name])
        return int(number)

    def text(self, name: str, *, among: Collection[str] = (), default: str | None = None) -> str:
        """A text, one of ``among`` unless that is empty; the default when it was not given."""
        if not self.has(name) and default is not None:
            return default
        value = self.data.get(name)
        if not isinstance(value, str) or not value:
            raise AppError("standards.needed", field=self.place + name)
        if among and value not in among:
            raise AppError("standards.choice", field=self.place + name, value=value, choices="、".join(among))
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; no when it was not given."""
        value = self.data.get(name, False)
        if not isinstance(value, bool):
            raise AppError("standards.flag", field=self.place + name, value=value)
        return value

    def items(self, name: str) -> Sequence[object]:
        """A list of whatever; empty when it was not given."""
        value = self.data.get(name, [])
        if not isinstance(value, list | tuple):
            raise AppError("standards.rows", field=self.place + name)
        return value

    def rows(self, name: str) -> tuple["Measured", ...]:
        """A list of objects; empty when it was not given."""
        return tuple(self.inside(name, place, item) for place, item in enumerate(self.items(name)))

    def inside(self, name: str, place: int, item: object) -> "Measured":
        """One item of a list, as an object."""
        return Measured(_mapping(item, f"{self.place}{name}[{place}]"), f"{self.place}{name}[{place}].")

    def inner(self, name: str) -> "Measured":
        """An object inside this one; empty when it was not given."""
        return Measured(_mapping(self.data.get(name, {}), self.place + name), f"{self.place}{name}.")


def _mapping(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise AppError("standards.rows", field=name)
    return value
