"""The door, drawn: one card in the middle of the window."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui.signin.model import DoorModel
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.frames import Card, ScrollColumn, column, row
from ui.widgets.labels import label

CARD_DP, EDGE_DP = 440, 32
ENTER, NETWORK, FILE = range(3)


class DoorView(QWidget):
    """Sign in; or enrol by network or by file."""

    def __init__(self, model: DoorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("瀛巡 · 登录"))
        self.model = model
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        page.addStretch(1)
        brand = label(self.tr("瀛巡"), "brand")
        brand.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page.addWidget(brand)
        line = label(self.tr("崇明区乡镇巡查 · 没有网络也能用"), "caption", wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page.addWidget(line)
        self.card = self._card()
        page.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(2)
        model.changed.connect(self._render)
        model.refused.connect(self._refuse)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Keep the card within the window."""
        self.card.setFixedWidth(min(dp(CARD_DP), event.size().width() - dp(2 * EDGE_DP)))
        super().resizeEvent(event)

    def _card(self) -> Card:
        card = Card()
        card.column.setContentsMargins(dp(28), dp(12), dp(28), dp(20))
        self.busy = BusyBar(self.tr("正在打开"))
        card.column.addWidget(self.busy)
        self.banner = Banner()
        card.column.addWidget(self.banner)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._enter())
        self.pages.addWidget(self._network())
        self.pages.addWidget(self._file())
        card.column.addWidget(self.pages)
        return card

    def _enter(self) -> QWidget:
        page, stack = _page(self.tr("登录"), self.tr("不需要网络。"))
        self.account = QComboBox()
        self.account.setMinimumHeight(touch(SMALL_TOUCH_PX))
        _ask(stack, self.tr("账号"), self.account)
        self.password = _field(secret=True)
        self.password.returnPressed.connect(self._try_enter)
        _ask(stack, self.tr("密码"), self.password)
        self.enter = button(self.tr("登录"), "primary")
        self.enter.clicked.connect(self._try_enter)
        stack.addSpacing(dp(10))
        stack.addWidget(self.enter)
        self.other = button(self.tr("在这台电脑上登记另一个人"), "plain")
        self.other.clicked.connect(self._to_network)
        stack.addWidget(self.other)
        return page

    def _network(self) -> QWidget:
        page, stack = _page(
            self.tr("登记这台电脑"), self.tr("第一次使用需要登记一次，之后没有网络也能登录。密码与服务器账号相同。")
        )
        self.address = _field()
        self.address.setPlaceholderText("https://")
        _ask(stack, self.tr("服务器地址"), self.address)
        self.login = _field()
        _ask(stack, self.tr("账号"), self.login)
        self.secret = _field(secret=True)
        self.secret.returnPressed.connect(self._try_network)
        _ask(stack, self.tr("密码"), self.secret)
        self.enrol = button(self.tr("登记"), "primary")
        self.enrol.clicked.connect(self._try_network)
        stack.addSpacing(dp(10))
        stack.addWidget(self.enrol)
        by_file = button(self.tr("没有网络？用登记文件"), "plain")
        by_file.clicked.connect(self._to_file)
        stack.addWidget(by_file)
        self.back = button(self.tr("返回登录"), "plain")
        self.back.clicked.connect(self._to_enter)
        stack.addWidget(self.back)
        return page

    def _file(self) -> QWidget:
        page, stack = _page(self.tr("用登记文件登记"), self.tr("向管理员索取登记文件和口令；用完请删除该文件。"))
        self.path = _field()
        self.path.setReadOnly(True)
        choose = button(self.tr("选择文件…"), picture="file")
        choose.clicked.connect(self._choose_file)
        line = row(spacing=8)
        line.addWidget(self.path, 1)
        line.addWidget(choose)
        _name(stack, self.tr("登记文件"), self.path)
        stack.addLayout(line)
        self.passphrase = _field(secret=True)
        self.passphrase.returnPressed.connect(self._try_file)
        _ask(stack, self.tr("登记口令（首次联网前也用它登录）"), self.passphrase)
        self.enrol_file = button(self.tr("登记"), "primary")
        self.enrol_file.clicked.connect(self._try_file)
        stack.addSpacing(dp(10))
        stack.addWidget(self.enrol_file)
        back = button(self.tr("改用网络登记"), "plain")
        back.clicked.connect(self._to_network)
        stack.addWidget(back)
        return page

    @Slot()
    def _try_enter(self) -> None:
        self.model.enter(self.model.accounts[self.account.currentIndex()], self.password.text())

    @Slot()
    def _try_network(self) -> None:
        self.model.enrol_by_network(self.address.text(), self.login.text(), self.secret.text())

    @Slot()
    def _try_file(self) -> None:
        self.model.enrol_by_file(self.path.text(), self.passphrase.text())

    @Slot()
    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("选择登记文件"), str(Path.home()))
        if chosen:
            self.path.setText(chosen)

    @Slot()
    def _to_enter(self) -> None:
        self._show(ENTER, self.password)

    @Slot()
    def _to_network(self) -> None:
        self._show(NETWORK, self.address)

    @Slot()
    def _to_file(self) -> None:
        self._show(FILE, self.path)

    def _show(self, page: int, field: QWidget) -> None:
        self.banner.hide()
        self.pages.setCurrentIndex(page)
        field.setFocus()

    @Slot()
    def _render(self) -> None:
        model = self.model
        if model.is_busy:
            self.busy.move_on()
        else:
            self.busy.rest()
        for one in (self.enter, self.enrol, self.enrol_file):
            one.setEnabled(not model.is_busy)
        if model.is_known and self.account.count() != len(model.accounts):
            self.account.clear()
            self.account.addItems([f"{account.name}（{account.login}）" for account in model.accounts])
            self._to_enter()
        self.back.setVisible(bool(model.accounts))
        if model.is_known and not model.accounts and self.pages.currentIndex() == ENTER:
            self._to_network()

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
        for field in (self.password, self.secret, self.passphrase):
            if field.isVisible():
                field.selectAll()
                field.setFocus()


def _page(title: str, advice: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    stack = column(page, spacing=6)
    stack.addWidget(label(title, "h1"))
    stack.addWidget(label(advice, "caption", wrap=True))
    stack.setAlignment(Qt.AlignmentFlag.AlignTop)
    return page, stack


def _field(*, secret: bool = False) -> QLineEdit:
    field = QLineEdit()
    field.setMinimumHeight(touch(SMALL_TOUCH_PX))
    if secret:
        field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def _name(stack: QVBoxLayout, name: str, field: QWidget) -> None:
    """Put a field's name above it, and tell it to screen readers."""
    words = label(name, "caption")
    words.setBuddy(field)
    field.setAccessibleName(name)
    stack.addSpacing(dp(4))
    stack.addWidget(words)


def _ask(stack: QVBoxLayout, name: str, field: QWidget) -> None:
    _name(stack, name, field)
    stack.addWidget(field)
