"""问题清单、整改清单、责任清单 on paper: each case once, problem, measures and duty beside photos before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from app.domain.case_file import CasePhoto
from app.domain.case_listing import CaseQuery
from app.domain.kinds import Action
from app.ports.shelf import PhotoShelf
from app.usecases.registers import Line, Register, read_register
from app.workplace import Workplace
from ui import moments
from ui.cases.words import colour_label, due_label, limit_label
from ui.print.paper import BODY, ROOM_MM, SMALL, TITLE, Paper
from ui.print.preview import Document
from ui.words import status_label

translate = QCoreApplication.translate

MOST = 200
"""How many cases are printed; nobody turns more pages."""

NAME_MM, GAP_MM, PHOTO_MM = 24.0, 4.0, 54.0
WORDS_MM = ROOM_MM - 2 * (PHOTO_MM + GAP_MM) - NAME_MM
LEAST_MM = 52.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A case with what is printed of its photos; None where there is none or it is not here."""

    line: Line
    before: QImage | None
    after: QImage | None


def register_document(place: Workplace, query: CaseQuery) -> Document:
    """Return the printed lists of the cases that match; gathered on the database worker."""
    register = read_register(place, query, MOST)
    cases = tuple(_printed(line, place.shelf) for line in register.lines)
    title = translate("Cases", "问题整改责任清单 {day}").format(day=moments.day(register.at.isoformat()))
    return Document(title, f"{title} · {place.name}", partial(draw_register, register=register, cases=cases))


def draw_register(paper: Paper, register: Register, cases: Sequence[Printed]) -> None:
    """Draw the lists."""
    paper.top_mm += paper.text(0, ROOM_MM, translate("Cases", "问题整改责任清单"), TITLE, bold=True) + 1
    said = translate("Cases", "{moment}，共 {count} 件").format(
        moment=moments.minute(register.at.isoformat()), count=len(cases)
    )
    paper.top_mm += paper.text(0, ROOM_MM, said, BODY, grey=True) + 4
    for case in cases:
        paper.need(LEAST_MM)
        _draw(paper, case, register)


def _draw(paper: Paper, printed: Printed, register: Register) -> None:
    case = printed.line.sheet.case
    paper.line()
    paper.top_mm += 2
    paper.top_mm += paper.text(0, ROOM_MM, f"{case.number}  {case.title}", BODY, bold=True) + 1.5
    top, left = paper.top_mm, NAME_MM + WORDS_MM + GAP_MM
    lowest = top
    for words, picture in (
        (translate("Cases", "整改前"), printed.before),
        (translate("Cases", "整改后"), printed.after),
    ):
        paper.top_mm = top
        paper.top_mm += paper.text(left, PHOTO_MM, words, SMALL, grey=True) + 0.5
        if picture is not None:
            paper.top_mm += paper.photo(left, PHOTO_MM, picture)
        else:
            paper.top_mm += paper.text(left, PHOTO_MM, translate("Cases", "还没有照片"), SMALL, grey=True)
        lowest, left = max(lowest, paper.top_mm), left + PHOTO_MM + GAP_MM
    paper.top_mm = top
    for name, words in _facts(printed.line, register):
        height = paper.text(0, NAME_MM, name, SMALL, grey=True)
        paper.top_mm += max(height, paper.text(NAME_MM, WORDS_MM, words, SMALL)) + 0.8
    paper.top_mm = max(lowest, paper.top_mm) + 3


def _facts(line: Line, register: Register) -> Iterator[tuple[str, str]]:
    sheet, case = line.sheet, line.sheet.case
    colour = sheet.colour(register.at)
    yield (
        translate("Cases", "状态"),
        " · ".join([status_label(line.row.status), *([colour_label(colour)] if colour else [])]),
    )
    yield translate("Cases", "问题"), case.description or case.title
    yield translate("Cases", "地点"), f"{line.township} {case.address or case.place}"
    if case.measures:
        yield translate("Cases", "整改措施"), case.measures
    yield translate("Cases", "责任单位"), case.unit or "—"
    if case.limit is not None:
        yield translate("Cases", "时限"), limit_label(case.limit)
        yield translate("Cases", "到期"), due_label(sheet.due, register.at)
    for action, name in ((Action.HANDLED, translate("Cases", "处置")), (Action.VERIFIED, translate("Cases", "复核"))):
        step = case.state.last(action)
        if step is not None:
            yield name, f"{sheet.name(step.author)} {moments.minute(step.made_at)}"


def _printed(line: Line, shelf: PhotoShelf) -> Printed:
    case = line.sheet.case
    return Printed(line, _picture(case.before, shelf), _picture(case.after[::-1], shelf))


def _picture(photos: Sequence[CasePhoto], shelf: PhotoShelf) -> QImage | None:
    found = (shelf.thumbnail(photo.sha256) for photo in photos)
    jpeg = next((each for each in found if each is not None), None)
    return QImage.fromData(jpeg) if jpeg is not None else None
