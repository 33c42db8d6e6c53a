"""The courier: runs a round to its end, one at a time on a home folder, and tells trouble instead of raising it."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event as Bell
from threading import Lock

from app.domain.listing import WaitReason
from app.ports.clock import Clock
from app.ports.courier import SLOW_BYTES_S, Progress, RoundReport, Thrift
from sync.allowance import Allowance
from sync.carrier import Carrier, Premises, Timing, Watcher
from sync.effects import Effect, Finish
from sync.events import Event, Started
from sync.round_state import Options, Round
from sync.rounds import step
from sync.schedule import Errand, Schedule
from sync.transport import Transport
from sync.turn import TurnTakenError, one_turn

_log = logging.getLogger(__name__)

REAL_TIME = Timing(time.monotonic, Bell().wait, random.random)


class RoundCourier:
    """Carries entries and photos between this machine and the server (``app.ports.courier.Courier``).

    Args:
        premises: the store and the photos.
        transport: the way to the server.
        clock: for the note of when the last round went well.
        lock: a file of the home folder; while another process holds it, no round begins. None for none.
        options: what a round takes along.
        timing: time and chance.
        allowance: that of the transport's link; None where it has none.
    """

    def __init__(
        self,
        premises: Premises,
        transport: Transport,
        clock: Clock,
        *,
        lock: Path | None = None,
        options: Options | None = None,
        timing: Timing = REAL_TIME,
        allowance: Allowance | None = None,
    ) -> None:
        self._premises = premises
        self._transport = transport
        self._clock = clock
        self._lock = lock
        self._options = options or Options()
        self._timing = timing
        self._allowance = allowance or Allowance()
        self._schedule = Schedule()
        self._schedule_lock = Lock()

    def round(
        self, report: Callable[[Progress], None], is_cancelled: Callable[[], bool], thrift: Thrift = Thrift.NONE
    ) -> RoundReport:
        """Run one whole round; trouble is in the report, never raised; cancelling takes effect within 200 ms."""
        self._allowance.rate = SLOW_BYTES_S if thrift is Thrift.SLOW else None
        options = self._options
        if thrift is Thrift.METERED:
            options = replace(options, sends_photos=False, wants_originals=False)
        ended = self._round(Watcher(report, is_cancelled), options)
        now, chance = self._timing.monotonic(), self._timing.chance()
        self._reschedule(lambda schedule: schedule.after_round(now, ended.problem, chance))
        return ended

    def sign_in(self, password: str) -> None:
        """Get new tokens from the server; errors as for ``sync.enrolment.enrol``."""
        self._transport.sign_in(password)
        self.expect_round()

    def is_reachable(self) -> bool:
        """Whether our server answers now; may take seconds."""
        return self._transport.is_ours()

    def wants_round(self) -> bool | None:
        """Whether a round should begin by itself: it is due and our server answers; None if it is not due."""
        if self._schedule.errand(self._timing.monotonic()) is Errand.NOTHING:
            return None
        is_ours = self._transport.is_ours()
        now, chance = self._timing.monotonic(), self._timing.chance()
        if not is_ours:
            self._reschedule(lambda schedule: schedule.after_health(now, chance))
        return self._schedule.errand(now, is_ours=is_ours) is Errand.ROUND

    def expect_round(self) -> None:
        """Somebody made something to send: a round is due now, however often it failed before."""
        now = self._timing.monotonic()
        self._reschedule(lambda schedule: schedule.after_act(now))

    def _reschedule(self, change: Callable[[Schedule], Schedule]) -> None:
        with self._schedule_lock:
            self._schedule = change(self._schedule)

    def _round(self, watcher: Watcher, options: Options) -> RoundReport:
        try:
            with one_turn(self._lock):
                return self._run(Carrier(self._premises, self._transport, self._timing, watcher), options)
        except TurnTakenError:
            return RoundReport(problem=WaitReason.UNDER_WAY, code="sync.round_elsewhere")

    def _run(self, carrier: Carrier, options: Options) -> RoundReport:
        state, effects = step(Round(options), Started())
        while not isinstance(effects[-1], Finish):
            state, effects = step(state, _answer(carrier, effects))
        for effect in effects[:-1]:
            carrier.carry_out(effect)
        return self._finished(effects[-1])

    def _finished(self, finish: Finish) -> RoundReport:
        refetched = finish.report.refetched
        for stream in refetched:
            _log.warning("stream %s differed from the server's and was fetched anew", stream)
        exchange = self._premises.exchange
        if refetched:
            exchange.note("refetched", " ".join(refetched))
        if finish.report.problem is None and not finish.report.was_cancelled:
            exchange.note("last_round_at", self._clock.now().isoformat(timespec="seconds"))
        return finish.report


def _answer(carrier: Carrier, effects: tuple[Effect, ...]) -> Event:
    """Carry out effects until one brings an event: trouble with a notice, or the answer to the request at the end."""
    for effect in effects:
        event = carrier.carry_out(effect)
        if event is not None:
            return event
    raise AssertionError(f"a step of a round asked for nothing: {effects}")
