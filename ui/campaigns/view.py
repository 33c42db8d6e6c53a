"""The page of campaigns, drawn: counts that filter, the assets, and a light for each with one key."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QInputDialog, QWidget

from app.domain.campaign import Light
from app.domain.kinds import Action
from app.usecases.campaigns import Part, Seen
from ui.campaigns.model import CampaignsModel, light_of
from ui.campaigns.starting import StartDialog
from ui.campaigns.words import hazard_name, light_name, light_tone
from ui.cases.opening import OpeningDialog
from ui.style.colours import Tone
from ui.style.metrics import touch
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.count_card import CountCard
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.widgets.row_table import TONE_ROLE, RowTable
from ui.widgets.tables import Table

WIDTHS = (200, 160, 110, 150, 180)
STATE, NOTE = 3, 4
KEYS = {"1": Light.RED, "2": Light.AMBER, "3": Light.GREEN}


class CampaignsView(QWidget):
    """One campaign at a time; 1, 2 and 3 give the selected assets a red, an amber or a green light."""

    def __init__(self, model: CampaignsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        stack = column(self, spacing=10)
        self.banner = Banner()
        stack.addWidget(self.banner)
        stack.addLayout(self._make_head())
        self.about = label("", "caption", wrap=True)
        stack.addWidget(self.about)
        self.cards_box = QWidget(self)
        cards = FlowLayout(self.cards_box, spacing=10, stretch=True)
        self.cards = {light: CountCard(light_name(light), light_tone(light)) for light in (None, *Light)}
        for light, card in self.cards.items():
            card.toggled.connect(partial(self._filter, light))
            cards.addWidget(card)
        stack.addWidget(self.cards_box)
        self._make_table()
        stack.addWidget(self.table, 1)
        self.hint = label(self.tr("选中设施后按 1 红、2 黄、3 绿；可用 Shift 或 Ctrl 多选。"), "caption", wrap=True)
        self.report = button(self.tr("红色设施立案"))
        self.report.setToolTip(self.tr("选中一处红色设施，立为案卷（Ctrl+Shift+C）"))
        self.report.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.report.clicked.connect(self.report_red)
        foot = row(spacing=10)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.report)
        stack.addLayout(foot)
        self.empty = EmptyState(
            "calendar",
            self.tr("还没有专项行动"),
            self.tr("台风、汛期、寒潮或节日前，由审核人选定设施类别、乡镇和截止日期；同步后巡查员即可逐处评定。"),
        )
        stack.addWidget(self.empty, 1)
        self.setFocusProxy(self.table)
        for keys, light in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.give, light))
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        self._render()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read the campaigns whenever the page is turned to."""
        super().showEvent(event)
        self.model.refresh()

    def give(self, light: Light) -> None:
        """Give the selected assets a light; a red one asks what is wrong."""
        rows, campaign = self._selected(), self.model.current
        if not rows or campaign is None or not campaign.is_open:
            return
        if light is not Light.RED:
            self.model.triage(rows, light)
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("红色：{count} 处").format(count=len(rows)))
        dialog.setLabelText(self.tr("有什么问题，要采取什么措施"))
        dialog.setOkButtonText(self.tr("评为红色"))
        dialog.setCancelButtonText(self.tr("取消"))
        dialog.textValueSelected.connect(partial(self.model.triage, rows, light))
        dialog.open()

    @Slot()
    def report_red(self) -> None:
        """Open the case of the selected red asset, filled in with what is known."""
        opening = self.model.opening(self._selected())
        if opening is not None:
            dialog = OpeningDialog(opening, self)
            dialog.opened.connect(self._tell_case)
            dialog.open()

    def _selected(self) -> list[tuple[Part, Seen]]:
        shown = self.model.shown
        return [shown[index.row()] for index in self.table.selectionModel().selectedRows()]

    @Slot()
    def _offer_report(self) -> None:
        chosen = self._selected()
        self.report.setEnabled(len(chosen) == 1 and light_of(chosen[0][1]) is Light.RED)

    @Slot(str)
    def _tell_case(self, number: str) -> None:
        self.banner.say(self.tr("已上报案卷 {number}，等待发送给服务器。").format(number=number), Tone.SUCCESS)
        self.model.done.emit()

    def _make_head(self) -> QHBoxLayout:
        line = row(spacing=10)
        self.campaigns = QComboBox(self)
        self.campaigns.setAccessibleName(self.tr("专项行动"))
        self.campaigns.setMinimumHeight(touch())
        self.campaigns.activated.connect(self._choose)
        line.addWidget(self.campaigns, 1)
        self.copy = button(self.tr("复制汇总"))
        self.copy.clicked.connect(self._copy)
        self.end = button("")
        self.end.clicked.connect(self._end)
        self.begin = button(self.tr("新建专项"), "primary", picture="add")
        self.begin.clicked.connect(self._begin)
        for made in (self.copy, self.end, self.begin):
            line.addWidget(made)
        return line

    def _make_table(self) -> None:
        headings = (self.tr("设施"), self.tr("乡镇 / 村"), self.tr("类别"), self.tr("评定"), self.tr("说明"))
        self.assets = RowTable(headings, parent=self)
        self.table = Table(self.tr("专项行动的设施"), self.assets)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(STATE, self._chips)
        self.table.set_widths(WIDTHS, NOTE, (2,))
        self.table.make_room(STATE, map(light_name, (None, *Light)))
        self.table.selectionModel().selectionChanged.connect(self._offer_report)

    @Slot()
    def _render(self) -> None:
        model, campaign = self.model, self.model.current
        with QSignalBlocker(self.campaigns):
            self.campaigns.clear()
            for each in model.known.campaigns:
                self.campaigns.addItem(each.title, each.group)
            self.campaigns.setCurrentIndex(self.campaigns.findData(campaign.group) if campaign else -1)
        has_one = campaign is not None
        for widget in (self.campaigns, self.copy, self.about, self.cards_box, self.table, self.hint, self.report):
            widget.setVisible(has_one)
        self.empty.setVisible(not has_one and model.is_read)
        self.begin.setVisible(model.known.may_start)
        self.end.setVisible(has_one and model.known.may_start)
        if campaign is None:
            return
        self.end.setText(self.tr("结束专项") if campaign.is_open else self.tr("重新打开"))
        self.about.setText(self._about())
        for light, card in self.cards.items():
            card.show_number(campaign.count(light))
            with QSignalBlocker(card):
                card.setChecked(model.is_filtered and model.light is light)
        self._show_assets()

    def _about(self) -> str:
        campaign = self.model.current
        if campaign is None:
            return ""
        state = self.tr("进行中") if campaign.is_open else self.tr("已结束")
        by = campaign.deadline.isoformat() if campaign.deadline else "—"
        words = self.tr("{hazard} · {state} · 截止 {deadline} · 已查 {seen} / {total}")
        seen = campaign.total - campaign.count(None)
        said = words.format(
            hazard=hazard_name(campaign.hazard), state=state, deadline=by, seen=seen, total=campaign.total
        )
        check = campaign.parts[0].campaign
        if check.check_from is None or check.check_until is None:
            return said
        after = self.tr("事后复查 {begin} 至 {end}，到期自动进入“今日”")
        return f"{said} · {after.format(begin=check.check_from.isoformat(), end=check.check_until.isoformat())}"

    def _show_assets(self) -> None:
        subjects = self.model.known.subjects
        self.assets.show_rows(
            [
                (
                    " ".join(part for part in (seen.asset.name, seen.asset.code) if part),
                    " ".join(part for part in (township_name(seen.asset.township), seen.asset.village) if part),
                    subjects.get(seen.asset.subject, seen.asset.subject),
                    (light_name(light_of(seen)), light_tone(light_of(seen))),
                    seen.triage.note if seen.triage is not None else "",
                )
                for _, seen in self.model.shown
            ]
        )
        self._offer_report()

    def _filter(self, light: Light | None, is_on: bool) -> None:  # noqa: FBT001  # Qt's signal gives it so
        self.model.filter(light, is_on=is_on)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.model.look_at(self.campaigns.itemData(index) or "")

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.model.tally)
        self.banner.say(self.tr("汇总已复制，可以粘贴到消息里。"), Tone.SUCCESS)

    @Slot()
    def _end(self) -> None:
        campaign = self.model.current
        if campaign is not None:
            self.model.end(Action.CLOSED if campaign.is_open else Action.REOPENED)

    @Slot()
    def _begin(self) -> None:
        dialog = StartDialog(self.model.known, self.model.today, self)
        dialog.wanted.connect(self.model.start)
        dialog.open()

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
