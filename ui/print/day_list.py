"""The list of a day on paper: villages in the order of the way, what is due in each, room to tick and write."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from app.domain.due import Due, DueState
from app.usecases.day_route import Leg
from ui.print.paper import BODY, ROOM_MM, SMALL, TITLE, Paper
from ui.townships import township_name

translate = QCoreApplication.translate

TICK_MM = 4.0
LEFTS = (0.0, 7.0, 62.0, 100.0, 128.0, 150.0)
"""Where the columns begin: tick, asset, check, state, last time, room for a note."""

ROW_LEAST_MM = 8.0


def draw_day(paper: Paper, day: date, person: str, legs: Sequence[Leg], forms: Mapping[str, str]) -> None:
    """Draw the list; ``forms`` names the forms by id."""
    paper.top_mm += paper.text(0, ROOM_MM, translate("Print", "今日清单"), TITLE, bold=True) + 1
    count = sum(len(leg.checks) for leg in legs)
    said = translate("Print", "{day} · {person} · {count} 项检查，{villages} 个村").format(
        day=day.isoformat(), person=person, count=count, villages=len(legs)
    )
    paper.top_mm += paper.text(0, ROOM_MM, said, BODY, grey=True) + 4
    if not legs:
        paper.text(0, ROOM_MM, translate("Print", "近七天没有到期的检查。"))
    for number, leg in enumerate(legs, start=1):
        _draw_leg(paper, number, leg, forms)


def _draw_leg(paper: Paper, number: int, leg: Leg, forms: Mapping[str, str]) -> None:
    paper.need(24)
    name = " ".join(part for part in (township_name(leg.township), leg.village) if part)
    paper.top_mm += paper.text(0, ROOM_MM, f"{number}. {name}", 11, bold=True) + 1
    _draw_heads(paper)
    for _, checks in groupby(leg.checks, key=lambda due: due.asset.record):
        texts = _cells(list(checks), forms)
        height = max(ROW_LEAST_MM, *(paper.height_of(text, _width(place)) + 2 for place, text in enumerate(texts)))
        if paper.need(height):
            _draw_heads(paper)
        _draw_row(paper, texts, height)
    paper.top_mm += 5


def _draw_heads(paper: Paper) -> None:
    heads = (
        "",
        translate("Print", "设施"),
        translate("Print", "检查"),
        translate("Print", "期限"),
        translate("Print", "上次"),
        translate("Print", "现场记录"),
    )
    height = max(paper.text(LEFTS[place], _width(place), head, SMALL, grey=True) for place, head in enumerate(heads))
    paper.line(below_mm=height + 0.6)
    paper.top_mm += height + 1.4


def _draw_row(paper: Paper, texts: Sequence[str], height: float) -> None:
    paper.box(0.5, TICK_MM, TICK_MM, below_mm=0.4)
    for place, text in enumerate(texts):
        paper.text(LEFTS[place], _width(place), text, bold=place == 1)
    paper.line(below_mm=height - 1)
    paper.top_mm += height


def _cells(checks: Sequence[Due], forms: Mapping[str, str]) -> tuple[str, ...]:
    """Return what stands in the columns for an asset: a line for each of its checks."""
    asset = checks[0].asset
    last = [due.last_on.isoformat() if due.last_on else translate("Print", "尚无记录") for due in checks]
    columns = ([forms.get(due.form, due.form) for due in checks], map(_deadline, checks), last)
    return "", f"{asset.name}\n{asset.code}", *map("\n".join, columns), ""


def _deadline(due: Due) -> str:
    if due.state is DueState.OVERDUE:
        return translate("Print", "逾期 {days} 天").format(days=due.days_late)
    return due.due_on.isoformat() if due.last_on else translate("Print", "待首查")


def _width(place: int) -> float:
    return (*LEFTS, ROOM_MM)[place + 1] - LEFTS[place] - 1.5
