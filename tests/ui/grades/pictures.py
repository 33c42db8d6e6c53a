"""``python -m tests.ui.grades.pictures FOLDER``: the graded forms at 1366×768, at 100 % and 150 %, light and dark."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTH_PX, HEIGHT_PX = 1366, 768
SETTLE_MS = 1200


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
    from tests.ui.grades.graded import BRIDGE, ROAD, draft_of, graded_workplace
    from tests.ui.place import make_place
    from ui.record.page import RecordPage
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
            page.resize(round(WIDTH_PX * 100 / scale), round(HEIGHT_PX * 100 / scale))
            page.show()
            QTest.qWait(SETTLE_MS)
            page.grab().save(str(folder / f"{name}-top{suffix}.png"))
            page.form.jump("damages")
            QTest.qWait(SETTLE_MS // 2)
            page.form.verticalScrollBar().setValue(page.form.verticalScrollBar().value())
            page.grab().save(str(folder / f"{name}{suffix}.png"))
            page.close()
        tasks.close()
        place.store.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        take(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(Path(sys.argv[1])))
