"""Builders: forms that are really compiled, drafts, photos, submitted records, and pages that show them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from app.domain.draft import SITE, Draft
from app.domain.kinds import RecordKind, Role
from app.domain.site import Position, Source
from app.domain.stream import DIRECTORY, Stream
from app.errors import AppError
from app.forms import Form, FormSource, compile_form, source_format
from app.usecases.drafts import begin, correct
from app.usecases.submission import submit
from app.workplace import FormInfo, RecordKey, Workplace
from db.photos.sample import Shot, sample_photo
from tests.ui.place import BRIDGES, Place
from ui.record.page import RecordPage
from ui.tasks import Tasks

BRIDGE_AT = Position(31.623, 121.397, Source.ASSET)
NEAR = Position(31.6232, 121.3971, Source.EXIF, accuracy_m=5.0)
FAR = Position(31.6432, 121.3971, Source.EXIF)
SHANGHAI_CITY = Position(31.2304, 121.4737, Source.EXIF)
TAKEN = datetime.fromisoformat("2026-11-21T09:12:33+08:00")

SURVEY = """
| survey | | | | | | | | |
| | type | name | label | hint | required | relevant | constraint | calculation |
| | date | checked_on | 检查日期 | | | | | |
| | text | inspector | 检查人 | | yes | | | |
| | begin_group | deck | 桥面 | | | | | |
| | select_one sound | pavement | 铺装 | 裂缝、坑槽 | yes | | | |
| | integer | holes | 坑槽数 | | | ${pavement} = 'bad' | . < 100 | |
| | decimal | width_m | 宽度 | | | | | |
| | end_group | | | | | | | |
| | calculate | twice | | | | | | number(${holes}) * 2 |
| | begin_repeat | damages | 缺损 | | | | | |
| | text | kind | 类型 | | yes | | | |
| | image | photo | 缺损照片 | | | | | |
| | end_repeat | | | | | | | |
| | image | overview | 全景 | | | | | |

| choices | | | |
| | list_name | name | label |
| | sound | good | 完好 |
| | sound | bad | 破损 |

| settings | | | |
| | form_title | form_id | version |
| | 测试桥检 | bridge_test | 1 |
"""


@cache
def test_form() -> Form:
    """Return the form that most tests fill in."""
    return compile_form(FormSource(source_format("bridge_test.md"), SURVEY.encode()))


test_form.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test


@dataclass
class ReadForms:
    """Forms by id (``app.workplace.FormShelf``)."""

    forms: dict[str, Form] = field(default_factory=lambda: {"bridge_test": test_form()})

    def infos(self) -> tuple[FormInfo, ...]:
        """Return no more than tests ask for."""
        return ()

    def form(self, form: str, version: str) -> Form:
        """Return a form in the one version there is."""
        if form not in self.forms or self.forms[form].version != version:
            raise AppError("form.unknown_version", form=form, version=version)
        return self.forms[form]


def equipped(place: Place, *forms: Form) -> Workplace:
    """Return the place's workplace with forms that can be filled in."""
    shelf = ReadForms()
    shelf.forms |= {form.id: form for form in forms}
    return replace(place.workplace, forms=shelf)


def bridge(place: Place, **facts: Json) -> str:
    """Register a bridge with a position; return its id."""
    values = {"name": "齐力桥", "code": "QL-1", "village": "齐力村", SITE: BRIDGE_AT.to_body(), **facts}
    return place.write(BRIDGES, ("created", {"record": RecordKind.ASSET.value, "values": values}))


def new_draft(workplace: Workplace, asset: str = "", form: str = "bridge_test", stream: Stream = BRIDGES) -> Draft:
    """Begin a draft."""
    with workplace.store() as unit:
        row = unit.asset(asset) if asset else None
        made = workplace.forms.form(form, "1")
        info = FormInfo(made.id, made.version, made.title, made.subject, made.record)
        return begin(unit, clock=workplace.clock, ids=workplace.ids, form=info, stream=stream, asset=row)


def kept_draft(workplace: Workplace, record: str) -> Draft | None:
    """Return what is on disk of a draft."""
    with workplace.store.reading() as reading:
        return reading.draft(record)


def photo_file(folder: Path, number: int, position: Position | None = None, at: datetime | None = TAKEN) -> Path:
    """Write a photo of a bridge; another for each number."""
    path = folder / f"IMG_{number}.jpg"
    path.write_bytes(sample_photo(number, Shot(position=position, taken_at=at), size=(320, 240)))
    return path


def open_page(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks, draft: Draft) -> RecordPage:
    """Open the form page on a window and wait until all of it is drawn."""
    page = RecordPage(workplace, tasks, draft, desk)
    page.resize(desk.size())
    with qtbot.waitSignal(page.form.drawn):
        page.show()
    return page


def take_in(qtbot: QtBot, page: RecordPage, files: list[Path], key: str = "") -> None:
    """Give files to a page and wait until they are taken in."""
    page.add_files(files, key)
    qtbot.waitUntil(lambda: page.model.evidence.intake.under_way == 0)


def submitted(
    workplace: Workplace, values: Mapping[str, Json], *, asset: str = "", stream: Stream = BRIDGES
) -> RecordKey:
    """Submit a record with these answers."""
    draft = new_draft(workplace, asset, stream=stream)
    with workplace.store() as unit:
        submit(unit, machine=workplace.machine, clock=workplace.clock, ids=workplace.ids, draft=draft, values=values)
    return RecordKey(stream, draft.record)


def corrected(workplace: Workplace, key: RecordKey, values: Mapping[str, Json]) -> None:
    """Submit a record again with other answers."""
    with workplace.store() as unit:
        draft = correct(unit, clock=workplace.clock, key=key)
        submit(
            unit,
            machine=workplace.machine,
            clock=workplace.clock,
            ids=workplace.ids,
            draft=draft,
            values={**draft.values, **values},
        )


def as_supervisor(place: Place, workplace: Workplace, townships: tuple[str, ...] = ("*",)) -> Workplace:
    """Return the same home as another person sees it who supervises these townships."""
    person = place.ids.new()
    place.write(
        DIRECTORY, ("created", {"record": RecordKind.PERSON.value, "values": {"name": "李审核"}}), record=person
    )
    place.grant(Role.SUPERVISOR, townships, person)
    return replace(workplace, person=person, name="李审核")


@contextmanager
def collected(signal: object) -> Iterator[list[object]]:
    """Collect what a signal carries."""
    found: list[object] = []
    signal.connect(found.append)  # type: ignore[attr-defined]  # a signal of Qt
    yield found


def texts_of(widget: QWidget | None) -> str:
    """Return every visible text inside a widget, line by line."""
    assert widget is not None
    parts: list[QLabel | QAbstractButton | QLineEdit]
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton), *widget.findChildren(QLineEdit)]
    return "\n".join(part.text() for part in parts if part.isVisibleTo(widget))
