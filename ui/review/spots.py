"""The spot-check list: which records to look at again, each with the rules that chose it."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QSpinBox, QWidget

from app.errors import AppError
from app.usecases.review_queue import key_of
from app.usecases.spot_check import Spot, SpotRules, spot_check
from app.workplace import Workplace
from ui import moments
from ui.review.words import rule_words
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.tasks import Task, Tasks
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.widgets.row_table import TONE_ROLE, RowTable
from ui.widgets.tables import Table
from ui.words import explain, status_label, status_tone

WIDTH_PX, HEIGHT_PX = 940, 600
WIDTHS = (220, 100, 160, 110, 300)
STATUS = 3
MOST = 500
NUMBER_PX = 64


class SpotDialog(QDialog):
    """Rules at the top, the records that they choose below; Enter opens one.

    Signals:
        wanted: the ``RecordKey`` of a record that is to be looked at.
    """

    wanted = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._task: Task | None = None
        self.spots: tuple[Spot, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("抽查清单"))
        self.resize(dp(WIDTH_PX), dp(HEIGHT_PX))
        stack = column(self, margins=(20, 16, 20, 16), spacing=10)
        self.banner = Banner()
        stack.addWidget(self.banner)
        line = row(spacing=8)
        usual = SpotRules()
        self.every = self._number(self.tr("每多少条抽一条，0 为不抽"), usual.every)
        self.worst = self._number(self.tr("从第几级起算差，0 为不看"), usual.worst_from)
        self.first = self._number(self.tr("每人最初几条，0 为不看"), usual.first_ones)
        self.no_position = QCheckBox(self.tr("照片没有位置"), self)
        self.no_position.setChecked(usual.no_position)
        self.no_position.toggled.connect(self.refresh)
        for words, widget in (
            (self.tr("每"), self.every),
            (self.tr("条抽一条；评定"), self.worst),
            (self.tr("级及以下；每人最初"), self.first),
            (self.tr("条；"), self.no_position),
        ):
            line.addWidget(label(words))
            line.addWidget(widget)
        line.addStretch(1)
        stack.addLayout(line)
        self.count = label(self.tr("同样的规则在任何一台电脑上给出同样的清单，不靠随机。"), "caption")
        stack.addWidget(self.count)
        headings = (self.tr("设施"), self.tr("乡镇"), self.tr("巡查时间"), self.tr("状态"), self.tr("抽中的原因"))
        self.rows = RowTable(headings, parent=self)
        self.table = Table(self.tr("抽查的记录"), self.rows)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(STATUS, self._chips)
        self.table.set_widths(WIDTHS, len(WIDTHS) - 1)
        self.table.activated_row.connect(self._open)
        stack.addWidget(self.table, 1)
        self.nothing = EmptyState("success", self.tr("没有抽中的记录"), self.tr("放宽上面的规则再看。"))
        stack.addWidget(self.nothing, 1)
        self.refresh()

    @property
    def rules(self) -> SpotRules:
        """What is chosen."""
        return SpotRules(self.every.value(), self.worst.value(), self.first.value(), self.no_position.isChecked())

    @Slot()
    def refresh(self) -> None:
        """Apply the rules."""
        if self._task is not None:
            self._task.drop()
        self._task = self._tasks.on_database(partial(_spots, self._workplace, self.rules), self._show, self._fail)

    def _number(self, name: str, value: int) -> QSpinBox:
        made = QSpinBox(self)
        made.setRange(0, 1000)
        made.setValue(value)
        made.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        made.setFixedWidth(dp(NUMBER_PX))
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setMinimumHeight(touch(32))
        made.valueChanged.connect(self.refresh)
        return made

    def _show(self, spots: tuple[Spot, ...]) -> None:
        self.spots = spots
        self.rows.show_rows(
            [
                (
                    spot.row.title or spot.row.number,
                    township_name(spot.row.township),
                    moments.minute(spot.row.made_at),
                    (status_label(spot.row.status), status_tone(spot.row.status)),
                    rule_words(spot.rules),
                )
                for spot in spots
            ]
        )
        self.table.setVisible(bool(spots))
        self.nothing.setVisible(not spots)

    @Slot(int)
    def _open(self, at: int) -> None:
        self.wanted.emit(key_of(self.spots[at].row))
        self.accept()

    def _fail(self, error: AppError) -> None:
        self.banner.say(explain(error), Tone.DANGER)


def _spots(workplace: Workplace, rules: SpotRules) -> tuple[Spot, ...]:
    with workplace.store.reading() as reading:
        return spot_check(reading, workplace.person, rules)[:MOST]
