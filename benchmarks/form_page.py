"""How long the form page keeps the window's thread busy: opening 500 questions, answering a keystroke, scrolling.

Run: ``python -m benchmarks.form_page``. Prints milliseconds of the thread's own time beside the limit, and their ratio:
a ratio above 1 misses it. The form has ten types in 20 groups, and a repeat with 50 instances. Nothing is asserted.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.assembly.window import add_chinese_letters
from app.forms import Form, FormSource, SourceFormat, compile_form
from tests.ui.place import make_place
from tests.ui.record.filling import equipped, new_draft
from ui.record.page import RecordPage
from ui.style.theme import Appearance, dress
from ui.tasks import Tasks

GROUPS, QUESTIONS, INSTANCES = 20, 25, 50
OPEN_MS, FRAME_MS = 500.0, 16.0
ROUNDS = 25
MOST_TYPED = 12
_TYPES = (
    ("text", ""),
    ("integer", ""),
    ("decimal", ""),
    ("select_one few", ""),
    ("select_one many", "minimal"),
    ("select_multiple few", ""),
    ("date", ""),
    ("text", "multiline"),
    ("select_one few", "likert"),
    ("image", ""),
)


def survey() -> str:
    """Return the workbook in Markdown."""
    rows = ["| survey |", "| | type | name | label | hint | relevant | appearance |"]
    for group in range(GROUPS):
        rows.append(f"| | begin_group | g{group} | 第 {group + 1} 部分 | | | |")
        for number in range(QUESTIONS):
            kind, appearance = _TYPES[number % len(_TYPES)]
            relevant = f"${{q{group}_0}} != 'x'" if number % 5 == 4 else ""
            rows.append(f"| | {kind} | q{group}_{number} | 第 {number + 1} 题 | 按实填写 | {relevant} | {appearance} |")
        rows.append("| | end_group | | | | | |")
    rows += ["| | begin_repeat | damages | 缺损 | | | |", "| | text | kind | 类型 | | | |"]
    rows += ["| | decimal | width | 宽度 | | | |", "| | decimal | length | 长度 | | ${width} > 0 | |"]
    rows += ["| | end_repeat | | | | | |", "", "| choices |", "| | list_name | name | label |"]
    rows += [f"| | few | c{number} | 选项{number} |" for number in range(4)]
    rows += [f"| | many | v{number} | {number} 号村 |" for number in range(300)]
    settings = ["", "| settings |", "| | form_title | form_id | version |", "| | 五百题 | long | 1 |"]
    return "\n".join(rows + settings)


class Watch(QObject):
    """Notes the longest time for which the thread was busy without looking at its events, in ms of its own time."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last_s = time.thread_time()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(0)

    @Slot()
    def _tick(self) -> None:
        now_s = time.thread_time()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000)
        self._last_s = now_s


@dataclass
class Opening:
    """What opening took, in ms of the thread's own time."""

    first_screen_ms: float = 0.0
    whole_ms: float = 0.0
    longest_ms: float = 0.0
    page: RecordPage | None = field(default=None, repr=False)


def opened(make_page: Callable[[], RecordPage]) -> Opening:
    """Open a page and wait until all of it is drawn."""
    took, drawn = Opening(), list[bool]()
    began_s = time.thread_time()
    page = took.page = make_page()
    page.form.drawn.connect(lambda: drawn.append(True))
    page.show()
    watch = Watch()
    while not page.form.rows:
        QApplication.processEvents()
    page.grab()
    took.first_screen_ms = (time.thread_time() - began_s) * 1000
    while not drawn:
        QApplication.processEvents()
    page.grab()
    took.whole_ms = (time.thread_time() - began_s) * 1000
    took.longest_ms = watch.longest_ms
    return took


def milliseconds(act: Callable[[], object]) -> Iterator[float]:
    """Yield what an act and what follows from it on the screen took, again and again."""
    for _ in range(ROUNDS):
        began_s = time.thread_time()
        act()
        QApplication.processEvents()
        yield (time.thread_time() - began_s) * 1000


def say(name: str, took_ms: float, limit_ms: float) -> None:
    """Print one line."""
    print(f"{name:44} {took_ms:8.1f} ms   limit {limit_ms:5.0f} ms   ratio {took_ms / limit_ms:5.2f}")


def type_one(page: RecordPage, key: str) -> Callable[[], None]:
    """Return what types a digit into a question."""
    page.form.jump(key)
    line = page.form.rows[key].findChild(QLineEdit)
    assert line is not None

    def type_or_begin_again() -> None:
        if len(line.text()) < MOST_TYPED:
            QTest.keyClick(line, Qt.Key.Key_7)
        else:
            line.clear()

    return type_or_begin_again


def measure(page: RecordPage) -> None:
    """Print what using an open page takes."""
    instance = page.model.session.instances("damages")[INSTANCES // 2]
    for name, key in (("text", "q0_0"), ("integer", "q9_1")):
        group = key[1:].partition("_")[0]
        say(f"a keystroke in a {name} question", median(milliseconds(type_one(page, f"g{group}/{key}"))), FRAME_MS)
    say("a keystroke in one of 50 instances", median(milliseconds(type_one(page, f"{instance}/width"))), FRAME_MS)
    say("counting what is missing", median(milliseconds(page.assess)), FRAME_MS)
    bar = page.form.verticalScrollBar()
    say(
        "scrolling by a notch", median(milliseconds(lambda: bar.setValue((bar.value() + 60) % bar.maximum()))), FRAME_MS
    )


def main() -> None:
    """Open, measure, print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    add_chinese_letters()
    dress(application, Appearance.LIGHT, 1.0)
    form: Form = compile_form(FormSource(SourceFormat.MARKDOWN, survey().encode()))
    with tempfile.TemporaryDirectory() as folder:
        place, tasks = make_place(Path(folder)), Tasks()
        workplace = equipped(place, form)
        draft = new_draft(workplace, form="long")

        def make_page() -> RecordPage:
            page = RecordPage(workplace, tasks, draft)
            page.resize(1366, 768)
            return page

        opened(make_page).page.close()  # type: ignore[union-attr]  # it is there once opened; this round warms up
        took = opened(make_page)
        assert took.page is not None
        say("500 questions: until the first screen", took.first_screen_ms, OPEN_MS)
        say("500 questions: the longest pause meanwhile", took.longest_ms, FRAME_MS)
        print(f"{'500 questions: all drawn, in the background':44} {took.whole_ms:8.1f} ms")
        for _ in range(INSTANCES - 1):
            took.page.model.session.add_repeat("damages")
        took.page.model.changed.emit(("damages",))
        measure(took.page)
        took.page.close()
        tasks.close()
        place.store.close()


if __name__ == "__main__":
    main()
