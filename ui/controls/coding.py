"""A barcode: typed, scanned by a reader that types, or read from a picture that is chosen or dropped."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, text_of
from ui.controls.control import Control
from ui.controls.decoding import code_reader
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.labels import label

FIELD_PX = 320


class CodeControl(Control):
    """A line, and where a decoder is installed a button that reads the code from a picture.

    Signals:
        pictured: a picture was given to read the code from; the argument is its path. The page reads it off the UI
            thread and calls ``take_codes``.
    """

    pictured = Signal(object)

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.field = QLineEdit(self)
        self.field.setMinimumHeight(touch())
        self.field.setMaximumWidth(dp(FIELD_PX))
        self.make_entry(self.field)
        self.reader = button(self.tr("从照片识别"), picture="photo")
        self.reader.setMinimumHeight(touch())
        self.reader.setAccessibleName(f"{ask.label} {self.reader.text()}")
        self.reader.setVisible(code_reader() is not None)
        self.setAcceptDrops(code_reader() is not None)
        self.state = label("", "caption")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(dp(8))
        layout.addWidget(self.field, 1)
        layout.addWidget(self.reader)
        layout.addWidget(self.state)
        layout.addStretch()
        self.field.textChanged.connect(self._tell)
        self.reader.clicked.connect(self._choose)
        self._told: str | None = None

    def show_answer(self, answer: Json) -> None:
        """Show the code."""
        self._told = text_of(answer) or None
        if self.field.text() != text_of(answer):
            self.field.setText(text_of(answer))

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid typing and reading, and still allow copying."""
        self.field.setReadOnly(read_only)
        self.reader.setEnabled(not read_only)
        self.setAcceptDrops(not read_only and code_reader() is not None)

    def take_codes(self, codes: tuple[str, ...]) -> None:
        """Take the first code that was found in a picture; say so where there is none, or more."""
        self.reader.setEnabled(not self.field.isReadOnly())
        if not codes:
            self.state.setText(self.tr("照片里没有找到条码，请拍近些或手工输入"))
            return
        self.field.setText(codes[0])
        self.state.setText(
            self.tr("已识别") if len(codes) == 1 else self.tr("找到 {count} 个，已取第一个").format(count=len(codes))
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Accept one file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Read the code from the file."""
        event.acceptProposedAction()
        self._read(next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("选择有条码的照片"), filter=self.tr("照片和所有文件 (*)"))
        if name:
            self._read(Path(name))

    def _read(self, picture: Path) -> None:
        self.reader.setEnabled(False)
        self.state.setText(self.tr("正在识别…"))
        self.pictured.emit(picture)

    @Slot(str)
    def _tell(self, text: str) -> None:
        if (text or None) != self._told:
            self._told = text or None
            self.answered.emit(self._told)
