"""Photos over the wire: packs that go on where they were cut, receipts, ranges, and who sees what."""

import hashlib
import socket
from io import BytesIO
from urllib.parse import quote

import pytest
from PIL import Image

from app.domain.kinds import Role
from app.domain.stream import Stream
from sync import paths
from sync.codec import decode, photo_receipt_of
from sync.frames import CONTENT_TYPE, Frame
from sync.protocol import PackAnswer
from tests.server.office import Client, Office
from tests.server.people import BRIDGES, ROADS

TOWNSHIP = BRIDGES.township
BYTES = bytes(range(256)) * 2000


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def frame(content: bytes, offset: int = 0, length: int | None = None) -> tuple[Frame, bytes]:
    piece = content[offset:] if length is None else content[offset : offset + length]
    return Frame(name_of(content), len(content), offset, len(piece)), piece


def show(client: Client, content: bytes, stream: Stream = BRIDGES) -> None:
    """Push a record that shows the photo."""
    first = client.machine.begin(stream=stream)
    results = client.push(first, client.machine.attach(first, name_of(content), len(content)))
    assert [result["outcome"] for result in results] == ["accepted", "accepted"]


def picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(written, "JPEG")
    return written.getvalue()


def test_a_pack_of_several_photos_is_kept_and_receipted(office: Office) -> None:
    client = office.member()

    reply = client.pack(TOWNSHIP, frame(BYTES), frame(b"another"))

    answer = decode(reply.body, PackAnswer)
    receipts = [photo_receipt_of(wire) for wire in answer.receipts]
    assert {receipt.sha256 for receipt in receipts} == {name_of(BYTES), name_of(b"another")}
    assert all(receipt.is_genuine(office.server.central.ledger.key) for receipt in receipts)
    assert {receipt.size for receipt in receipts} == {len(BYTES), 7}
    assert (answer.held, answer.rejected) == ({}, [])
    assert office.server.central.blobs.read(name_of(BYTES)) == BYTES


def test_a_photo_goes_on_where_its_first_piece_ended(office: Office) -> None:
    client = office.member()
    client.pack(TOWNSHIP, frame(BYTES, 0, 100_000))

    assert client.have(TOWNSHIP, name_of(BYTES))["held"] == {name_of(BYTES): 100_000}
    reply = client.pack(TOWNSHIP, frame(BYTES, 100_000))

    assert [receipt["sha256"] for receipt in reply.json["receipts"]] == [name_of(BYTES)]


def test_pieces_that_overlap_what_is_here_add_only_what_is_new(office: Office) -> None:
    client = office.member()
    client.pack(TOWNSHIP, frame(BYTES, 0, 100_000))

    reply = client.pack(TOWNSHIP, frame(BYTES, 60_000))

    assert [receipt["sha256"] for receipt in reply.json["receipts"]] == [name_of(BYTES)]
    assert office.server.central.blobs.read(name_of(BYTES)) == BYTES


def test_a_piece_behind_a_gap_is_dropped_and_the_answer_says_where_to_go_on(office: Office) -> None:
    client = office.member()

    reply = client.pack(TOWNSHIP, frame(BYTES, 0, 1000), frame(BYTES, 5000, 1000))

    assert reply.json["held"] == {name_of(BYTES): 1000}


def test_a_pack_that_is_cut_keeps_what_arrived_and_says_so_at_once(office: Office) -> None:
    client = office.member()
    head, body = frame(BYTES)
    request = (
        f"POST {paths.pack_of(TOWNSHIP)} HTTP/1.1\r\nHost: x\r\nSync-Protocol: 1\r\nContent-Type: {CONTENT_TYPE}\r\n"
        f"Authorization: Bearer {client.token}\r\nContent-Length: {len(head.head()) + len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", office.port)) as connection:
        connection.sendall(request.encode() + head.head() + body[:200_000])

    held = client.have(TOWNSHIP, name_of(BYTES))["held"]

    assert held == {name_of(BYTES): 200_000}
    reply = client.pack(TOWNSHIP, frame(BYTES, 200_000))
    assert reply.json["receipts"]


def test_bytes_that_are_not_their_name_are_rejected_and_start_again(office: Office) -> None:
    client = office.member()
    lie = Frame(name_of(b"truth"), 4, 0, 4), b"lies"

    reply = client.pack(TOWNSHIP, lie)

    assert (reply.json["rejected"], reply.json["receipts"]) == ([name_of(b"truth")], [])
    assert client.have(TOWNSHIP, name_of(b"truth"))["held"] == {}
    assert client.pack(TOWNSHIP, frame(b"truth")).json["receipts"]


def test_an_empty_photo_is_rejected(office: Office) -> None:
    reply = office.member().pack(TOWNSHIP, frame(b""))

    assert reply.json["rejected"] == [name_of(b"")]


def test_a_photo_sent_again_is_receipted_again_and_kept_once(office: Office) -> None:
    client = office.member()

    first = client.pack(TOWNSHIP, frame(BYTES))
    again = client.pack(TOWNSHIP, frame(BYTES))

    assert again.json["receipts"] == first.json["receipts"]
    assert again.json["held"] == {}


def test_a_frame_that_makes_no_sense_is_a_problem_and_keeps_what_came_before(office: Office) -> None:
    client = office.member()
    good, content = frame(b"good")
    body = good.head() + content + b"\xff" * 52

    reply = client.call("POST", paths.pack_of(TOWNSHIP), body)

    assert (reply.status, reply.code) == (400, "sync.body_malformed")
    assert client.have(TOWNSHIP, name_of(b"good"))["receipts"]


def test_that_another_township_has_a_photo_neither_shows_nor_helps(office: Office) -> None:
    here, there = office.member(Role.INSPECTOR, BRIDGES), office.member(Role.INSPECTOR, ROADS)
    here.pack(TOWNSHIP, frame(BYTES))

    answer = there.have(ROADS.township, name_of(BYTES))

    assert (answer["held"], answer["receipts"]) == ({}, [])


def test_an_original_comes_whole_or_in_ranges(office: Office) -> None:
    client = office.member()
    client.pack(TOWNSHIP, frame(BYTES))
    show(client, BYTES)
    path = paths.photo_of(TOWNSHIP, name_of(BYTES))

    whole = client.call("GET", path)
    part = client.call("GET", path, Range="bytes=500000-")
    first = client.call("GET", path, Range="bytes=0-0")
    last = client.call("GET", path, Range="bytes=-3")
    beyond = client.call("GET", path, Range=f"bytes={len(BYTES)}-")

    assert (whole.status, whole.body, whole.headers["accept-ranges"]) == (200, BYTES, "bytes")
    assert (part.status, part.body) == (206, BYTES[500000:])
    assert part.headers["content-range"] == f"bytes 500000-{len(BYTES) - 1}/{len(BYTES)}"
    assert (first.body, last.body) == (BYTES[:1], BYTES[-3:])
    assert (beyond.status, beyond.code) == (416, "photos.range")


@pytest.mark.parametrize("header", ["bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=x"])
def test_a_range_that_is_none_gets_everything(office: Office, header: str) -> None:
    client = office.member()
    client.pack(TOWNSHIP, frame(b"photo"))
    show(client, b"photo")

    reply = client.call("GET", paths.photo_of(TOWNSHIP, name_of(b"photo")), Range=header)

    assert (reply.status, reply.body) == (200, b"photo")


def test_a_photo_is_shown_only_to_whom_a_record_with_it_is(office: Office) -> None:
    writer, colleague = office.member(), office.member()
    stranger = office.member(Role.INSPECTOR, Stream(TOWNSHIP, "sign"))
    writer.pack(TOWNSHIP, frame(BYTES))
    path = paths.photo_of(TOWNSHIP, name_of(BYTES))

    before = writer.call("GET", path)
    show(writer, BYTES)

    assert before.status == 404
    assert [client.call("GET", path).status for client in (writer, colleague, stranger)] == [200, 200, 404]


def test_naming_a_hash_in_ones_own_township_shows_nothing_of_anothers_photo(office: Office) -> None:
    owner, thief = office.member(), office.member(Role.INSPECTOR, ROADS)
    owner.pack(TOWNSHIP, frame(BYTES))
    show(owner, BYTES)
    show(thief, BYTES, ROADS)

    reply = thief.call("GET", paths.photo_of(ROADS.township, name_of(BYTES)))

    assert (reply.status, reply.code) == (404, "photos.not_here")


def test_a_thumbnail_is_upright_small_and_made_by_the_server(office: Office) -> None:
    client = office.member()
    content = picture()
    client.pack(TOWNSHIP, frame(content))
    show(client, content)

    reply = client.call("GET", paths.thumbnail_of(TOWNSHIP, name_of(content)))

    assert (reply.status, reply.headers["content-type"]) == (200, "image/jpeg")
    with Image.open(BytesIO(reply.body)) as image:
        assert image.size == (512, 341)


def test_what_is_no_picture_has_no_thumbnail(office: Office) -> None:
    client = office.member()
    client.pack(TOWNSHIP, frame(b"photo"))
    show(client, b"photo")

    assert client.call("GET", paths.thumbnail_of(TOWNSHIP, name_of(b"photo"))).status == 404


@pytest.mark.parametrize("name", ["..%2f..%2fserver.key", "AB" * 32, "ab" * 31, "ab" * 32 + "%0a"])
def test_a_name_that_is_no_hash_reaches_no_file(office: Office, name: str) -> None:
    reply = office.member().call("GET", f"/v1/photos/{name}?township={TOWNSHIP}")

    assert reply.status in {400, 404}


@pytest.mark.parametrize("township", ["", "3101511", "310151101%0a", "..", "３１０１５１１０１"])
def test_a_township_that_is_none_reaches_no_folder(office: Office, township: str) -> None:
    everywhere = office.member(Role.SUPERVISOR, BRIDGES)
    path = f"{paths.PACK}?township={quote(township, safe='%')}"

    assert everywhere.call("POST", path, b"").status == 400
