"""A document before it is printed: its pages to look at, and a PDF to save."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from app.errors import AppError
from ui.print.paper import Draw, as_pdf, as_pictures
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.header import PageHeader
from ui.words import explain


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be printed: a title, what stands at the foot of each page, and how it is drawn."""

    title: str
    foot: str
    draw: Draw


class PreviewPage(QWidget):
    """The pages of a document.

    Signals:
        closed: the user is done here.
        changed: never emitted; nothing changes by printing.
    """

    closed = Signal()
    changed = Signal()

    def __init__(self, tasks: Tasks, prepare: Callable[[], Document], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._document: Document | None = None
        self._font = QFont(QApplication.font())
        self.setObjectName("page")
        outer = column(self, margins=(24, 16, 24, 12), spacing=10)
        self.header = PageHeader(self.tr("打印预览"), back=True)
        self.header.back_wanted.connect(self.closed)
        self.save = self.header.add_action(self.tr("保存 PDF"), "primary")
        self.save.setToolTip(self.tr("保存 PDF（Ctrl+S），再用任何程序打印"))
        self.save.clicked.connect(self._choose_path)
        self.save.setEnabled(False)
        outer.addWidget(self.header)
        self.banner = Banner()
        outer.addWidget(self.banner)
        self.busy = BusyBar(self.tr("正在排版"))
        outer.addWidget(self.busy)
        self._scroll = ScrollColumn()
        outer.addWidget(self._scroll, 1)
        self.sheets: list[QLabel] = []
        self.setFocusProxy(self.save)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self._choose_path)
        self.busy.move_on()
        tasks.on_database(prepare, self._draw, self._complain)

    def save_to(self, path: Path) -> None:
        """Write the PDF."""
        if self._document is not None:
            self.busy.move_on()
            said = self._document
            work = partial(as_pdf, said.draw, self._font, said.foot, path, said.title)
            self._tasks.on_figures(work, self._say_saved, self._complain)

    @Slot(object)
    def _draw(self, document: Document) -> None:
        self._document = document
        self.header.set_title(document.title)
        work = partial(as_pictures, document.draw, self._font, document.foot)
        self._tasks.on_figures(work, self._show, self._complain)

    @Slot(object)
    def _show(self, pages: tuple[QImage, ...]) -> None:
        self.busy.rest()
        self.save.setEnabled(True)
        for number, page in enumerate(pages, start=1):
            sheet = QLabel()
            sheet.setObjectName("card")
            sheet.setAccessibleName(self.tr("第 {number} 页").format(number=number))
            sheet.setPixmap(QPixmap.fromImage(page))
            self._scroll.column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self.sheets.append(sheet)
        self._scroll.column.addSpacing(dp(8))

    @Slot()
    def _choose_path(self) -> None:
        if self._document is not None:
            dialog = QFileDialog(self, self.tr("保存 PDF"))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
            dialog.selectFile(f"{self._document.title}.pdf")
            dialog.fileSelected.connect(self._save)
            dialog.open()

    @Slot(str)
    def _save(self, name: str) -> None:
        self.save_to(Path(name))

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self.busy.rest()
        self.banner.say(self.tr("已保存到 {path}").format(path=path), Tone.SUCCESS)

    @Slot(object)
    def _complain(self, error: AppError) -> None:
        self.busy.rest()
        self.banner.say(explain(error), Tone.DANGER)
