"""Recordings, videos and other files that answer a question: each a line with its name and size."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QSizePolicy, QWidget

from app.domain.draft import DraftPhoto
from app.forms import QuestionType
from ui.photos.strip import files_of
from ui.photos.words import size_words
from ui.style.colours import current_colours
from ui.style.icons import picture
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button, picture_button
from ui.widgets.frames import column, row
from ui.widgets.labels import label

LINE_PX = 520


class FileField(QWidget):
    """Files of one question; more are dropped or chosen.

    Signals:
        given: paths of files to add.
        opened: the ``DraftPhoto`` that is to be opened.
        removed: the id of the file that is to be removed.
    """

    given = Signal(object)
    opened = Signal(object)
    removed = Signal(str)

    def __init__(self, name: str, kind: str, *, is_editable: bool, can_open: bool) -> None:
        super().__init__()
        self._name = name
        self._kind = kind
        self._is_editable = is_editable
        self._can_open = can_open
        self._shown: tuple[DraftPhoto, ...] = ()
        self.lines: dict[str, QFrame] = {}
        self.setAccessibleName(name)
        self.setAcceptDrops(is_editable)
        stack = column(self, spacing=8)
        self._lines = column(spacing=6)
        stack.addLayout(self._lines)
        line = row(spacing=10)
        self.add = button(self._words()[0], picture="add")
        self.add.setMinimumHeight(touch())
        self.add.setAccessibleName(f"{name} {self.add.text()}")
        self.add.setVisible(is_editable)
        self.add.clicked.connect(self._choose)
        self.setFocusProxy(self.add)
        line.addWidget(self.add)
        advice = label(self.tr("也可以把文件拖到这里"), "caption")
        advice.setVisible(is_editable)
        line.addWidget(advice)
        line.addStretch()
        stack.addLayout(line)

    def show_files(self, files: Sequence[DraftPhoto]) -> None:
        """Show files, one line each."""
        if tuple(files) == self._shown:
            return
        self._shown = tuple(files)
        for line in self.lines.values():
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = {file.id: self._line(file) for file in files}
        self.updateGeometry()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Accept files."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take files."""
        event.acceptProposedAction()
        self.given.emit(files_of(event.mimeData()))

    def _words(self) -> tuple[str, str]:
        """Return what the button says and which files the dialog shows first."""
        every = self.tr("所有文件 (*)")
        return {
            QuestionType.AUDIO: (
                self.tr("添加录音"),
                self.tr("录音 (*.mp3 *.m4a *.amr *.wav *.ogg *.opus *.aac *.flac *.wma)") + f";;{every}",
            ),
            QuestionType.VIDEO: (
                self.tr("添加视频"),
                self.tr("视频 (*.mp4 *.mov *.3gp *.avi *.mkv *.webm *.m4v *.wmv)") + f";;{every}",
            ),
        }.get(QuestionType(self._kind), (self.tr("添加文件"), every))

    def _line(self, file: DraftPhoto) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("file")
        frame.setMaximumWidth(dp(LINE_PX))
        frame.setFixedHeight(touch())
        line = row(frame, margins=(10, 4, 6, 4), spacing=8)
        drawing = QLabel(frame)
        drawing.setPixmap(picture("file", current_colours().accent, dp(20)))
        drawing.setFixedSize(QSize(dp(20), dp(20)))
        line.addWidget(drawing)
        name = label(file.name)
        name.setToolTip(file.name)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(name, 1)
        line.addWidget(label(size_words(file.size), "caption"))
        if self._can_open:
            opener = button(self.tr("打开"), "plain")
            opener.setAccessibleName(self.tr("打开 {name}").format(name=file.name))
            opener.clicked.connect(partial(self.opened.emit, file))
            line.addWidget(opener)
        if self._is_editable:
            remove = picture_button("close", self.tr("移除 {name}").format(name=file.name))
            remove.clicked.connect(partial(self.removed.emit, file.id))
            line.addWidget(remove)
        self._lines.addWidget(frame)
        return frame

    @Slot()
    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self._words()[0], filter=self._words()[1])
        if names:
            self.given.emit([Path(name) for name in names])
