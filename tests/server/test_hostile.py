"""What somebody who means ill can send: each call is answered by an answer of ours, and nothing leaks or falls."""

import hashlib
import json
import struct
import zlib
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.openapi import from_dict

from sync import paths
from sync.frames import Frame
from sync.protocol import HEADER, PROTOCOL
from sync.server.openapi import document
from sync.server.routes import ROUTES
from tests.server.office import Office
from tests.server.people import BRIDGES

OPERATIONS = [found.ok() for found in from_dict(dict(document(ROUTES))).get_all_operations() if isinstance(found, Ok)]
BINARY = {"pack", "bundle"}
"""Calls whose bodies are bytes, which their description says nothing more of."""
SAID = {operation.definition.raw["operationId"]: operation for operation in OPERATIONS}
ASKED = [
    (name, mode)
    for name, operation in SAID.items()
    for mode in GenerationMode
    if name not in BINARY and (mode is GenerationMode.POSITIVE or operation.definition.raw.get("parameters"))
]
SECRET = "canary-of-the-other-township"
FUZZING = settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def test_the_fuzz_reaches_every_call() -> None:
    assert {name for name, _ in ASKED} | BINARY == {route.name for route in ROUTES}


@pytest.mark.parametrize(("name", "mode"), ASKED)
def test_what_fits_a_calls_description_and_what_does_not_is_answered_and_shows_nothing(
    name: str, mode: GenerationMode, office: Office
) -> None:
    other = office.member()
    other.push(other.machine.write("created", {"record": "inspection", "title": SECRET, "values": {"name": SECRET}}))
    stranger = office.member(None)
    session = requests.Session()

    @FUZZING
    @given(case=SAID[name].as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        headers = {"Authorization": f"Bearer {stranger.token}", HEADER: str(PROTOCOL)}
        reply = case.call(base_url=f"http://127.0.0.1:{office.port}", session=session, headers=headers, timeout=60)
        assert reply.status_code < 500, reply.text
        assert SECRET not in reply.text

    send()
    session.close()
    assert stranger.call("GET", paths.HEALTH).status == 200


@pytest.mark.parametrize("path", [paths.pack_of(BRIDGES.township), paths.BUNDLE])
def test_bytes_that_are_nothing_are_answered(path: str, office: Office) -> None:
    client = office.member()

    @FUZZING
    @given(body=st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"age-encryption.org/v1\n" + tail))
    def send(body: bytes) -> None:
        assert client.call("POST", path, body).status < 500

    send()
    assert client.call("GET", paths.HEALTH).status == 200


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_a_method_that_no_call_has_is_refused(method: str, office: Office) -> None:
    reply = office.anybody.call(method, paths.PUSH)

    assert reply.status == 405


def test_a_picture_of_endless_pixels_has_no_thumbnail_and_the_server_goes_on(office: Office) -> None:
    client, bomb = office.member(), _endless_png()
    name = hashlib.sha256(bomb).hexdigest()
    first = client.machine.begin()
    client.push(first, client.machine.attach(first, name, len(bomb)))
    packed = client.pack(BRIDGES.township, (Frame(name, len(bomb), 0, len(bomb)), bomb))

    reply = client.call("GET", f"{paths.thumbnail_of(BRIDGES.township, name)}")

    assert packed.status == 200
    assert reply.status == 404
    assert client.call("GET", paths.HEALTH).status == 200


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE entries; --", "\\' OR 1=1 --", "${jndi:x}", "%s%n{0}", "<script>1</script>"]
)
def test_what_looks_like_a_command_is_text(text: str, office: Office) -> None:
    client = office.member()
    values = {"name": text, f"name[{text}]": text}
    entry = client.machine.write("created", {"record": "inspection", "title": text, "values": values})
    [pushed] = client.push(entry)
    pulled = client.pull()
    [again] = client.push(entry)

    assert (pushed["outcome"], again["outcome"]) == ("accepted", "known")
    assert json.dumps(text)[1:-1] in json.dumps(pulled["pages"])


def _endless_png() -> bytes:
    """Return a PNG of a few bytes whose head promises ten thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
