"""The page of assets: the register, from which tables are imported and exported, assets begun and opened."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QStackedWidget, QWidget

from app.domain.draft import Draft
from app.domain.kinds import RecordKind
from app.domain.listing import RecordQuery, Sort
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases import assets_file, drafts
from app.workplace import FormInfo, Workplace
from ui.assets import lines
from ui.assets.import_model import ImportModel
from ui.assets.import_page import FILES, ImportPage
from ui.assets.strike_page import StrikePage
from ui.records.model import RecordsModel
from ui.records.view import RecordsView
from ui.style.colours import Tone
from ui.tasks import Tasks
from ui.townships import granted_townships
from ui.widgets.frames import column
from ui.words import explain

ALL_ASSETS = RecordQuery(kind=RecordKind.ASSET, sort=Sort.NUMBER, descending=False)
Choices = tuple[tuple[FormInfo, ...], tuple[tuple[str, str], ...]]


class RegisterModel(QObject):
    """What can be done with the register as a whole.

    Signals:
        choices_read: the asset forms and the townships in which the person may register assets.
        draft_ready: a ``Draft`` of a new asset is to be opened.
        exported: the path that was written.
        failed: something was not done; the argument is the sentence to show.
    """

    choices_read = Signal(object)
    draft_ready = Signal(object)
    exported = Signal(str)
    failed = Signal(str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks

    @Slot()
    def read_choices(self) -> None:
        """Read which assets can be registered where."""
        self._tasks.on_database(partial(_choices, self._workplace), self._offer, self._refuse)

    def register(self, form: FormInfo, township: str) -> None:
        """Begin a new asset."""
        self._tasks.on_database(partial(_begin, self._workplace, form, township), self._open, self._refuse)

    def export(self, form: FormInfo, path: Path) -> None:
        """Write the register of a form's subject."""
        self._tasks.on_database(partial(_export, self._workplace, form, path), self._tell, self._refuse)

    def _offer(self, choices: Choices) -> None:
        self.choices_read.emit(choices)

    def _open(self, draft: Draft) -> None:
        self.draft_ready.emit(draft)

    def _tell(self, path: str) -> None:
        self.exported.emit(path)

    def _refuse(self, error: AppError) -> None:
        self.failed.emit(explain(error))


class AssetsPage(QWidget):
    """The register, with the import and the C roads over it.

    Signals:
        opened: an asset is to be opened (a ``RecordKey``).
        draft_ready: a ``Draft`` is to be opened.
        changed: what other pages show may be old.
    """

    opened = Signal(object)
    draft_ready = Signal(object)
    changed = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RegisterModel(workplace, tasks, self)
        self.records = RecordsModel(workplace, tasks, self, lines=lines, start=ALL_ASSETS)
        self.importing = ImportModel(workplace, tasks, self)
        outer = column(self)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.register = RecordsView(self.records)
        self.importer = ImportPage(self.importing)
        self.strike = StrikePage(workplace, tasks)
        for page in (self.register, self.importer, self.strike):
            self.stack.addWidget(page)
        self.setFocusProxy(self.register)
        self._add_actions()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read again what may have changed while other pages were shown."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self.records.refresh()
        self.model.read_choices()
        if self.stack.currentWidget() is self.strike:
            self.strike.refresh()

    @Slot()
    def start_import(self) -> None:
        """Go to the import."""
        self.importing.begin()
        self.stack.setCurrentWidget(self.importer)

    @Slot()
    def show_strike(self) -> None:
        """Go to the C roads."""
        self.stack.setCurrentWidget(self.strike)
        self.strike.refresh()

    def _add_actions(self) -> None:
        header = self.register.header
        strike = header.add_action(self.tr("C 级村路销号"))
        self.export = header.add_action(self.tr("导出"))
        imports = header.add_action(self.tr("导入表格"))
        self.new = header.add_action(self.tr("新登记"), "primary", picture="add")
        strike.clicked.connect(self.show_strike)
        imports.clicked.connect(self.start_import)
        imports.setShortcut(QKeySequence("Ctrl+O"))
        self._new_menu, self._export_menu = QMenu(self), QMenu(self)
        self.new.setMenu(self._new_menu)
        self.export.setMenu(self._export_menu)

    def _connect(self) -> None:
        self.records.opened.connect(self.opened)
        self.strike.opened.connect(self.opened)
        self.importer.closed.connect(self._go_back)
        self.strike.closed.connect(self._go_back)
        self.importing.imported.connect(self.changed)
        self.model.choices_read.connect(self._offer)
        self.model.draft_ready.connect(self._pass_draft)
        self.model.exported.connect(self._tell_exported)
        self.model.failed.connect(self._complain)

    @Slot(object)
    def _offer(self, choices: Choices) -> None:
        forms, townships = choices
        self.new.setVisible(bool(townships))
        for menu, act in ((self._new_menu, self._ask_township), (self._export_menu, self._ask_file)):
            menu.clear()
            for form in forms:
                menu.addAction(form.title, partial(act, form, townships))

    def _ask_township(self, form: FormInfo, townships: tuple[tuple[str, str], ...]) -> None:
        names = [name for _, name in townships]
        title = self.tr("登记{what}").format(what=form.title)
        name, is_sure = QInputDialog.getItem(self, title, self.tr("在哪个乡镇："), names, 0, editable=False)
        if is_sure:
            self.model.register(form, townships[names.index(name)][0])

    def _ask_file(self, form: FormInfo, _townships: tuple[tuple[str, str], ...]) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("导出{what}").format(what=form.title), f"{form.title}.xlsx", FILES
        )
        if name:
            self.model.export(form, Path(name))

    @Slot()
    def _go_back(self) -> None:
        self.stack.setCurrentWidget(self.register)
        self.refresh()

    @Slot(object)
    def _pass_draft(self, draft: Draft) -> None:
        self.draft_ready.emit(draft)

    @Slot(str)
    def _tell_exported(self, path: str) -> None:
        self.register.banner.say(self.tr("已导出到 {path}").format(path=path), Tone.SUCCESS)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.register.banner.say(sentence, Tone.DANGER)


def _choices(place: Workplace) -> Choices:
    with place.store.reading() as reading:
        return assets_file.asset_forms(place), granted_townships(reading.directory(), place.person)


def _begin(place: Workplace, form: FormInfo, township: str) -> Draft:
    with place.store() as unit:
        stream = Stream(township, form.subject)
        return drafts.begin(unit, clock=place.clock, ids=place.ids, form=form, stream=stream, asset=None)


def _export(place: Workplace, form: FormInfo, path: Path) -> str:
    place.sheets.write(path, [assets_file.export_table(place, form)])
    return str(path)
