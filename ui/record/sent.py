"""What the form page shows once a record is submitted: its number, that it waits, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.listing import WaitReason
from ui.style.colours import current_colours
from ui.style.icons import picture
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.words import wait_advice, wait_label


class SentPanel(QWidget):
    """The end of filling in.

    Signals:
        closed: the user goes back.
    """

    closed = Signal()

    def __init__(self, number: str, reason: WaitReason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stack = column(self, margins=(24, 24, 24, 24), spacing=10)
        stack.addStretch(2)
        drawing = QLabel(self)
        drawing.setPixmap(picture("success", current_colours().success.ink, dp(56)))
        stack.addWidget(drawing, 0, Qt.AlignmentFlag.AlignCenter)
        stack.addWidget(_centred(self.tr("已提交，正在等待发送"), "h1"))
        stack.addWidget(_centred(self.tr("编号 {number}").format(number=number), "h2"))
        stack.addWidget(_centred(self.tr("记录和照片已经签名并保存在本机，不会丢失。"), ""))
        stack.addWidget(
            _centred(
                self.tr("等待原因：{reason}。{advice}").format(reason=wait_label(reason), advice=wait_advice(reason)),
                "caption",
            )
        )
        buttons = row(spacing=10)
        close = button(self.tr("完成"), "primary")
        close.clicked.connect(self.closed)
        buttons.addStretch()
        buttons.addWidget(close)
        buttons.addStretch()
        stack.addSpacing(dp(10))
        stack.addLayout(buttons)
        stack.addStretch(3)
        close.setFocus()
        self.setFocusProxy(close)


def _centred(text: str, kind: str) -> QLabel:
    """Return a text in the middle of its line."""
    made = label(text, kind, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
