"""The outbox: only a genuine receipt delivers, a refusal is held with its reason, all else stays and says why."""

from dataclasses import replace

import pytest

from app.domain.entry import Entry
from app.domain.keys import PrivateKey
from app.domain.kinds import Status
from app.domain.listing import WaitReason
from app.domain.receipt import Receipt, sign_receipt
from app.ports.exchange import Result
from tests.db.district import BRIDGES, ROADS, Client, Log, act, after, creation

PHOTO, SIZE = "a" * 64, 5


def reasons(client: Client) -> list[tuple[str, WaitReason, str]]:
    with client.store.reading() as look:
        return [(item.id, item.reason, item.code) for item in look.waiting()]


def unsent(client: Client, record: str) -> int:
    with client.store.reading() as look:
        row = look.record_row(BRIDGES.township, record)
    assert row is not None
    return row.unsent


def submitted(client: Client) -> tuple[Entry, ...]:
    first = creation(title="新河桥")
    return client.append(first, after(first, "submitted"))


def attached(client: Client) -> tuple[Entry, ...]:
    first = creation(title="新河桥")
    with client.store() as unit:
        unit.keep_photo(BRIDGES.township, PHOTO, SIZE)
        return unit.append([first, after(first, "attached", photo="p1", sha256=PHOTO, size=SIZE)])


def test_a_genuine_receipt_moves_its_entry_to_the_log(client: Client, log: Log) -> None:
    first, second = submitted(client)

    assert client.exchange.settle(log.accept(first)) == 1

    assert [name for name, _, _ in reasons(client)] == [second.id]
    assert client.exchange.outgoing(10, 100_000) == (second,)


def test_settling_again_changes_nothing(client: Client, log: Log) -> None:
    results = log.accept(*submitted(client))

    assert client.exchange.settle(results) == 2
    assert client.exchange.settle(results) == 0
    assert client.exchange.settle([replace(results[0], outcome="refused", receipt=None)]) == 0
    assert reasons(client) == []


def forged(receipt: Receipt, other: Receipt, server: PrivateKey) -> dict[str, Receipt | None]:
    """Return receipts that prove nothing about the entry of ``receipt``, though the server's key signed some."""
    thief = PrivateKey.generate()
    return {
        "none at all": None,
        "another's signature": replace(receipt, signature=other.signature),
        "another sequence number than was signed": replace(receipt, seq=receipt.seq + 1),
        "of another entry": other,
        "another's, made out to this entry": replace(other, hash=receipt.hash),
        "another key": sign_receipt("g1", receipt.stream, receipt.seq, receipt.hash, thief),
        "another key under the server's name": replace(
            sign_receipt("g1", receipt.stream, receipt.seq, receipt.hash, thief), key=receipt.key
        ),
        "made out to another stream": replace(receipt, stream=ROADS),
        "of another stream": sign_receipt("g1", ROADS, receipt.seq, receipt.hash, server),
    }


ANY_KEY = PrivateKey(bytes(32))
ANY = sign_receipt("g1", BRIDGES, 1, "0" * 64, ANY_KEY)


@pytest.mark.parametrize("how", forged(ANY, ANY, ANY_KEY))
def test_a_receipt_that_proves_nothing_leaves_its_entry_with_the_reason(client: Client, log: Log, how: str) -> None:
    first, second = submitted(client)
    receipts = [result.receipt for result in log.accept(first, second)]
    assert receipts[0] is not None
    assert receipts[1] is not None
    wrong = forged(receipts[0], receipts[1], log.author.key)[how]

    assert client.exchange.settle([Result(first.id, "accepted", receipt=wrong)]) == 0

    assert (first.id, WaitReason.UNVERIFIED, "") in reasons(client)
    assert unsent(client, first.record) == 2


def test_a_receipt_of_a_log_that_was_replaced_proves_nothing(client: Client, log: Log) -> None:
    first, _ = submitted(client)
    old = log.accept(first)
    log.generation = "g2"
    client.exchange.set_generation("g2")

    assert client.exchange.settle(old) == 0
    assert (first.id, WaitReason.UNVERIFIED, "") in reasons(client)


def test_a_refused_entry_is_held_out_of_the_fold_and_its_descendants_wait(client: Client, log: Log) -> None:
    first, second = submitted(client)
    client.exchange.settle(log.accept(first))

    third = client.append(after(second, "answered", values={"width": "3.5"}))[0]
    assert client.exchange.settle([log.refuse(second, "no_such_move")]) == 1

    assert (second.id, WaitReason.REFUSED, "no_such_move") in reasons(client)
    with client.store.reading() as look:
        state = look.state(BRIDGES, first.record)
        assert not look.is_delivered(BRIDGES.township, first.record)
    assert (state.status, state.waiting) == (Status.DRAFT, (third.id,))
    assert client.exchange.outgoing(10, 100_000) == (third,)
    assert unsent(client, first.record) == 2


def test_a_record_whose_beginning_was_refused_is_in_no_list_but_still_waits(client: Client, log: Log) -> None:
    (first,) = client.append(creation(asset="a", form="f"))
    client.exchange.settle([log.refuse(first)])

    with client.store.reading() as look:
        assert look.record_row(BRIDGES.township, first.record) is None
        assert look.count_waiting() == 1
        assert not look.is_delivered(BRIDGES.township, first.record)


def test_a_submission_that_was_refused_is_no_visit_any_more(client: Client, log: Log) -> None:
    first = creation(asset="a", form="f")
    _, second = client.append(first, after(first, "submitted"))
    with client.store.reading() as look:
        assert [visit.asset for visit in look.visits()] == ["a"]

    client.exchange.settle([log.refuse(client.exchange.outgoing(1, 1)[0]), log.refuse(second, "parent_refused")])

    with client.store.reading() as look:
        assert look.visits() == ()


@pytest.mark.parametrize(("outcome", "reason"), [("invalid", WaitReason.INVALID), ("fork", WaitReason.FORK)])
def test_what_is_no_entry_for_the_server_is_held_with_its_code(
    client: Client, outcome: str, reason: WaitReason
) -> None:
    first, _ = submitted(client)

    client.exchange.settle([Result(first.id, outcome, "wrong_body")])
    assert (first.id, reason, "wrong_body") in reasons(client)


def test_what_waits_for_its_parent_stays_and_keeps_its_own_reason(client: Client) -> None:
    first, second = submitted(client)
    client.exchange.settle([Result(second.id, "waiting", missing=first.id)])

    client.exchange.explain(WaitReason.UNREACHABLE)
    assert reasons(client) == [
        (first.id, WaitReason.UNREACHABLE, ""),
        (second.id, WaitReason.WAITS_FOR_PARENT, ""),
    ]


def test_a_record_counts_as_delivered_only_with_receipts_of_all_entries_and_photos(client: Client, log: Log) -> None:
    first, second = attached(client)
    record, township = first.record, BRIDGES.township
    assert unsent(client, record) == 3

    client.exchange.settle(log.accept(first))
    assert unsent(client, record) == 2
    client.exchange.settle(log.accept(second))
    assert unsent(client, record) == 1
    client.exchange.settle_photos([log.photo_receipt(township, PHOTO, SIZE)])
    assert unsent(client, record) == 0
    with client.store.reading() as look:
        assert look.is_delivered(township, record)
        assert look.count_waiting() == 0


def test_a_photo_is_delivered_only_by_a_genuine_receipt_for_its_size_and_township(client: Client, log: Log) -> None:
    attached(client)
    genuine = log.photo_receipt(BRIDGES.township, PHOTO, SIZE)

    for wrong in (
        log.photo_receipt(ROADS.township, PHOTO, SIZE),
        log.photo_receipt(BRIDGES.township, PHOTO, SIZE + 1),
        log.photo_receipt(BRIDGES.township, "b" * 64, SIZE),
        replace(genuine, size=SIZE + 1),
        replace(genuine, signature=bytes(64)),
        Log().photo_receipt(BRIDGES.township, PHOTO, SIZE),
        replace(genuine, generation="g0"),
    ):
        assert client.exchange.settle_photos([wrong]) == 0
    assert len(client.exchange.unsent_photos(10)) == 1
    assert client.exchange.settle_photos([genuine]) == 1
    assert client.exchange.unsent_photos(10) == ()


def test_a_photo_that_no_record_shows_any_more_is_not_sent(client: Client) -> None:
    _, second = attached(client)
    client.append(after(second, "detached", photo="p1"))

    assert client.exchange.unsent_photos(10) == ()
    with client.store.reading() as look:
        assert look.count_waiting() == 3


def test_a_photo_taken_in_again_counts_for_every_record_that_shows_it(client: Client, log: Log) -> None:
    log.write(shown := creation())
    log.write(after(shown, "attached", photo="p9", sha256=PHOTO, size=SIZE))
    client.pull(BRIDGES)
    attached(client)

    assert unsent(client, shown.record) == 1


def test_entries_go_out_by_stream_and_number_within_count_and_size(client: Client) -> None:
    for _ in range(3):
        client.append(creation(stream=ROADS, title="长" * 1000), creation(title="长" * 1000))

    everything = client.exchange.outgoing(100, 1_000_000)
    assert [(entry.stream, entry.number) for entry in everything] == [
        (stream, number) for stream in (BRIDGES, ROADS) for number in (1, 2, 3)
    ]
    assert client.exchange.outgoing(4, 1_000_000) == everything[:4]
    size = len(everything[0].payload) + len(everything[0].signature)
    assert client.exchange.outgoing(100, 2 * size) == everything[:2]
    assert client.exchange.outgoing(100, 2 * size - 1) == everything[:1]
    assert client.exchange.outgoing(100, 1) == everything[:1]


def test_a_photo_reaching_this_machine_is_missing_no_more(client: Client, log: Log) -> None:
    log.write(shown := creation())
    log.write(after(shown, "attached", photo="p9", sha256=PHOTO, size=SIZE))
    client.pull(BRIDGES)
    missing = client.exchange.missing_photos(10)
    assert [(photo.sha256, photo.size) for photo in missing] == [(PHOTO, SIZE)]

    client.exchange.photo_arrived(BRIDGES.township, PHOTO, SIZE)
    client.exchange.photo_arrived(BRIDGES.township, PHOTO, SIZE)

    assert client.exchange.missing_photos(10) == ()
    assert client.exchange.unsent_photos(10) == ()


def test_how_much_of_a_photo_was_sent_is_shown_beside_it(client: Client) -> None:
    attached(client)
    client.exchange.note_sent(BRIDGES.township, PHOTO, 3)
    client.exchange.explain(WaitReason.SIGNED_OUT)

    with client.store.reading() as look:
        (photo,) = [item for item in look.waiting() if item.what == "photo"]
    assert (photo.sent, photo.size, photo.title, photo.reason) == (3, SIZE, "新河桥", WaitReason.SIGNED_OUT)


def test_an_unknown_name_in_the_answer_is_passed_over(client: Client) -> None:
    submitted(client)

    assert client.exchange.settle([Result(act("created", "x").id, "refused", "no_grant")]) == 0
