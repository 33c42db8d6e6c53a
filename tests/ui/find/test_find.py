"""Finding an asset from anywhere: every asset of the demonstration in five keys, counted through the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.demo.district import assets
from app.domain.asset_label import label_text, read_label
from app.domain.asset_words import words_of
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind
from app.domain.listing import AssetRow
from app.domain.site import Position, Source
from app.usecases.find_asset import find_asset
from app.workplace import RecordKey
from db.photos.sample import Shot, sample_photo
from tests.ui.counting import Inputs
from tests.ui.place import BRIDGES, NOW, Place
from ui.find.model import FindModel
from ui.find.view import FindView
from ui.language import Speech
from ui.review.view import RecordView, ReviewPage
from ui.shell.desk import Desk
from ui.shell.leaves import Leaves
from ui.tasks import Tasks

MOST_KEYS = 5
TRIED_IN_THE_WINDOW = 40


def demonstration(place: Place) -> tuple[AssetRow, ...]:
    """Put the demonstration's assets into the store."""
    acts = [
        Act(
            place.ids.new(),
            place.ids.new(),
            asset.stream,
            Action.CREATED.value,
            (),
            {"record": RecordKind.ASSET.value, "values": asset.values},
            NOW.isoformat(),
        )
        for asset in assets()
    ]
    with place.store() as unit:
        unit.append(acts)
    with place.store.reading() as reading:
        return reading.assets(limit=100_000)


def shortest(place: Place, asset: AssetRow) -> tuple[str, int]:
    """Return what to type for an asset and at which place of the results it stands; the fewest keys of some."""
    beginnings = {word[:length] for word in words_of(asset).split("|") for length in (1, 2, 3) if word.isascii()}
    ends = {asset.code.lower()[-length:] for length in (1, 2, 3)}
    with place.store.reading() as reading:
        for text in sorted((beginnings | ends) - {""}, key=lambda each: (len(each), each)):
            found = [each.asset.record for each in find_asset(reading, text)]
            if asset.record in found:
                return text, found.index(asset.record)
    raise AssertionError(f"{asset.name} {asset.code} is not found by three letters")


@pytest.fixture
def view(qtbot: QtBot, place: Place, tasks: Tasks) -> Iterator[FindView]:
    """The field over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    yield FindView(FindModel(place.workplace, tasks), window)
    window.close()


@pytest.fixture
def desk(dressed: QApplication, speech: Speech, place: Place, tasks: Tasks) -> Iterator[Desk]:
    """The person's window."""
    workplace = place.workplace
    leaves = Leaves(
        draft=lambda _draft: ReviewPage(workplace, tasks),
        record=lambda key: RecordView(workplace, tasks, key),
        review=lambda: ReviewPage(workplace, tasks),
        asset=lambda key: RecordView(workplace, tasks, key),
    )
    made = Desk(dressed, speech, workplace, tasks, leaves)
    made.open()
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_every_asset_of_the_demonstration_is_found_in_five_keys(qtbot: QtBot, place: Place, view: FindView) -> None:
    rows = demonstration(place)
    chosen: list[RecordKey] = []
    view.model.found.connect(chosen.append)
    paths = {asset.record: shortest(place, asset) for asset in rows}

    counts = []
    for asset in rows[:: max(1, len(rows) // TRIED_IN_THE_WINDOW)]:
        text, at = paths[asset.record]
        hand = Inputs()
        hand.count = 1  # Ctrl+K, which the next test presses
        view.begin()
        hand.type(view.field, text)
        qtbot.waitUntil(lambda: not view.model.is_busy)
        hand.count += 1
        QTest.keyClick(view.field, Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.AltModifier)
        counts.append(hand.count)
        assert chosen[-1].record == asset.record
    print(f"{len(rows)} assets; keys: {max(counts)} at most")  # noqa: T201  # the figure that was asked for
    assert max(counts) <= MOST_KEYS
    assert all(2 + len(text) <= MOST_KEYS for text, _ in paths.values())


def test_ctrl_k_letters_and_enter_open_the_asset_from_anywhere(qtbot: QtBot, desk: Desk, place: Place) -> None:
    place.bridge("红星桥", "QL-1")
    place.bridge("跃进桥", "QL-2")
    qtbot.waitActive(desk.window)
    finder = desk.window.finder
    hand = Inputs()

    hand.press(desk.window, Qt.Key.Key_K, control=True)
    qtbot.waitUntil(finder.isVisible)
    hand.type(finder.field, "hxq")
    with qtbot.waitSignal(finder.model.found):
        hand.press(finder.field, Qt.Key.Key_Return)

    assert hand.count == MOST_KEYS
    assert isinstance(desk.window.stack.currentWidget(), RecordView)
    assert not finder.isVisible()


@pytest.mark.parametrize(
    "text",
    [
        "hxq",
        "HXQ",
        "hongxing",
        "红星",
        "老红桥",
        "lhq",
        "q7",
        "007",
        "c101q007",
        "hongxingcun",
        "hhx",
        "7",
        "zxq",
        "cxq",
    ],
)
def test_names_aliases_codes_and_villages_find_it(place: Place, text: str) -> None:
    wanted = place.bridge("红星桥", "C101Q007", village="红星村", aliases="老红桥、重星桥")
    place.bridge("跃进桥", "C101Q012", village="永丰村")

    with place.store.reading() as reading:
        found = find_asset(reading, text)

    assert found[0].asset.record == wanted


def test_escape_leaves_the_field_and_not_the_page_below(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitActive(desk.window)
    desk.window.start_inspection()
    below = desk.window.stack.currentWidget()
    finder = desk.window.finder
    finder.begin()

    QTest.keyClick(finder.field, Qt.Key.Key_Escape)

    assert not finder.isVisible()
    assert desk.window.stack.currentWidget() is below


def test_what_was_inspected_last_comes_first(place: Place) -> None:
    old, new, never = (place.bridge("红星桥", f"B{number}") for number in range(3))
    place.inspection("桥", ("submitted", {}), asset=old, at="2026-11-01T08:00:00+08:00")
    place.inspection("桥", ("submitted", {}), asset=new, at="2026-11-20T08:00:00+08:00")

    with place.store.reading() as reading:
        assert [each.asset.record for each in find_asset(reading, "hxq")] == [new, old, never]
        assert [each.asset.record for each in find_asset(reading, "")] == [new, old]


def test_a_photo_finds_what_is_near_and_a_label_exactly_what_it_names(
    qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path
) -> None:
    sites = [Position(31.62, 121.40 + number * 0.01, Source.HAND).to_body() for number in range(3)]
    near = [place.write(BRIDGES, _bridge(f"B{number}", site)) for number, site in enumerate(sites)]
    path = tmp_path / "a.jpg"
    path.write_bytes(sample_photo(1, Shot(position=Position(31.62, 121.4201, Source.EXIF)), size=(64, 48)))
    model = FindModel(place.workplace, tasks)

    model.look_at(path)
    qtbot.waitUntil(lambda: not model.is_busy)

    assert [each.asset.record for each in model.results] == near[::-1]
    assert model.results[0].distance_m == pytest.approx(9.5, abs=1)


def _bridge(code: str, site: object) -> tuple[str, dict[str, object]]:
    values = {"name": "桥", "code": code, "village": "南门村", "@site": site}
    return "created", {"record": RecordKind.ASSET.value, "values": values}


def test_a_retired_asset_is_not_found(place: Place) -> None:
    gone = place.bridge("红星桥", "B1")
    place.write(BRIDGES, ("retired", {}), record=gone)

    with place.store.reading() as reading:
        assert find_asset(reading, "hxq") == ()


def test_the_text_of_a_label_names_one_asset_and_other_codes_none() -> None:
    asset = AssetRow("310151101", "0190b8f0-0000-7000-8000-000000000001", "bridge", "B1", "桥", "", None, None, {})

    assert read_label(label_text(asset)) == (asset.township, asset.record)
    assert read_label("yingxun:310151101:" + "z" * 36) is None
    assert read_label("https://example") is None


def test_what_finds_nothing_says_what_else_to_try(qtbot: QtBot, view: FindView) -> None:
    view.begin()
    QTest.keyClicks(view.field, "zzz")
    qtbot.waitUntil(lambda: not view.model.is_busy)

    assert view.list.count() == 0
    assert "首字母" in view.said.text()
