"""The languages of a form: a list in the page's header where the form has several."""

import re

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.forms import Session
from ui.style.metrics import touch
from ui.widgets.buttons import SMALL_TOUCH_PX

_CODE = re.compile(r"\s*\([^()]*\)\s*$")


class LanguageBox(QComboBox):
    """Chooses the language of labels, hints and choices; the program's own words stay in its own.

    Signals:
        chosen: the language as the form names it.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("表单语言"))
        self.setToolTip(self.tr("表单语言"))
        self.setMinimumHeight(touch(SMALL_TOUCH_PX))
        for language in session.form.languages:
            self.addItem(_CODE.sub("", language), language)
        self.setCurrentIndex(self.findData(session.language))
        self.activated.connect(self._tell)

    @Slot(int)
    def _tell(self, index: int) -> None:
        self.chosen.emit(self.itemData(index))
