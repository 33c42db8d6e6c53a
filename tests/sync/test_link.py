"""What was given up lets go at once, and what comes after it works."""

import time
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as enumerate_threads

import pytest

from sync.protocol import Push
from sync.transport import CancelledError
from tests.sync.answers import pulled
from tests.sync.servers import Answers, Said, message
from tests.sync.talk import NAME, PULL, TOWNSHIP, never, pack_of, talking

LOADED_S = 2.0
"""The promise is a fifth of a second; a machine that does ten other things gets ten times that."""


class Watch:
    """Is cancelled once the event is set, and knows how long ago."""

    def __init__(self, event: Event) -> None:
        self._event = event
        self.since = 0.0

    def __call__(self) -> bool:
        if self._event.is_set() and not self.since:
            self.since = time.monotonic()
        return self._event.is_set()

    def seconds(self) -> float:
        return time.monotonic() - self.since


@pytest.mark.parametrize("head_first", [False, True])
def test_a_server_that_does_not_answer_is_given_up_within_a_fifth_of_a_second(*, head_first: bool) -> None:
    arrived, release = Event(), Event()
    watch = Watch(arrived)

    def behave(_: Said) -> Answers:
        arrived.set()
        return Answers(200, b"0123456789", hold=release, head_first=head_first)

    with talking(behave) as transport:
        with pytest.raises(CancelledError):
            transport.pull(PULL, watch)
        waited = watch.seconds()
        release.set()

    assert waited < LOADED_S


def test_an_answer_that_was_given_up_keeps_no_thread_waiting_for_the_rest_of_it() -> None:
    arrived, release = Event(), Event()

    def behave(_: Said) -> Answers:
        arrived.set()
        return Answers(200, b"0123456789", hold=release, head_first=True)

    def is_reading() -> bool:
        return arrived.is_set() and len(requests_under_way()) == 1

    with talking(behave) as transport:
        reply = transport.photo(TOWNSHIP, NAME, 0, is_reading)
        with pytest.raises(CancelledError):
            next(reply)
        for thread in requests_under_way():
            thread.join(30)
        left = requests_under_way()
        release.set()

    assert left == []


def requests_under_way() -> list[Thread]:
    return [thread for thread in enumerate_threads() if thread.name == "yingxun-request"]


def test_an_upload_that_nobody_takes_is_given_up_within_a_fifth_of_a_second(tmp_path: Path) -> None:
    body = pack_of(tmp_path, bytes(40_000_000))
    release, wanted_no_more = Event(), Event()
    watch = Watch(wanted_no_more)

    def is_cancelled() -> bool:
        if body.sent:
            wanted_no_more.set()
        return watch()

    with talking(lambda _: Answers(200, b"", hold=release), reads_body=False) as transport:
        with pytest.raises(CancelledError):
            transport.pack(TOWNSHIP, body, is_cancelled)
        waited = watch.seconds()
        release.set()

    assert waited < LOADED_S
    assert body.sent < len(body)


def test_after_a_request_was_given_up_the_next_one_works() -> None:
    arrived, release = Event(), Event()

    def behave(_: Said) -> Answers:
        if arrived.is_set():
            return message(pulled())
        arrived.set()
        return Answers(200, b"", hold=release)

    with talking(behave) as transport:
        with pytest.raises(CancelledError):
            transport.pull(PULL, arrived.is_set)
        assert transport.pull(PULL, never) == pulled()
        release.set()


def test_what_is_cancelled_beforehand_is_not_asked() -> None:
    asked = []

    def behave(said: Said) -> Answers:
        asked.append(said)
        return message(pulled())

    with talking(behave) as transport, pytest.raises(CancelledError):
        transport.push(Push([]), lambda: True)

    assert asked == []
