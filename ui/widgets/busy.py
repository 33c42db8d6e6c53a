"""A thin line that moves while something is under way."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.style.metrics import dp

PARTS = 1000


class BusyBar(QProgressBar):
    """A thin bar: a share where it is known, else a movement; it keeps its room when idle, so nothing jumps."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thin")
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setFixedHeight(dp(3))
        self.rest()

    def move_on(self) -> None:
        """Show that something is under way, without saying how far."""
        self.setRange(0, 0)

    def show_share(self, share: float) -> None:
        """Show how far something is, 0 to 1."""
        self.setRange(0, PARTS)
        self.setValue(round(share * PARTS))

    def rest(self) -> None:
        """Show that nothing is under way."""
        self.setRange(0, PARTS)
        self.reset()
