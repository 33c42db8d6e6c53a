"""Regular expressions in forms: the same answers as Python's, in bounded time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.xpath.functions.patterns import matches

PATTERNS = (
    r"^\d{9}$",
    r"^\d+(,\d+)*$",
    r"^[A-Z]{2}-?[0-9]{3,5}[a-z]?$",
    r"^(沪|苏)[A-Z]\w{5}$",
    r"^([A-Z]{2}|\d{3})(;([A-Z]{2}|\d{3}))*$",
    r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
    r"(?i)^abc$",
    r"\bK\d+\+\d{3}\b",
    r"a|b|",
    r"^.{2,4}$",
    r"[a-c]*?d",
    r"^\S+\s\S+$",
    r"x{0}y",
    r"^(?:a|b)+c??$",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("310,AZ-az沪K+.@; \nABCxyd", max_size=14))
def test_a_pattern_finds_what_python_finds(pattern: str, text: str) -> None:
    expected = re.search(pattern.replace("$", r"\Z"), text) is not None

    assert matches(text, pattern) is expected


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"^(a|aa)*$", r"(a*)*b", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(x+x+)+y"])
def test_a_pattern_that_would_hang_others_answers_at_once(pattern: str) -> None:
    started = time.monotonic()

    assert matches("a" * 500 + "!", pattern) is False
    assert time.monotonic() - started < 5
