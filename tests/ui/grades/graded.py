"""Builders: the two graded forms, really compiled, with bridges and roads to fill them in for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from app.domain.canonical import Json
from app.domain.draft import Draft
from app.domain.stream import Stream
from app.forms import FillContext, Form, Session, compile_form
from app.forms.fill import fill
from app.forms.workbook_file import open_source
from app.usecases import drafts
from app.usecases.grading import gradings
from app.usecases.kept_grades import values_of
from app.usecases.submission import submit
from app.workplace import RecordKey, Workplace
from resources import resource_folder
from tests.ui.place import BRIDGES, NOW, Place
from tests.ui.record.filling import equipped, new_draft

ROADS = Stream("310151101", "road")

BRIDGE: Mapping[str, object] = {
    "weather": "fine",
    "bridge": {"structure_type": "beam", "spans": "3", "beams": "8"},
    "damages": [
        {"part": "superstructure", "component": "上部承重构件", "member": "2-3", "indicator": "5.1.1-12", "scale": "4"},
        {"part": "superstructure", "component": "上部承重构件", "member": "2-4", "indicator": "5.1.1-3", "scale": "2"},
        {"part": "superstructure", "component": "支座", "member": "1-1-5-1", "indicator": "5.3.1-1", "scale": "3"},
        {"part": "substructure", "component": "桥墩", "member": "1-柱2", "indicator": "9.1.1-1", "scale": "3"},
        {"part": "deck", "component": "桥面铺装", "member": "2", "indicator": "10.1.2-7", "scale": "2"},
        {"part": "deck", "component": "伸缩缝装置", "member": "1", "indicator": "10.2.1-3", "scale": "2"},
    ],
    "conclusion": {"class": "2", "main_affects_safety": "no"},
}
ROAD: Mapping[str, object] = {
    "weather": "fine",
    "section": {"start_km": "0", "end_km": "0.85", "width_m": "4.5", "pavement": "cement"},
    "damages": [
        {"kind": "破碎板", "at_km": "0.12", "damage_length_m": "18", "damage_width_m": "4"},
        {"kind": "裂缝", "at_km": "0.31", "damage_length_m": "40"},
        {"kind": "坑洞", "at_km": "0.55", "damage_length_m": "2", "damage_width_m": "1"},
        {"kind": "露骨", "at_km": "0.7", "damage_length_m": "12", "damage_width_m": "3"},
    ],
    "result": {"grade": "B"},
}


@cache
def built_in(name: str) -> Form:
    """Return a form of the built-in set; its version is the author's."""
    return compile_form(open_source(resource_folder() / "forms" / f"{name}.md"))


def answers_of(form: Form, document: Mapping[str, object]) -> dict[str, Json]:
    """Return what a session makes of answers, as for submission."""
    return dict(filled(form, document).answers(relevant_only=True))


def filled(form: Form, document: Mapping[str, object]) -> Session:
    """Return a session with these answers."""
    numbers = iter(range(100_000))
    session = Session(form, FillContext(lambda: NOW, lambda: f"i{next(numbers):05d}", lambda: 0.5))
    fill(session, document)
    return session


def graded_workplace(place: Place) -> Workplace:
    """Return the place's workplace with the two graded forms, each in the one version ``1``."""
    forms = [replace(built_in(name), version="1") for name in ("bridge_h21", "village_road")]
    return equipped(place, *forms)


def draft_of(workplace: Workplace, name: str, document: Mapping[str, object], title: str = "") -> Draft:
    """Keep a draft with these answers and return it."""
    stream = BRIDGES if name == "bridge_h21" else ROADS
    draft = new_draft(workplace, form=name, stream=stream)
    values = dict(filled(workplace.forms.form(name, "1"), document).answers())
    with workplace.store() as unit:
        return drafts.save(unit, replace(draft, values=values, title=title or draft.title), workplace.clock)


def submitted_record(
    workplace: Workplace, name: str, document: Mapping[str, object], title: str = "", *, is_graded: bool = True
) -> RecordKey:
    """Submit a record with these answers, with the grades that they give or without."""
    draft = draft_of(workplace, name, document, title)
    form = workplace.forms.form(name, "1")
    answers = answers_of(form, document)
    values = {**answers, **(values_of(gradings(form, answers)) if is_graded else {})}
    with workplace.store() as unit:
        submit(unit, machine=workplace.machine, clock=workplace.clock, ids=workplace.ids, draft=draft, values=values)
    return RecordKey(draft.stream, draft.record)
