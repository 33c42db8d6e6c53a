"""``python -m tests.ui.grades.pictures FOLDER``: the graded forms at 1366×768, at 100 % and 150 %, light and dark."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.workplace import Workplace
from tests.ui.grades.graded import BRIDGE, ROAD, draft_of, graded_workplace, submitted_record
from tests.ui.place import make_place
from tests.ui.record.filling import as_supervisor
from ui.grades.drawing import Drawing
from ui.grades.review_card import GradeCard
from ui.grades.sheet import SheetDialog
from ui.record.page import RecordPage
from ui.review.record_view import RecordView
from ui.style.theme import Appearance, dress
from ui.tasks import Tasks

WIDTH_PX, HEIGHT_PX = 1366, 768
SETTLE_MS = 600
WHOLE = 100
FORMS = (
    ("grade-bridge", "bridge_h21", BRIDGE, "前进桥"),
    ("grade-road", "village_road", ROAD, "城桥村中心路"),
)

Shot = tuple[str, QWidget]


def main(folder: Path) -> int:
    """Take the pictures, each look and scale in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    codes = []
    for appearance in ("light", "dark"):
        for scale in (WHOLE, 150):
            environment = {**os.environ, "QT_SCALE_FACTOR": str(scale / WHOLE), "QT_QPA_PLATFORM": "offscreen"}
            command = [sys.executable, "-m", "tests.ui.grades.pictures", str(folder), appearance, str(scale)]
            codes.append(subprocess.run(command, env=environment, check=False).returncode)
    return max(codes)


def take(folder: Path, appearance: str, scale: int) -> None:
    """Take the pictures of one look and scale."""
    from app.assembly.window import add_chinese_letters

    application = QApplication(sys.argv[:1])
    add_chinese_letters()
    dress(application, Appearance(appearance), 1.0)
    tasks = Tasks()
    suffix = ("" if appearance == "light" else "-dark") + f"-{scale}"
    size = (round(WIDTH_PX * WHOLE / scale), round(HEIGHT_PX * WHOLE / scale))
    with tempfile.TemporaryDirectory() as home:
        place = make_place(Path(home))
        workplace = graded_workplace(place)
        reviewed = as_supervisor(place, workplace)
        for name, widget in chain(forms(workplace, tasks, size), record(workplace, reviewed, tasks, size)):
            widget.grab().save(str(folder / f"{name}{suffix}.png"))
        tasks.close()
        place.store.close()


def forms(workplace: Workplace, tasks: Tasks, size: tuple[int, int]) -> Iterator[Shot]:
    """Yield the two forms at their drawings; where it is narrow with the calculation opened too."""
    for name, form, document, title in FORMS:
        page = RecordPage(workplace, tasks, draft_of(workplace, form, document, title))
        page.resize(*size)
        page.show()
        while page.grades is None or not page.grades.grades:
            QTest.qWait(SETTLE_MS)
        QTest.qWait(2 * SETTLE_MS)
        page.form.verticalScrollBar().setValue(page.findChildren(Drawing)[0].y())
        QTest.qWait(SETTLE_MS)
        yield name, page
        if not page.grades.toggle.isChecked():
            page.grades.toggle.setChecked(True)
            QTest.qWait(SETTLE_MS)
            yield f"{name}-panel", page
        page.close()


def record(workplace: Workplace, reviewed: Workplace, tasks: Tasks, size: tuple[int, int]) -> Iterator[Shot]:
    """Yield a record that is reviewed, and its calculation."""
    view = RecordView(reviewed, tasks, submitted_record(workplace, "village_road", ROAD, "城桥村中心路"))
    view.resize(*size)
    view.show()
    while not view.sheet.rows:
        QTest.qWait(SETTLE_MS)
    QTest.qWait(SETTLE_MS)
    yield "grade-record", view
    view.findChildren(GradeCard)[0].sheet.click()
    QTest.qWait(SETTLE_MS)
    yield "grade-sheet", view.findChildren(SheetDialog)[0]
    view.close()


if __name__ == "__main__":
    if sys.argv[2:]:
        take(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(Path(sys.argv[1])))
