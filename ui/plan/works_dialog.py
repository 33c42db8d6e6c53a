"""Entering works, or changing what they say; roads that others dig up at the same time are warned of while typing."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from app.domain.canonical import Json
from app.domain.plan_listing import WorksRow
from app.domain.works import EXCAVATION, PARTS, WORKS_CLASSES, WorksValue, day_of, number_of, number_text
from app.usecases.excavations import Overlap
from ui.plan.words import overlap_words
from ui.plan.works_model import WorksModel
from ui.style.metrics import dp
from ui.widgets.frames import column
from ui.widgets.labels import label

_DAYS = (WorksValue.STARTS_ON, WorksValue.ENDS_ON)
_NUMBERS = (WorksValue.PLANNED, WorksValue.QUANTITY)


class WorksDialog(QDialog):
    """Fields of one piece of works; ``values`` are what was typed."""

    def __init__(self, model: WorksModel, works: WorksRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self._works = model, works
        self.setWindowTitle(self.tr("修改项目") if works else self.tr("新增项目"))
        self.setMinimumWidth(dp(520))
        page = column(self, margins=(20, 16, 20, 16), spacing=12)
        form = QFormLayout()
        form.setVerticalSpacing(dp(8))
        page.addLayout(form)
        self.township = _combo(model.townships)
        self.works_class = _combo((name, words) for name, (words, _) in WORKS_CLASSES.items())
        self.part = _combo((("", self.tr("不分")), *PARTS.items()))
        self.fields = {path: QLineEdit() for path, _ in self._names()}
        form.addRow(self.tr("类别"), self.works_class)
        form.addRow(self.tr("乡镇"), self.township)
        for path, words in self._names():
            form.addRow(words, self.fields[path])
        form.addRow(self.tr("坡道归属"), self.part)
        for path in _DAYS:
            self.fields[path].setPlaceholderText("2026-03-01")
        self.warning = label("", "quote", wrap=True)
        self.warning.hide()
        page.addWidget(self.warning)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        page.addWidget(self.buttons)
        self._fill()
        self._follow()

    @property
    def values(self) -> dict[str, Json]:
        """What was typed, by path; empty fields are None."""
        typed: dict[str, Json] = {path.value: field.text().strip() or None for path, field in self.fields.items()}
        works_class = str(self.works_class.currentData())
        chosen: dict[str, Json] = {
            WorksValue.CLASS.value: works_class,
            WorksValue.PART.value: self.part.currentData() or None,
            WorksValue.UNIT.value: WORKS_CLASSES[works_class][1],
        }
        return {**typed, **chosen}

    @property
    def is_right(self) -> bool:
        """Whether it can be kept: a name, numbers that are numbers, days that are days and in order."""
        typed = {path: field.text().strip() for path, field in self.fields.items()}
        found = [number_of(typed[path]) for path in _NUMBERS if typed[path]]
        numbers = all(number is not None and number >= 0 for number in found)
        days = [day_of(typed[path]) for path in _DAYS if typed[path]]
        known = [day for day in days if day is not None]
        in_order = len(known) == len(days) and known == sorted(known)
        return bool(typed[WorksValue.NAME]) and bool(self.township.currentData()) and numbers and in_order

    def _names(self) -> tuple[tuple[WorksValue, str], ...]:
        return (
            (WorksValue.NAME, self.tr("名称")),
            (WorksValue.CODE, self.tr("台账编号")),
            (WorksValue.VILLAGE, self.tr("村居")),
            (WorksValue.ROAD, self.tr("道路（掘路必填）")),
            (WorksValue.PLACE, self.tr("地点或起止点")),
            (WorksValue.PLANNED, self.tr("计划量")),
            (WorksValue.QUANTITY, self.tr("完成量")),
            (WorksValue.LEAD, self.tr("牵头单位")),
            (WorksValue.STARTS_ON, self.tr("开工日期")),
            (WorksValue.ENDS_ON, self.tr("完工日期")),
            (WorksValue.REMARK, self.tr("备注")),
        )

    def _fill(self) -> None:
        if self._works is None:
            return
        facts = self._works.facts
        said: Mapping[WorksValue, str] = {
            WorksValue.NAME: facts.name,
            WorksValue.CODE: facts.code,
            WorksValue.VILLAGE: facts.village,
            WorksValue.ROAD: facts.road,
            WorksValue.PLACE: facts.place,
            WorksValue.PLANNED: number_text(facts.planned),
            WorksValue.QUANTITY: number_text(facts.quantity),
            WorksValue.LEAD: facts.lead,
            WorksValue.STARTS_ON: facts.starts_on.isoformat() if facts.starts_on else "",
            WorksValue.ENDS_ON: facts.ends_on.isoformat() if facts.ends_on else "",
            WorksValue.REMARK: facts.remark,
        }
        for path, words in said.items():
            self.fields[path].setText(words)
        self.works_class.setCurrentIndex(max(0, self.works_class.findData(facts.works_class)))
        self.part.setCurrentIndex(max(0, self.part.findData(facts.part)))
        self.township.setCurrentIndex(max(0, self.township.findData(self._works.township)))
        self.township.setEnabled(False)

    def _follow(self) -> None:
        for field in self.fields.values():
            field.textChanged.connect(self._check)
        for combo in (self.township, self.works_class):
            combo.currentIndexChanged.connect(self._check)
        self.model.warned.connect(self._warn)
        self._check()

    @Slot()
    def _check(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(self.is_right)
        if self.works_class.currentData() == EXCAVATION:
            record = self._works.record if self._works else ""
            self.model.check(str(self.township.currentData()), self.values, record)
        else:
            self.warning.hide()

    @Slot(object)
    def _warn(self, overlaps: tuple[Overlap, ...]) -> None:
        self.warning.setVisible(bool(overlaps))
        self.warning.setText("\n".join(map(overlap_words, overlaps)))


def _combo(choices: Iterable[tuple[str, str]]) -> QComboBox:
    combo = QComboBox()
    for value, words in choices:
        combo.addItem(words, value)
    return combo
