"""What was recorded on a bridge, checked against its members and the indicators.

The data of a bridge::

    {"name": "前进桥",
     "type": "beam", "layout": {"spans": 3, "beams": 8, "columns_per_pier": 2},
     "members": {"照明、标志": 0, "支座": 48},       # counts that differ from the layout; 0 = there are none
     "damages": [{"component": "上部承重构件", "member": "1-3", "indicator": "5.1.1-11", "scale": 3}],
     "controls": [12],                           # single-item controls of 4.3.1 that were seen
     "main_affects_safety": false,               # the inspector's decision for 4.1.8
     "main_below": 60}                           # the limit of 4.1.2

A bridge of several structural forms has ``units`` instead: a list of such objects, each with a ``name``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from app.errors import AppError
from app.standards.editions import Edition
from app.standards.h21_indicators import indicators, rating
from app.standards.h21_inventory import Component, inventory
from app.standards.h21_scores import deduction
from app.standards.measured import Measured
from app.standards.trace import Number

FIELDS = ("name", "type", "layout", "members", "damages", "controls", "main_affects_safety", "main_below")
OF_A_DAMAGE = ("component", "member", "indicator", "scale")
PARTS_OF_A_DAMAGE = itemgetter(*OF_A_DAMAGE)
KEYS = frozenset(OF_A_DAMAGE)
SOUND = Decimal(100)


@dataclass(frozen=True, slots=True)
class Books:
    """The two files of the standard."""

    rules: Edition
    damages: Edition


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage indicator on one member: its scale, the points that it takes off, and a line about it."""

    scale: int
    points: Number
    line: str


Found = Mapping[str, Finding]
Damages = dict[str, dict[str, dict[str, Finding]]]


@dataclass(frozen=True, slots=True)
class Unit:
    """One structural unit, checked.

    Attributes:
        name: empty for a bridge of one unit.
        components: with their members.
        damages: by component and member: the worst scale of each indicator.
        controls: the single-item controls that were seen.
        main_affects_safety: whether the inspector says so (4.1.8).
        main_below: a member below it makes a main component score as its worst member (4.1.2).
    """

    name: str
    components: tuple[Component, ...]
    damages: Mapping[str, Mapping[str, Found]]
    controls: tuple[int, ...]
    main_affects_safety: bool
    main_below: Number

    @property
    def prefix(self) -> str:
        """What the keys of the unit's steps begin with."""
        return f"{self.name}/" if self.name else ""


def read_units(books: Books, data: Mapping[str, object]) -> tuple[Unit, ...]:
    """Check the data of a bridge.

    Raises:
        AppError: ``standards.…`` for what the standard or the bridge does not have.
    """
    bridge = Measured(data)
    if "units" not in data:
        return (_unit(books, bridge, ""),)
    units = bridge.only("name", "units").rows("units")
    if not units:
        raise AppError("standards.needed", field="units")
    named = {unit.text("name", default=str(number)): unit for number, unit in enumerate(units, 1)}
    if len(named) < len(units):
        raise AppError("standards.twice", field="units.name")
    return tuple(_unit(books, unit, name) for name, unit in named.items())


def _unit(books: Books, data: Measured, name: str) -> Unit:
    data.only(*FIELDS)
    bridge_type = data.text("type", default="beam")
    components = _counted(inventory(books.rules, bridge_type, data.inner("layout").data), data.inner("members"))
    rule = books.rules.tables["main_rule"].number("below")
    below = data.maybe("main_below", most=SOUND)
    return Unit(
        name=name,
        components=components,
        damages=_damages(books, bridge_type, components, data),
        controls=_controls(books.rules, data),
        main_affects_safety=data.flag("main_affects_safety"),
        main_below=rule if below is None or below == rule.value else Number(below),
    )


def _counted(components: Iterable[Component], counts: Measured) -> tuple[Component, ...]:
    """The inventory with the counts that the asset states in place of the generated ones."""
    listed = {component.name.zh: component for component in components}
    counts.only(*listed)
    for name, component in listed.items():
        if counts.has(name):
            members = tuple(str(number) for number in range(1, counts.count(name, 0) + 1))
            if len(members) != len(component.members):
                listed[name] = replace(component, members=members)
    return tuple(listed.values())


@lru_cache(maxsize=512)
def _numbers(members: tuple[str, ...]) -> frozenset[str]:
    return frozenset(members)


def _damages(books: Books, bridge_type: str, components: Sequence[Component], data: Measured) -> Damages:
    """The same indicator on the same member counts once, with its worst scale (4.1.1)."""
    members = {component.name.zh: _numbers(component.members) for component in components}
    known = indicators(books.damages)
    allowed = {component: rating(books.damages, bridge_type, component) for component in members}
    found: Damages = {component: {} for component in members}
    for place, row in enumerate(data.items("damages")):
        usual = _usual(row)
        component, member, table, scale = usual or _damage(data.inside("damages", place, row))
        if member not in members.get(component, ()):
            raise AppError("standards.member", component=component, member=member)
        if table not in allowed[component]:
            raise AppError("standards.indicator", component=component, indicator=table)
        if not 1 <= scale <= known[table].max_scale:
            field = f"{data.place}damages[{place}].scale"
            raise AppError("standards.range", field=field, value=scale, least=1, most=known[table].max_scale)
        on_member = found[component].setdefault(member, {})
        if table not in on_member or on_member[table].scale < scale:
            on_member[table] = _finding(books, table, scale)
    return found


@lru_cache(maxsize=2048)
def _finding(books: Books, table: str, scale: int) -> Finding:
    indicator = indicators(books.damages)[table]
    line = f"{table} {indicator.name.zh} {scale}/{indicator.max_scale}"
    return Finding(scale, deduction(books.rules, indicator.max_scale, scale), line)


def _usual(row: object) -> tuple[str, str, str, int] | None:
    """A damage as it nearly always comes, read in a hurry: a large bridge has thousands; None for all others."""
    if not isinstance(row, dict) or row.keys() != KEYS:
        return None
    component, member, table, scale = PARTS_OF_A_DAMAGE(row)
    texts = isinstance(component, str) and isinstance(member, str) and isinstance(table, str)
    return (component, member, table, scale) if texts and type(scale) is int else None


def _damage(row: Measured) -> tuple[str, str, str, int]:
    row.only(*OF_A_DAMAGE)
    row.number("scale")
    return row.text("component"), row.text("member"), row.text("indicator"), row.count("scale", 0)


def _controls(rules: Edition, data: Measured) -> tuple[int, ...]:
    rows = {int(row.number("number").value) for row in rules.tables["controls"].rows}
    given = data.data.get("controls", [])
    if not isinstance(given, list | tuple) or not all(type(one) is int and one in rows for one in given):
        raise AppError("standards.choice", field=data.place + "controls", value=given, choices=f"1—{max(rows)}")
    return tuple(sorted(set(given)))
