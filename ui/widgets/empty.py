"""What a list shows when there is nothing in it: why, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.style.colours import current_colours
from ui.style.icons import picture
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.frames import column
from ui.widgets.labels import label


class EmptyState(QWidget):
    """A picture, a sentence, advice, and perhaps a button.

    Signals:
        chosen: the button was pressed.
    """

    chosen = Signal()

    def __init__(self, drawing: str, title: str, advice: str = "", action: str = "") -> None:
        super().__init__()
        stack = column(self, margins=(16, 20, 16, 20), spacing=6)
        stack.addStretch(1)
        drawn = QLabel()
        drawn.setPixmap(picture(drawing, current_colours().faint, dp(40)))
        drawn.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack.addWidget(drawn)
        self._title = label(title, "h2", wrap=True)
        self._advice = label(advice, "caption", wrap=True)
        self._action = button(action)
        for words in (self._title, self._advice):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            stack.addWidget(words)
        stack.addWidget(self._action, 0, Qt.AlignmentFlag.AlignCenter)
        stack.addStretch(1)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.chosen)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._title.text()} {self._advice.text()}".strip()

    def say(self, title: str, advice: str = "", action: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._action.setText(action)
        self._action.setVisible(bool(action))
