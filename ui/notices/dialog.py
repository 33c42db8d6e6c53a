"""The dialog of a case's letters: choose a template, look at the letter, save it as Word or PDF."""

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QTextBrowser, QWidget

from app.errors import AppError
from app.usecases.notices import keep_template_folder, templates, write_notice
from app.workplace import RecordKey, Workplace
from ui.notices.printing import write_pdf
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.words import explain

WIDTH_PX, HEIGHT_PX = 860, 680
FIRST = "整改通知书"
"""The template that is looked at first; templates are named by their files."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """A letter to look at, and the places that the case says nothing of."""

    html: str
    missing: tuple[str, ...]


class NoticeDialog(QDialog):
    """A letter about one case.

    Signals:
        shown: the letter that is looked at is another.
    """

    shown = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, key: RecordKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks, self._key = workplace, tasks, key
        self.previewed: Previewed | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("出具文书"))
        room = self.screen().availableSize()
        self.resize(min(dp(WIDTH_PX), room.width()), min(dp(HEIGHT_PX), room.height()))
        stack = column(self, margins=(20, 16, 20, 16), spacing=10)
        line = row(spacing=10)
        self.names = QComboBox(self)
        self.names.setAccessibleName(self.tr("文书模板"))
        self.names.setMinimumHeight(touch())
        self.names.activated.connect(self._preview)
        line.addWidget(self.names, 1)
        self.folder = button(self.tr("模板文件夹…"))
        self.folder.setToolTip(self.tr("放在这个文件夹里的 .docx 会代替同名的自带模板"))
        self.folder.clicked.connect(self._choose_folder)
        line.addWidget(self.folder)
        stack.addLayout(line)
        self.banner = Banner()
        stack.addWidget(self.banner)
        self.preview = QTextBrowser(self)
        self.preview.setAccessibleName(self.tr("文书预览"))
        self.preview.document().setDocumentMargin(dp(28))
        stack.addWidget(self.preview, 1)
        foot = row(spacing=10)
        self.note = label("", "caption", wrap=True)
        foot.addWidget(self.note, 1)
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        self.pdf = button(self.tr("存为 PDF…"))
        self.pdf.clicked.connect(self._save_pdf)
        self.save = button(self.tr("存为 Word…"), "primary")
        self.save.clicked.connect(self._save)
        for made in (close, self.pdf, self.save):
            foot.addWidget(made)
        stack.addLayout(foot)
        self._read_names()

    def save_word(self, path: Path) -> None:
        """Write the letter; what the case does not say is left blank to be filled in by hand."""
        work = partial(_write, self._workplace, self._key, self.names.currentText(), path)
        self._tasks.on_database(work, self._tell, self._fail)

    def save_pdf(self, path: Path) -> None:
        """Print the letter that is looked at."""
        if self.previewed is None:
            return
        try:
            write_pdf(self.previewed.html, path, self.names.currentText())
        except AppError as error:
            self._fail(error)
        else:
            self._tell(path)

    @Slot()
    def _read_names(self) -> None:
        self._tasks.on_database(partial(_names, self._workplace), self._show_names, self._fail)

    def _show_names(self, names: tuple[str, ...]) -> None:
        chosen = self.names.currentText()
        self.names.clear()
        self.names.addItems(list(names))
        self.names.setCurrentIndex(max(0, self.names.findText(chosen or FIRST)))
        self._preview()

    @Slot()
    def _preview(self) -> None:
        name = self.names.currentText()
        self._tasks.on_database(partial(_previewed, self._workplace, self._key, name), self._show, self._fail)

    def _show(self, previewed: Previewed) -> None:
        self.previewed = previewed
        self.banner.say("", Tone.NEUTRAL)
        self.preview.setHtml(previewed.html)
        missing = self.tr("案卷里还没有：{names}。这些地方留空，可打印后手填。").format(
            names="、".join(previewed.missing)
        )
        self.note.setText(missing if previewed.missing else "")
        self._allow(is_allowed=True)
        self.shown.emit()

    def _allow(self, *, is_allowed: bool) -> None:
        self.save.setEnabled(is_allowed)
        self.pdf.setEnabled(is_allowed)

    @Slot()
    def _save(self) -> None:
        suggested = f"{self.names.currentText()}.docx"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("保存文书"), suggested, "Word (*.docx)")
        if name:
            self.save_word(Path(name))

    @Slot()
    def _save_pdf(self) -> None:
        suggested = f"{self.names.currentText()}.pdf"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("保存文书"), suggested, "PDF (*.pdf)")
        if name:
            self.save_pdf(Path(name))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("选择存放模板的文件夹"))
        if name:
            work = partial(_keep_folder, self._workplace, Path(name))
            self._tasks.on_database(work, self._show_names, self._fail)

    def _tell(self, path: Path) -> None:
        self.banner.say(self.tr("已保存：{path}").format(path=path), Tone.SUCCESS)

    def _fail(self, error: AppError) -> None:
        if error.code.startswith("notice.unknown") or error.code == "notice.unreadable":
            self.previewed = None
            self.preview.clear()
            self._allow(is_allowed=False)
        self.banner.say(explain(error), Tone.DANGER)


def _names(workplace: Workplace) -> tuple[str, ...]:
    with workplace.store.reading() as reading:
        return tuple(template.name for template in templates(reading))


def _keep_folder(workplace: Workplace, folder: Path) -> tuple[str, ...]:
    with workplace.store() as unit:
        keep_template_folder(unit, folder)
        return tuple(template.name for template in templates(unit))


def _previewed(workplace: Workplace, key: RecordKey, name: str) -> Previewed:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.docx"
        draft = write_notice(workplace, key, name, path, leaves_blanks=True)
        return Previewed(workplace.letters.html(path), draft.missing)


def _write(workplace: Workplace, key: RecordKey, name: str, path: Path) -> Path:
    write_notice(workplace, key, name, path, leaves_blanks=True)
    return path
