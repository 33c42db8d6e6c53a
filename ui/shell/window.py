"""The window: side bar, pages, status line, shortcuts."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QWidget

from app.domain.draft import Draft
from app.domain.kinds import RecordKind
from app.domain.listing import WaitReason
from app.ports.courier import RoundReport
from app.workplace import RecordKey
from ui.cases.page import CasePage
from ui.cases.sheet_model import CaseModel
from ui.cases.view import CasesView
from ui.conflicts.view import ConflictsView
from ui.find.view import FindView
from ui.handover.model import HandoverModel
from ui.handover.page import HandoverPage
from ui.plan.page import PlanPage
from ui.print.preview import Document, PreviewPage
from ui.records.bin import BinDialog
from ui.records.view import RecordsView
from ui.rounds.view import RoundsView
from ui.settings.view import SettingsView
from ui.shell.destinations import Destination
from ui.shell.leaves import Leaves, draft_leaf, leaf, linking_leaf
from ui.shell.pages import Models, read_again
from ui.shell.side import SideBar
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.supervision.page import CAMPAIGNS, ORDERS, SupervisionPage
from ui.sync.state import brief_words, footer_words, last_round_words, report_words
from ui.sync.stick_view import StickView
from ui.sync.view import SyncView
from ui.today.chooser_view import ChooserView
from ui.today.view import TodayView
from ui.widgets.banner import Banner
from ui.widgets.frames import column, row

RAIL_BELOW_DP = 1000
START_WIDTH_PX, START_HEIGHT_PX = 1280, 760
MESSAGE_MS = 20_000
LEAST_WIDTH_PX, LEAST_HEIGHT_PX = 640, 420


class MainWindow(QMainWindow):
    """A person's window; the models outlive it, so that it can be made anew when the looks change."""

    def __init__(self, models: Models, leaves: Leaves) -> None:
        super().__init__()
        self.models, self._leaves = models, leaves
        self._dismissed: WaitReason | None = None
        self._open: list[QWidget] = []
        self._is_choosing = False
        self.setWindowTitle(self.tr("瀛巡 · {person}").format(person=models.shell.person))
        self.setMinimumSize(LEAST_WIDTH_PX, LEAST_HEIGHT_PX)
        self.resize(START_WIDTH_PX, START_HEIGHT_PX)
        self._build()
        self._connect()
        self._add_shortcuts()
        self._render()
        self._render_sync()

    @Slot(object)
    def open_draft(self, draft: Draft | str) -> None:
        """Open a draft, or the one of a record's id."""
        if isinstance(draft, str):
            self.models.shell.find_draft(draft)
        else:
            self._push(self._leaves.draft(draft))

    @Slot(object, str)
    def open_draft_at(self, draft: Draft, key: str) -> None:
        """Open a draft where a question stands, empty for its beginning."""
        page = self._leaves.draft(draft)
        self._push(page)
        draft_leaf(page).go_to(key)

    @Slot(object)
    def open_paper(self, prepare: Callable[[], Document]) -> None:
        """Show a document before it is printed; ``prepare`` gathers it on the database worker."""
        self._push(PreviewPage(self.models.tasks, prepare))

    @Slot(object)
    def open_handover(self, model: HandoverModel) -> None:
        """Open the page of handing over."""
        self._push(HandoverPage(model))

    @Slot(object)
    def follow(self, key: RecordKey) -> None:
        """Open the page of whatever a key names: an inspection, a case, an asset; it is looked up first."""
        self.models.shell.tell_apart(key)

    @Slot(object)
    def open_record(self, key: RecordKey) -> None:
        """Open an inspection to read, and to act on as far as the table of moves allows."""
        page = self._leaves.record(key)
        linking_leaf(page).wanted.connect(self.follow)
        self._push(page)

    @Slot(object)
    def open_asset(self, key: RecordKey) -> None:
        """Open an asset: its attributes, its history, what can be done to it."""
        if self._leaves.asset is not None:
            page = self._leaves.asset(key)
            linking_leaf(page).wanted.connect(self.follow)
            self._push(page)

    @Slot(object)
    def open_case(self, key: RecordKey) -> None:
        """Open a case to read, and to act on as far as the table of moves allows."""
        cases = self.models.cases
        page = CasePage(CaseModel(cases.workplace, cases.tasks, key))
        page.wanted.connect(self.follow)
        self._push(page)

    @Slot(object, object)
    def _open_as(self, key: RecordKey, kind: RecordKind) -> None:
        """Open what a key names; campaigns, orders, plans, works and figures are shown on the pages of their kinds."""
        tabs = {RecordKind.CAMPAIGN: CAMPAIGNS, RecordKind.ORDER: ORDERS}
        if kind in tabs:
            self.go(Destination.ORDERS)
            self._supervision.show_tab(tabs[kind])
        elif kind in (RecordKind.PLAN, RecordKind.WORKS, RecordKind.FIGURE):
            self.go(Destination.PLAN)
        else:
            openers = {RecordKind.CASE: self.open_case, RecordKind.ASSET: self.open_asset}
            openers.get(kind, self.open_record)(key)

    @Slot()
    def start_inspection(self) -> None:
        """Choose form and asset of a new inspection."""
        if self._leave_all():
            self._is_choosing = True
            self.models.shell.go(Destination.TODAY)
            self.chooser.begin()

    @Slot()
    def go_back(self) -> None:
        """Leave the page that lies over the others."""
        if self._open:
            self._leave(self._open[-1])
        elif self._is_choosing:
            self._is_choosing = False
            self._render()
            self.focus_page()

    def go(self, destination: Destination) -> None:
        """Go to a page of the side bar."""
        if self._leave_all():
            self._is_choosing = False
            self.models.shell.go(destination)
            self.focus_page()
        if destination is Destination.ROUNDS:
            self.models.rounds.refresh()
        if destination is Destination.SYNC:
            self._notice.hide()

    def focus_page(self) -> None:
        """Put the cursor into the page that is shown."""
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Shrink the side bar to icons where the window is narrow."""
        self.side.set_rail(is_rail=event.size().width() < dp(RAIL_BELOW_DP))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Let open pages save; one that must not be left keeps the window open."""
        if not self._leave_all():
            event.ignore()
            return
        super().closeEvent(event)

    def _build(self) -> None:
        middle = QWidget()
        self.setCentralWidget(middle)
        line = row(middle, spacing=0)
        self.side = SideBar()
        line.addWidget(self.side)
        right = column(spacing=0)
        line.addLayout(right, 1)
        self._notice = QWidget()
        notice = column(self._notice, margins=(24, 12, 24, 0))
        self.banner = Banner()
        notice.addWidget(self.banner)
        self.banner.chosen.connect(partial(self.go, Destination.SYNC))
        self.banner.dismissed.connect(self._dismiss)
        self._notice.hide()
        right.addWidget(self._notice)
        self.stack = QStackedWidget()
        right.addWidget(self.stack, 1)
        self.chooser = ChooserView(self.models.chooser)
        self.finder = FindView(self.models.find, self)
        self.today, self.records = TodayView(self.models.today), RecordsView(self.models.records)
        self.records.header.add_action(self.tr("回收站")).clicked.connect(self.open_bin)
        self.sync = SyncView(self.models.sync)
        self.pages: dict[Destination, QWidget] = {
            Destination.TODAY: self.today,
            Destination.ROUNDS: RoundsView(self.models.rounds),
            Destination.RECORDS: self.records,
            Destination.ASSETS: self._make_assets(),
            Destination.CASES: CasesView(self.models.cases),
            Destination.ORDERS: self._make_supervision(),
            Destination.PLAN: PlanPage(self.models.plan),
            Destination.REVIEW: self._leaves.review(),
            Destination.SYNC: self.sync,
            Destination.SETTINGS: SettingsView(self.models.settings),
        }
        for page in (*self.pages.values(), self.chooser):
            self.stack.addWidget(page)
        self._last_round = QLabel()
        self.statusBar().addPermanentWidget(self._last_round)

    @Slot()
    def open_bin(self) -> None:
        """Show what was thrown away in the last 30 days."""
        dialog = BinDialog(self.models.cases.workplace, self.models.cases.tasks, self)
        dialog.restored.connect(self._read_again)
        dialog.open()

    def _make_supervision(self) -> QWidget:
        page = self._supervision = SupervisionPage(self.models.supervision)
        page.record_wanted.connect(self.open_record)
        page.case_wanted.connect(self.open_case)
        page.asset_wanted.connect(self.open_asset)
        page.changed.connect(self._read_again)
        return page

    def _make_assets(self) -> QWidget:
        if self._leaves.assets is None:
            return QWidget()
        page = self._leaves.assets()
        page.opened.connect(self.open_asset)
        page.draft_ready.connect(self.open_draft)
        page.changed.connect(self._read_again)
        return page

    def _connect(self) -> None:
        models = self.models
        self.side.chosen.connect(self.go)
        self.today.new_wanted.connect(self.start_inspection)
        for model in (models.today, models.chooser):
            model.draft_ready.connect(self.open_draft)
        models.shell.draft_found.connect(self.open_draft)
        models.rounds.draft_ready.connect(self.open_draft_at)
        models.rounds.submitted.connect(self._read_again)
        models.today.case_wanted.connect(self.open_case)
        models.today.handover_wanted.connect(self.open_handover)
        for printing in (models.today, models.rounds, models.cases):
            printing.paper_wanted.connect(self.open_paper)
        models.chooser.closed.connect(self.go_back)
        models.shell.told_apart.connect(self._open_as)
        models.records.opened.connect(self.open_record)
        models.cases.opened.connect(self.open_case)
        models.plan.opened.connect(self.follow)
        models.plan.draft_ready.connect(self.open_draft)
        models.plan.acted.connect(self._read_again)
        models.find.found.connect(self.open_asset)
        models.sync.opened.connect(self.follow)
        models.conflicts.opened.connect(self.follow)
        models.conflicts.changed.connect(self._show_conflicts)
        self.sync.conflicts_wanted.connect(self.open_conflicts)
        self.sync.stick_wanted.connect(self.open_stick)
        models.shell.changed.connect(self._render)
        models.shell.failed.connect(self._complain)
        models.sync.changed.connect(self._render_sync)
        models.sync.finished.connect(self._report)
        review = leaf(self.pages[Destination.REVIEW])
        review.changed.connect(self._read_again)

    def _add_shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F5": self.models.sync.start,
            "Ctrl+F": self._search,
            "Ctrl+N": self.start_inspection,
            "Ctrl+K": self.finder.begin,
            "Escape": self.go_back,
        }
        for number, destination in enumerate(Destination, start=1):
            keys[f"Ctrl+{number % 10}"] = partial(self.go, destination)
        for keys_pressed, act in keys.items():
            QShortcut(QKeySequence(keys_pressed), self).activated.connect(act)

    @Slot()
    def open_conflicts(self) -> None:
        """Open what two people changed at the same time."""
        self._push(ConflictsView(self.models.conflicts))

    @Slot()
    def open_stick(self) -> None:
        """Open the guide through sync by a stick."""
        self._push(StickView(self.models.stick))

    @Slot()
    def _show_conflicts(self) -> None:
        self.sync.show_conflicts(self.models.conflicts.count)

    @Slot()
    def _search(self) -> None:
        self.go(Destination.RECORDS)
        self.records.focus_search()

    def _push(self, page: QWidget) -> None:
        self._is_choosing = False
        self._open.append(page)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()
        leaf(page).closed.connect(partial(self._leave, page))
        leaf(page).changed.connect(self._read_again)

    def _leave_all(self) -> bool:
        """Leave every page that lies over the others; False if one must not be left yet."""
        return all(self._leave(page) for page in reversed(tuple(self._open)))

    def _leave(self, page: QWidget) -> bool:
        if page not in self._open:
            return True
        self._open.remove(page)
        if not page.close():
            self._open.append(page)
            return False
        self.stack.removeWidget(page)
        page.deleteLater()
        self._read_again()
        self._render()
        return True

    @Slot()
    def _read_again(self) -> None:
        read_again(self.models)

    @Slot()
    def _render(self) -> None:
        shell = self.models.shell
        self.side.show_destinations(shell.present, shell.destinations)
        below = self.chooser if self._is_choosing else self.pages[shell.present]
        self.stack.setCurrentWidget(self._open[-1] if self._open else below)

    @Slot()
    def _render_sync(self) -> None:
        sync = self.models.sync
        picture = "sync" if sync.is_running else "cloud" if sync.is_reachable else "offline"
        self.side.show_sync(footer_words(sync), picture)
        self._last_round.setText(last_round_words(sync))

    @Slot(object)
    def _report(self, report: RoundReport) -> None:
        """Say loudly that a round failed, by hand or in the background, until it is dismissed or something changes."""
        words, tone = report_words(report)
        self.statusBar().showMessage(brief_words(report), MESSAGE_MS)
        is_trouble = report.problem is not None or report.refused > 0
        if not is_trouble:
            self._dismissed = None
            self._notice.hide()
        elif self.models.shell.present is not Destination.SYNC and report.problem is not self._dismissed:
            self._say(words, tone, self.tr("查看同步"))

    @Slot()
    def _dismiss(self) -> None:
        self._dismissed = self.models.sync.problem
        self._notice.hide()
        self.focus_page()

    def _say(self, words: str, tone: Tone, action: str = "") -> None:
        self._notice.show()
        self.banner.say(words, tone, action)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self._say(sentence, Tone.DANGER)
