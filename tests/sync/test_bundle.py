"""Sync by a stick: what a round carries, in a file that may be replayed, lost, old, cut or swapped."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.keys import PrivateKey, PublicKey
from app.domain.kinds import Role
from app.errors import AppError
from app.ports.bundles import Packed
from app.ports.courier import Progress, RoundReport
from db.photos.sample import Shot, sample_photo
from sync.bundle import Kind, Manifest, block_of, written
from sync.bundle_seal import Direction, Envelope, seal
from sync.protocol import Push
from sync.server.bundle_answer import answer_bundle, first_load
from tests.databases import BOTH
from tests.server.office import Office
from tests.server.people import BRIDGES
from tests.sync.conftest import Seat
from tests.sync.desks import Desk

ENGINES = BOTH
MUCH = 4_000_000_000
PHOTO = b"\xff\xd8 a photo of a bridge " * 90_000


def unwatched(_progress: Progress) -> None:
    """Nobody looks."""


def never() -> bool:
    return False


def export(desk: Desk, path: Path, most_bytes: int = MUCH) -> Packed:
    """Let a desk write what waits there onto a stick."""
    packed = desk.post.export(path, most_bytes, unwatched, never)
    assert packed is not None
    return packed


def answer(office: Office, path: Path, to: Path | None = None) -> Path:
    """Let the server take in a stick's file and write its answer."""
    answered = to or path.with_name(path.name + ".answer")
    with path.open("rb") as source, answered.open("wb") as target:
        answer_bundle(office.server.central, source, target)
    return answered


def take_in(desk: Desk, path: Path) -> RoundReport:
    """Let a desk take in an answer."""
    return desk.post.take_in(path, unwatched, never)


def refused(call: Callable[[], object]) -> str:
    """Return the code of the error that a call raises."""
    with pytest.raises(AppError) as caught:
        call()
    return caught.value.code


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick" / "wang.yxb"
    path.parent.mkdir()
    return path


def test_entries_and_photos_go_out_by_stick_and_receipts_come_back(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    key = desk.inspect(PHOTO, b"small photo")

    packed = export(desk, stick)
    report = take_in(desk, answer(office, stick))

    assert (packed.entries, packed.photos, packed.photos_left) == (4, 2, 0)
    assert (report.problem, report.sent, report.photos_sent) == (None, 4, 2)
    assert desk.is_delivered(key)
    assert not desk.waiting()


def test_what_others_did_comes_with_the_answer(office: Office, seat: Seat, stick: Path) -> None:
    near, far = seat(), seat(Role.SUPERVISOR)
    key = near.inspect(b"a photo")
    near.sync()

    export(far, stick)
    report = take_in(far, answer(office, stick))

    assert report.received > 0
    assert far.entries(key) == near.entries(key)
    assert far.sync().problem is None


def test_nothing_counts_as_delivered_before_the_answer_is_back(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    key = desk.inspect(b"a photo")

    export(desk, stick)
    answer(office, stick)

    assert not desk.is_delivered(key)
    assert len(desk.waiting()) == 4


def test_a_stick_and_an_answer_that_come_twice_change_nothing(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    key = desk.inspect(b"a photo")
    export(desk, stick)
    first, second = answer(office, stick, stick.with_suffix(".1")), answer(office, stick, stick.with_suffix(".2"))

    reports = [take_in(desk, path) for path in (first, second, first)]

    assert [(report.problem, report.sent, report.received) for report in reports][1:] == [(None, 0, 0)] * 2
    assert desk.is_delivered(key)
    assert office.server.central.ledger.stream(BRIDGES) == desk.entries(key)


def test_a_lost_stick_costs_nothing(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    first = desk.inspect(b"a photo")
    export(desk, stick)
    stick.unlink()
    second = desk.inspect(b"another")

    export(desk, stick)
    take_in(desk, answer(office, stick))

    assert desk.is_delivered(first)
    assert desk.is_delivered(second)


def test_an_old_answer_after_newer_rounds_changes_nothing(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    first = desk.inspect(b"a photo")
    export(desk, stick)
    old = answer(office, stick)
    second = desk.inspect(b"another")
    desk.sync()

    report = take_in(desk, old)

    assert (report.problem, report.sent, report.received) == (None, 0, 0)
    assert desk.is_delivered(first)
    assert desk.is_delivered(second)
    assert desk.sync().problem is None


def test_answers_that_are_taken_in_in_the_wrong_order_still_converge(office: Office, seat: Seat, stick: Path) -> None:
    near, far = seat(), seat(Role.SUPERVISOR)
    near.inspect(b"a photo")
    near.sync()
    export(far, stick)
    old = answer(office, stick, stick.with_suffix(".old"))
    key = near.inspect(b"another")
    near.sync()
    export(far, stick)
    new = answer(office, stick, stick.with_suffix(".new"))

    reports = [take_in(far, path) for path in (new, old)]

    assert [report.problem for report in reports] == [None, None]
    assert far.entries(key) == near.entries(key)
    assert far.exchange.cursors() == near.exchange.cursors()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_is_refused_whole_and_the_next_one_does(
    office: Office, seat: Seat, stick: Path, share: float
) -> None:
    desk = seat()
    key = desk.inspect(PHOTO[:200_000])
    export(desk, stick)
    whole = stick.read_bytes()
    stick.write_bytes(whole[: int(len(whole) * share)])

    code = refused(lambda: answer(office, stick))
    stick.write_bytes(whole)
    good = answer(office, stick)
    cut = stick.with_suffix(".cut")
    cut.write_bytes(good.read_bytes()[: int(good.stat().st_size * share)])
    at_client = refused(lambda: take_in(desk, cut))

    assert {code, at_client} <= {"bundle.cut_short", "bundle.unreadable"}
    assert len(desk.waiting()) == 4
    take_in(desk, good)
    assert desk.is_delivered(key)


def test_swapped_sticks_are_recognised_and_take_nothing_in(office: Office, seat: Seat, stick: Path) -> None:
    one, other = seat(), seat()
    one.inspect(b"a photo")
    export(one, stick)
    answered = answer(office, stick)

    assert refused(lambda: take_in(other, answered)) == "bundle.not_for_this_device"
    assert refused(lambda: take_in(one, stick)) == "bundle.for_the_server"
    assert refused(lambda: answer(office, answered)) == "bundle.for_a_device"
    assert refused(lambda: other.post.carry(answered, stick, unwatched, never)) == "bundle.for_a_device"


def test_a_label_that_was_rewritten_opens_nothing(office: Office, seat: Seat, stick: Path) -> None:
    one, other = seat(), seat()
    one.inspect(b"a photo")
    export(one, stick)
    answered = answer(office, stick)
    line, _, sealed = answered.read_bytes().partition(b"\n")
    mine = one.store.author.device.encode()
    answered.write_bytes(line.replace(mine, other.store.author.device.encode()) + b"\n" + sealed)
    first, _, rest = stick.read_bytes().partition(b"\n")
    stick.write_bytes(first.replace(mine, other.store.author.device.encode()) + b"\n" + rest)

    assert refused(lambda: take_in(other, answered)) == "bundle.wrong_key"
    assert refused(lambda: answer(office, stick)) == "bundle.not_genuine"


def test_one_byte_that_was_changed_is_found(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    desk.inspect(PHOTO[:200_000])
    export(desk, stick)
    whole = bytearray(stick.read_bytes())
    whole[len(whole) // 2] ^= 1
    stick.write_bytes(whole)

    assert refused(lambda: answer(office, stick)) == "bundle.cut_short"
    assert not office.server.central.ledger.stream(BRIDGES)


def test_blocks_that_travel_the_other_way_are_refused_at_both_ends(office: Office, seat: Seat, stick: Path) -> None:
    desk, server = seat(), office.server.central
    device, own = desk.store.author.device, desk.store.author.key

    def wrong(path: Path, way: Direction, kind: Kind, key: PrivateKey, to: PublicKey) -> Path:
        manifest = Manifest(way, device, server.ledger.key.hex, server.ledger.generation, "")
        blocks = iter([block_of(Kind.MANIFEST, manifest), block_of(kind, Push([]))])
        with path.open("wb") as file:
            file.write(Envelope(way, device).line())
            seal(written(blocks, key), file, to)
        return path

    there = wrong(stick, Direction.TO_SERVER, Kind.PUSHED, own, server.key.public)
    back = wrong(stick.with_suffix(".back"), Direction.TO_DEVICE, Kind.PUSH, server.key, own.public)

    assert refused(lambda: answer(office, there)) == "bundle.unreadable"
    assert refused(lambda: take_in(desk, back)) == "bundle.unreadable"


def test_anybody_enrolled_may_bring_a_stick_to_the_server(office: Office, seat: Seat, stick: Path) -> None:
    far, carrier = seat(), seat(Role.INSPECTOR)
    key = far.inspect(PHOTO[:300_000])
    export(far, stick)
    back = stick.with_suffix(".back")

    packed = carrier.post.carry(stick, back, unwatched, never)
    report = take_in(far, back)

    assert packed is not None
    assert (report.problem, report.sent, report.photos_sent) == (None, 3, 1)
    assert far.is_delivered(key)
    assert [entry.author for entry in office.server.central.ledger.stream(BRIDGES)] == [far.person] * 3


def test_a_stranger_brings_nothing(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    desk.inspect(b"a photo")
    export(desk, stick)

    reply = office.anybody.call("POST", "/v1/bundle", stick.read_bytes())

    assert reply.status == 401
    assert not office.server.central.ledger.stream(BRIDGES)


def test_a_first_load_by_file_brings_everything_and_the_thumbnails(office: Office, seat: Seat, stick: Path) -> None:
    old, new = seat(), seat()
    keys = [old.inspect(sample_photo(1, Shot())) for _ in range(3)]
    old.sync()

    with stick.open("wb") as target:
        first_load(office.server.central, new.store.author.device, target)
    report = take_in(new, stick)

    assert report.problem is None
    assert report.photos_received == 1
    assert all(new.entries(key) == old.entries(key) for key in keys)
    pulled = new.sync()
    assert (pulled.problem, pulled.received) == (None, 0)


def test_a_stick_that_is_too_small_for_all_photos_takes_the_rest_next_time(
    office: Office, seat: Seat, stick: Path
) -> None:
    desk = seat()
    keys = [desk.inspect(bytes([index]) * 400_000) for index in range(3)]

    first = export(desk, stick, most_bytes=900_000)
    take_in(desk, answer(office, stick))
    between = [desk.is_delivered(key) for key in keys]
    second = export(desk, stick, most_bytes=900_000)
    take_in(desk, answer(office, stick))

    assert (first.photos, first.photos_left, second.photos, second.photos_left) == (2, 1, 1, 0)
    assert between.count(True) == 2
    assert all(desk.is_delivered(key) for key in keys)


def test_a_revoked_device_is_told_so(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    desk.inspect(b"a photo")
    export(desk, stick)
    office.district.revoke(desk.store.author.device)

    assert refused(lambda: answer(office, stick)) == "account.device_revoked"


def test_what_the_server_refuses_comes_back_with_its_reason(office: Office, seat: Seat, stick: Path) -> None:
    desk = seat()
    key = desk.inspect(b"a photo")
    export(desk, stick)
    office.district.revoke(desk.grant)

    report = take_in(desk, answer(office, stick))

    assert report.refused == 3
    assert {item.code for item in desk.waiting() if item.record == key.record and item.what != "photo"} == {"no_grant"}


def test_a_cancelled_export_leaves_no_file(seat: Seat, stick: Path) -> None:
    desk = seat()
    desk.inspect(b"a photo")

    assert desk.post.export(stick, MUCH, unwatched, lambda: True) is None
    assert list(stick.parent.iterdir()) == []


def test_a_stick_that_cannot_be_written_says_so(seat: Seat, tmp_path: Path) -> None:
    desk = seat()
    desk.inspect(b"a photo")

    assert refused(lambda: export(desk, tmp_path / "no such folder" / "a.yxb")) == "bundle.cannot_write"
