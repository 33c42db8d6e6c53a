"""``python -m tests.ui.grades.pictures FOLDER``: the graded forms at 1366×768, at 100 % and 150 %, light and dark."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTH_PX, HEIGHT_PX = 1366, 768
SETTLE_MS = 1200
WHOLE = 100


def main(folder: Path) -> int:
    """Take the pictures, each look and scale in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    codes = []
    for appearance in ("light", "dark"):
        for scale in (100, 150):
            environment = {**os.environ, "QT_SCALE_FACTOR": str(scale / 100), "QT_QPA_PLATFORM": "offscreen"}
            command = [sys.executable, "-m", "tests.ui.grades.pictures", str(folder), appearance, str(scale)]
            codes.append(subprocess.run(command, env=environment, check=False).returncode)
    return max(codes)


def take(folder: Path, appearance: str, scale: int) -> None:
    """Take the pictures of one look and scale."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.assembly.window import add_chinese_letters
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

    application = QApplication(sys.argv[:1])
    add_chinese_letters()
    dress(application, Appearance(appearance), 1.0)
    tasks = Tasks()
    suffix = ("" if appearance == "light" else "-dark") + f"-{scale}"
    with tempfile.TemporaryDirectory() as home:
        place = make_place(Path(home))
        workplace = graded_workplace(place)
        for name, form, document, title in (
            ("grade-bridge", "bridge_h21", BRIDGE, "前进桥"),
            ("grade-road", "village_road", ROAD, "城桥村中心路"),
        ):
            page = RecordPage(workplace, tasks, draft_of(workplace, form, document, title))
            page.resize(round(WIDTH_PX * WHOLE / scale), round(HEIGHT_PX * WHOLE / scale))
            page.show()
            QTest.qWait(SETTLE_MS)
            drawing = page.findChild(Drawing)
            if drawing is not None:
                page.form.verticalScrollBar().setValue(drawing.y())
            QTest.qWait(SETTLE_MS // 4)
            page.grab().save(str(folder / f"{name}{suffix}.png"))
            if page.grades is not None and scale > WHOLE:
                page.grades.toggle.setChecked(True)
                QTest.qWait(SETTLE_MS // 4)
                page.grab().save(str(folder / f"{name}-panel{suffix}.png"))
            page.close()
        key = submitted_record(workplace, "village_road", ROAD, "城桥村中心路")
        view = RecordView(as_supervisor(place, workplace), tasks, key)
        view.resize(round(WIDTH_PX * WHOLE / scale), round(HEIGHT_PX * WHOLE / scale))
        view.show()
        QTest.qWait(3 * SETTLE_MS)
        view.grab().save(str(folder / f"grade-record{suffix}.png"))
        cards = view.findChildren(GradeCard)
        cards[0].sheet.click()
        QTest.qWait(SETTLE_MS)
        view.findChildren(SheetDialog)[0].grab().save(str(folder / f"grade-sheet{suffix}.png"))
        view.close()
        tasks.close()
        place.store.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        take(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(Path(sys.argv[1])))
