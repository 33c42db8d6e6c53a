"""Sync as the window shows it: rounds, progress, what waits and why."""

import threading

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from app.domain.listing import WaitReason
from app.ports.courier import Progress, RoundReport, Thrift
from db.tables import entries, records
from tests.ui.place import Place
from ui.settings.preferences import Preferences
from ui.style.colours import Tone
from ui.sync.model import THRIFT, SyncModel
from ui.sync.state import footer_words, progress_words, report_words
from ui.sync.view import SyncView
from ui.sync.waiting_table import Column, WaitingTable, size_words
from ui.tasks import Tasks


@pytest.fixture
def model(place: Place, tasks: Tasks) -> SyncModel:
    """The sync of the place's person."""
    return SyncModel(place.workplace, tasks)


def run(qtbot: QtBot, model: SyncModel) -> RoundReport:
    """Run a round to its end and read what waits."""
    with qtbot.waitSignal(model.finished) as finished:
        model.start()
    read(qtbot, model)
    report: RoundReport = (finished.args or [None])[0]
    return report


def read(qtbot: QtBot, model: SyncModel) -> None:
    """Read what waits."""
    with qtbot.waitSignal(model.changed):
        model.refresh()


def cells(table: WaitingTable, column: Column) -> list[str]:
    """Return what a column says from top to bottom."""
    return [table.data(table.index(row, column)) for row in range(table.rowCount())]


def note(place: Place, place_of: str, reason: str, title: str) -> None:
    """Let the entries of a record lie somewhere for a reason."""
    with place.store.engine.begin() as connection:
        of_title = select(records.c.record).where(records.c.title == title)
        moved = update(entries).where(entries.c.record.in_(of_title))
        connection.execute(moved.values(place=place_of, reason=reason))


def test_every_waiting_item_says_why_and_what_to_do(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    place.inspection("跃进桥", ("submitted", {}))
    note(place, "outbox", "unreachable", "跃进桥")

    read(qtbot, model)

    rows = [row for row, title in enumerate(cells(model.waiting_table, Column.TITLE)) if title == "跃进桥"]
    assert [cells(model.waiting_table, Column.WHAT)[row] for row in rows] == ["新建", "提交"]
    assert {cells(model.waiting_table, Column.REASON)[row] for row in rows} == {"连不上服务器"}
    assert all("自动再试" in cells(model.waiting_table, Column.ADVICE)[row] for row in rows)


def test_what_was_refused_stands_apart_with_the_servers_reason(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    place.inspection("跃进桥")
    place.inspection("新河桥")
    note(place, "held", "refused:no_grant", "新河桥")

    read(qtbot, model)

    assert cells(model.refused_table, Column.TITLE) == ["新河桥"]
    assert "没有这个乡镇" in cells(model.refused_table, Column.ADVICE)[0]
    assert "新河桥" not in cells(model.waiting_table, Column.TITLE)


def test_a_code_that_has_no_sentence_still_says_what_to_do(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    place.inspection("跃进桥")
    note(place, "held", "refused:something_new", "跃进桥")

    read(qtbot, model)

    assert "重新提交" in cells(model.refused_table, Column.ADVICE)[0]


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (RoundReport(sent=2, photos_sent=3, received=4), (Tone.SUCCESS, "送达 2 项、照片 3 张，收到 4 项")),
        (RoundReport(problem=WaitReason.UNREACHABLE), (Tone.WARNING, "连不上服务器")),
        (RoundReport(problem=WaitReason.UNVERIFIED), (Tone.DANGER, "联系管理员")),
        (RoundReport(refused=1), (Tone.DANGER, "1 项被服务器拒收")),
        (RoundReport(was_cancelled=True), (Tone.NEUTRAL, "已取消")),
    ],
)
def test_a_round_ends_with_a_sentence(
    qtbot: QtBot, place: Place, model: SyncModel, report: RoundReport, said: tuple[Tone, str]
) -> None:
    place.courier.report = report
    view = SyncView(model)
    qtbot.addWidget(view)

    run(qtbot, model)

    words, tone = report_words(report)
    assert tone is said[0]
    assert said[1] in words
    assert view.banner.text == words


def test_a_failure_in_the_background_is_as_loud_as_one_by_hand(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    place.courier.report = RoundReport(problem=WaitReason.SERVER_ERROR)
    view = SyncView(model)
    qtbot.addWidget(view)

    with qtbot.waitSignal(model.finished):
        model.background_due.emit()

    assert "服务器出错" in view.banner.text
    assert "服务器出错" in footer_words(model)


def test_a_round_begins_by_itself_when_one_is_due(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    place.courier.wants = True

    with qtbot.waitSignal(model.finished):
        model.begin()

    assert place.courier.rounds == 1
    model.close()


def test_the_first_round_by_itself_spares_the_link_as_was_chosen_before(
    qtbot: QtBot, place: Place, tasks: Tasks, model: SyncModel
) -> None:
    with place.store() as unit:
        unit.put_note(THRIFT, Thrift.METERED.value)
    place.courier.wants = True
    gate = threading.Event()
    tasks.on_database(lambda: gate.wait(10), lambda _: None, lambda _: None)

    with qtbot.waitSignal(model.finished):
        model.begin()
        qtbot.waitUntil(lambda: model.is_reachable is not None and not model._is_seeking)
        gate.set()

    assert (place.courier.rounds, place.courier.thrift) == (1, Thrift.METERED)
    model.close()


@pytest.mark.parametrize("wants", [None, False])
def test_no_round_begins_where_none_is_due_or_nobody_answers(
    qtbot: QtBot, place: Place, model: SyncModel, wants: bool | None
) -> None:
    place.courier.wants = wants
    place.courier.answers = wants is None

    with qtbot.assertNotEmitted(model.background_due), qtbot.waitSignal(model.changed):
        model.begin()
        qtbot.waitUntil(lambda: model.is_reachable is not None)

    assert (place.courier.rounds, model.is_reachable) == (0, wants is None)
    model.close()


def test_what_was_just_submitted_brings_a_round(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    read(qtbot, model)
    assert place.courier.rounds == 0
    place.inspection("跃进桥", ("submitted", {}))

    with qtbot.waitSignal(model.finished):
        model.refresh()

    assert (place.courier.expected, place.courier.rounds) == (1, 1)


def test_paused_sync_begins_only_by_hand(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    model.follow(Preferences(syncs_by_itself=False))
    read(qtbot, model)
    place.inspection("跃进桥", ("submitted", {}))

    read(qtbot, model)
    model.seek()

    assert (place.courier.expected, place.courier.rounds) == (1, 0)
    run(qtbot, model)
    assert place.courier.rounds == 1


def test_progress_is_shown_in_items_and_bytes(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    gate = threading.Event()
    place.courier.steps = (Progress("photos_out", 2, 4, 1_500_000, 6_000_000),)
    place.courier.before_end = lambda _is_cancelled: gate.wait(10)

    model.start()
    qtbot.waitUntil(lambda: model.progress is not None)
    words, share = progress_words(model.progress), model.share
    with qtbot.waitSignal(model.finished):
        gate.set()

    assert words == "发送照片 · 2 / 4 项 · 1.5 MB / 6.0 MB"
    assert share == 0.25
    assert model.progress is None


def test_cancelling_stops_the_round(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    seen = threading.Event()

    def until_cancelled(is_cancelled: object) -> None:
        while not is_cancelled():  # type: ignore[operator]  # the courier's own question
            seen.set()

    place.courier.before_end = until_cancelled
    model.start()
    qtbot.waitUntil(seen.is_set)

    with qtbot.waitSignal(model.finished):
        model.cancel()

    assert model.report is not None
    assert model.report.was_cancelled
    assert not model.is_running


def test_a_second_round_does_not_begin_while_one_runs(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    gate = threading.Event()
    place.courier.before_end = lambda _is_cancelled: gate.wait(10)

    model.start()
    model.start()
    with qtbot.waitSignal(model.finished):
        gate.set()

    assert place.courier.rounds == 1


def test_signing_in_again_is_offered_only_when_it_helps_and_goes_on_with_a_round(
    qtbot: QtBot, place: Place, model: SyncModel
) -> None:
    place.courier.report = RoundReport(problem=WaitReason.SIGNED_OUT)
    view = SyncView(model)
    qtbot.addWidget(view)
    view.show()
    before = view.password_card.isVisible()
    run(qtbot, model)
    after = view.password_card.isVisible()

    place.courier.report = RoundReport()
    with qtbot.waitSignal(model.finished):
        model.sign_in("right")

    assert (before, after) == (False, True)
    assert place.courier.passwords == ["right"]
    assert place.courier.rounds == 2
    assert not view.password_card.isVisible()


def test_a_wrong_password_is_said(qtbot: QtBot, model: SyncModel) -> None:
    with qtbot.waitSignal(model.failed) as failed:
        model.sign_in("wrong")

    assert failed.args is not None
    assert "密码" in failed.args[0]


def test_an_unreachable_server_is_seen_without_a_round(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    place.courier.answers = False

    with qtbot.waitSignal(model.changed):
        model.look()

    assert model.is_reachable is False
    assert footer_words(model).startswith("离线")
    assert place.courier.rounds == 0


def test_a_waiting_item_opens_its_record(qtbot: QtBot, place: Place, model: SyncModel) -> None:
    key = place.inspection("跃进桥")
    read(qtbot, model)
    row = cells(model.waiting_table, Column.TITLE).index("跃进桥")
    item = model.waiting_table.item_at(row)
    assert item is not None

    with qtbot.waitSignal(model.opened) as opened:
        model.open_item(item)

    assert opened.args == [key]


@pytest.mark.parametrize(
    ("size", "sent", "words"),
    [
        (0, 0, "1 kB"),
        (1_499, 0, "1 kB"),
        (999_000, 0, "999 kB"),
        (1_000_000, 0, "1.0 MB"),
        (2_000_000, 500_000, "2.0 MB · 25 %"),
    ],
)
def test_sizes_are_read_by_people(size: int, sent: int, words: str) -> None:
    assert size_words(size, sent) == words


def test_what_was_refused_can_be_submitted_again_once_its_reason_is_gone(
    qtbot: QtBot, place: Place, model: SyncModel
) -> None:
    place.inspection("新河桥", ("submitted", {}))
    note(place, "held", "refused:no_grant", "新河桥")
    view = SyncView(model)
    qtbot.addWidget(view)
    read(qtbot, model)
    assert model.refused_table.rowCount() == 2

    view.again.click()

    qtbot.waitUntil(lambda: place.courier.rounds > 0)
    qtbot.waitUntil(lambda: model.refused_table.rowCount() == 0)
    assert cells(model.waiting_table, Column.TITLE).count("新河桥") == 2
