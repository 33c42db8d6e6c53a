"""A whole bridge, graded from the damages recorded on its members; for the data see ``h21_record``.

Source: JTG/T H21-2011, 3.1.2 and 4.1.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.standards import h21_scores as scores
from app.standards.editions import Block
from app.standards.grade import Grade, conclude, names_of
from app.standards.h21_inventory import Component
from app.standards.h21_record import SOUND, Books, Found, Unit, read_units
from app.standards.trace import Number, Step, Words
from app.standards.working import Symbols, Working

Pattern = tuple[Decimal, ...]
ENDANGERED = 4  # the class from which 4.1.8 looks at a main component


def grade_bridge(books: Books, data: Mapping[str, object]) -> Grade:
    """Grade a bridge; the worst structural unit represents it (3.1.2)."""
    units = read_units(books, data)
    working = Working(books.rules)
    working.assume("sound")
    outcomes = [_grade_unit(working, unit) for unit in units]
    graded, result = outcomes[0]
    if len(outcomes) > 1:
        graded = working.step("worst_unit", {"units": [final for final, _ in outcomes]}, key="class.bridge")
        _, worst = max(outcomes, key=lambda outcome: (outcome[0].value, -outcome[1].value))
        result = working.step("Dr_unit", {"x": worst}, key="Dr.bridge", subject=worst.subject)
    working.advise(f"advice_{int(graded.value)}")
    names = names_of(books.rules.tables["classes"])
    return conclude(working, result=result.key, graded=graded.key, classes=names)


def _grade_unit(working: Working, unit: Unit) -> tuple[Step, Step]:
    """Write one unit's calculation; return its final class and its Dr."""
    prefix = unit.prefix
    parts: dict[str, Step] = {}
    main: list[Step] = []
    if not unit.main_below.source:
        working.assume("main_rule_changed", below=unit.main_below.value)
    for row in working.block("parts").rows:
        name = row.text("name")
        found = _components(working, unit, row)
        main += [score for component, score in found if component.main]
        _note_missing(working, unit, name, row.words())
        weighted = [(component.weight, score) for component, score in found]
        subject = Words(unit.name + row.text("zh"), f"{unit.name} {row.text('en')}".strip())
        symbol = row.text("part")
        parts[name] = scores.part(working, weighted, key=prefix + symbol, symbol=symbol, subject=subject)
    result = scores.overall(working, parts, key=f"{prefix}Dr")
    return _final_class(working, unit, parts, main, result), result


def _components(working: Working, unit: Unit, row: Block) -> list[tuple[Component, Step]]:
    """The score of each component that the bridge has of the part in this row."""
    part = row.text("name")
    patterns: dict[Pattern, Step] = {}
    scored = []
    for component in unit.components:
        if component.part != part or not component.members:
            continue
        name = component.name.zh
        found = unit.damages.get(name, {})
        groups, about = _members(working, found, patterns, unit.prefix + row.text("member"))
        sound = len(component.members) - sum(count for count, _ in groups)
        score = scores.component(
            working,
            groups + ([(sound, SOUND)] if sound else []),
            main_below=unit.main_below if component.main else None,
            key=f"{unit.prefix}{row.text('component')}.{name}",
            symbol=row.text("component"),
            subject=component.name,
            about=about,
        )
        scored.append((component, score))
    return scored


def _members(
    working: Working, found: Mapping[str, Found], patterns: dict[Pattern, Step], symbol: str
) -> tuple[list[tuple[int, Step]], list[str]]:
    """Members with the same deductions share one calculation: how many there are of each, and what was found."""
    counts: Counter[Pattern] = Counter()
    about = []
    for member, damages in found.items():
        telling = [one.points for one in damages.values() if one.points.value]
        about.append(f"{member}#：{'；'.join([one.line for one in damages.values()])}")
        if telling:
            pattern = tuple(sorted([point.value for point in telling], reverse=True))
            counts[pattern] += 1
            if pattern not in patterns:
                key = f"{symbol}({'+'.join(str(value) for value in pattern)})"
                plain = symbol.rsplit("/", maxsplit=1)[-1]
                steps = scores.member_steps(working.edition, tuple(sorted(telling, key=_worst_first)), key, plain)
                working.steps += steps
                patterns[pattern] = steps[-1]
    return [(count, patterns[pattern]) for pattern, count in counts.items()], about


def _worst_first(point: Number) -> Decimal:
    return -point.value


def _note_missing(working: Working, unit: Unit, part: str, name: Words) -> None:
    lacking = [one.name for one in unit.components if one.part == part and not one.members]
    if lacking:
        names = Words("、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking))
        whole = Words(unit.name + name.zh, f"{unit.name} {name.en}".strip())
        working.assume("shared", part=whole, names=names)


def _final_class(working: Working, unit: Unit, parts: Mapping[str, Step], main: Sequence[Step], result: Step) -> Step:
    """The class by Dr, then the exception of 4.1.7, the main components of 4.1.8, the controls of 4.1.6."""
    key = f"{unit.prefix}class"
    upper, lower, deck = (
        scores.classify(working, parts[name], key=f"{key}.{parts[name].symbol}", subject=parts[name].subject)
        for name in scores.PARTS
    )
    by_score = scores.classify(working, result, key=f"{key}.Dr", subject=Words(f"{unit.name}Dr", f"{unit.name}Dr"))
    judged: Symbols = {"D": by_score, "Dr": result, "upper": upper, "lower": lower, "deck": deck}
    final = working.step("class_exception", judged, key=f"{key}.4.1.7")
    if unit.main_affects_safety:
        final = _by_main_component(working, key, main, final)
    for number in unit.controls:
        working.assume("control", number=number, text=working.block("controls").rows[number - 1].words())
    controls = Decimal(len(unit.controls))
    return working.step("class_control", {"D": final, "controls": controls}, key=f"{key}.4.1.6")


def _by_main_component(working: Working, key: str, main: Sequence[Step], final: Step) -> Step:
    """The class of the worst main component, where it is 4 or 5 and the inspector says that it affects safety."""
    classes = [scores.classify(working, one, key=f"{key}.{one.key}", subject=one.subject) for one in main]
    endangered = [one for one in classes if one.value >= ENDANGERED]
    if not endangered:
        return final
    working.assume("safety")
    return working.step("class_main", {"D": final, "worst": endangered}, key=f"{key}.4.1.8")


def member_scores(books: Books, data: Mapping[str, object]) -> dict[tuple[str, str, str], Decimal]:
    """The score of each damaged member, by unit, component and member; every other member scores 100.

    For the drawing of the bridge; the unit's name is empty when there is only one.
    """
    found: dict[tuple[str, str, str], Decimal] = {}
    memo: dict[Pattern, Decimal] = {}
    for unit in read_units(books, data):
        for component, members in unit.damages.items():
            for member, damages in members.items():
                points = [one.points for one in damages.values()]
                pattern = tuple(sorted(point.value for point in points))
                if pattern not in memo:
                    memo[pattern] = scores.member(Working(books.rules), points).value
                found[unit.name, component, member] = memo[pattern]
    return found
