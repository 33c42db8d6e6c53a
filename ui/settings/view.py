"""The page of settings, drawn."""

from functools import partial

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QLabel, QWidget

from ui.sentences import Language
from ui.settings.licences import VERSION
from ui.settings.model import SettingsModel
from ui.settings.preferences import IDLE_MINUTES, TEXT_PERCENTS
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.style.theme import Appearance
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, Rule, ScrollColumn, column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import label


class SettingsView(QWidget):
    """Looks, person and data, about."""

    def __init__(self, model: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._groups: list[QButtonGroup] = []
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        page.addWidget(PageHeader(self.tr("设置")))
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._looks())
        page.addWidget(self._person())
        page.addWidget(self._about())
        page.addStretch(1)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        self._render()

    def _looks(self) -> Card:
        card = Card()
        card.column.addWidget(label(self.tr("外观"), "h2"))
        present = self.model.preferences
        sizes = [(f"{percent} %", partial(self.model.set_text_percent, percent)) for percent in TEXT_PERCENTS]
        self._choice(card, self.tr("文字大小"), sizes, TEXT_PERCENTS.index(present.text_percent))
        appearances = {
            Appearance.SYSTEM: self.tr("跟随系统"),
            Appearance.LIGHT: self.tr("浅色"),
            Appearance.DARK: self.tr("深色"),
        }
        looks = [(words, partial(self.model.set_appearance, one)) for one, words in appearances.items()]
        self._choice(card, self.tr("配色"), looks, list(appearances).index(present.appearance))
        languages = {Language.CHINESE: "简体中文", Language.ENGLISH: "English"}  # each by its own name, everywhere
        spoken = [(words, partial(self.model.set_language, one)) for one, words in languages.items()]
        self._choice(card, self.tr("语言"), spoken, list(languages).index(present.language))
        return card

    def _choice(self, card: Card, name: str, choices: "list[tuple[str, partial[None]]]", chosen: int) -> None:
        line, box, group = row(spacing=12), QWidget(), QButtonGroup(self)
        caption = label(name)
        caption.setMinimumWidth(dp(96))
        line.addWidget(caption)
        flow = FlowLayout(box, spacing=dp(8))
        for index, (words, choose) in enumerate(choices):
            one = button(words)
            one.setCheckable(True)
            one.setChecked(index == chosen)
            one.setAccessibleName(f"{name} {words}")
            one.clicked.connect(choose)
            group.addButton(one)
            flow.addWidget(one)
        self._groups.append(group)
        line.addWidget(box, 1)
        card.column.addLayout(line)

    def _person(self) -> Card:
        card = Card()
        card.column.addWidget(label(self.tr("用户与数据"), "h2"))
        leave = button(self.tr("切换用户"))
        leave.clicked.connect(self.model.left)
        _fact(card, self.tr("当前用户"), self.model.person, leave)
        card.column.addWidget(Rule())
        _fact(card, self.tr("服务器地址"), self.model.server_url or self.tr("未设置"))
        card.column.addWidget(Rule())
        wishes = {True: self.tr("自动"), False: self.tr("暂停，只在点击时同步")}
        ways = [(words, partial(self.model.set_syncs_by_itself, one)) for one, words in wishes.items()]
        self._choice(card, self.tr("同步"), ways, list(wishes).index(self.model.preferences.syncs_by_itself))
        card.column.addWidget(Rule())
        pauses = [
            (
                self.tr("{n} 分钟").format(n=minutes) if minutes else self.tr("从不"),
                partial(self.model.set_idle_minutes, minutes),
            )
            for minutes in IDLE_MINUTES
        ]
        present = self.model.preferences.idle_minutes
        self._choice(card, self.tr("离开锁定"), pauses, IDLE_MINUTES.index(present))
        card.column.addWidget(Rule())
        show = button(self.tr("打开文件夹"))
        show.clicked.connect(self._open_home)
        _fact(card, self.tr("数据文件夹"), str(self.model.home), show)
        note = self.tr("服务器地址在登记时确定；更换服务器请重新登记。数据已加密，只有本机登记的用户能打开。")
        card.column.addWidget(label(note, "caption", wrap=True))
        return card

    def _about(self) -> Card:
        card = Card()
        card.column.addWidget(label(self.tr("关于瀛巡"), "h2"))
        words = self.tr("版本 {version} · Apache-2.0 许可。").format(version=VERSION)
        card.column.addWidget(label(words, wrap=True))
        qt = self.tr("使用 Qt（LGPL-3.0），以动态链接方式随附，可自行替换。所用程序库及许可：")
        card.column.addWidget(label(qt, "caption", wrap=True))
        self.licences = label("", "caption", wrap=True)
        self.licences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.column.addWidget(self.licences)
        return card

    @Slot()
    def _open_home(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.model.home)))

    @Slot()
    def _render(self) -> None:
        lines = (f"{one.name} {one.version} — {one.licence}" for one in self.model.libraries)
        self.licences.setText("\n".join(lines))

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)


def _fact(card: Card, name: str, value: str, action: QWidget | None = None) -> None:
    line = row(spacing=12)
    caption = label(name)
    caption.setMinimumWidth(dp(96))
    line.addWidget(caption)
    shown: QLabel = label(value, "strong", wrap=True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    shown.setAccessibleName(f"{name} {value}")
    line.addWidget(shown, 1)
    if action is not None:
        line.addWidget(action)
    card.column.addLayout(line)
