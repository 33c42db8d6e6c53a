"""The scores of a bridge, step by step: members, components, parts, the whole, and the class.

Scores are 0–100 and higher is better. Source: JTG/T H21-2011, 4.1.1 to 4.1.8.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from app.errors import AppError
from app.standards.editions import Edition
from app.standards.trace import NO_WORDS, Number, Step, Words
from app.standards.working import Quantity, Symbols, Working, labelled

HUNDRED = Decimal(100)
PARTS = ("superstructure", "substructure", "deck")


@lru_cache(maxsize=256)
def deduction(edition: Edition, max_scale: int, scale: int) -> Number:
    """The points that a scale takes off; table 4.1.1.

    Raises:
        AppError: ``standards.choice`` when the indicator has no such scale.
    """
    row = edition.tables["deduction"].row(max_scale=str(max_scale))
    if row is None:
        raise AppError("standards.choice", field="max_scale", value=max_scale, choices="3、4、5")
    if scale not in range(1, max_scale + 1):
        choices = "、".join(str(number) for number in range(1, max_scale + 1))
        raise AppError("standards.choice", field="scale", value=scale, choices=choices)
    return row.numbers("points")[scale - 1]


def member(working: Working, deductions: Sequence[Quantity], *, key: str = "MCI", symbol: str = "MCI") -> Step:
    """100 − ΣUx, worst first: U1 = DP1, Ux = DPx/(100·√x)·(100 − ΣU); 0 when any deduction is 100."""
    points = sorted((labelled(one, "") for one in deductions), key=lambda number: number.value, reverse=True)
    taken: list[Step] = []
    for x, point in enumerate(points, 1):
        form = "U_next" if taken else "U_first"
        symbols: Symbols = {"DP": point, "x": Decimal(x), "U": list(taken)} if taken else {"DP": point}
        taken.append(working.step(form, symbols, key=f"{key}.U{x}", symbol=f"U{x}"))
    none = [Decimal(0)]
    return working.step("member", {"DP": points or none, "U": taken or none}, key=key, symbol=symbol)


@lru_cache(maxsize=8192)
def member_steps(edition: Edition, deductions: tuple[Number, ...], key: str, symbol: str) -> tuple[Step, ...]:
    """The steps of ``member``, worked out once: few deductions recur on many members, also while a form is filled."""
    working = Working(edition)
    member(working, deductions, key=key, symbol=symbol)
    return tuple(working.steps)


def component(
    working: Working,
    members: Sequence[tuple[int, Quantity]],
    *,
    main_below: Number | None = None,
    key: str = "CCI",
    symbol: str = "CCI",
    subject: Words = NO_WORDS,
    about: Sequence[str] = (),
) -> Step:
    """Mean of the members − (100 − worst)/t; the worst itself where a main component has a member below the limit.

    Args:
        working: to write into.
        members: how many members have each score.
        main_below: the limit of a main component of super- or substructure; None for other components.
        key: of the step.
        symbol: PCCI, BCCI or DCCI.
        subject: the component's name.
        about: its damaged members, for people.
    """
    if not members:
        raise AppError("standards.needed", field="members")
    counts = [Decimal(count) for count, _ in members]
    scores = [labelled(score, "" if count == 1 else f"×{count}") for count, score in members]
    symbols: Symbols = {"m": scores}
    total = int(sum(counts))
    least = min(score.value for score in scores)
    form = "component_sound" if least == HUNDRED else "component_single"
    if main_below is not None and least < main_below.value:
        form = "component_main"
        symbols = {**symbols, "limit": main_below}
    elif total > 1 and least < HUNDRED:
        form = "component"
        symbols = {**symbols, "k": counts, "t": coefficient(working, total, key=f"{key}.t")}
    return working.step(form, symbols, key=key, symbol=symbol, subject=subject, about=about)


def coefficient(working: Working, members: int, *, key: str = "t") -> Step:
    """The coefficient t of table 4.1.2 for 2 or more members; linear between the rows, constant from 200 on."""
    table = working.block("t")
    listed, values = table.numbers("members"), table.numbers("t")
    after = bisect_right([int(number.value) for number in listed], members)
    low = after - 1
    high = min(after, len(listed) - 1) if listed[low].value != members else low
    symbols: Symbols = {
        "n": Decimal(members),
        "n0": listed[low],
        "n1": listed[high],
        "t0": values[low],
        "t1": values[high],
    }
    return working.step("t", symbols, key=key)


def part(
    working: Working,
    scores: Sequence[tuple[Number, Quantity]],
    *,
    key: str = "CI",
    symbol: str = "CI",
    subject: Words = NO_WORDS,
) -> Step:
    """Σ wᵢ·CCIᵢ over the components there are; their weights are made to add up to 1."""
    if not scores or not sum(weight.value for weight, _ in scores):
        raise AppError("standards.needed", field="scores")
    symbols: Symbols = {
        "w": [weight for weight, _ in scores],
        "c": [labelled(score, weight.label) for weight, score in scores],
    }
    return working.step("part", symbols, key=key, symbol=symbol, subject=subject)


def overall(working: Working, scores: Mapping[str, Quantity], *, key: str = "Dr") -> Step:
    """Dr = 0.40·superstructure + 0.40·substructure + 0.20·deck."""
    weights = working.block("overall")
    names = {row.text("name"): row.text("part") for row in working.block("parts").rows}
    symbols: Symbols = {
        "w": [weights.number(name) for name in PARTS],
        "x": [labelled(scores[name], names[name]) for name in PARTS],
    }
    return working.step("Dr", symbols, key=key)


def classify(working: Working, score: Quantity, *, key: str = "class", subject: Words = NO_WORDS) -> Step:
    """The class of Dr, of a part or of a component: 1 from 95, 2 from 80, 3 from 60, 4 from 40, else 5."""
    limits = working.block("classes").numbers("limits")
    return working.step("class", {"x": score, "limits": limits}, key=key, subject=subject)
