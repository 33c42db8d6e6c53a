"""The grades of a record that is looked at, beside the inspector's own; they are shown, never changed, here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.grades.lines import GradeLines, own_words
from ui.grades.told import ToldGrade
from ui.record.question import Reader
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card
from ui.widgets.labels import Chip, label


class GradeCard(Card):
    """Class and score of each grader, and the button that opens the calculation.

    Signals:
        sheet_wanted: the calculation is to be shown.
        regrade_wanted: the record is to be graded by its content as it is now.
    """

    sheet_wanted = Signal()
    regrade_wanted = Signal()

    def __init__(
        self,
        reader: Reader,
        grades: Sequence[ToldGrade],
        *,
        in_conflict: bool,
        may_regrade: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.column.addWidget(label(self.tr("评定"), "h2"))
        if in_conflict:
            self.column.addWidget(Chip(self.tr("两人同时修改，评定不同"), Tone.WARNING))
        for told in grades:
            self.column.addWidget(GradeLines(told, reader.label))
        own = own_words(reader)
        if own:
            self.column.addWidget(label(own, wrap=True))
        line = FlowLayout(spacing=dp(8))
        self.column.addLayout(line)
        self.sheet, self.regrade = button(self.tr("计算书")), button(self.tr("按现在的内容重新评定"))
        self.sheet.clicked.connect(self.sheet_wanted)
        self.sheet.setVisible(any(told.sheet for told in grades))
        self.regrade.clicked.connect(self.regrade_wanted)
        self.regrade.setVisible(may_regrade and (in_conflict or any(told.doubt for told in grades)))
        line.addWidget(self.sheet)
        line.addWidget(self.regrade)
