"""Choosing what to inspect: first the form, then the asset."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.draft import Draft
from app.domain.kinds import RecordKind
from app.domain.listing import AssetRow
from app.errors import AppError
from app.workplace import FormInfo, Workplace
from ui.tasks import Task, Tasks
from ui.today.beginning import begin_inspection
from ui.townships import granted_townships, township_name
from ui.words import explain

ASSETS_SHOWN = 500


class AssetTable(QAbstractTableModel):
    """Assets to choose from: code, name, township and village."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assets: tuple[AssetRow, ...] = ()

    def show_assets(self, assets: tuple[AssetRow, ...]) -> None:
        """Show these assets."""
        self.beginResetModel()
        self._assets = assets
        self.endResetModel()

    def asset_at(self, row: int) -> AssetRow:
        """Return the asset of a row."""
        return self._assets[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many assets there are."""
        return 0 if parent.isValid() else len(self._assets)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("编码"), self.tr("名称"), self.tr("乡镇 / 村"))[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        asset = self._assets[index.row()]
        place = " ".join(part for part in (township_name(asset.township), asset.village) if part)
        return (asset.code, asset.name, place)[index.column()]


class ChooserModel(QObject):
    """Beginning an inspection.

    Signals:
        changed: something shown has changed; read the properties again.
        failed: something went wrong; the argument is the sentence to show.
        draft_ready: a ``Draft`` was begun and is to be opened.
        closed: the user wants back.
    """

    changed = Signal()
    failed = Signal(str)
    draft_ready = Signal(object)
    closed = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._task: Task | None = None
        self.assets = AssetTable(self)
        self.forms: tuple[FormInfo, ...] = ()
        self.form: FormInfo | None = None
        self.text = ""
        self.townships: tuple[tuple[str, str], ...] = ()
        self.is_busy = False

    @property
    def has_more(self) -> bool:
        """Whether there may be more assets than are shown."""
        return self.assets.rowCount() >= ASSETS_SHOWN

    def begin(self) -> None:
        """Start over, with the form that was chosen last or the first one."""
        self.text = ""
        self._start(self._workplace.forms.infos, self._show_forms)

    def choose_form(self, form: FormInfo) -> None:
        """Choose what to fill in; the assets of its subject are looked up."""
        self.form = form
        self._look_up()

    def search(self, text: str) -> None:
        """Look for words in name, code and village."""
        self.text = text
        self._look_up()

    def choose_asset(self, row: int) -> None:
        """Begin with the asset of a row."""
        asset = self.assets.asset_at(row)
        self._begin(asset.township, asset)

    def begin_without(self, township: str) -> None:
        """Begin in a township, for something that is not in the list of assets."""
        self._begin(township, None)

    def _begin(self, township: str, asset: AssetRow | None) -> None:
        if self.form is not None and not self.is_busy:
            work = partial(begin_inspection, self._workplace, self.form, township, asset)
            self._start(work, self._open)

    def _look_up(self) -> None:
        if self.form is not None:
            if self._task is not None:
                self._task.drop()
            self._start(partial(_look_up, self._workplace, self.form.subject, self.text), self._show)

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:  # Any: a draft or a list
        self.is_busy = True
        self.changed.emit()
        self._task = self._tasks.on_database(work, done, self._fail)

    def _show_forms(self, infos: tuple[FormInfo, ...]) -> None:
        self.forms = tuple(info for info in infos if info.record == RecordKind.INSPECTION)
        self.is_busy = False
        if self.form not in self.forms:
            self.form = next(iter(self.forms), None)
        self.changed.emit()
        self._look_up()

    def _show(self, found: tuple[tuple[AssetRow, ...], tuple[tuple[str, str], ...]]) -> None:
        assets, self.townships = found
        self.is_busy = False
        self.assets.show_assets(assets)
        self.changed.emit()

    def _open(self, draft: Draft) -> None:
        self.is_busy = False
        self.changed.emit()
        self.draft_ready.emit(draft)

    def _fail(self, error: AppError) -> None:
        self.is_busy = False
        self.changed.emit()
        self.failed.emit(explain(error))


def _look_up(workplace: Workplace, subject: str, text: str) -> tuple[tuple[AssetRow, ...], tuple[tuple[str, str], ...]]:
    with workplace.store.reading() as reading:
        townships = granted_townships(reading.directory(), workplace.person, subject)
        return reading.assets(subject, text, ASSETS_SHOWN), townships
