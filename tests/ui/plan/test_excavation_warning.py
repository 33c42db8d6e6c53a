"""While the acceptance of an excavation is filled in, other works on the road are named above the questions."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.stream import Stream
from app.forms import FormSource, compile_form, source_format
from tests.ui.place import Place
from tests.ui.record.filling import equipped, new_draft, open_page
from ui.plan.excavation_warning import ExcavationWarning
from ui.tasks import Tasks

pytestmark = pytest.mark.usefixtures("dressed")

DIGGING = """
| survey | | | |
| | type | name | label |
| | text | road | 道路 |
| | date | opened_on | 开挖 |
| | date | restored_on | 修复 |

| settings | | | |
| | form_title | form_id | version |
| | 掘路验收 | road_excavation | 1 |
"""
EXCAVATIONS = Stream("310151101", "excavation")


def test_other_works_on_the_road_are_named_while_the_form_is_filled_in(
    qtbot: QtBot, desk: QWidget, place: Place, tasks: Tasks
) -> None:
    values = {"name": "燃气管道", "target": "excavation", "road": "人民路"}
    values |= {"starts_on": "2026-03-10", "ends_on": "2026-03-30"}
    place.write(Stream("310151101", "works"), ("created", {"record": "works", "title": "燃气管道", "values": values}))
    form = compile_form(FormSource(source_format("road_excavation.md"), DIGGING.encode()))
    workplace = equipped(place, form)
    page = open_page(qtbot, desk, workplace, tasks, new_draft(workplace, form=form.id, stream=EXCAVATIONS))
    warning = page.findChild(ExcavationWarning)
    assert warning is not None
    assert warning.isHidden()

    for key, answer in {"road": "人民路（东段）", "opened_on": "2026-03-01", "restored_on": "2026-03-12"}.items():
        page.model.answer(key, answer)
    qtbot.waitUntil(lambda: "重叠 3 天" in warning.words.text())
    assert "燃气管道" in warning.words.text()

    page.model.answer("road", "南门路")
    qtbot.waitUntil(warning.isHidden)
