"""Reporting a figure: target, period, number, basis."""

from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from app.domain.figure import is_period
from app.domain.plan import Plan
from app.domain.plan_listing import FigureRow
from app.domain.works import number_of, number_text
from app.usecases.figures import Report
from ui.plan.figures_model import FiguresModel
from ui.style.metrics import dp
from ui.widgets.frames import column
from ui.widgets.labels import label


class FigureDialog(QDialog):
    """Fields of one figure; ``report`` is what was typed."""

    def __init__(
        self, model: FiguresModel, plan: Plan, figure: FigureRow | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self.setWindowTitle(self.tr("更正指标") if figure else self.tr("上报指标"))
        self.setMinimumWidth(dp(560))
        page = column(self, margins=(20, 16, 20, 16), spacing=12)
        form = QFormLayout()
        form.setVerticalSpacing(dp(8))
        page.addLayout(form)
        self.target, self.township, self.lead = QComboBox(), QComboBox(), QComboBox()
        for target in plan.targets:
            self.target.addItem(f"{target.id}  {target.text}（{target.unit}）", target.id)
        for code, name in model.townships:
            self.township.addItem(name, code)
        self.period, self.amount, self.whole, self.basis = (QLineEdit() for _ in range(4))
        self.period.setPlaceholderText(self.tr("2025、2025-Q3 或 2025-09"))
        self.whole.setPlaceholderText(self.tr("只在比例类目标、且数值填的是个数时填写"))
        self.basis.setPlaceholderText(self.tr("文件、台账或监测报告的名称"))
        for words, field in (
            (self.tr("目标"), self.target),
            (self.tr("范围"), self.township),
            (self.tr("期间"), self.period),
            (self.tr("数值"), self.amount),
            (self.tr("总数"), self.whole),
            (self.tr("牵头单位"), self.lead),
            (self.tr("依据"), self.basis),
        ):
            form.addRow(words, field)
        page.addWidget(label(self.tr("提交后由另一人确认才计入进度。"), "caption", wrap=True))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("提交"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        page.addWidget(self.buttons)
        self.target.currentIndexChanged.connect(self._offer_leads)
        for line in (self.period, self.amount, self.whole):
            line.textChanged.connect(self._check)
        self._offer_leads()
        self._fill(figure)
        self._check()

    @property
    def report(self) -> Report:
        """What was typed; ask only when it can be submitted."""
        return Report(
            target=str(self.target.currentData()),
            period=self.period.text().strip(),
            amount=number_of(self.amount.text()) or Decimal(0),
            whole=number_of(self.whole.text()),
            lead=self.lead.currentText(),
            basis=self.basis.text().strip(),
            township=str(self.township.currentData()),
        )

    @property
    def is_right(self) -> bool:
        """Whether it can be submitted."""
        amount, whole = number_of(self.amount.text()), number_of(self.whole.text())
        is_whole_right = not self.whole.text().strip() or (whole is not None and amount is not None and whole >= amount)
        return is_period(self.period.text().strip()) and amount is not None and amount >= 0 and is_whole_right

    @Slot()
    def _offer_leads(self) -> None:
        target = next(one for one in self._plan.targets if one.id == self.target.currentData())
        self.lead.clear()
        self.lead.addItems(self._plan.leads_of(target))

    @Slot()
    def _check(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.is_right)

    def _fill(self, figure: FigureRow | None) -> None:
        if figure is None:
            return
        self.target.setCurrentIndex(max(0, self.target.findData(figure.facts.target)))
        self.township.setCurrentIndex(max(0, self.township.findData(figure.township)))
        self.period.setText(figure.facts.period)
        self.amount.setText(number_text(figure.facts.amount))
        self.whole.setText(number_text(figure.facts.whole))
        self.basis.setText(figure.facts.basis)
        self.lead.setCurrentText(figure.facts.lead)
        for fixed in (self.target, self.township):
            fixed.setEnabled(False)
