"""Check boxes: any of several, or the one of a question that only wants to be acknowledged."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.canonical import Json
from ui.controls.arranging import lay_out, wear_picture
from ui.controls.ask import Ask, Option, members_of
from ui.controls.control import Control
from ui.style.metrics import touch

ACKNOWLEDGED = "OK"
"""What an acknowledged question stores. Source: ODK XForms specification, trigger."""


class CheckControl(Control):
    """Any of several; the answer lists the values in the order of the choices."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.boxes: dict[str, QCheckBox] = {}
        for option in ask.options:
            box = self.make_box(option)
            box.setMinimumHeight(touch())
            self.make_entry(box, option.label)
            box.clicked.connect(self._tell)
            self.boxes[option.value] = box
        self.lay_out()

    def make_box(self, option: Option) -> QCheckBox:
        """Return the box of a choice."""
        box = QCheckBox(option.label, self)
        wear_picture(box, option)
        return box

    def lay_out(self) -> None:
        """Put the boxes into place."""
        lay_out(self, list(self.boxes.values()), self.ask.appearance)

    def show_answer(self, answer: Json) -> None:
        """Check the boxes of the values."""
        chosen = members_of(answer)
        for value, box in self.boxes.items():
            box.setChecked(value in chosen)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid ticking."""
        for box in self.boxes.values():
            box.setEnabled(not read_only)

    @Slot()
    def _tell(self) -> None:
        chosen = [value for value, box in self.boxes.items() if box.isChecked()]
        self.answered.emit(chosen or None)


class AcknowledgeControl(Control):
    """One box: read and agreed."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.box = QCheckBox(self.tr("已确认"), self)
        self.box.setMinimumHeight(touch())
        self.make_entry(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.clicked.connect(self._tell)

    def show_answer(self, answer: Json) -> None:
        """Check the box if the answer says so."""
        self.box.setChecked(answer == ACKNOWLEDGED)

    @Slot()
    def _tell(self) -> None:
        self.answered.emit(ACKNOWLEDGED if self.box.isChecked() else None)
