"""The story by itself: one real inspection, from a photo to an approval and back; each step is printed and checked."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app.assembly.client import Client, verify_home
from app.assembly.enrolment import enrol_by_file
from app.demo import answers, pictures
from app.demo.district import INSPECTOR, SUPERVISOR
from app.demo.people import asset_by_code, at_work, enrol_once, inspect, sync
from app.demo.serving import DemoServer
from app.domain.kinds import Status
from app.domain.listing import RecordQuery, RecordRow
from app.domain.stream import Stream
from app.usecases import drafts, review
from app.usecases.day import today
from app.usecases.differences import since_last_decision
from app.usecases.submission import submit
from app.workplace import RecordKey
from db.identity import read_identity
from db.machine import SystemClock

BRIDGE = "C101Q001"
REMARK_ON, REMARK = "conclusion/remark", "请补充栏杆缺损的处置时限。"
CORRECTION = "已设警示带，三日内更换两根立柱。"
_PASSPHRASE = "demo-enrolment-file"  # noqa: S105  # protects nothing but the demonstration


class StoryError(Exception):
    """A step of the story did not do what it should."""


class Story:
    """Runs the story on three home folders below one; ``say`` is told each step."""

    def __init__(self, root: Path, say: Callable[[str], None]) -> None:
        self._root = root
        self._say = say
        self._inspector, self._supervisor = root / "inspector", root / "supervisor"
        self._server = DemoServer(root / "server")

    def run(self) -> None:
        """Run every step.

        Raises:
            StoryError: a step did not do what it should; the step is named.
        """
        try:
            self._enrol()
            self._server.stop()
            key = self._record_offline()
            self._server.start()
            self._deliver(key)
            self._give_back(key)
            self._correct(key)
            self._approve(key)
            self._see_approved(key)
            self._verify()
        finally:
            self._server.stop()

    def _enrol(self) -> None:
        url = self._server.start()
        self._say(f"1  server on {url}: accounts, forms and assets of three townships")
        enrol_once(self._inspector, url, INSPECTOR)
        self._say("2  the inspector enrolled by network")
        if read_identity(self._supervisor) is None:
            file = self._root / "supervisor.enrolment"
            self._server.write_enrolment(SUPERVISOR, file, _PASSPHRASE)
            enrol_by_file(self._supervisor, file, _PASSPHRASE)
            file.unlink()
        self._say("   the supervisor enrolled by a file, without the network")
        with at_work(self._inspector) as client:
            report = sync(client)
            self._expect(report.problem is None, f"first sync: {report}")
            with client.workplace.store.reading() as reading:
                day = today(reading, now=client.workplace.clock.now(), person=client.workplace.person)
        self._expect(bool(day.due), "nothing is due")
        self._say(f"   first sync: {report.received} entries; today {len(day.due)} checks are due")

    def _record_offline(self) -> RecordKey:
        with at_work(self._inspector) as client:
            place = client.workplace
            asset = asset_by_code(place, BRIDGE)
            taken_at = SystemClock().now() - timedelta(minutes=20)
            drawn = pictures.drawn_photo(self._root / "camera", 1, asset, taken_at)
            photos = [("conclusion/overview", drawn), *(("", path) for path in pictures.real_photos(2))]
            content = answers.regular_check(damages=(answers.RAILING,))
            recorded = inspect(place, "bridge_regular", asset, content, photos)
            self._expect(bool(recorded.number), f"the record was not submitted: {recorded.problems}")
            key = RecordKey(Stream(asset.township, asset.subject), recorded.record)
            self._say(f"3  server stopped; recorded {recorded.number} with {len(photos)} photos")
            report = sync(client)
            with place.store.reading() as reading:
                waiting = reading.waiting()
                is_delivered = reading.is_delivered(key.stream.township, key.record)
            self._expect(bool(waiting) and not is_delivered, "nothing waits")
            self._expect(report.problem is not None, "a round went well without a server")
            reasons = sorted({item.reason.value for item in waiting})
            self._say(f"   {len(waiting)} items wait in the outbox: {', '.join(reasons)}")
        return key

    def _deliver(self, key: RecordKey) -> None:
        with at_work(self._inspector) as client:
            report = sync(client)
            with client.workplace.store.reading() as reading:
                is_delivered = reading.is_delivered(key.stream.township, key.record)
            self._expect(is_delivered, f"not delivered: {report}")
            self._say(
                f"4  server back: {report.sent} entries and {report.photos_sent} photos sent; receipts verified: 已送达"
            )

    def _give_back(self, key: RecordKey) -> None:
        with at_work(self._supervisor) as client:
            self._server.sign_in(client, SUPERVISOR)
            sync(client)
            place = client.workplace
            row = self._row(client, key)
            self._expect(row.status is Status.SUBMITTED and row.photos > 0, f"the supervisor sees {row}")
            with place.store.reading() as reading:
                state = reading.state(key.stream, key.record)
            photos = [str(body["sha256"]) for body in state.attached().values()]
            self._expect(all(place.shelf.thumbnail(sha256) for sha256 in photos), "a thumbnail is missing")
            with place.store() as unit:
                review.give_back(
                    unit,
                    clock=place.clock,
                    ids=place.ids,
                    person=place.person,
                    key=key,
                    heads=state.heads,
                    remarks=[(REMARK_ON, REMARK)],
                )
            report = sync(client)
            self._expect(report.problem is None and report.sent == 1, f"the return was not sent: {report}")
            self._say(f"5  the supervisor saw it with {len(photos)} photos and returned it: {REMARK}")

    def _correct(self, key: RecordKey) -> None:
        with at_work(self._inspector) as client:
            sync(client)
            place = client.workplace
            with place.store.reading() as reading:
                state = reading.state(key.stream, key.record)
            said = [(remark.path, remark.text) for remark in state.remarks]
            self._expect(state.status is Status.RETURNED and said == [(REMARK_ON, REMARK)], f"returned: {said}")
            with place.store() as unit:
                draft = drafts.correct(unit, clock=place.clock, key=key)
                values = {**draft.values, REMARK_ON: CORRECTION}
                submit(unit, machine=place.machine, clock=place.clock, ids=place.ids, draft=draft, values=values)
            report = sync(client)
            self._expect(report.problem is None, f"resubmitting: {report}")
            self._say(f"6  the inspector saw the remark, corrected and resubmitted: {report.sent} entries")

    def _approve(self, key: RecordKey) -> None:
        with at_work(self._supervisor) as client:
            sync(client)
            place = client.workplace
            with place.store.reading() as reading:
                state = reading.state(key.stream, key.record)
                changed = since_last_decision(reading.entries(key.stream.township, key.record), key.stream, key.record)
            self._expect(
                changed is not None and [change.path for change in changed.answers] == [REMARK_ON],
                f"the differences are {changed}",
            )
            with place.store() as unit:
                review.approve(unit, clock=place.clock, ids=place.ids, person=place.person, key=key, heads=state.heads)
            report = sync(client)
            self._expect(report.problem is None and report.sent == 1, f"the approval was not sent: {report}")
            self._say(f"7  the supervisor saw what changed ({REMARK_ON}) and approved")

    def _see_approved(self, key: RecordKey) -> None:
        with at_work(self._inspector) as client:
            sync(client)
            row = self._row(client, key)
            self._expect(row.status is Status.APPROVED and row.unsent == 0, f"the inspector sees {row}")
            self._say("8  the inspector sees 已通过")

    def _verify(self) -> None:
        for home in (self._inspector, self._supervisor):
            verified = verify_home(home)
            self._expect(not verified.findings, f"{home.name}: {verified.findings}")
            self._say(
                f"9  verified {home.name}: {verified.entries} entries, {verified.receipts} receipts, "
                f"{verified.photos} photos, nothing changed"
            )

    def _row(self, client: Client, key: RecordKey) -> RecordRow:
        with client.workplace.store.reading() as reading:
            row = reading.record_row(key.stream.township, key.record)
            listed = reading.record_rows(reading.record_keys(RecordQuery(), 500))
        self._expect(row is not None and row in listed, "the record is not in the list")
        if row is None:
            raise StoryError(key.record)
        return row

    def _expect(self, is_so: bool, otherwise: str) -> None:  # noqa: FBT001  # what is expected, as in assert
        if not is_so:
            raise StoryError(otherwise)
