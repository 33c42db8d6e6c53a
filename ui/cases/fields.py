"""The fields that small forms about cases are made of; each gives what an entry's body holds."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QDoubleSpinBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.domain.canonical import Json
from app.domain.case import MOST, Limit, LimitUnit
from app.domain.case_class import OTHER, GridClasses
from ui.cases.words import limit_label, unit_choices
from ui.style.metrics import dp, touch
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.frames import column, row
from ui.widgets.labels import label

LINES_PX = 76


class Field(QWidget):
    """One field with its name; ``value`` is None for nothing."""

    def __init__(self, name: str, *, is_required: bool) -> None:
        super().__init__()
        self.is_required = is_required
        self.stack = column(self, spacing=4)
        self.stack.addWidget(label(f"{name} *" if is_required else name, "caption"))

    @property
    def value(self) -> Json:
        """What was given."""
        raise NotImplementedError

    def hold(self, widget: QWidget, name: str) -> None:
        """Put in the widget that is typed into."""
        widget.setAccessibleName(name)
        widget.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.stack.addWidget(widget)
        self.setFocusProxy(widget)


class TextField(Field):
    """A line of words."""

    def __init__(self, name: str, *, is_required: bool, text: str = "") -> None:
        super().__init__(name, is_required=is_required)
        self.edit = QLineEdit(text)
        self.hold(self.edit, name)

    @property
    def value(self) -> Json:
        """The words."""
        return self.edit.text().strip() or None


class LongField(Field):
    """Some lines of words; Tab goes on to the next field."""

    def __init__(self, name: str, *, is_required: bool, text: str = "") -> None:
        super().__init__(name, is_required=is_required)
        self.edit = QPlainTextEdit(text)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(dp(LINES_PX))
        self.hold(self.edit, name)

    @property
    def value(self) -> Json:
        """The words."""
        return self.edit.toPlainText().strip() or None


class UnitField(Field):
    """The name of a unit: typed, or one of those that were named before."""

    def __init__(self, name: str, units: Sequence[str], *, is_required: bool, text: str = "") -> None:
        super().__init__(name, is_required=is_required)
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.addItems(list(units))
        self.combo.setCurrentText(text)
        self.hold(self.combo, name)

    @property
    def value(self) -> Json:
        """The name."""
        return self.combo.currentText().strip() or None


class ChoiceField(Field):
    """One of several."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, is_required: bool, chosen: str = "") -> None:
        super().__init__(name, is_required=is_required)
        self.combo = QComboBox()
        for value, words in choices:
            self.combo.addItem(words, value)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        self.hold(self.combo, name)

    @property
    def value(self) -> Json:
        """The value that was chosen."""
        return self.combo.currentData() or None


class ClassField(Field):
    """A condition of a grid class, found by any of its words; tells when a case is opened and closed."""

    def __init__(self, name: str, classes: GridClasses, *, is_required: bool, chosen: str = "") -> None:
        super().__init__(name, is_required=is_required)
        self._classes = classes
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.addItem(self.tr("其他（不在分类表里）"), OTHER)
        for each in classes.classes.values():
            for condition in each.conditions:
                self.combo.addItem(f"{each.name} · {condition.opened_if}", condition.id)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.combo.setCompleter(completer)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        self.hold(self.combo, name)
        self.told = label("", "caption", wrap=True)
        self.stack.addWidget(self.told)
        self.combo.currentIndexChanged.connect(self._tell)
        self._tell()

    @property
    def value(self) -> Json:
        """The condition's id."""
        index = self.combo.findText(self.combo.currentText())
        return self.combo.itemData(index) if index >= 0 else None

    @Slot()
    def _tell(self) -> None:
        condition = self._classes.condition(str(self.value or ""))
        self.told.setVisible(condition is not None)
        if condition is not None:
            words = self.tr("立案：{opened}。结案：{closed}。时限：{limit}（他市标准，本区未核对，可改）")
            limit = limit_label(condition.limit)
            self.told.setText(words.format(opened=condition.opened_if, closed=condition.closed_if, limit=limit))


class LimitField(Field):
    """An amount and its unit."""

    def __init__(self, name: str, *, is_required: bool, limit: Limit | None, is_fixed: bool = False) -> None:
        super().__init__(name, is_required=is_required)
        line = row(spacing=8)
        self.amount = QDoubleSpinBox()
        self.amount.setRange(0, MOST)
        self.amount.setDecimals(1)
        self.amount.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.amount.setAccessibleName(name)
        self.amount.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("{name}的单位").format(name=name))
        self.unit.setMinimumHeight(touch(SMALL_TOUCH_PX))
        for value, words in unit_choices():
            self.unit.addItem(words, value)
        if limit is not None:
            self.amount.setValue(0 if is_fixed else float(limit.amount))
            self.unit.setCurrentIndex(self.unit.findData(limit.unit.value))
            self.unit.setEnabled(not is_fixed)
        line.addWidget(self.amount)
        line.addWidget(self.unit, 1)
        self.stack.addLayout(line)
        self.setFocusProxy(self.amount)

    @property
    def value(self) -> Json:
        """The limit's body; None for nothing."""
        amount = Decimal(str(self.amount.value()))
        return Limit(amount, LimitUnit(self.unit.currentData())).to_body() if amount > 0 else None


class DayField(Field):
    """A day."""

    def __init__(self, name: str, *, is_required: bool, day: QDate) -> None:
        super().__init__(name, is_required=is_required)
        self.edit = QDateEdit(day)
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.hold(self.edit, name)

    @property
    def value(self) -> Json:
        """The day, ISO 8601."""
        return self.edit.date().toString(Qt.DateFormat.ISODate)


class PhotosField(Field):
    """Files of photos; ``value`` says nothing, the files are ``files``."""

    def __init__(self, name: str) -> None:
        super().__init__(name, is_required=False)
        self.files: tuple[Path, ...] = ()
        line = row(spacing=8)
        self.choose = button(self.tr("选择照片…"), picture="photo")
        self.choose.clicked.connect(self._ask)
        self.names = label(self.tr("还没有照片"), "caption")
        line.addWidget(self.choose)
        line.addWidget(self.names, 1)
        self.stack.addLayout(line)
        self.setFocusProxy(self.choose)

    @property
    def value(self) -> Json:
        """Nothing of the entry's body."""
        return None

    def take(self, files: Sequence[Path]) -> None:
        """Take these files in place of those before."""
        self.files = tuple(files)
        self.names.setText("、".join(file.name for file in self.files) or self.tr("还没有照片"))

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("照片 (*.jpg *.jpeg *.heic *.png *.webp)")
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("选择照片"), "", kinds)
        if names:
            self.take([Path(name) for name in names])
