"""Pictures of supervision: the overview with the rows of a number, a campaign, orders, an import with offers."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from app.demo.supervision import LATER_FILE
from app.workplace import Workplace
from ui.shell.desk import Desk
from ui.shell.destinations import Destination
from ui.supervision.page import CAMPAIGNS, ORDERS, SupervisionPage


def supervision_pages(desk: Desk, place: Workplace, settle: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """Yield each picture's name and what is to be pictured."""
    window = desk.window
    window.go(Destination.ORDERS)
    settle()
    page = window.pages[Destination.ORDERS]
    if not isinstance(page, SupervisionPage):
        raise TypeError("the page of supervision is another")
    page.overview.figures.setCurrentIndex(page.overview.townships.index(0, 1))
    settle()
    yield "30-overview", window
    page.show_tab(CAMPAIGNS)
    settle()
    page.campaigns.table.selectRow(0)
    yield "31-campaign", window
    page.campaigns.begin.click()
    settle()
    dialog = window.findChild(QWidget, "startCampaign")
    if dialog is not None:
        yield "32-campaign-new", dialog
        dialog.close()
    page.show_tab(ORDERS)
    settle()
    yield "33-orders", window
    taking = page.orders.take_in(place.home / LATER_FILE)
    settle()
    taking.table.selectRow(2)
    settle()
    yield "34-orders-import", taking
    taking.reject()
