"""Drawing, signing and marking: strokes that are made and taken back, a new picture, an untouched ground."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.controls.showing import name_of
from ui.controls.canvas import PAPER, Canvas, Tool
from ui.controls.drawing import BLUE, RED, DrawingWindow

WHITE = QColor("#FFFFFF")


def canvas_on(qtbot: QtBot, ground: QImage | None = None) -> Canvas:
    canvas = Canvas(ground)
    qtbot.addWidget(canvas)
    canvas.resize(640, 360)
    canvas.show()
    return canvas


def grey(width: int = 640, height: int = 360) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    return image


def stroke(canvas: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def ink(image: QImage, ground: QColor) -> int:
    """Count pixels on a coarse net that are not of the ground's colour."""
    return sum(
        image.pixelColor(x, y) != ground for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )


def test_a_stroke_is_in_the_picture_and_undo_takes_it_out(qtbot: QtBot) -> None:
    canvas = canvas_on(qtbot)

    stroke(canvas, QPoint(50, 50), QPoint(300, 200))
    drawn = ink(canvas.image(), WHITE)
    canvas.undo()

    assert drawn > 20
    assert canvas.is_empty
    assert ink(canvas.image(), WHITE) == 0
    assert canvas.image().size() == PAPER


def test_what_was_erased_is_drawn_again_one_by_one(qtbot: QtBot) -> None:
    canvas = canvas_on(qtbot)
    stroke(canvas, QPoint(50, 50), QPoint(300, 50))
    once = ink(canvas.image(), WHITE)
    stroke(canvas, QPoint(50, 150), QPoint(300, 150))
    twice = ink(canvas.image(), WHITE)

    canvas.clear()
    canvas.redo()
    again = ink(canvas.image(), WHITE)
    canvas.redo()

    assert (again, ink(canvas.image(), WHITE)) == (once, twice)
    assert not canvas.can_redo


def test_marking_a_photo_leaves_the_photo_as_it_was(qtbot: QtBot) -> None:
    ground = grey()
    before = ground.copy()
    canvas = canvas_on(qtbot, ground)
    canvas.tool, canvas.colour = Tool.ARROW, RED

    stroke(canvas, QPoint(100, 100), QPoint(400, 100))

    assert ground == before
    assert canvas.image().pixelColor(250, 100) == QColor(RED)


def test_a_box_frames_and_does_not_cover(qtbot: QtBot) -> None:
    canvas = canvas_on(qtbot, grey())
    canvas.tool, canvas.colour = Tool.BOX, RED

    stroke(canvas, QPoint(400, 300), QPoint(100, 100))

    assert canvas.image().pixelColor(250, 100) == QColor(RED)
    assert canvas.image().pixelColor(250, 200) == QColor("#808080")


def test_a_press_is_a_dot_of_the_pen_and_nothing_of_the_box(qtbot: QtBot) -> None:
    canvas = canvas_on(qtbot)
    canvas.tool = Tool.BOX
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    was_empty = canvas.is_empty
    canvas.tool = Tool.PEN

    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))

    assert was_empty
    assert not canvas.is_empty


def test_a_picture_of_another_shape_is_marked_where_the_finger_was(qtbot: QtBot) -> None:
    canvas = canvas_on(qtbot, grey(100, 200))

    stroke(canvas, QPoint(320, 90), QPoint(320, 270))

    assert canvas.image().pixelColor(50, 100) != QColor("#808080")
    assert canvas.image().pixelColor(20, 100) == QColor("#808080")


def test_an_empty_sheet_cannot_be_kept(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(900, 600)
    window = DrawingWindow("签名", None, owner, is_signature=True)
    window.open()
    kept: list[QImage] = []
    window.drawn.connect(kept.append)
    could_keep = window.keep.isEnabled()

    stroke(window.canvas, QPoint(100, 100), QPoint(300, 150))
    window.keep.click()

    assert not could_keep
    assert ink(kept[0], WHITE) > 20


def test_tools_and_colours_have_names_and_are_taken(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(900, 600)
    window = DrawingWindow("标注", grey(), owner)

    for group, value in ((window.tools, Tool.BOX.value), (window.colours, BLUE)):
        next(each for each in group.buttons() if each.property("value") == value).click()

    assert (window.canvas.tool, window.canvas.colour) == (Tool.BOX, BLUE)
    assert all(name_of(each) for group in (window.tools, window.colours) for each in group.buttons())
