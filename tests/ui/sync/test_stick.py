"""Sync by a stick as the page guides through it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.listing import WaitReason
from app.errors import AppError
from app.ports.bundles import Packed
from app.ports.courier import Progress, RoundReport
from tests.ui.place import Place
from ui.style.colours import Tone
from ui.sync.stick_model import StickModel
from ui.sync.stick_view import StickView
from ui.tasks import Tasks

FILE = Path("stick") / "wang.yxb"


@pytest.fixture
def model(place: Place, tasks: Tasks) -> StickModel:
    return StickModel(place.workplace, tasks)


def said(qtbot: QtBot, model: StickModel) -> tuple[str, Tone]:
    """Wait until what was begun has ended and return what is said of it."""
    qtbot.waitUntil(lambda: model.outcome is not None)
    assert model.outcome is not None
    return model.outcome


def test_an_export_says_what_is_in_the_file_and_that_it_is_not_delivered_yet(
    qtbot: QtBot, place: Place, model: StickModel
) -> None:
    place.bundles.packed = Packed(FILE, 7, 3, 0, 1_000_000)

    model.export(FILE, 500)

    words, tone = said(qtbot, model)
    assert place.bundles.asked == [("export", FILE, 500_000_000)]
    assert "7 项" in words
    assert "照片 3 张" in words
    assert "未送达" in words
    assert tone is Tone.SUCCESS


def test_photos_that_found_no_room_are_told(qtbot: QtBot, place: Place, model: StickModel) -> None:
    place.bundles.packed = Packed(FILE, 7, 3, 12, 1_000_000)

    model.export(FILE, 500)

    words, tone = said(qtbot, model)
    assert "12 张照片放不下" in words
    assert tone is Tone.WARNING


def test_a_file_brought_for_somebody_says_where_its_answer_is(qtbot: QtBot, place: Place, model: StickModel) -> None:
    place.bundles.packed = Packed(FILE.with_suffix(".yxa"), 0, 0, 0, 10)

    model.carry(FILE)

    words, _ = said(qtbot, model)
    assert place.bundles.asked == [("carry", FILE, FILE.with_suffix(".yxa"))]
    assert "wang.yxa" in words


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (RoundReport(sent=4, photos_sent=2, received=9), (Tone.SUCCESS, "送达 4 项")),
        (RoundReport(sent=1, refused=2), (Tone.DANGER, "2 项被服务器拒收")),
        (RoundReport(was_cancelled=True), (Tone.NEUTRAL, "已取消")),
        (RoundReport(problem=WaitReason.NOT_TRIED, code="bundle.export_again"), (Tone.WARNING, "再导出一个文件")),
        (RoundReport(problem=WaitReason.UNVERIFIED, code="sync.receipt_not_verified"), (Tone.WARNING, "回执")),
    ],
)
def test_an_answer_that_was_taken_in_says_what_came_of_it(
    qtbot: QtBot, place: Place, model: StickModel, report: RoundReport, expected: tuple[Tone, str]
) -> None:
    place.bundles.report = report

    model.take_in(FILE)

    words, shown = said(qtbot, model)
    assert expected[1] in words
    assert shown is expected[0]


def test_what_is_refused_says_what_to_do_and_the_page_goes_on(qtbot: QtBot, place: Place, model: StickModel) -> None:
    view = StickView(model)
    qtbot.addWidget(view)
    place.bundles.refusal = AppError("bundle.not_for_this_device")

    model.take_in(FILE)

    assert "另一台电脑" in said(qtbot, model)[0]
    qtbot.waitUntil(lambda: "另一台电脑" in view.banner.text)
    assert view.take_in.isEnabled()


def test_the_page_says_how_much_waits_and_shows_progress(qtbot: QtBot, place: Place, model: StickModel) -> None:
    place.inspection("跃进桥", ("submitted", {}))
    place.bundles.steps = (Progress("bundle_carried", bytes_done=1, bytes_all=2),)
    view = StickView(model)
    qtbot.addWidget(view)

    qtbot.waitUntil(lambda: "项等待送达" in view.waiting.text())
    model.carry(FILE)
    assert not view.export.isEnabled()

    said(qtbot, model)
    assert view.export.isEnabled()
