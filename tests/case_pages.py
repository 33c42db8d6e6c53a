"""Pictures of the cases: the list, one case, the small form of an action, opening one from a record."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.case_listing import CaseQuery
from app.domain.kinds import Action, Status
from app.domain.listing import RecordQuery
from app.domain.stream import Stream
from app.workplace import RecordKey, Workplace
from ui.cases.opening import OpeningDialog, OpeningModel, offer_findings
from ui.cases.page import CasePage
from ui.shell.desk import Desk
from ui.shell.destinations import Destination


def case_pages(desk: Desk, place: Workplace, settle: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """Yield each picture's name and what is to be pictured."""
    window = desk.window
    window.go(Destination.CASES)
    settle()
    yield "20-cases", window
    with place.store.reading() as reading:
        rows = reading.case_rows(CaseQuery(), place.clock.now())
        records = reading.record_rows(reading.record_keys(RecordQuery(forms=frozenset({"bridge_regular"}))))
    for status, name in ((Status.HANDLED, "21-case-handled"), (Status.CLOSED, "22-case-closed")):
        row = next(row for row in rows if row.status is status)
        window.open_case(RecordKey(row.stream, row.record))
        settle()
        yield name, window
        window.go_back()
    row = next(row for row in rows if row.status is Status.FILED)
    window.open_case(RecordKey(row.stream, row.record))
    settle()
    page = window.findChild(CasePage)
    assert page is not None  # it was just opened
    page.ask(Action.ASSIGNED)
    settle()
    assert page.dialog is not None  # it was just asked for
    yield "23-case-assigned", page.dialog
    page.dialog.reject()
    window.go_back()
    key = RecordKey(Stream(records[0].township, records[0].subject), records[0].record)
    dialog = OpeningDialog(OpeningModel(place, desk.models.cases.tasks, partial(offer_findings, key)), window)
    dialog.open()
    settle()
    yield "24-case-opening", dialog
    dialog.reject()
    window.go(Destination.CASES)
    desk.models.cases.print()
    settle()
    yield "25-case-lists-printed", window
    window.go_back()
