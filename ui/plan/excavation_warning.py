"""While a road's excavation is typed into its form: whom it overlaps on that road."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.kinds import RecordKind
from app.domain.plan_listing import Excavation
from app.errors import AppError
from app.usecases.excavations import Overlap, excavation_from, warnings_for
from app.workplace import Workplace
from ui.plan.words import overlap_words
from ui.record.model import RecordModel
from ui.tasks import Task, Tasks
from ui.widgets.frames import column
from ui.widgets.labels import label


class ExcavationWarning(QWidget):
    """Sentences about other works on the road; hidden while there are none."""

    def __init__(self, model: RecordModel, workplace: Workplace, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._workplace, self._tasks = model, workplace, tasks
        self._task: Task | None = None
        self._known: Excavation | None = None
        self.words = label("", "quote", wrap=True)
        column(self).addWidget(self.words)
        self.hide()
        model.changed.connect(self._look)
        self._look()

    @Slot()
    def _look(self) -> None:
        draft = self._model.draft
        digging = excavation_from(
            self._model.session.answers(),
            township=draft.stream.township,
            record=draft.record,
            kind=RecordKind.INSPECTION,
            works=draft.asset or "",
        )
        if digging == self._known:
            return
        self._known = digging
        if self._task is not None:
            self._task.drop()
        if digging is None:
            self._warn(())
        else:
            self._task = self._tasks.on_database(partial(_warnings, self._workplace, digging), self._warn, self._keep)

    def _warn(self, overlaps: tuple[Overlap, ...]) -> None:
        self.words.setText("\n".join(map(overlap_words, overlaps)))
        self.setVisible(bool(overlaps))

    def _keep(self, error: AppError) -> None:
        """Leave what is shown: whatever hinders reading here the page's own saving tells of."""


def _warnings(workplace: Workplace, digging: Excavation) -> tuple[Overlap, ...]:
    with workplace.store.reading() as reading:
        return warnings_for(digging, reading.excavations_on(digging.township, digging.road))
