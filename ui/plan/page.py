"""The page of plans: progress, works, figures, excavations, waste sheets, one tab each."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from app.domain.kinds import RecordKind
from app.workplace import Workplace
from ui.plan.figures_model import FiguresModel
from ui.plan.figures_view import FiguresView
from ui.plan.links_model import LinksModel
from ui.plan.links_views import CalendarView, WasteView
from ui.plan.progress_model import ProgressModel
from ui.plan.progress_view import ProgressView
from ui.plan.works_model import WorksModel
from ui.plan.works_view import WorksView
from ui.tasks import Tasks
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.header import PageHeader

PROGRESS, WORKS, FIGURES, CALENDAR, WASTE = range(5)


@dataclass(frozen=True, slots=True)
class _Models:
    """One model for each tab; the last two share one."""

    progress: ProgressModel
    works: WorksModel
    figures: FiguresModel
    links: LinksModel


class PlanModel(QObject):
    """The models of the tabs, joined: what one writes the others read again.

    Signals:
        opened: the user wants a record (a ``RecordKey``).
        draft_ready: an inspection was begun (a ``Draft``).
        acted: something was written; other pages may be old.
    """

    opened = Signal(object)
    draft_ready = Signal(object)
    acted = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        made = (ProgressModel(workplace, tasks, self), WorksModel(workplace, tasks, self))
        self.of = _Models(*made, FiguresModel(workplace, tasks, self), LinksModel(workplace, tasks, self))
        self._is_seen = False
        for model in (self.of.progress, self.of.works, self.of.links):
            model.opened.connect(self.opened)
        self.of.works.draft_ready.connect(self.draft_ready)
        for acted in (self.of.works.acted, self.of.figures.acted):
            acted.connect(self._read_others)
            acted.connect(self.acted)

    @Slot()
    def see(self) -> None:
        """Read for the first time; nothing is read of plans before somebody looks at them."""
        if not self._is_seen:
            self._is_seen = True
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read everything again, once the page was seen."""
        if self._is_seen:
            self.of.works.refresh()
            self.of.figures.refresh()
            self._read_others()

    @Slot()
    def _read_others(self) -> None:
        self.of.progress.refresh()
        self.of.links.refresh()


class PlanPage(QWidget):
    """Five tabs below one heading."""

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        page = column(self, margins=(24, 16, 24, 12), spacing=8)
        self.header = PageHeader(self.tr("计划与进度"), " ")
        page.addWidget(self.header)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.progress = ProgressView(model.of.progress)
        self.works = WorksView(model.of.works)
        self.figures = FiguresView(model.of.figures)
        self.calendar = CalendarView(model.of.links)
        self.waste = WasteView(model.of.links)
        for view, words in (
            (self.progress, self.tr("进度")),
            (self.works, self.tr("项目")),
            (self.figures, self.tr("上报指标")),
            (self.calendar, self.tr("掘路日历")),
            (self.waste, self.tr("建筑垃圾联单")),
        ):
            self.tabs.addTab(_scrolling(view), words)
        page.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs)
        model.of.progress.changed.connect(self._render)
        model.of.figures.changed.connect(self._render)
        for source in (model.of.progress, model.of.links):
            source.wanted.connect(self.show_behind)
        self._render()

    @Slot(object, str)
    def show_behind(self, kind: RecordKind, record: str) -> None:
        """Go to the works or the figures that stand behind a number."""
        if kind is RecordKind.WORKS:
            self.tabs.setCurrentIndex(WORKS)
            self.model.of.works.choose(record)
        elif kind is RecordKind.FIGURE:
            self.tabs.setCurrentIndex(FIGURES)
            self.figures.choose(record)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read when the page is first seen."""
        self.model.see()
        super().showEvent(event)

    @Slot()
    def _render(self) -> None:
        progress, figures = self.model.of.progress, self.model.of.figures
        self.header.set_title(self.tr("计划与进度"), progress.plan.title if progress.plan else " ")
        waiting = figures.waiting
        words = self.tr("上报指标 · {count} 待确认").format(count=waiting) if waiting else self.tr("上报指标")
        self.tabs.setTabText(FIGURES, words)


def _scrolling(view: QWidget) -> ScrollColumn:
    """Return a tab that scrolls where the window is too low for what must be seen in it."""
    scroll = ScrollColumn()
    scroll.column.setContentsMargins(0, 0, 0, 0)
    scroll.column.addWidget(view, 1)
    scroll.setFocusProxy(view)
    return scroll
