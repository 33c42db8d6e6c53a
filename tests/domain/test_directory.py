"""The directory: whoever wrote nonsense into it, everybody else can still read it."""

import pytest

from app.domain.canonical import Json
from app.domain.directory import Directory, read_directory
from app.domain.fold import fold
from app.domain.stream import DIRECTORY
from tests.domain.people import Writer, new_id

KEY = "a1" * 32
GRANT = {"person": "p", "role": "inspector", "townships": ["*"], "subjects": ["*"]}
FORM = {"id": "f", "version": "1", "title": "t", "subject": "bridge", "record": "inspection", "parts": 1}


def directory_with(kind: str, values: dict[str, Json]) -> tuple[str, Directory]:
    """Return the directory of one good person and one record, and that record's id."""
    writer, good, other = Writer(), new_id(), new_id()
    entries = [
        writer.write("created", (), {"record": "person", "values": {"name": "测试员"}}, record=good, stream=DIRECTORY),
        writer.write("created", (), {"record": kind, "values": values}, record=other, stream=DIRECTORY),
    ]
    states = [fold(entry.record, DIRECTORY, [entry]) for entry in entries]
    directory = read_directory(states)
    assert good in directory.persons
    return other, directory


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("device", {"person": "p"}),
        ("device", {"person": "p", "key": "a1"}),
        ("device", {"person": "p", "key": "xx" * 32}),
        ("device", {"person": 7, "key": KEY}),
        ("device", {"person": "p", "key": [KEY]}),
        ("grant", {**GRANT, "role": "emperor"}),
        ("grant", {**GRANT, "person": None}),
        ("grant", {**GRANT, "townships": "310151101"}),
        ("grant", {**GRANT, "subjects": [["bridge"]]}),
        ("grant", {**GRANT, "subjects": {"bridge": True}}),
        ("form", {**FORM, "parts": "many", "source[0]": ""}),
        ("form", {"parts": "1", "source[0]": ""}),
    ],
)
def test_a_record_that_does_not_say_what_it_must_is_left_out_and_named(kind: str, values: dict[str, Json]) -> None:
    record, directory = directory_with(kind, values)

    assert directory.malformed == {record}
    assert (directory.devices, directory.grants, directory.forms) == ({}, (), ())


@pytest.mark.parametrize(
    ("kind", "values"),
    [("device", {"person": "p", "key": KEY}), ("grant", GRANT), ("form", {**FORM, "source[0]": ""})],
)
def test_a_record_that_says_what_it_must_is_in_it(kind: str, values: dict[str, Json]) -> None:
    _, directory = directory_with(kind, values)

    assert not directory.malformed
    assert [*directory.devices, *directory.grants, *directory.forms]
