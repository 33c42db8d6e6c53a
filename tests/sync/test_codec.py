"""What goes over the wire is what was signed, and a hostile body costs no memory."""

import tracemalloc
from dataclasses import replace
from functools import partial
from unicodedata import normalize

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical, parse
from app.domain.entry import InvalidEntryError, open_entry
from app.domain.receipt import sign_photo_receipt, sign_receipt
from sync.codec import (
    BadBodyError,
    compress,
    decode,
    encode,
    entry_of,
    expand,
    photo_receipt_of,
    receipt_of,
    wire_of,
    wire_photo_receipt,
    wire_receipt,
)
from sync.protocol import Have, Push, WireEntry
from tests.sync.builders import GENERATION, SERVER, Machine

ENCODINGS = ["zstd", "gzip", "identity"]


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(partial(normalize, "NFC")))
def test_an_entry_arrives_as_the_very_bytes_that_were_signed(text: str) -> None:
    machine = Machine()
    sent = machine.write(text)

    arrived = entry_of(decode(expand(compress(encode(Push([wire_of(sent)]))), "zstd"), Push).entries[0])

    assert arrived == sent
    assert arrived.payload == sent.payload
    assert arrived.is_signed_by(machine.author.key.public)


def test_fields_that_this_program_does_not_know_are_carried_byte_for_byte() -> None:
    known = Machine().write()
    fields = parse(known.payload)
    assert isinstance(fields, dict)
    payload = canonical({**fields, "zukunft": {"ü": ["∞", 9_007_199_254_740_991]}, "v": 9})
    later = open_entry(payload, known.signature)

    arrived = entry_of(decode(encode(Push([wire_of(later)])), Push).entries[0])

    assert arrived.payload == payload


def test_an_entry_whose_bytes_were_written_anew_on_the_way_is_no_entry() -> None:
    wire = wire_of(Machine().write())
    spaced = WireEntry(msgspec.Raw(bytes(wire.entry).replace(b'":', b'": ', 1)), wire.signature)

    arrived = decode(encode(Push([spaced])), Push).entries[0]

    with pytest.raises(InvalidEntryError):
        entry_of(arrived)


def test_a_receipt_still_verifies_after_the_journey_and_only_for_its_own_entry() -> None:
    machine = Machine()
    entry, other = machine.write(), machine.write()
    receipt = sign_receipt(GENERATION, entry.stream, 7, entry.hash, SERVER)

    wire = msgspec.json.decode(msgspec.json.encode(wire_receipt(receipt)), type=type(wire_receipt(receipt)))

    assert receipt_of(wire, entry) == receipt
    assert receipt_of(wire, entry).is_genuine(SERVER.public)
    assert not receipt_of(wire, other).is_genuine(SERVER.public)


def test_a_photos_receipt_still_verifies_after_the_journey_and_not_for_another_size() -> None:
    receipt = sign_photo_receipt(GENERATION, "310151101", "ab" * 32, 300_000, SERVER)

    arrived = photo_receipt_of(wire_photo_receipt(receipt))

    assert arrived.is_genuine(SERVER.public)
    assert not replace(arrived, size=300_001).is_genuine(SERVER.public)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("size", [0, 1, 999, 1000])
def test_a_body_up_to_the_limit_is_expanded(encoding: str, size: int) -> None:
    body = b"a" * size if encoding == "identity" else compress(b"a" * size, encoding)

    assert expand(body, encoding, limit=1000) == b"a" * size


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_body_one_byte_over_the_limit_is_refused(encoding: str) -> None:
    body = b"a" * 1001 if encoding == "identity" else compress(b"a" * 1001, encoding)

    with pytest.raises(BadBodyError, match=r"too_large|damaged"):
        expand(body, encoding, limit=1000)


@pytest.mark.parametrize("encoding", ["zstd", "gzip", "sizeless"])
def test_a_body_that_expands_ten_thousandfold_costs_no_memory(encoding: str) -> None:
    zeros = bytes(64 * 1024 * 1024)
    if encoding == "sizeless":
        body = zstandard.ZstdCompressor(write_content_size=False).compress(zeros)
    else:
        body = compress(zeros, encoding)
    del zeros

    tracemalloc.start()
    with pytest.raises(BadBodyError):
        expand(body, encoding.replace("sizeless", "zstd"), limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 4_000_000


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
def test_a_body_that_was_cut_short_is_damaged_and_never_half_read(encoding: str, kept: float) -> None:
    body = compress(bytes(range(256)) * 40, encoding)

    with pytest.raises(BadBodyError, match="damaged"):
        expand(body[: int(len(body) * kept)], encoding)


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(BadBodyError) as caught:
        expand(b"", "br")

    assert (caught.value.code, caught.value.path) == ("encoding", "br")


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"[]", b'{"entries": 3}', b'{"entries": [{"entry": {}}]}', b"\xff\xfe"]
)
def test_a_message_of_another_shape_is_malformed(raw: bytes) -> None:
    with pytest.raises(BadBodyError, match="malformed"):
        decode(raw, Push)


@pytest.mark.parametrize(
    "asked",
    [
        {"township": "310151101\n", "photos": []},
        {"township": "310151101", "photos": ["a1" * 32 + "\n"]},
        {"township": "31015110", "photos": []},
    ],
)
def test_a_name_with_anything_before_or_behind_it_is_none(asked: dict[str, object]) -> None:
    with pytest.raises(BadBodyError):
        decode(msgspec.json.encode(asked), Have)


def test_a_name_alone_is_one() -> None:
    asked = {"township": "310151101", "photos": ["a1" * 32]}

    assert decode(msgspec.json.encode(asked), Have).photos == ["a1" * 32]
