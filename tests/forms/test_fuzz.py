"""Whatever an expression says, it gives a value or is refused; nothing else escapes."""

from xml.etree import ElementTree as ET

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.errors import AppError
from app.forms.xpath import evaluate
from app.forms.xpath.functions import FUNCTIONS

DOCUMENT = ET.ElementTree(
    ET.fromstring("<data><a>1</a><b>2026-05-01</b><c/><r><n>3</n></r><r><n>x</n></r></data>")  # noqa: S314  written here
)
LEAVES = (
    *("1", "0", "-3.5", "1 div 0", "0 div 0", "99999999999999999999", ".5", "1e308", "'text'", "''", "'2026-02-30'"),
    *(
        "'9999-12-31T23:59:59Z'",
        "'0001-01-01'",
        "'31 121;32 122'",
        "'%Y %b %a %3'",
        "'a*'",
        "'hex'",
        "true()",
        "//n",
        ".",
    ),
    *("/data/a", "/data/b", "/data/c", "..", "@x", "/", "/data/r[1]", "today()", "now()", "*", "//r[n = 3]/n", "'MD5'"),
)
OPERATORS = ("+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|")

expressions = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds(lambda left, sign, right: f"({left}) {sign} ({right})", inner, st.sampled_from(OPERATORS), inner),
        st.builds(
            lambda name, arguments: f"{name}({', '.join(arguments)})",
            st.sampled_from(sorted(FUNCTIONS)),
            st.lists(inner, max_size=4),
        ),
        st.builds(lambda left, test: f"({left})[{test}]", inner, inner),
        st.builds(lambda left, step: f"({left})/{step}", inner, st.sampled_from(("n", "..", "*", "@x", "text()"))),
    ),
    max_leaves=6,
)


def outcome(expression: str, kind: str) -> str:
    """What comes of an expression: "value", or the area of the code with which it is refused."""
    try:
        value = evaluate(expression, DOCUMENT, "/data/a", kind)
    except AppError as error:
        return error.code.partition(".")[0]
    return "value" if isinstance(value, str | float | bool | list) else type(value).__name__


@settings(max_examples=400)
@given(expression=expressions, kind=st.sampled_from(("string", "number", "boolean", "nodeset")))
@example("round(1e308, 300)", "number")
@example("format-date('9999-12-31T23:59:59Z', '%W')", "string")
@example("date(1e300)", "string")
@example("substring('abc', -1 div 0, 1 div 0)", "string")
def test_an_expression_gives_a_value_or_is_refused(expression: str, kind: str) -> None:
    assert outcome(expression, kind) in ("value", "expression")


@settings(max_examples=300)
@given(text=st.text("()[]/*.@$|+-=<>!'\"a1 ,:${}andor", max_size=30))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    assert outcome(text, "string") in ("value", "expression")
