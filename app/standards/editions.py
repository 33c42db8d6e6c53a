"""The standards as data: one TOML file per standard and edition in ``resources/standards``.

A file holds ``steps`` (names, clauses and formulas), ``tables`` (the numbers) and ``remarks`` (sentences about what
was assumed, missing or follows). Every group of numbers is a block with its clause, its unit and ``checked``: whether
a source confirms it. A row of a block may say otherwise for itself, or name the cells that are ``unchecked``.
Numbers are decimals, exactly as written.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from app.errors import AppError
from app.standards.trace import Number, Words

Cell = Decimal | str | bool | tuple["Cell", ...] | Mapping[str, "Cell"]
Toml = Mapping[str, object]
Wanted = TypeVar("Wanted")
OF_A_BLOCK = frozenset({"clause", "unit", "checked", "note", "rows"})


@dataclass(frozen=True, slots=True)
class Block:
    """A group of numbers that share a clause, a unit and a state of checking; or one row of it."""

    path: str
    clause: str
    unit: str
    checked: bool
    note: str
    cells: Mapping[str, Cell]
    rows: tuple["Block", ...] = ()

    def number(self, name: str, *, label: str = "") -> Number:
        """One number, with where it stands."""
        number = self._stamped(self._cell(name, Decimal), label)
        return replace(number, checked=False) if name in self.texts("unchecked") else number

    def numbers(self, name: str) -> tuple[Number, ...]:
        """A list of numbers, with where they stand."""
        return tuple(self._stamped(item, "") for item in self._cell(name, tuple) if isinstance(item, Decimal))

    def text(self, name: str, default: str = "") -> str:
        """One text; the default when the row has none."""
        return self._cell(name, str) if name in self.cells else default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when the row has none."""
        return tuple(item for item in self._cell(name, tuple) if isinstance(item, str)) if name in self.cells else ()

    def words(self) -> Words:
        """The name in Chinese and English."""
        return Words(self.text("zh"), self.text("en"))

    def flag(self, name: str) -> bool:
        """Whether the row says so; no when it says nothing."""
        return self.cells.get(name, False) is True

    def has(self, name: str) -> bool:
        """Whether the row knows this value."""
        return name in self.cells

    def row(self, **wanted: str) -> "Block | None":
        """The first row whose cells are these, or None."""
        return next((row for row in self.rows if all(row.cells.get(k) == v for k, v in wanted.items())), None)

    def _cell(self, name: str, kind: type[Wanted]) -> Wanted:
        cell = self.cells[name]
        if not isinstance(cell, kind):
            raise TypeError(f"{self.path}.{name} is not a {kind.__name__}")
        return cell

    def _stamped(self, value: Decimal, label: str) -> Number:
        return Number(value, label, self.clause, self.checked)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One edition of one standard as it lies in its file.

    Attributes:
        name: the file's name, for example ``jtg5210``.
        standard: the number people quote, for example ``JTG 5210-2018``.
        edition: of the standard and, after a dot, of our file.
        title: the standard's title.
        provisional: whether the whole is a working assumption.
        gaps: what of the standard is not in the file.
        steps: names, clauses and formulas, by key.
        tables: blocks of numbers, by dotted path.
        remarks: sentences, by key.
    """

    name: str
    standard: str
    edition: str
    title: Words
    provisional: bool
    gaps: tuple[Words, ...]
    steps: Mapping[str, Block] = field(repr=False)
    tables: Mapping[str, Block] = field(repr=False)
    remarks: Mapping[str, Block] = field(repr=False)

    def unchecked(self) -> Iterator[Block]:
        """Every formula, block and row that no source confirms, or not in every number."""
        for block in (*self.steps.values(), *self.tables.values()):
            if not block.checked:
                yield block
            else:
                yield from (row for row in block.rows if not row.checked or row.texts("unchecked"))


@lru_cache(maxsize=32)
def read(name: str, folder: Path | None = None) -> Edition:
    """Read the standard ``name`` from ``folder``, or from the program's own tables; read once, then kept.

    Raises:
        AppError: ``standards.table`` when the file is absent or is not TOML.
    """
    place = files("resources") / "standards" if folder is None else folder
    try:
        text = (place / f"{name}.toml").read_text(encoding="utf-8")
        return _edition(name, tomllib.loads(text, parse_float=Decimal))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise AppError("standards.table", name=name) from error


def _edition(name: str, toml: Toml) -> Edition:
    head = _frozen(toml)
    gaps = [_block("gaps", item, None) for item in _mappings(toml.get("gaps", []))]
    return Edition(
        name=name,
        standard=str(head["standard"]),
        edition=str(head["edition"]),
        title=_block("title", _mapping(toml["title"]), None).words(),
        provisional=toml.get("provisional") is True,
        gaps=tuple(gap.words() for gap in gaps),
        steps=_named("steps", _mapping(toml["steps"])),
        tables=MappingProxyType(dict(_blocks("", _mapping(toml["tables"])))),
        remarks=_named("remarks", _mapping(toml.get("remarks", {}))),
    )


def _named(group: str, toml: Toml) -> Mapping[str, Block]:
    return MappingProxyType({key: _block(f"{group}.{key}", _mapping(item), None) for key, item in toml.items()})


def _blocks(path: str, toml: Toml) -> Iterator[tuple[str, Block]]:
    """Every table with a clause is a block; the others are folders of blocks."""
    for key, value in toml.items():
        inner = f"{path}.{key}" if path else key
        if "clause" in _mapping(value):
            yield inner, _block(inner, _mapping(value), None)
        else:
            yield from _blocks(inner, _mapping(value))


def _block(path: str, toml: Toml, parent: Block | None) -> Block:
    cells = {key: value for key, value in _frozen(toml).items() if key not in OF_A_BLOCK}
    block = Block(
        path=path,
        clause=str(toml.get("clause", parent.clause if parent else "")),
        unit=str(toml.get("unit", parent.unit if parent else "")),
        checked=toml.get("checked", parent.checked if parent else True) is True,
        note=str(toml.get("note", "")),
        cells=MappingProxyType(cells),
    )
    rows = [_block(f"{path}[{i}]", row, block) for i, row in enumerate(_mappings(toml.get("rows", [])))]
    return (
        block
        if not rows
        else Block(path, block.clause, block.unit, block.checked, block.note, block.cells, tuple(rows))
    )


def _mapping(value: object) -> Toml:
    if not isinstance(value, Mapping):
        raise KeyError(str(value))
    return value


def _mappings(value: object) -> list[Toml]:
    return [_mapping(item) for item in value] if isinstance(value, list) else []


def _frozen(toml: Toml) -> Mapping[str, Cell]:
    return MappingProxyType({key: _cell(value) for key, value in toml.items()})


def _cell(value: object) -> Cell:
    match value:
        case bool() | str() | Decimal():
            return value
        case int():
            return Decimal(value)
        case list():
            return tuple(_cell(item) for item in value)
        case _:
            return _frozen(_mapping(value))
