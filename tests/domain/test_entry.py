"""Entries: signed bytes that are carried verbatim, or refused by name."""

import json
from functools import partial
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import MAX_BYTES, NotCanonicalError, canonical, parse
from app.domain.entry import InvalidEntryError, open_entry
from app.domain.keys import PrivateKey
from app.domain.stream import GENESIS, Stream, digest_after
from tests.domain.people import Writer

texts = st.text(st.characters(exclude_categories=["Cs"])).map(partial(normalize, "NFC"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_canonical_bytes_read_back_to_the_same_value_and_bytes(value: Any) -> None:
    raw = canonical(value)

    assert parse(raw) == value
    assert canonical(parse(raw)) == raw


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ({"b": 1, "a": [True, None, "é\n"]}, '{"a":[true,null,"é\\n"],"b":1}'),
        ({"\U0001f600": 1, "\ue000": 2}, '{"\U0001f600":1,"\ue000":2}'),
        ('\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
    ],
)
def test_canonical_json_is_that_of_rfc_8785(value: Any, raw: str) -> None:
    assert canonical(value) == raw.encode()


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, "e\u0301", {1: 2}, object(), "\ud800", {"k": {"k": 0.1}}])
def test_what_two_programs_could_spell_differently_is_not_signed(value: Any) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(value)


def test_nesting_and_size_are_bounded() -> None:
    deep: Any = 0
    for _ in range(17):
        deep = [deep]

    for value in (deep, "x" * MAX_BYTES):
        with pytest.raises(NotCanonicalError):
            canonical(value)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"a":1.0}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'"\xff"',
        b"NaN",
        b'{"a":1,"a":1}',
        b"[" * 9999,
    ],
)
def test_bytes_in_any_other_spelling_are_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        parse(raw)


def test_an_entry_reads_back_from_its_bytes() -> None:
    writer = Writer()
    entry = writer.create(width="3.5")

    assert open_entry(entry.payload, entry.signature) == entry
    assert entry.is_signed_by(writer.author.key.public)
    assert (entry.number, entry.previous) == (1, GENESIS)
    assert writer.answer(entry, width="4").previous == entry.hash


def test_a_changed_byte_or_another_key_is_seen() -> None:
    writer = Writer()
    entry = writer.create(width="3.5")
    changed = open_entry(entry.payload.replace(b'"3.5"', b'"9.5"'), entry.signature)

    assert changed.hash != entry.hash
    assert not changed.is_signed_by(writer.author.key.public)
    assert not entry.is_signed_by(PrivateKey.generate().public)


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("id", "1", "id"),
        ("number", 0, "number"),
        ("number", True, "number"),
        ("township", "31", "township or subject"),
        ("parents", ["b", "a"], "parents"),
        ("body", [], "body"),
        ("made_at", "2026-11-22T10:00:00", "made_at"),
        ("made_at", "yesterday", "made_at"),
        ("previous", "00", "previous"),
        ("kind", "Created", "kind"),
    ],
)
def test_a_field_of_the_wrong_shape_is_named(field: str, value: Any, path: str) -> None:
    content = json.loads(Writer().create().payload)

    with pytest.raises(InvalidEntryError) as refused:
        open_entry(canonical({**content, field: value}), b"")
    assert refused.value.path == path


def test_a_missing_field_is_named_and_an_unknown_one_is_kept() -> None:
    content = json.loads(Writer().create().payload)
    kept = canonical({**content, "later": "kept"})

    assert open_entry(kept, b"").payload == kept
    with pytest.raises(InvalidEntryError) as refused:
        open_entry(canonical({key: value for key, value in content.items() if key != "device"}), b"")
    assert refused.value.path == "device"


def test_a_streams_digest_depends_on_every_entry_and_their_order() -> None:
    one, two = "11" * 32, "22" * 32

    assert digest_after(digest_after(GENESIS, one), two) != digest_after(digest_after(GENESIS, two), one)
    assert Stream.parse(str(Stream("310151101", "bridge"))) == Stream("310151101", "bridge")
