"""Opening a case from a finding of a record: what is known is filled in, everything can be changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from app.domain.canonical import Json
from app.domain.case import (
    ADDRESS,
    CLASS,
    COST,
    DESCRIPTION,
    MEASURE,
    PROPOSED_LIMIT,
    PROPOSED_UNIT,
    QUANTITY,
    SEVERITY,
    Limit,
    Severity,
)
from app.domain.case_listing import CaseQuery
from app.errors import AppError
from app.standards.grid_classes import grid_classes
from app.usecases.case_findings import Finding, findings_of, proposal, read_findings
from app.usecases.cases import NewCase, open_case
from app.workplace import RecordKey, Workplace
from ui.cases.fields import ChoiceField, ClassField, Field, LimitField, LongField, TextField, UnitField
from ui.cases.words import severity_label
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.frames import ScrollColumn, clear, column, row
from ui.widgets.labels import label
from ui.words import explain

WIDTH_PX, HEIGHT_PX = 620, 680


@dataclass(frozen=True, slots=True)
class Offered:
    """A record's findings, each with the case that it asks for; ``opened`` are numbers of cases that exist already."""

    findings: tuple[Finding, ...]
    cases: tuple[NewCase, ...]
    opened: tuple[str, ...]
    units: tuple[str, ...]


Offer = Callable[[Workplace], Offered]
"""Reads what can be made a case of; runs on the database worker."""


class OpeningModel(QObject):
    """A case that is to be opened.

    Signals:
        changed: the findings were read; read ``offered``.
        opened: the case was opened; the argument is its 编号.
        refused: something was not done; the argument is the sentence.
    """

    changed = Signal()
    opened = Signal(str)
    refused = Signal(str)

    def __init__(self, workplace: Workplace, tasks: Tasks, offer: Offer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks, self._offer = workplace, tasks, offer
        self.offered: Offered | None = None
        self.is_busy = False

    @Slot()
    def read(self) -> None:
        """Read what can be made a case of."""
        self._tasks.on_database(partial(self._offer, self._workplace), self._show, self._refuse)

    def open(self, index: int, title: str, values: Mapping[str, Json]) -> None:
        """Open the case of a finding with these values in place of those that were proposed."""
        if self.offered is None or self.is_busy:
            return
        self.is_busy = True
        proposed = self.offered.cases[index]
        kept = {name: value for name, value in {**proposed.values, **values}.items() if value is not None}
        case = replace(proposed, title=title, values=kept)
        self._tasks.on_database(partial(_open, self._workplace, case), self._tell, self._refuse)

    @Slot(object)
    def _show(self, offered: Offered) -> None:
        self.offered = offered
        self.changed.emit()

    @Slot(object)
    def _tell(self, number: str) -> None:
        self.is_busy = False
        self.opened.emit(number)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self.is_busy = False
        self.refused.emit(explain(error))


class OpeningDialog(QDialog):
    """Chooses a finding and shows the case that comes of it.

    Signals:
        opened: the case was opened; the argument is its 编号.
    """

    opened = Signal(str)

    def __init__(self, model: OpeningModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self.setWindowTitle(self.tr("立为案卷"))
        self.resize(dp(WIDTH_PX), dp(HEIGHT_PX))
        self.fields: dict[str, Field] = {}
        stack = column(self, margins=(24, 20, 24, 20), spacing=10)
        stack.addWidget(label(self.tr("把发现的问题立为案卷"), "h2"))
        self.told = label("", "caption", wrap=True)
        stack.addWidget(self.told)
        self.banner = Banner()
        stack.addWidget(self.banner)
        self.finding = QComboBox()
        self.finding.setAccessibleName(self.tr("问题"))
        self.finding.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.finding.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.finding.currentIndexChanged.connect(self._fill)
        stack.addWidget(self.finding)
        self.form = ScrollColumn()
        self.form.column.setContentsMargins(0, 0, dp(8), 0)
        stack.addWidget(self.form, 1)
        line = row(spacing=10)
        line.addStretch(1)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.done_button = button(self.tr("上报案卷"), "primary")
        self.done_button.setDefault(True)
        self.done_button.setEnabled(False)
        self.done_button.clicked.connect(self._finish)
        line.addWidget(cancel)
        line.addWidget(self.done_button)
        stack.addLayout(line)
        model.changed.connect(self._offer)
        model.refused.connect(self._complain)
        model.opened.connect(self._tell)
        model.read()

    @Slot()
    def _offer(self) -> None:
        offered = self.model.offered
        if offered is None:
            return
        for finding in offered.findings:
            words = finding.words if finding.path else self.tr("整条记录")
            self.finding.addItem(self.tr("{words}（照片 {count} 张）").format(words=words, count=len(finding.photos)))
        if offered.opened:
            numbers = "、".join(offered.opened)
            self.banner.say(self.tr("这条记录已立过案卷：{numbers}。").format(numbers=numbers), Tone.WARNING)
        self.done_button.setEnabled(True)

    @Slot()
    def _fill(self) -> None:
        """Show the case of the finding that is chosen."""
        offered, index = self.model.offered, self.finding.currentIndex()
        if offered is None or index < 0:
            return
        case = offered.cases[index]
        count = len(case.shared)
        words = self.tr("照片和位置取自记录，不用再传：整改前照片 {count} 张。没有网络也能上报。")
        self.told.setText(words.format(count=count))
        clear(self.form.column)
        self.fields = self._made(case, offered.units)
        for field in self.fields.values():
            self.form.column.addWidget(field)
        self.form.column.addStretch(1)

    def _made(self, case: NewCase, units: tuple[str, ...]) -> dict[str, Field]:
        values = {name: value for name, value in case.values.items() if isinstance(value, str)}
        limit = case.values.get(PROPOSED_LIMIT)
        severities = [(each.value, severity_label(each)) for each in Severity]
        text = values.get
        return {
            "title": TextField(self.tr("问题"), is_required=True, text=case.title),
            DESCRIPTION: LongField(self.tr("描述"), is_required=False, text=text(DESCRIPTION, "")),
            CLASS: ClassField(self.tr("类别"), grid_classes(), is_required=False, chosen=text(CLASS, "")),
            SEVERITY: ChoiceField(self.tr("程度"), severities, is_required=True, chosen=text(SEVERITY, "")),
            ADDRESS: TextField(self.tr("地点"), is_required=False, text=text(ADDRESS, "")),
            PROPOSED_UNIT: UnitField(self.tr("建议责任单位"), units, is_required=False, text=text(PROPOSED_UNIT, "")),
            PROPOSED_LIMIT: LimitField(
                self.tr("建议时限"), is_required=False, limit=Limit.from_body(limit) if limit else None
            ),
            QUANTITY: TextField(self.tr("数量"), is_required=False, text=text(QUANTITY, "")),
            MEASURE: TextField(self.tr("数量单位"), is_required=False, text=text(MEASURE, "")),
            COST: TextField(self.tr("估算费用（元）"), is_required=False, text=text(COST, "")),
        }

    @Slot()
    def _finish(self) -> None:
        values = {name: field.value for name, field in self.fields.items()}
        title = str(values.pop("title") or "")
        self.model.open(self.finding.currentIndex(), title, values)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)

    @Slot(str)
    def _tell(self, number: str) -> None:
        self.accept()
        self.opened.emit(number)


def offer_findings(key: RecordKey, place: Workplace) -> Offered:
    """Read the findings of a record; runs on the database worker."""
    found, classes = read_findings(place, key), grid_classes()
    findings = findings_of(found)
    with place.store.reading() as reading:
        opened = reading.case_rows(CaseQuery(origin=key.record), place.clock.now())
        units = reading.case_units()
    cases = tuple(proposal(found, finding.path, classes) for finding in findings)
    return Offered(findings, cases, tuple(row.number for row in opened), units)


def _open(place: Workplace, case: NewCase) -> str:
    """Open the case; runs on the database worker."""
    with place.store() as unit:
        return open_case(
            unit, machine=place.machine, clock=place.clock, ids=place.ids, person=place.person, case=case
        ).number
