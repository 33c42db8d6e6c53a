"""The top of a page: where one is, and what one can do here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.style.metrics import dp
from ui.widgets.buttons import button, picture_button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column, row
from ui.widgets.labels import label


class PageHeader(QWidget):
    """A title, a line below it, and actions at the right; with ``back`` an arrow at the left.

    Signals:
        back_wanted: the arrow was pressed.
    """

    back_wanted = Signal()

    def __init__(self, title: str, subtitle: str = "", *, back: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, spacing=10)
        if back:
            arrow = picture_button("back", self.tr("返回"))
            arrow.clicked.connect(self.back_wanted)
            line.addWidget(arrow)
        words = column(spacing=2)
        self._title = label(title, "h1", wrap=True)
        self._subtitle = label(subtitle, "caption", wrap=True)
        self._subtitle.setVisible(bool(subtitle))
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        line.addLayout(words, 1)
        self._actions = row(spacing=10)
        line.addLayout(self._actions)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_action(self, text: str, kind: str = "", *, picture: str = "") -> QPushButton:
        """Add a button at the right and return it."""
        made = button(text, kind, picture=picture)
        self._actions.addWidget(made)
        return made


class ActionRow(QWidget):
    """Buttons side by side that go on in a second line where the window is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = FlowLayout(self, spacing=dp(10))

    def add(self, widget: QWidget) -> None:
        """Add something at the end."""
        self._line.addWidget(widget)
