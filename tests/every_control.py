"""``python -m tests.every_control``: the form that shows every control, light and dark, at 100 % and 150 %.

The pictures are of a window of 1366×768 px and go to ``docs/screenshots/every-control-*.png``.
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.assembly.window import add_chinese_letters
from app.forms import Form, FormSource, SourceFormat, compile_form
from app.workplace import FormInfo
from db.photos.sample import Shot, sample_photo
from tests.source_tree import ROOT
from tests.ui.place import Place, make_place
from tests.ui.record.filling import BRIDGE_AT, NEAR, TAKEN, bridge, new_draft
from ui.controls.canvas import Canvas, Stroke, Tool
from ui.controls.drawing import DrawingWindow
from ui.record.page import RecordPage
from ui.style.theme import Appearance, dress
from ui.tasks import Tasks

FOLDER = ROOT / "docs" / "screenshots"
SURVEY = ROOT / "tests" / "forms" / "every_control.md"
WIDTH_PX, HEIGHT_PX = 1366, 768
SCALES = (100, 150)
SETTLE_MS = 600
MARGIN_PX = 12
STEPS = 60
PARTS = ("words", "choosing", "when", "where", "attached", "damages", "more")
"""What each picture begins with; parts that are higher than the window go on in further pictures."""


@dataclass(frozen=True)
class IllustratedForms:
    """A shelf with one form and the pictures of its labels (``ui.record.enclosures.FormFiles``)."""

    only: Form

    def infos(self) -> tuple[FormInfo, ...]:
        """Return nothing to choose from."""
        return ()

    def form(self, form: str, version: str) -> Form:
        """Return the form."""
        assert (form, version) == (self.only.id, self.only.version)
        return self.only

    def file(self, form: str, version: str, name: str) -> bytes | None:
        """Return a drawn traffic sign for each picture that the form names."""
        assert (form, version) == (self.only.id, self.only.version)
        return sign(name) if name.startswith("sign") else None


def every_control(style: str = "theme-grid") -> Form:
    """Return the form, page by page with the style ``pages``."""
    content = SURVEY.read_text(encoding="utf-8").replace("theme-grid", style)
    return compile_form(FormSource(SourceFormat.MARKDOWN, content.encode(), name="every_control"))


def sign(name: str) -> bytes:
    """Return a round sign in the colour that its name stands for, as a PNG."""
    colours = {"sign-a.png": "#D93025", "sign-b.png": "#1F61B5", "sign-c.png": "#176B3F"}
    image = QImage(96, 96, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#FFFFFF"))
    pen = painter.pen()
    pen.setWidth(12)
    pen.setColor(QColor(colours.get(name, "#D93025")))
    painter.setPen(pen)
    painter.drawEllipse(10, 10, 76, 76)
    painter.end()
    return saved(image)


def saved(image: QImage) -> bytes:
    """Return an image as the bytes of a PNG."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.png"
        image.save(str(path))
        return path.read_bytes()


def main() -> int:
    """Take the pictures, one process for each appearance and scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", help="part of the pictures' names")
    parser.add_argument("--look", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.look:
        return _take(chosen.out, chosen.only, chosen.look)
    return max(_child(chosen, f"{look}-{scale}") for look in ("light", "dark") for scale in SCALES)


def _child(chosen: argparse.Namespace, look: str) -> int:
    scale = int(look.partition("-")[2]) / 100
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_SCALE_FACTOR": str(scale)}
    command = [sys.executable, "-m", "tests.every_control", "--out", str(chosen.out), "--only", chosen.only]
    return subprocess.run([*command, "--look", look], env=environment, cwd=ROOT, check=False).returncode


def _take(out: Path, only: str, look: str) -> int:
    appearance, _, scale = look.partition("-")
    application = QApplication(sys.argv[:1])
    add_chinese_letters()
    dress(application, Appearance(appearance), 1.0)
    size = QPoint(WIDTH_PX, HEIGHT_PX) * 100 / int(scale)
    with tempfile.TemporaryDirectory() as folder:
        for name, widget in _pictures(Path(folder), size):
            file = f"every-control-{name}-{look}.png"
            if only in file:
                widget.grab().save(str(out / file))
                sys.stdout.write(f"{file}\n")
    return 0


def _pictures(folder: Path, size: QPoint) -> Iterator[tuple[str, QWidget]]:
    """Yield the name of each picture and the widget that it is of; size in logical px."""
    place, tasks = make_place(folder / "home"), Tasks()
    page = _open(place, tasks, every_control(), size)
    _fill(page, folder)
    for place_in_form, part in enumerate(PARTS, start=1):
        for number in _screens(page, part):
            yield f"{place_in_form}-{part}-{number}", page
    yield "8-marking", _marking(page)
    for window in page.findChildren(QDialog):
        window.close()
    page.close()
    paged = _open(place, tasks, every_control("pages"), size)
    paged.form.jump("when/day")
    QTest.qWait(SETTLE_MS)
    yield "9-page-by-page", paged
    paged.close()
    tasks.close()
    place.store.close()


def _open(place: Place, tasks: Tasks, form: Form, size: QPoint) -> RecordPage:
    workplace = replace(place.workplace, forms=IllustratedForms(form))
    draft = new_draft(workplace, bridge(place, **{"@site": BRIDGE_AT.to_body()}), form.id)
    page = RecordPage(workplace, tasks, draft)
    page.resize(size.x(), size.y())
    drawn: list[bool] = []
    page.form.drawn.connect(lambda: drawn.append(True))
    page.show()
    while not drawn:
        assert not page.banner.text, page.banner.text
        QTest.qWait(50)
    return page


def _fill(page: RecordPage, folder: Path) -> None:
    """Give the form a photo, a sketch, a signature, a recording, a video and a paper, and one wrong answer."""
    model = page.model
    photo = folder / "IMG_20261121_0042.jpg"
    photo.write_bytes(sample_photo(42, Shot(position=NEAR, taken_at=TAKEN), size=(1024, 768)))
    model.evidence.add_files([photo], "attached/photo")
    model.evidence.add_image(_drawn(_sketch), "attached/sketch", "绘图.png")
    model.evidence.add_image(_drawn(_signature), "attached/signature", "签名.png")
    voice, film, paper = folder / "齐力桥-口述.wav", folder / "VID_0042.mp4", folder / "桥梁检测报告.pdf"
    with wave.open(str(voice), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(160_000))
    film.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(3_400_000))
    paper.write_bytes(b"%PDF-1.7\n" + bytes(820_000))
    for file, key in ((voice, "voice"), (film, "film"), (paper, "paper")):
        model.evidence.add_files([file], f"attached/{key}")
    while model.evidence.intake.under_way:
        QTest.qWait(50)
    model.answer("words/spans", "60")
    damage = model.session.instances("damages")[0]
    model.answer(f"{damage}/damage_length", "1.6")
    guidance = page.form.rows["words/line"].findChild(QWidget, "fold")
    assert guidance is not None
    guidance.click()  # type: ignore[attr-defined]  # a button
    QTest.qWait(SETTLE_MS)


def _drawn(strokes: Callable[[], Iterator[Stroke]]) -> QImage:
    canvas = Canvas(None)
    for stroke in strokes():
        canvas.add(stroke)
    return canvas.image()


def _signature() -> Iterator[Stroke]:
    """Yield what looks like a name written in one go."""
    waves = [(200 + 13 * step, 330 + 110 * math.sin(step / 3.1) * math.cos(step / 11)) for step in range(STEPS)]
    yield Stroke(Tool.PEN, "#000000", tuple(QPointF(*place) for place in waves))
    yield Stroke(Tool.PEN, "#000000", (QPointF(230, 500), QPointF(980, 470)))


def _sketch() -> Iterator[Stroke]:
    """Yield a bridge of two spans with a crack."""
    yield Stroke(Tool.BOX, "#000000", (QPointF(120, 220), QPointF(1080, 290)))
    for left in (180, 580, 980):
        yield Stroke(Tool.BOX, "#000000", (QPointF(left, 290), QPointF(left + 50, 560)))
    crack = ((420, 225), (436, 245), (428, 262), (446, 288))
    yield Stroke(Tool.PEN, "#D93025", tuple(QPointF(*place) for place in crack))
    yield Stroke(Tool.ARROW, "#D93025", (QPointF(560, 120), QPointF(450, 215)))


def _screens(page: RecordPage, part: str) -> Iterator[int]:
    """Scroll through a part of the form, yielding at each screen of it."""
    form = page.form
    form.jump(part)
    QTest.qWait(SETTLE_MS)
    box, inside = form.part(part), form.widget()
    bar, shown_px = form.verticalScrollBar(), form.viewport().height()
    assert inside is not None
    top = box.mapTo(inside, QPoint(0, 0)).y() - MARGIN_PX
    for number in range(max(1, math.ceil((box.height() + MARGIN_PX) / shown_px))):
        bar.setValue(top + number * (shown_px - 2 * MARGIN_PX))
        QTest.qWait(SETTLE_MS // 3)
        yield number + 1


def _marking(page: RecordPage) -> QWidget:
    """Open the photo for marking and mark it."""
    row = page.form.rows["attached/photo"]
    mark = next(each for each in row.findChildren(QWidget) if "标注 IMG" in each.accessibleName())
    mark.click()  # type: ignore[attr-defined]  # a button
    while (window := page.findChild(DrawingWindow)) is None:
        QTest.qWait(50)
    window.canvas.add(Stroke(Tool.BOX, "#D93025", (QPointF(380, 330), QPointF(620, 470))))
    window.canvas.add(Stroke(Tool.ARROW, "#F5B400", (QPointF(800, 210), QPointF(630, 340))))
    QTest.qWait(SETTLE_MS // 3)
    return window


if __name__ == "__main__":
    sys.exit(main())
