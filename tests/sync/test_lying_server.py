"""A server that answers 200 and stores nothing: nothing of it ever counts as delivered."""

from collections.abc import Callable

import pytest

from app.domain.keys import PrivateKey
from app.domain.listing import WaitReason
from app.domain.receipt import sign_photo_receipt, sign_receipt
from sync import paths
from sync.codec import decode, entry_of, wire_photo_receipt, wire_receipt
from sync.protocol import Have, HaveAnswer, PackAnswer, Push, PushAnswer, PushResult
from tests.databases import SQLITE
from tests.sync.answers import NOW, pulled
from tests.sync.conftest import Seat
from tests.sync.desks import Desk
from tests.sync.servers import Answers, Said, message, serving

ENGINES = (SQLITE,)
STRANGER = PrivateKey(b"x" * 32)


def pushed(said: Said, generation: str, *, with_receipts: bool) -> PushAnswer:
    """Say yes to every entry, with receipts by another key or with none."""
    results: list[PushResult] = []
    for wire in decode(said.body, Push).entries:
        entry = entry_of(wire)
        receipt = sign_receipt(generation, entry.stream, len(results) + 1, entry.hash, STRANGER)
        results.append(PushResult(entry.id, "accepted", receipt=wire_receipt(receipt) if with_receipts else None))
    return PushAnswer(results=results, server_time=NOW)


def liar(generation: str, *, with_receipts: bool) -> Callable[[Said], Answers]:
    """Answer every call as if all were well."""

    def behave(said: Said) -> Answers:
        if said.path == paths.PUSH:
            return message(pushed(said, generation, with_receipts=with_receipts))
        if said.path == paths.PULL:
            return message(pulled(generation=generation))
        if said.path == paths.HAVE:
            asked = decode(said.body, Have)
            receipts = [
                wire_photo_receipt(sign_photo_receipt(generation, asked.township, name, 7, STRANGER))
                for name in asked.photos
                if with_receipts
            ]
            return message(HaveAnswer(held={}, receipts=receipts, server_time=NOW))
        return message(PackAnswer(held={}, receipts=[], rejected=[], server_time=NOW))

    return behave


@pytest.mark.parametrize("with_receipts", [True, False])
def test_what_a_lying_server_says_leaves_everything_undelivered(seat: Seat, with_receipts: bool) -> None:  # pytest's
    desk: Desk = seat()
    desk.sync()
    generation = desk.exchange.generation()
    honest = desk.transport
    key = desk.inspect(b"a photo")

    with serving(liar(generation, with_receipts=with_receipts)) as url:
        desk.talk_to(url)
        reports = [desk.sync(), desk.sync()]
        desk.transport.close()

    assert all(report.problem is WaitReason.UNVERIFIED for report in reports)
    assert all(report.sent == report.photos_sent == 0 for report in reports)
    assert not desk.is_delivered(key)
    assert len(desk.waiting()) == 4
    desk.transport = honest
    assert desk.sync().sent == 3
    assert desk.is_delivered(key)
