"""The documents that pages offer to print; each is gathered on the database worker."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.domain.listing import AssetRow
from app.forms import Session
from app.usecases.day import SHANGHAI, today
from app.usecases.day_route import day_route
from app.usecases.prefill import fill_from_asset
from app.usecases.recording import context_of
from app.workplace import FormInfo, Workplace
from ui.print.blank_sheet import draw_blank
from ui.print.day_list import draw_day
from ui.print.labels import draw_labels
from ui.print.paper import Paper
from ui.print.preview import Document


def day_document(workplace: Workplace) -> Document:
    """Return the list of the day, by village in the order of the way."""
    with workplace.store.reading() as reading:
        day = today(reading, now=workplace.clock.now(), person=workplace.person)
    forms = {info.id: info.title for info in workplace.forms.infos()}
    legs = day_route(day.due)
    draw = partial(draw_day, day=day.on, person=workplace.name, legs=legs, forms=forms)
    title = QCoreApplication.translate("Print", "今日清单 {day}").format(day=day.on.isoformat())
    return Document(title, title, draw)


def blank_document(workplace: Workplace, info: FormInfo, assets: Sequence[AssetRow | None]) -> Document:
    """Return blank sheets of a form, one for each asset with its facts; None for one without."""
    form = workplace.forms.form(info.id, info.version)
    sessions = []
    for asset in assets:
        session = Session(form, context_of(workplace))
        if asset is not None:
            fill_from_asset(session, asset)
        sessions.append((session, asset))
    title = QCoreApplication.translate("Print", "空白表 {form}").format(form=form.title)
    return Document(title, _foot(workplace, title), partial(_draw_blanks, sheets=tuple(sessions)))


def label_document(workplace: Workplace, assets: Sequence[AssetRow]) -> Document:
    """Return the labels of assets."""
    title = QCoreApplication.translate("Print", "设施标签（{count} 张）").format(count=len(assets))
    return Document(title, _foot(workplace, title), partial(draw_labels, assets=assets))


def _draw_blanks(paper: Paper, sheets: Sequence[tuple[Session, AssetRow | None]]) -> None:
    for place, (session, asset) in enumerate(sheets):
        if place:
            paper.next_page()
        draw_blank(paper, session, asset)


def _foot(workplace: Workplace, title: str) -> str:
    return f"{title} · {workplace.clock.now().astimezone(SHANGHAI).date().isoformat()}"
