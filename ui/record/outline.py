"""The left side of the form page: its parts with what is missing in each, and a list of problems to jump to."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from app.forms import Problem
from ui.record.question import Reader, Section, problem_sentence
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.frames import ScrollColumn, column, row
from ui.widgets.labels import Chip, label

WIDTH_PX = 252
LIST_PX = 96
KEY_ROLE = Qt.ItemDataRole.UserRole
MOST_SHOWN = 200


class Outline(QWidget):
    """Parts and problems.

    Signals:
        wanted: the key that is to be jumped to.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(dp(WIDTH_PX))
        stack = column(self, margins=(24, 4, 0, 8), spacing=6)
        stack.addWidget(label(self.tr("目录"), "h2"))
        scroll = ScrollColumn(self)
        scroll.column.setContentsMargins(0, 0, dp(6), 0)
        scroll.column.setSpacing(dp(2))
        self._parts = column(spacing=2)
        scroll.column.addLayout(self._parts)
        scroll.column.addStretch()
        stack.addWidget(scroll, 3)
        self._chips: list[Chip] = []
        self._buttons: list[QPushButton] = []
        self._heading = label("", "h2")
        stack.addWidget(self._heading)
        self.problems = QListWidget(self)
        self.problems.setObjectName("problems")
        self.problems.setAccessibleName(self.tr("还差的内容"))
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.itemClicked.connect(self._jump)
        self.problems.itemActivated.connect(self._jump)
        self.problems.setMinimumHeight(dp(LIST_PX))
        stack.addWidget(self.problems, 2)

    def begin(self, names: Sequence[str], keys: Sequence[str]) -> None:
        """List the parts anew; each jumps to its first key."""
        while (taken := self._parts.takeAt(0)) is not None:
            gone = taken.widget()
            if gone is not None:
                gone.deleteLater()
        self._chips.clear()
        self._buttons.clear()
        for name, key in zip(names, keys, strict=True):
            part = QPushButton(self)
            part.setObjectName("outline")
            part.setAccessibleName(name)
            line = row(part, margins=(8, 2, 6, 2), spacing=6)
            line.addWidget(label(name, wrap=True), 1)
            chip = Chip()
            line.addWidget(chip)
            part.clicked.connect(partial(self.wanted.emit, key))
            self._chips.append(chip)
            self._buttons.append(part)
            self._parts.addWidget(part)

    def show_problems(self, reader: Reader, sections: Sequence[Section], problems: Sequence[Problem]) -> None:
        """Count what is missing in each part, and list it; parts of which nothing is asked now are not shown."""
        for part, chip, section in zip(self._buttons, self._chips, sections, strict=False):
            part.setVisible(any(reader.session.is_relevant(key) for key in section.keys))
            count = sum(section.holds(problem.key) for problem in problems)
            chip.show_state(self.tr("差 {count}").format(count=count) if count else self.tr("完成"), _tone(count))
        self._heading.setText(
            self.tr("还差 {count} 项").format(count=len(problems)) if problems else self.tr("可以提交了")
        )
        self.problems.clear()
        for problem in problems[:MOST_SHOWN]:
            item = QListWidgetItem(_line(reader, problem))
            item.setData(KEY_ROLE, problem.key)
            item.setToolTip(reader.title_of(problem.key))
            self.problems.addItem(item)

    @Slot(QListWidgetItem)
    def _jump(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(KEY_ROLE))


def _line(reader: Reader, problem: Problem) -> str:
    """Return a problem in one line; what is only missing needs no more than its name."""
    name = " · ".join(reader.title_of(problem.key).split(" · ")[-2:])
    return name if problem.code == "form.answer_required" else f"{name}：{problem_sentence(problem)}"


def _tone(missing: int) -> Tone:
    return Tone.WARNING if missing else Tone.SUCCESS
