"""The pages of the day's work, opened as an inspector would: rounds, the finder, the printed list, last time."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from app.domain.listing import RecordQuery
from app.domain.stream import Stream
from app.usecases.drafts import begin
from app.workplace import Workplace
from ui.rounds.view import RoundsView
from ui.shell.desk import Desk
from ui.shell.destinations import Destination

ROUTE_OF_FORM = "bridge_patrol"


def day_pages(desk: Desk, place: Workplace, settle: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """Yield the name of each page and the window that shows it."""
    window = desk.window
    window.go(Destination.ROUNDS)
    settle()
    page = window.pages[Destination.ROUNDS]
    if not isinstance(page, RoundsView):
        raise TypeError("the page of rounds is another")
    page.model.choose_form(next(form for form in page.model.forms if form.id == ROUTE_OF_FORM))
    settle()
    page.model.choose_route(page.model.routes[0])
    settle()
    page.model.say_normal(0)
    settle()
    yield "50-rounds", window
    page.model.take_back()
    settle()
    window.finder.begin()
    window.finder.field.setText("hx")
    window.finder.model.look_for("hx")
    settle()
    yield "51-find", window
    window.finder.hide()
    window.go(Destination.TODAY)
    window.today.model.print_day()
    settle()
    yield "52-day-list", window
    window.go_back()
    yield from _last_time(desk, place, settle)


def _last_time(desk: Desk, place: Workplace, settle: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """Begin a record of a bridge that was checked before, look at it, and throw it away."""
    query = RecordQuery(forms=frozenset({"bridge_regular"}))
    with place.store.reading() as reading:
        row = next(row for row in reading.record_rows(reading.record_keys(query, 50)) if row.asset)
        asset = reading.asset(str(row.asset))
    info = next(form for form in place.forms.infos() if form.id == "bridge_regular")
    with place.store() as unit:
        stream = Stream(row.township, row.subject)
        draft = begin(unit, clock=place.clock, ids=place.ids, form=info, stream=stream, asset=asset)
    desk.window.open_draft(draft)
    settle()
    yield "53-last-time", desk.window
    desk.window.go_back()
    settle()
    with place.store() as unit:
        unit.drop_draft(draft.record)
