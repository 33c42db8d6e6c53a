"""Push and pull over the wire: verbatim bytes, one result per entry, answers that carry what every answer carries."""

import msgspec
import pytest
import zstandard

from app.domain.stream import DIRECTORY
from sync import paths
from sync.codec import compress, decode, encode, receipt_of, wire_of
from sync.protocol import HEADER, MAX_PUSH_ENTRIES, Push, PushAnswer, WireEntry
from tests.databases import BOTH
from tests.server.office import Client, Office
from tests.server.people import BRIDGES, ROADS

ENGINES = BOTH


def test_what_one_device_pushes_another_pulls_verbatim(office: Office) -> None:
    writer, reader = office.member(), office.member()
    entry = writer.machine.begin()

    [result] = writer.push(entry)
    answer = reader.call("POST", paths.PULL, {"cursors": {}})

    assert result["outcome"] == "accepted"
    [page] = [page for page in answer.json["pages"] if page["stream"] == str(BRIDGES)]
    assert entry.payload in answer.body
    assert (page["after"], page["head"], len(page["entries"])) == (0, 1, 1)


def test_a_receipt_over_the_wire_verifies_against_the_servers_key(office: Office) -> None:
    writer = office.member()
    entry = writer.machine.begin()

    reply = writer.call("POST", paths.PUSH, encode(Push(entries=[wire_of(entry)])))

    [result] = decode(reply.body, PushAnswer).results
    assert result.receipt is not None
    assert receipt_of(result.receipt, entry).is_genuine(office.server.central.ledger.key)


def test_bytes_that_are_no_entry_do_not_keep_the_others_of_the_batch_out(office: Office) -> None:
    writer, other = office.member(), office.member()
    good, also_good = writer.machine.begin(), other.machine.begin()
    named = WireEntry(msgspec.Raw(b'{"id":"an id","x":1}'), b"")
    nameless = WireEntry(msgspec.Raw(b"7"), b"")
    spaced = WireEntry(msgspec.Raw(good.payload.replace(b":", b": ")), good.signature)
    wires = [wire_of(good), named, nameless, spaced, wire_of(also_good)]

    results = writer.call("POST", paths.PUSH, encode(Push(entries=wires))).json["results"]

    assert [result["outcome"] for result in results] == ["accepted", "invalid", "invalid", "invalid", "accepted"]
    assert [result["id"] for result in results] == [good.id, "an id", "", good.id, also_good.id]
    assert [result["code"] for result in results[1:4]] == ["missing", "not_an_object", "not_canonical"]


def test_a_refused_entry_comes_back_with_a_stub_that_verifies(office: Office) -> None:
    writer = office.member()
    refused = writer.machine.begin(stream=ROADS)

    [result] = writer.push(refused)
    [again] = writer.push(refused)

    assert (result["outcome"], result["code"]) == ("refused", "no_grant")
    assert result == again
    assert result["stub"]["entry"]["body"]["hash"] == refused.hash


def test_somebody_without_any_grant_may_carry_what_others_wrote(office: Office) -> None:
    carrier, writer = office.member(None), office.member()

    [result] = carrier.push(writer.machine.begin())

    assert result["outcome"] == "accepted"


def test_somebody_without_any_grant_reads_the_directory_and_nothing_else(office: Office) -> None:
    writer = office.member()
    writer.push(writer.machine.begin())

    answer = office.member(None).pull()

    assert [page["stream"] for page in answer["pages"]] == [str(DIRECTORY)]


def test_a_stream_that_was_revoked_is_named_to_whoever_holds_it(office: Office) -> None:
    answer = office.member().pull(**{str(ROADS): 3, str(BRIDGES): 0})

    assert answer["revoked"] == [str(ROADS)]


@pytest.mark.parametrize("cursors", [{"bridge": 1}, {str(BRIDGES): -1}, {"310151101/bridge/x": 1}])
def test_a_cursor_that_is_none_is_malformed(office: Office, cursors: dict[str, int]) -> None:
    reply = office.member().call("POST", paths.PULL, {"cursors": cursors})

    assert (reply.status, reply.code) == (400, "sync.body_malformed")


def test_more_entries_than_a_push_may_carry_are_turned_away_whole(office: Office) -> None:
    writer = office.member()
    wires = [wire_of(writer.machine.begin()) for _ in range(MAX_PUSH_ENTRIES + 1)]

    reply = writer.call("POST", paths.PUSH, encode(Push(entries=wires)))

    assert (reply.status, reply.code) == (400, "sync.body_malformed")
    assert office.district.ledger.stream(BRIDGES) == ()


def test_more_bytes_than_a_push_may_carry_are_turned_away_whole(office: Office) -> None:
    writer = office.member()
    first = writer.machine.begin()
    entries = [writer.machine.answer(first, width="9" * 60_000) for _ in range(5)]

    reply = writer.call("POST", paths.PUSH, encode(Push(entries=[wire_of(entry) for entry in entries])))

    assert (reply.status, reply.code) == (413, "sync.body_too_large")


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_bodies_come_compressed_either_way(office: Office, encoding: str) -> None:
    reply = office.member().call("POST", paths.PULL, compress(b'{"cursors": {}}', encoding), Content_Encoding=encoding)

    assert reply.status == 200


def test_answers_are_compressed_for_whoever_takes_it(office: Office) -> None:
    client = office.member()

    plain = client.call("POST", paths.PULL, {"cursors": {}})
    small = client.call("POST", paths.PULL, {"cursors": {}}, Accept_Encoding="gzip, zstd")

    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "zstd"
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert small.json["pages"] == plain.json["pages"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", paths.HEALTH), ("GET", "/nothing"), ("GET", paths.PUSH), ("POST", paths.PULL)]
)
def test_every_answer_carries_protocol_and_clock(office: Office, method: str, path: str) -> None:
    reply = office.anybody.call(method, path, b"{}" if method == "POST" else None)

    assert reply.headers[HEADER.lower()] == "1"
    assert reply.json["min_protocol"] == 1
    assert reply.json["server_time"][:4].isdigit()


@pytest.mark.parametrize("protocol", ["2", "0", "", "1.0", "１", "-1"])
def test_another_protocol_gets_a_plain_problem(office: Office, protocol: str) -> None:
    reply = Client(office.port).call(
        "POST", paths.PULL, b"\x00", **{HEADER: protocol.encode().decode("latin-1"), "Accept-Encoding": "zstd"}
    )

    assert (reply.status, reply.code) == (400, "sync.protocol_unsupported")
    assert "content-encoding" not in reply.headers


def _bomb_zstd(size: int) -> bytes:
    compressor = zstandard.ZstdCompressor(level=19).compressobj()
    return b"".join([*(compressor.compress(bytes(1 << 20)) for _ in range(size >> 20)), compressor.flush()])


@pytest.mark.parametrize(
    ("encoding", "bomb"), [("zstd", _bomb_zstd(64 << 20)), ("gzip", compress(bytes(64 << 20), "gzip"))]
)
def test_a_body_that_expands_without_end_is_turned_away(office: Office, encoding: str, bomb: bytes) -> None:
    reply = office.member().call("POST", paths.PULL, bomb, Content_Encoding=encoding)

    assert reply.status in {400, 413}
    assert reply.code in {"sync.body_too_large", "sync.body_damaged"}


def test_a_body_larger_than_any_message_is_turned_away(office: Office) -> None:
    reply = office.member().call("POST", paths.PULL, bytes(9 << 20))

    assert (reply.status, reply.code) == (413, "sync.body_too_large")


@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        (b"", "", 400),
        (b"[]", "", 400),
        (b'{"cursors": {}, "limit": 0}', "", 400),
        (b"\xff\xfe", "", 400),
        (b'{"cursors": ' + b"[" * 200_000, "", 400),
        (b"not zstd", "zstd", 400),
        (b"not gzip", "gzip", 400),
        (b"{}", "br", 415),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem_and_no_crash(
    office: Office, body: bytes, encoding: str, status: int
) -> None:
    reply = office.member().call("POST", paths.PULL, body, Content_Encoding=encoding)

    assert reply.status == status
    assert reply.code.startswith("sync.body_")


def test_a_client_newer_than_the_server_keeps_its_unknown_fields(office: Office) -> None:
    writer = office.member()
    entry = writer.machine.write("created", {"record": "inspection", "future": {"x": "1"}})
    writer.push(entry)

    [page] = [page for page in writer.pull()["pages"] if page["stream"] == str(BRIDGES)]

    assert page["entries"][0]["entry"]["body"]["future"] == {"x": "1"}
