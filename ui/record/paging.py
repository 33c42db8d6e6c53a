"""A form page by page: one part at a time, with how far one is and the way to the next."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style.metrics import touch
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label


def is_paged(style: str) -> bool:
    """Whether the settings of a form ask for pages (``style`` of the settings sheet)."""
    return "pages" in style.split()


class Pager(QFrame):
    """The line below a page; Ctrl with page up and page down turns.

    Signals:
        turned: another page is shown.
    """

    turned = Signal()

    def __init__(self, is_wanted: Callable[[int], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_wanted = is_wanted
        self._pages: list[QWidget] = []
        self.current = 0
        stack = column(self, spacing=8)
        self.share = BusyBar(self.tr("填写进度"))
        stack.addWidget(self.share)
        line = row(spacing=10)
        self.back, self.on = button(self.tr("上一页")), button(self.tr("下一页"), "primary")
        self.place = label("", "caption")
        for part in (self.back, self.on):
            part.setMinimumHeight(touch())
        line.addWidget(self.back)
        line.addStretch()
        line.addWidget(self.place)
        line.addStretch()
        line.addWidget(self.on)
        stack.addLayout(line)
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        QShortcut(QKeySequence("Ctrl+PgUp"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("Ctrl+PgDown"), self).activated.connect(self.go_on)

    def add_page(self, parent: QWidget | None) -> tuple[QWidget, QVBoxLayout]:
        """Make an empty page; return it and the column that its cards go into, with a stretch at the end."""
        page = QWidget(parent)
        inside = column(page, spacing=14)
        inside.addStretch(1)
        page.setVisible(len(self._pages) == self.current)
        self._pages.append(page)
        self.refresh()
        return page, inside

    def show_page(self, number: int) -> None:
        """Show a page."""
        self.current = number
        for each, page in enumerate(self._pages):
            page.setVisible(each == number)
        self.refresh()
        self.turned.emit()

    def refresh(self) -> None:
        """Count again: pages whose questions do not apply are passed over."""
        wanted = [number for number in range(len(self._pages)) if self._is_wanted(number)]
        at = sum(number <= self.current for number in wanted)
        self.place.setText(self.tr("第 {number} / {count} 页").format(number=at, count=len(wanted)))
        self.share.show_share(at / max(1, len(wanted)))
        self.back.setEnabled(self._next(-1) is not None)
        self.on.setEnabled(self._next(1) is not None)

    @Slot()
    def go_back(self) -> None:
        """Show the page before."""
        self._turn(-1)

    @Slot()
    def go_on(self) -> None:
        """Show the page behind."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        number = self._next(by)
        if number is not None:
            self.show_page(number)

    def _next(self, by: int) -> int | None:
        ahead = range(self.current + by, len(self._pages) if by > 0 else -1, by)
        return next((number for number in ahead if self._is_wanted(number)), None)
