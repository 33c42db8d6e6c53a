"""Whole rounds between real homes and a real server."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from filelock import FileLock
from sqlalchemy import update

from app.domain.entry import Entry
from app.domain.keys import PrivateKey
from app.domain.kinds import Action, Role, Status
from app.domain.listing import WaitReason
from app.domain.receipt import sign_receipt
from app.domain.stream import DIRECTORY
from app.ports.courier import Progress, RoundReport
from app.ports.tokens import TokenPair
from db.engine import writing
from db.photos.sample import Shot, sample_photo
from db.tables import streams
from sync.codec import decode, entry_of, wire_receipt
from sync.protocol import Push, PushResult
from sync.round_state import Options
from sync.schedule import INTERVAL_S
from tests.databases import BOTH
from tests.server.office import PASSWORD, Office
from tests.server.people import BRIDGES, ROADS
from tests.sync.answers import pulled, pushed
from tests.sync.conftest import Seat
from tests.sync.desks import Ticking
from tests.sync.servers import Answers, Said, message, serving

ENGINES = BOTH

PHOTOS = [bytes([seed, *range(200)]) * 2_000 for seed in range(3)]


def test_a_record_and_its_photos_reach_the_supervisor_and_the_decision_comes_back(seat: Seat) -> None:
    inspector, supervisor = seat(Role.INSPECTOR), seat(Role.SUPERVISOR)
    key = inspector.inspect(*PHOTOS)

    sent = inspector.sync()
    seen = supervisor.sync()
    supervisor.act(key, Action.APPROVED)
    decided = supervisor.sync()
    back = inspector.sync()

    assert (sent.problem, sent.sent, sent.photos_sent) == (None, 5, 3)
    assert inspector.is_delivered(key)
    assert (seen.problem, seen.photos_received) == (None, 3)
    assert [supervisor.blobs.is_intact(name) for name in names(inspector.entries(key))] == [True] * 3
    assert (decided.problem, decided.sent) == (None, 1)
    assert back.received == 1
    with inspector.store.reading() as reading:
        assert reading.state(key.stream, key.record).status is Status.APPROVED


def names(entries: Sequence[Entry]) -> list[str]:
    return [str(entry.body["sha256"]) for entry in entries if entry.kind == Action.ATTACHED]


def test_a_second_round_sends_and_receives_nothing(seat: Seat) -> None:
    inspector = seat()
    inspector.inspect(PHOTOS[0])
    inspector.sync()

    assert inspector.sync() == RoundReport()


def test_a_round_that_went_well_is_noted(seat: Seat) -> None:
    inspector = seat()

    inspector.sync()

    assert datetime.fromisoformat(inspector.note("last_round_at") or "").tzinfo is not None


def test_progress_is_told_phase_by_phase_and_counts_up_to_all_bytes(seat: Seat) -> None:
    inspector, told = seat(), list[Progress]()
    inspector.inspect(*PHOTOS)

    inspector.courier().round(told.append, lambda: False)

    phases = list(dict.fromkeys(each.phase for each in told))
    assert phases[:3] == ["pull", "push", "photos_out"]
    assert max(each.bytes_all for each in told) == sum(map(len, PHOTOS))


def test_without_a_server_everything_waits_with_the_reason_and_goes_later(office: Office, seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect(PHOTOS[0])
    inspector.talk_to("http://127.0.0.1:9")
    away = inspector.sync()
    reasons = {item.reason for item in inspector.waiting()}
    inspector.talk_to(f"http://127.0.0.1:{office.port}")

    report = inspector.sync()

    assert (away.problem, reasons) == (WaitReason.UNREACHABLE, {WaitReason.UNREACHABLE})
    assert report.problem is None
    assert inspector.is_delivered(key)


def test_a_server_that_says_yes_without_the_pinned_key_delivers_nothing(seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect()
    forger, generation = PrivateKey(b"x" * 32), inspector.note("generation") or ""

    def forge(said: Said) -> Answers:
        if said.path == "/v1/pull":
            return message(pulled(generation=generation))
        entries = [entry_of(wire) for wire in decode(said.body, Push).entries]
        receipts = [sign_receipt(generation, entry.stream, 1, entry.hash, forger) for entry in entries]
        results = zip(entries, receipts, strict=True)
        return message(pushed([PushResult(e.id, "accepted", receipt=wire_receipt(r)) for e, r in results]))

    with serving(forge) as url:
        inspector.talk_to(url)
        report = inspector.sync()
        inspector.transport.close()

    assert (report.problem, report.code, report.sent) == (WaitReason.UNVERIFIED, "sync.receipt_not_verified", 0)
    assert not inspector.is_delivered(key)
    assert {item.reason for item in inspector.waiting()} == {WaitReason.UNVERIFIED}


def test_a_server_that_says_yes_and_stores_nothing_delivers_nothing(seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect()
    generation = inspector.note("generation") or ""

    def shrug(said: Said) -> Answers:
        return message(pulled(generation=generation) if said.path == "/v1/pull" else pushed([]))

    with serving(shrug) as url:
        inspector.talk_to(url)
        report = inspector.sync()
        inspector.transport.close()

    assert report.problem is WaitReason.UNVERIFIED
    assert not inspector.is_delivered(key)


def test_a_receipt_that_once_did_not_verify_is_asked_for_again_of_the_real_server(office: Office, seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect()
    generation = inspector.note("generation") or ""
    with serving(lambda said: message(pulled(generation=generation) if said.path == "/v1/pull" else pushed([]))) as url:
        inspector.talk_to(url)
        inspector.sync()
        inspector.talk_to(f"http://127.0.0.1:{office.port}")

    assert inspector.sync().problem is None
    assert inspector.is_delivered(key)


def test_a_token_that_has_run_out_is_renewed_in_the_middle_of_everything(seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect(PHOTOS[0])
    assert inspector.box.tokens is not None
    inspector.box.tokens = TokenPair("run out", inspector.box.tokens.refresh)

    assert inspector.sync().problem is None
    assert inspector.is_delivered(key)


def test_signing_in_again_goes_on_with_the_same_device(office: Office, seat: Seat) -> None:
    inspector = seat()
    inspector.box.forget()
    assert inspector.sync().problem is WaitReason.SIGNED_OUT
    before = len(office.district.ledger.directory().devices)

    inspector.courier().sign_in("一句很长的口令 42")

    assert inspector.sync().problem is None
    assert len(office.district.ledger.directory().devices) == before


def test_a_cancelled_upload_goes_on_at_the_byte_it_reached(seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect(*PHOTOS)
    told: list[Progress] = []

    def enough() -> bool:
        return any(each.phase == "photos_out" and each.bytes_done > 150_000 for each in told)

    report = inspector.courier().round(told.append, enough)
    told.clear()
    inspector.courier().round(told.append, lambda: False)
    begun_at = next(each.bytes_done for each in told if each.phase == "photos_out")

    assert report.was_cancelled
    assert begun_at > 100_000
    assert inspector.is_delivered(key)


def test_only_one_round_runs_on_a_home_folder(seat: Seat) -> None:
    inspector = seat()

    with FileLock(inspector.lock):
        report = inspector.sync()

    assert (report.problem, report.code) == (WaitReason.UNDER_WAY, "sync.round_elsewhere")
    assert inspector.sync().problem is None


def test_a_stream_that_was_tampered_with_here_is_fetched_anew_and_named(seat: Seat) -> None:
    inspector, supervisor = seat(), seat(Role.SUPERVISOR)
    inspector.inspect()
    inspector.sync()
    supervisor.sync()
    with writing(supervisor.store.engine) as connection:
        connection.execute(update(streams).where(streams.c.subject == "bridge").values(digest="f" * 64))
    key = inspector.inspect()
    inspector.sync()

    report = supervisor.sync()

    assert report.problem is None
    assert supervisor.note("refetched") == str(BRIDGES)
    assert report.refetched == (str(BRIDGES),)
    assert len(supervisor.entries(key)) == 2


def test_a_quiet_stream_that_differs_is_found_at_the_next_round(seat: Seat) -> None:
    inspector, supervisor = seat(), seat(Role.SUPERVISOR)
    key = inspector.inspect()
    inspector.sync()
    supervisor.sync()
    with writing(supervisor.store.engine) as connection:
        connection.execute(update(streams).where(streams.c.subject == "bridge").values(digest="f" * 64))

    report = supervisor.sync()

    assert report.refetched == (str(BRIDGES),)
    assert len(supervisor.entries(key)) == 2
    assert supervisor.sync() == RoundReport()


def test_a_cursor_beyond_the_servers_head_is_fetched_anew_and_own_entries_offered_again(seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect()
    inspector.sync()
    with writing(inspector.store.engine) as connection:
        connection.execute(update(streams).where(streams.c.subject == "bridge").values(head=7))

    report = inspector.sync()

    assert (report.problem, report.refetched) == (None, (str(BRIDGES),))
    assert report.sent == 2
    assert inspector.is_delivered(key)
    assert inspector.exchange.cursors()[BRIDGES] == 2


def test_a_revoked_grant_purges_its_stream_and_keeps_the_outbox(office: Office, seat: Seat) -> None:
    supervisor, inspector = seat(Role.SUPERVISOR, BRIDGES, ROADS), seat()
    key = inspector.inspect(PHOTOS[0])
    inspector.sync()
    supervisor.sync()
    supervisor.act(key, Action.APPROVED)
    office.district.revoke(supervisor.grant)

    report = supervisor.sync()

    assert [entry.kind for entry in supervisor.entries(key)] == []
    assert report.refused == 1
    assert set(supervisor.exchange.cursors()) == {DIRECTORY}
    assert [item.reason for item in supervisor.waiting()] == [WaitReason.REFUSED]


def test_a_photo_spoilt_on_this_disk_is_named_and_the_others_go(seat: Seat, tmp_path: Path) -> None:
    inspector = seat()
    key = inspector.inspect(*PHOTOS)
    spoilt = names(inspector.entries(key))[1]
    (tmp_path / "desk-0" / "photos" / spoilt[:2] / spoilt).write_bytes(b"x" * len(PHOTOS[1]))

    report = inspector.sync()

    assert (report.problem, report.code) == (WaitReason.INVALID, "sync.photo_rejected")
    assert report.photos_sent == 2
    assert [item.id for item in inspector.waiting()] == [spoilt]


def test_a_photo_gone_from_this_disk_is_named_and_the_others_go(seat: Seat, tmp_path: Path) -> None:
    inspector = seat()
    key = inspector.inspect(*PHOTOS)
    gone = names(inspector.entries(key))[1]
    (tmp_path / "desk-0" / "photos" / gone[:2] / gone).unlink()

    report = inspector.sync()

    assert (report.code, report.photos_sent) == ("photos.not_here", 2)


def test_thumbnails_come_without_originals_where_those_are_not_wanted(seat: Seat) -> None:
    inspector, supervisor = seat(), seat(Role.SUPERVISOR)
    key = inspector.inspect(sample_photo(1, Shot()))
    inspector.sync()

    report = supervisor.sync(options=Options(wants_originals=False))

    name = names(inspector.entries(key))[0]
    assert report.photos_received == 1
    assert supervisor.shelf.thumbnail(name) is not None
    assert supervisor.blobs.size(name) is None


def test_many_entries_go_in_several_chunks(seat: Seat) -> None:
    inspector, supervisor = seat(), seat(Role.SUPERVISOR)
    for _ in range(105):
        inspector.inspect()

    assert inspector.sync().sent == 210
    assert supervisor.sync().problem is None
    assert supervisor.exchange.cursors()[BRIDGES] == 210


def test_a_refresh_whose_answer_was_lost_signs_nobody_out(office: Office, seat: Seat) -> None:
    inspector = seat()
    key = inspector.inspect()
    before = inspector.box.tokens
    assert before is not None
    office.server.central.sign_in.renew(before.refresh)
    inspector.box.keep(TokenPair("run out", before.refresh))

    report = inspector.sync()

    assert report.problem is None
    assert inspector.is_delivered(key)


def test_a_round_is_wanted_at_start_after_an_act_and_when_the_last_one_is_old(seat: Seat) -> None:
    inspector, clock = seat(), Ticking()
    courier = inspector.courier(clock=clock)
    assert courier.wants_round() is True
    courier.round(lambda _: None, lambda: False)

    assert courier.wants_round() is None
    courier.expect_round()
    assert courier.wants_round() is True
    courier.round(lambda _: None, lambda: False)
    clock.now += INTERVAL_S
    assert courier.wants_round() is True


def test_a_server_that_does_not_answer_is_asked_less_and_less(office: Office, seat: Seat) -> None:
    inspector, clock = seat(), Ticking()
    office.close()
    courier = inspector.courier(clock=clock)
    assert courier.wants_round() is False
    asked = [clock.now]

    while len(asked) < 4:
        clock.now += 0.5
        if courier.wants_round() is not None:
            asked.append(clock.now)

    pauses = [later - earlier for earlier, later in pairwise(asked)]
    assert pauses == [1.5, 3.0, 6.0]


def test_signed_out_no_round_is_wanted_until_somebody_signs_in(seat: Seat) -> None:
    inspector = seat()
    inspector.box.forget()
    courier = inspector.courier(clock=Ticking())
    courier.round(lambda _: None, lambda: False)

    assert courier.wants_round() is None
    courier.sign_in(PASSWORD)
    assert courier.wants_round() is True
