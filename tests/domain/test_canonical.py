"""The quick spelling of canonical JSON is that of the RFC, letter for letter."""

from unicodedata import normalize

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import Json, canonical, parse

TEXTS = st.text(st.characters(codec="utf-8")).map(lambda text: normalize("NFC", text))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
VALUES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4), max_leaves=12
)


@given(VALUES)
def test_every_value_is_spelled_as_the_rfc_says_and_read_again(value: Json) -> None:
    raw = canonical(value)

    assert raw == rfc8785.dumps(value)
    assert parse(raw) == value


def test_keys_are_sorted_by_utf_16_units_where_code_points_would_sort_otherwise() -> None:
    value: Json = {"\uff21": 1, "\U00020bb7": 2, "a": 3}

    assert canonical(value) == '{"a":3,"\U00020bb7":2,"\uff21":1}'.encode()
