"""The grades beside a form that is being filled in: a line that is always there, and a panel with the calculation."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.grades.lines import GradeLines, own_words
from ui.grades.sheet import SheetView
from ui.grades.told import ToldGrade, grader_name, told_gradings
from ui.record.model import RecordModel
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.tasks import Tasks
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import ScrollColumn, clear, column, row
from ui.widgets.labels import Chip, label
from ui.words import spoken_language

PANEL_PX = 340


class LiveGrades(QFrame):
    """One line: class and score of each grader, what is missing, and the button that opens the calculation.

    Signals:
        panel_wanted: the button was pressed; the argument is whether the panel is to be shown.

    Attributes:
        panel: the calculation; put where there is room.
        grades: the newest grades.
    """

    panel_wanted = Signal(bool)

    def __init__(self, model: RecordModel, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grades")
        self._model = model
        self.grades: tuple[ToldGrade, ...] = ()
        line = row(self, margins=(12, 6, 8, 6), spacing=10)
        line.addWidget(label(self.tr("评定"), "strong"))
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips, spacing=dp(8))
        line.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self.toggle = QPushButton(self.tr("计算书"))
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self.panel_wanted)
        line.addWidget(self.toggle)
        self.panel = GradePanel(model, tasks)
        work = partial(told_gradings, model.session.form, language=spoken_language().value)
        self._recalculation = model.recalculation(work)
        self._recalculation.calculated.connect(self.show_grades)
        self._recalculation.start()

    @Slot(object)
    def show_grades(self, grades: tuple[ToldGrade, ...]) -> None:
        """Show grades here and in the panel."""
        self.panel.show_own()
        if grades == self.grades:
            return
        self.grades = grades
        clear(self._flow)
        for told in grades:
            self._flow.addWidget(label(grader_name(told.grader), "caption"))
            self._flow.addWidget(Chip(told.result or self.tr("未评定"), told.tone))
        count = sum(len(told.missing) + len(told.needed) for told in grades)
        if count:
            self._flow.addWidget(Chip(self.tr("缺少 {count} 项").format(count=count), Tone.WARNING))
        self.panel.show_grades(grades)


class GradePanel(QFrame):
    """The grades in full at the side of the form, with the inspector's own beside them."""

    def __init__(self, model: RecordModel, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(dp(PANEL_PX))
        self._model = model
        stack = column(self, margins=(16, 8, 16, 12), spacing=10)
        stack.addWidget(label(self.tr("评定"), "h2"))
        scroll = ScrollColumn(self)
        scroll.setObjectName("grade_lines")
        scroll.column.setContentsMargins(0, 0, dp(6), 0)
        self._lines = column(spacing=10)
        scroll.column.addLayout(self._lines)
        self._own = label("", "caption", wrap=True)
        scroll.column.addWidget(self._own)
        scroll.column.addStretch()
        stack.addWidget(scroll, 2)
        self.sheet = SheetView(tasks, model.draft.title)
        stack.addWidget(self.sheet, 3)

    def show_grades(self, grades: Sequence[ToldGrade]) -> None:
        """Show grades and their sheets."""
        clear(self._lines)
        for told in grades:
            self._lines.addWidget(GradeLines(told, self._model.reader.label))
        self.sheet.show_grades(grades)

    def show_own(self) -> None:
        """Show what the inspector says himself."""
        own = own_words(self._model.reader)
        self._own.setText(own)
        self._own.setVisible(bool(own))
