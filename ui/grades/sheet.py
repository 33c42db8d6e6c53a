"""The calculation sheet on the screen: the lines to read and copy, and saving them as PDF or text."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget

from app.errors import AppError
from ui.grades.document import write_sheet
from ui.grades.lines import GradeLines, Title
from ui.grades.told import ToldGrade, grader_name
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column
from ui.words import explain

FILTERS = "PDF (*.pdf);;TXT (*.txt)"


class SheetView(QWidget):
    """The sheets of several grades one below the other, with buttons that save and copy them."""

    def __init__(self, tasks: Tasks, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._title = title
        self._lines: tuple[str, ...] = ()
        stack = column(self, spacing=8)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setAccessibleName(self.tr("计算书"))
        self.text.setTabChangesFocus(True)
        stack.addWidget(self.text, 1)
        self.banner = Banner()
        stack.addWidget(self.banner)
        self.save, self.copy = button(self.tr("另存为 PDF 或文本…")), button(self.tr("复制全文"), "plain")
        self.save.clicked.connect(self._ask)
        self.copy.clicked.connect(self._copy)
        line = FlowLayout(spacing=dp(8))
        line.addWidget(self.save)
        line.addWidget(self.copy)
        stack.addLayout(line)
        self.show_grades(())

    @property
    def lines(self) -> tuple[str, ...]:
        """What is shown."""
        return self._lines

    def show_grades(self, grades: Sequence[ToldGrade]) -> None:
        """Show the sheets; the place in them is kept."""
        lines = lines_of(grades)
        for made in (self.save, self.copy):
            made.setEnabled(bool(lines))
        if lines == self._lines:
            return
        self._lines = lines
        bar = self.text.verticalScrollBar()
        place = bar.value()
        self.text.setPlainText("\n".join(lines))
        bar.setValue(place)

    def save_as(self, path: Path) -> None:
        """Write the sheets to a file, off the UI thread."""
        font = QFont(self.font())
        work = partial(write_sheet, path, self._title, self._lines, font)
        self._tasks.on_figures(work, self._saved, self._regret)

    @Slot()
    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("保存计算书"), f"{self._title}.pdf", FILTERS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    @Slot(str)
    def _take(self, name: str) -> None:
        self.save_as(Path(name))

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._lines))

    @Slot(object)
    def _saved(self, path: Path) -> None:
        self.banner.say(self.tr("已保存为 {name}").format(name=path.name), Tone.SUCCESS)

    @Slot(object)
    def _regret(self, error: AppError) -> None:
        self.banner.say(explain(error), Tone.DANGER)


class SheetDialog(QDialog):
    """The sheets of a record that is looked at, in a window of their own."""

    def __init__(
        self, tasks: Tasks, heading: str, grades: Sequence[ToldGrade], title: Title, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("计算书：{title}").format(title=heading))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stack = column(self, margins=(16, 12, 16, 12), spacing=10)
        for told in grades:
            stack.addWidget(GradeLines(told, title, is_brief=True))
        self.sheet = SheetView(tasks, heading)
        self.sheet.show_grades(grades)
        stack.addWidget(self.sheet, 1)
        width = QFontMetrics(self.font()).horizontalAdvance("评") * 48
        self.resize(width, dp(640) if parent is None else min(dp(640), parent.height()))


def lines_of(grades: Sequence[ToldGrade]) -> tuple[str, ...]:
    """Return the lines of all sheets; each grader is named where there are several."""
    with_sheet = [told for told in grades if told.sheet]
    lines: list[str] = []
    for told in with_sheet:
        if len(with_sheet) > 1:
            lines += ["", f"【{grader_name(told.grader)}】"] if lines else [f"【{grader_name(told.grader)}】"]
        lines += told.sheet
    return tuple(lines)
