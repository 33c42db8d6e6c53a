"""The language of the steps: what it calculates, and that it does nothing else."""

from decimal import Decimal

import pytest

from app.errors import AppError
from app.standards.formula import calculate


def value(formula: str, **symbols: object) -> Decimal:
    given = {
        name: tuple(Decimal(str(one)) for one in item) if isinstance(item, list) else Decimal(str(item))
        for name, item in symbols.items()
    }
    return calculate(formula, given)


@pytest.mark.parametrize(
    ("formula", "symbols", "expected"),
    [
        ("1 + 2 * 3", {}, "7"),
        ("(1 + 2) * 3 / 4", {}, "2.25"),
        ("-x ** 2", {"x": 3}, "-9"),
        ("sqrt(x)", {"x": 2}, "1.4142135624"),
        ("exp(x)", {"x": 1}, "2.7182818285"),
        ("dot(a, b)", {"a": [1, 2], "b": [3, 4]}, "11"),
        ("mean(a)", {"a": [1, 2, 4]}, "2.3333333333"),
        ("min(a) + max(a) + count(a) + sum(a)", {"a": [1, 2, 4]}, "15"),
        ("min(5, a)", {"a": [7, 6]}, "5"),
        ("1 if x < 3 else 2", {"x": 3}, "2"),
        ("1 if 2 <= x < 4 and x != 3 else 0", {"x": 2}, "1"),
        ("1 if x > 4 or x == 3 else 0", {"x": 3}, "1"),
        ("below(x, l)", {"x": 80, "l": [90, 80, 70]}, "1"),
        ("above(x, l)", {"x": 80, "l": [90, 80, 70]}, "1"),
        ("sum_from(l, x, 80)", {"l": [10, 20, 30], "x": [80, 79.99, 81]}, "40"),
        ("round(x, 2)", {"x": 0.125}, "0.12"),
        ("round(x, 2)", {"x": 0.135}, "0.14"),
    ],
)
def test_a_formula_has_the_value_that_arithmetic_gives(formula: str, symbols: dict[str, object], expected: str) -> None:
    assert value(formula, **symbols) == Decimal(expected)


def test_a_weighted_sum_of_eighties_is_exactly_eighty() -> None:
    sevenths = [Decimal(1) / 7] * 7

    assert value("dot(w, x)", w=sevenths, x=[80] * 7) == 80


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os')",
        "x.real",
        "x[0]",
        "[x for x in y]",
        "lambda: 1",
        "'text'",
        "True",
        "unknown(x)",
        "dot(*a)",
        "min(a, key=b)",
        "1 +",
        "x := 1",
        "1" * 401,
        "(" * 150 + ")" * 150,
    ],
)
def test_what_is_not_arithmetic_is_not_a_formula(formula: str) -> None:
    with pytest.raises(AppError) as refused:
        value(formula, x=1)

    assert refused.value.code == "standards.formula"


@pytest.mark.parametrize(
    ("formula", "symbols"),
    [
        ("1 / x", {"x": 0}),
        ("exp(x)", {"x": 1e9}),
        ("sqrt(x)", {"x": -1}),
        ("y", {}),
        ("a + 1", {"a": [1]}),
        ("dot(a, b)", {"a": [1], "b": [1, 2]}),
        ("dot(a, 1)", {"a": [1]}),
        ("sqrt(1, 2, 3)", {}),
        ("mean(a)", {"a": []}),
        ("9 ** 9 ** 9 ** 9", {}),
    ],
)
def test_a_formula_without_a_value_says_so(formula: str, symbols: dict[str, object]) -> None:
    with pytest.raises(AppError) as refused:
        value(formula, **symbols)

    assert refused.value.code == "standards.arithmetic"
