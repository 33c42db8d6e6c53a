"""Controls that several pages share."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.style.colours import Tone
from ui.style.metrics import touch
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX, button, picture_button
from ui.widgets.count_card import CountCard
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PageHeader
from ui.widgets.labels import Chip, label
from ui.widgets.search import SearchField
from ui.widgets.tables import Table

pytestmark = pytest.mark.usefixtures("dressed")


def flow(qtbot: QtBot, widths: Sequence[int], room: int, *, stretch: bool = False) -> list[tuple[int, int, int]]:
    """Return x, y and width of boxes of these widths, 20 px high, laid out 10 px apart in a room."""
    box = QWidget()
    qtbot.addWidget(box)
    line = FlowLayout(box, spacing=10, stretch=stretch)
    for width in widths:
        part = QWidget()
        part.setMinimumSize(width, 20)
        part.setMaximumHeight(20)
        line.addWidget(part)
    box.resize(room, 400)
    box.show()
    return [(part.x(), part.y(), part.width()) for part in box.findChildren(QWidget)]


def test_what_fits_one_line_stands_in_one_line(qtbot: QtBot) -> None:
    assert flow(qtbot, [100, 100], 210) == [(0, 0, 100), (110, 0, 100)]


def test_one_px_less_makes_a_second_line(qtbot: QtBot) -> None:
    assert flow(qtbot, [100, 100], 209) == [(0, 0, 100), (0, 30, 100)]


def test_a_stretched_line_shares_the_whole_width(qtbot: QtBot) -> None:
    assert flow(qtbot, [100, 100], 410, stretch=True) == [(0, 0, 200), (210, 0, 200)]


def test_four_cards_that_do_not_fit_make_two_even_lines(qtbot: QtBot) -> None:
    rows = [y for _x, y, _width in flow(qtbot, [100] * 4, 340, stretch=True)]

    assert rows == [0, 0, 30, 30]


def test_an_empty_flow_needs_no_height(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)

    assert FlowLayout(box, spacing=10).heightForWidth(100) == 0


def test_a_search_waits_until_the_typing_pauses(qtbot: QtBot) -> None:
    search = SearchField("搜索")
    qtbot.addWidget(search)
    asked: list[str] = []
    search.searched.connect(asked.append)

    with qtbot.waitSignal(search.searched):
        QTest.keyClicks(search, " abc ")

    assert asked == ["abc"]


def test_enter_searches_at_once_and_clearing_does_too(qtbot: QtBot) -> None:
    search = SearchField("搜索")
    qtbot.addWidget(search)
    asked: list[str] = []
    search.searched.connect(asked.append)

    QTest.keyClicks(search, "abc")
    QTest.keyClick(search, Qt.Key.Key_Return)
    search.clear()

    assert asked == ["abc", ""]


def test_the_down_key_leads_out_of_the_search(qtbot: QtBot) -> None:
    search = SearchField("搜索")
    qtbot.addWidget(search)

    with qtbot.waitSignal(search.left_down):
        QTest.keyClick(search, Qt.Key.Key_Down)


def test_a_banner_is_hidden_until_it_has_something_to_say(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    banner = Banner(box)
    box.show()
    before = banner.isVisible()

    banner.say("<b>磁盘已满</b>", Tone.DANGER)

    assert not before
    assert banner.isVisible()
    assert banner.text == "<b>磁盘已满</b>"
    assert banner.accessibleName() == banner.text


def test_dismissing_a_banner_hides_it_and_says_so(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("没有网络", Tone.WARNING)

    with qtbot.waitSignal(banner.dismissed):
        banner.dismiss()

    assert banner.text == ""


def test_text_is_shown_as_it_was_written_and_never_as_markup() -> None:
    assert label("<img src=x>").textFormat() is Qt.TextFormat.PlainText
    assert Chip("<b>x</b>").textFormat() is Qt.TextFormat.PlainText


def test_a_count_that_is_not_known_yet_shows_dots() -> None:
    card = CountCard("逾期", Tone.DANGER)

    assert card.accessibleName() == "逾期 …"
    card.show_number(0)
    assert card.accessibleName() == "逾期 0"


def test_a_bar_keeps_its_room_and_shows_a_share(qtbot: QtBot) -> None:
    bar = BusyBar("进度")
    qtbot.addWidget(bar)
    height = bar.height()

    bar.show_share(0.25)
    quarter = bar.value() / bar.maximum()
    bar.move_on()
    moving = (bar.minimum(), bar.maximum())
    bar.rest()

    assert quarter == 0.25
    assert moving == (0, 0)
    assert bar.height() == height


def test_buttons_are_large_enough_for_a_finger() -> None:
    assert button("保存").minimumHeight() >= SMALL_TOUCH_PX
    assert picture_button("close", "关闭").minimumHeight() == touch(SMALL_TOUCH_PX)


def test_a_button_with_only_a_picture_still_has_a_name() -> None:
    assert picture_button("close", "关闭").accessibleName() == "关闭"


def test_the_arrow_of_a_header_leads_back(qtbot: QtBot) -> None:
    header = PageHeader("题目", back=True)
    qtbot.addWidget(header)
    arrow = next(part for part in header.findChildren(QWidget) if part.accessibleName())

    with qtbot.waitSignal(header.back_wanted):
        QTest.mouseClick(arrow, Qt.MouseButton.LeftButton)


def table(qtbot: QtBot, room: int) -> Table:
    """Return a table of three columns of 100 px; the second is stretched, the third may be left out."""
    made = Table("表", QStandardItemModel(3, 3))
    qtbot.addWidget(made)
    made.set_widths((100, 100, 100), 1, (2,))
    made.resize(room + made.width() - made.viewport().width(), 200)
    made.show()
    QApplication.sendPostedEvents()
    return made


def test_a_table_gives_what_is_left_to_the_stretched_column(qtbot: QtBot) -> None:
    made = table(qtbot, 400)

    assert sum(made.columnWidth(section) for section in range(3)) == made.viewport().width()
    assert made.columnWidth(1) > 100


def test_a_narrow_table_leaves_out_what_can_be_spared_and_brings_it_back(qtbot: QtBot) -> None:
    made = table(qtbot, 250)
    narrow = made.isColumnHidden(2)

    made.resize(600, 200)

    assert narrow
    assert not made.isColumnHidden(2)


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot) -> None:
    made = table(qtbot, 400)
    rows: list[int] = []
    made.activated_row.connect(rows.append)

    made.selectRow(1)
    QTest.keyClick(made, Qt.Key.Key_Enter)
    made.doubleClicked.emit(QModelIndex())

    assert rows == [1, 1]
