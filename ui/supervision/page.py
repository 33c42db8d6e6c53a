"""One page of the side bar for three things of the office: 概况, 专项行动, 工单."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.domain.kinds import RecordKind
from ui.campaigns.view import CampaignsView
from ui.orders.view import OrdersView
from ui.overview.view import OverviewView
from ui.supervision.models import SupervisionModels
from ui.widgets.frames import column
from ui.widgets.labels import label

OVERVIEW, CAMPAIGNS, ORDERS = range(3)


class SupervisionPage(QWidget):
    """Tabs; Ctrl+Tab goes through them. Orders are for those who supervise.

    Signals:
        changed: what other pages show may be old.
        record_wanted: an inspection is to be opened; its ``RecordKey``.
        case_wanted: a case is to be opened; its ``RecordKey``.
        asset_wanted: an asset is to be opened; its ``RecordKey``.
    """

    changed = Signal()
    record_wanted = Signal(object)
    case_wanted = Signal(object)
    asset_wanted = Signal(object)

    def __init__(self, models: SupervisionModels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        stack = column(self, margins=(24, 16, 24, 16), spacing=10)
        stack.addWidget(label(self.tr("工单 / 专项"), "h1"))
        self.overview = OverviewView(models.overview)
        self.campaigns = CampaignsView(models.campaigns)
        self.orders = OrdersView(models.orders)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(self.tr("工单 / 专项"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.pages = QStackedWidget(self)
        for view, name in (
            (self.overview, self.tr("乡镇概况")),
            (self.campaigns, self.tr("专项行动")),
            (self.orders, self.tr("工单")),
        ):
            self.tabs.addTab(name)
            self.pages.addWidget(view)
        stack.addWidget(self.tabs)
        stack.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.setFocusProxy(self.tabs)
        self.overview.model.wanted.connect(self._open)
        self.orders.model.wanted.connect(self._open)
        self.campaigns.model.done.connect(self.changed)
        self.campaigns.model.changed.connect(self._offer_orders)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read the campaigns when the page is first seen: they say who supervises."""
        super().showEvent(event)
        if not self.campaigns.model.is_read:
            self.campaigns.model.refresh()

    def show_tab(self, tab: int) -> None:
        """Turn to one of the three."""
        self.tabs.setCurrentIndex(tab)

    @Slot()
    def _offer_orders(self) -> None:
        self.tabs.setTabVisible(ORDERS, self.campaigns.model.known.may_start)

    @Slot(object, object)
    def _open(self, kind: RecordKind, key: object) -> None:
        signals = {RecordKind.CASE: self.case_wanted, RecordKind.ASSET: self.asset_wanted}
        signals.get(kind, self.record_wanted).emit(key)
