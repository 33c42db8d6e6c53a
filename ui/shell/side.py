"""The side bar: where one is, where one may go, how sync stands."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.shell.destinations import Destination, destination_name
from ui.style.colours import current_colours
from ui.style.icons import icon
from ui.style.metrics import dp, touch
from ui.widgets.frames import column
from ui.widgets.labels import label

WIDTH_DP, RAIL_DP = 190, 56


class SideBar(QWidget):
    """Navigation with words, or in a narrow window with icons whose words are tooltips.

    Signals:
        chosen: the user wants to go to this ``Destination``.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("导航"))
        self._is_rail = False
        stack = column(self, margins=(0, 14, 0, 0), spacing=2)
        self._product = label(self.tr("瀛巡 · 乡镇巡查"), "product")
        self._product.setContentsMargins(dp(18), 0, 0, dp(12))
        stack.addWidget(self._product)
        self.buttons: dict[Destination, QPushButton] = {}
        for number, destination in enumerate(Destination, start=1):
            self.buttons[destination] = self._button(destination, number)
            stack.addWidget(self.buttons[destination])
        stack.addStretch(1)
        self.footer = QPushButton()
        self.footer.setObjectName("navFooter")
        self.footer.setMinimumHeight(touch())
        self.footer.setIconSize(QSize(dp(18), dp(18)))
        self.footer.clicked.connect(partial(self.chosen.emit, Destination.SYNC))
        stack.addWidget(self.footer)
        self._footer_words = ""
        self.set_rail(is_rail=False)

    def set_rail(self, *, is_rail: bool) -> None:
        """Show only icons, or icons with words."""
        self._is_rail = is_rail
        self.setFixedWidth(dp(RAIL_DP if is_rail else WIDTH_DP))
        self._product.setVisible(not is_rail)
        for destination, one in self.buttons.items():
            one.setText("" if is_rail else destination_name(destination))
        self.footer.setText("" if is_rail else self._footer_words)
        for one in (*self.buttons.values(), self.footer):
            one.setProperty("rail", is_rail)
            one.style().unpolish(one)
            one.style().polish(one)

    def show_destinations(self, present: Destination, shown: tuple[Destination, ...]) -> None:
        """Mark where one is and hide where one may not go."""
        for destination, one in self.buttons.items():
            one.setVisible(destination in shown)
            one.setChecked(destination is present)

    def show_sync(self, words: str, picture: str) -> None:
        """Show how sync stands, in words and with an icon of ``resources/icons``."""
        first, _, second = words.partition(" · ")
        self._footer_words = f"{first}\n{second}" if second else first
        self.footer.setText("" if self._is_rail else self._footer_words)
        self.footer.setIcon(icon(picture, current_colours().side_text, edge_px=dp(18)))
        self.footer.setToolTip(words)
        self.footer.setAccessibleName(words)

    def _button(self, destination: Destination, number: int) -> QPushButton:
        made = QPushButton()
        made.setObjectName("nav")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setMinimumHeight(touch())
        made.setIcon(icon(destination.value, current_colours().side_text, edge_px=dp(20)))
        made.setIconSize(QSize(dp(20), dp(20)))
        made.setAccessibleName(destination_name(destination))
        made.setToolTip(f"{destination_name(destination)}  Ctrl+{number % 10}")
        made.clicked.connect(partial(self.chosen.emit, destination))
        return made
