"""One record that is looked at: what its page shows, what may be done to it, and doing it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.canonical import Json
from app.domain.draft import Draft
from app.domain.kinds import Action, RecordKind, Status, may_move
from app.errors import AppError
from app.ports.store import Unit
from app.usecases import drafts, review
from app.usecases.kept_grades import regraded
from app.workplace import RecordKey, Workplace
from ui.cases.opening import OpeningModel, offer_findings
from ui.review.looking import LookedAt, look_at
from ui.tasks import Task, Tasks
from ui.words import explain

STALE = "review.stale"


class LookModel(QObject):
    """A record, remarks that are being written about it, and decisions.

    Signals:
        changed: another record, or the record as it is now; read ``looked``.
        remarked: the remarks are others.
        refused: something was not done; the argument is the sentence to show.
        acted: something was done to the record; the argument is the ``Action``.
        draft_ready: a correction can begin; the argument is its ``Draft``.
        case_opened: a case was opened from a finding; the argument is its 编号.

    Attributes:
        tasks: the workers.
        looked: the record, None before it is read.
        remarks: path (empty for the whole record) → what the supervisor writes, not yet sent.
    """

    changed = Signal()
    remarked = Signal()
    refused = Signal(str)
    acted = Signal(object)
    draft_ready = Signal(object)
    case_opened = Signal(str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.tasks = tasks
        self._task: Task | None = None
        self._key: RecordKey | None = None
        self.looked: LookedAt | None = None
        self.remarks: dict[str, str] = {}
        self.is_busy = False

    def show(self, key: RecordKey | None) -> None:
        """Look at a record; remarks about the one before are dropped."""
        if key != self._key:
            self.remarks = {}
        self._key = key
        if self._task is not None:
            self._task.drop()
        if key is None:
            self.looked = None
            self.changed.emit()
        else:
            self._task = self.tasks.on_database(partial(look_at, self._workplace, key), self._show, self._refuse)

    @Slot()
    def refresh(self) -> None:
        """Read the record again."""
        self.show(self._key)

    def may(self, action: Action) -> bool:
        """Whether the button of an action is live."""
        return self.looked is not None and not self.is_busy and self.looked.may(action)

    @property
    def may_approve(self) -> bool:
        """Whether it can be approved: conflicting answers are settled first."""
        return self.may(Action.APPROVED) and self.looked is not None and not self.looked.state.conflicts

    @property
    def may_open_case(self) -> bool:
        """Whether a case can be opened from the record's findings: it was submitted and the person may report one."""
        looked = self.looked
        if looked is None or looked.state.status not in (Status.SUBMITTED, Status.APPROVED, Status.RETURNED):
            return False
        return may_move(looked.roles, RecordKind.CASE, None, Action.CREATED)

    def opening(self) -> OpeningModel | None:
        """Return what opens a case from the record; None before it is read."""
        if self._key is None:
            return None
        return OpeningModel(self._workplace, self.tasks, partial(offer_findings, self._key))

    @Slot(str)
    def tell_case(self, number: str) -> None:
        """Tell that a case was opened."""
        self.case_opened.emit(number)

    @property
    def may_remark(self) -> bool:
        """Whether remarks can be written."""
        return self.may(Action.RETURNED)

    @property
    def may_correct(self) -> bool:
        """Whether a correction can begin."""
        return self.looked is not None and not self.is_busy and self.looked.may_correct

    def remark(self, path: str, text: str) -> None:
        """Write about a field, or with an empty path about the whole record; empty text takes the remark away."""
        self.remarks.pop(path, None)
        if text.strip():
            self.remarks[path] = text.strip()
        self.remarked.emit()

    @Slot()
    def approve(self) -> None:
        """Approve what is shown."""
        if self.may_approve:
            self._decide(Action.APPROVED, review.approve)

    @Slot()
    def give_back(self) -> None:
        """Return the record with the remarks."""
        if self.may(Action.RETURNED):
            self._decide(Action.RETURNED, partial(review.give_back, remarks=tuple(self.remarks.items())))

    @Slot(str)
    def void(self, reason: str) -> None:
        """Declare the record void."""
        if self.may(Action.VOIDED):
            self._decide(Action.VOIDED, partial(review.void, reason=reason.strip()))

    @Slot()
    def withdraw(self) -> None:
        """Take the record back before it is judged."""
        if self.may(Action.WITHDRAWN):
            self._decide(Action.WITHDRAWN, review.withdraw)

    def settle(self, path: str, value: Json) -> None:
        """Let one of two answers that were given at the same time stand."""
        self._settle({path: value})

    @Slot()
    def regrade(self) -> None:
        """Grade the record by its content as it is now, in place of the grades that it keeps."""
        if self.looked is not None:
            self._settle(regraded(self.looked.reader.session.form, self.looked.state.answers()))

    def _settle(self, values: Mapping[str, Json]) -> None:
        looked = self.looked
        if looked is None or not self.may(Action.SETTLED):
            return
        workplace = self._workplace

        def work() -> Action:
            with workplace.store() as unit:
                review.settle(
                    unit,
                    clock=workplace.clock,
                    ids=workplace.ids,
                    person=workplace.person,
                    key=looked.key,
                    values=values,
                )
            return Action.SETTLED

        self._act(work)

    @Slot()
    def correct(self) -> None:
        """Begin or go on with a correction."""
        if self._key is not None and self.may_correct:
            self.tasks.on_database(partial(_correct, self._workplace, self._key), self._begin, self._refuse)

    def _decide(self, action: Action, decision: Callable[..., object]) -> None:
        """Decide on the heads that are shown; those that came later are not judged."""
        looked, workplace = self.looked, self._workplace
        if looked is None:
            return

        def work() -> Action:
            with workplace.store() as unit:
                _decide_on(unit, workplace, looked, decision)
            return action

        self._act(work)

    def _act(self, work: Callable[[], Action]) -> None:
        self.is_busy = True
        self.remarked.emit()
        self.tasks.on_database(work, self._done, self._refuse)

    @Slot(object)
    def _show(self, looked: LookedAt) -> None:
        self.is_busy = False
        self.looked = looked
        self.changed.emit()

    @Slot(object)
    def _done(self, action: Action) -> None:
        self.is_busy = False
        if action is not Action.SETTLED:
            self.remarks = {}
        self.acted.emit(action)

    @Slot(object)
    def _begin(self, draft: Draft) -> None:
        self.draft_ready.emit(draft)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        """Explain; what moved on meanwhile is shown as it is now, with the remarks kept for another try."""
        self.is_busy = False
        self.refused.emit(explain(error))
        if error.code == STALE:
            self.refresh()
        else:
            self.remarked.emit()


def _decide_on(unit: Unit, workplace: Workplace, looked: LookedAt, decision: Callable[..., object]) -> None:
    decision(
        unit,
        clock=workplace.clock,
        ids=workplace.ids,
        person=workplace.person,
        key=looked.key,
        heads=looked.state.heads,
    )


def _correct(workplace: Workplace, key: RecordKey) -> Draft:
    """Begin a correction; runs on the database worker."""
    with workplace.store() as unit:
        return drafts.correct(unit, clock=workplace.clock, key=key)
