"""Pictures of supervision: the overview with the rows of a number, a campaign, orders, an import with offers."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from app.demo.supervision import LATER_FILE
from app.domain.kinds import RecordKind, Status
from app.domain.listing import RecordQuery
from app.usecases.review_queue import key_of
from app.workplace import Workplace
from ui.notices.dialog import NoticeDialog
from ui.records.bin import BinDialog
from ui.review.batch import BatchDialog
from ui.review.page import ReviewPage
from ui.review.spots import SpotDialog
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
    yield "30-supervision-overview", window
    page.show_tab(CAMPAIGNS)
    settle()
    page.campaigns.table.selectRow(0)
    yield "31-supervision-campaign", window
    page.campaigns.begin.click()
    settle()
    dialog = window.findChild(QWidget, "startCampaign")
    assert dialog is not None  # it was just asked for
    yield "32-supervision-campaign-new", dialog
    dialog.close()
    page.show_tab(ORDERS)
    settle()
    yield "33-supervision-orders", window
    taking = page.orders.take_in(place.home / LATER_FILE)
    settle()
    taking.table.selectRow(2)
    settle()
    yield "34-supervision-orders-import", taking
    taking.reject()
    yield from _dialogs(desk, place, settle)


def _dialogs(desk: Desk, place: Workplace, settle: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """Yield a letter, the recycle bin, a batch and the spot-check list."""
    window, tasks = desk.window, desk.models.cases.tasks
    with place.store.reading() as reading:
        rows = reading.record_rows(reading.record_keys(RecordQuery(kind=RecordKind.CASE)))
    row = next((row for row in rows if row.status is Status.ASSIGNED), rows[0])
    letter = NoticeDialog(place, tasks, key_of(row), window)
    bin_ = BinDialog(place, tasks, window)
    window.go(Destination.REVIEW)
    settle()
    review = window.pages[Destination.REVIEW]
    if not isinstance(review, ReviewPage):
        raise TypeError("the page of reviews is another")
    yield "35-supervision-review", window
    review.open_batch()
    review.open_spots()
    found = (review.findChild(BatchDialog), review.findChild(SpotDialog))
    names = ("36-supervision-letter", "37-supervision-bin", "38-supervision-batch", "39-supervision-spots")
    for name, dialog in zip(names, (letter, bin_, *found), strict=True):
        assert dialog is not None  # it was just asked for
        dialog.open()
        settle()
        yield name, dialog
        dialog.reject()
