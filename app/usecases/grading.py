"""Grading what was recorded: the answers of a form become the data of a standard, and this a grade or what it lacks.

The column ``grading`` of a form's settings names the graders, with spaces between; the first gives the main grade.
Questions are found by their names, in whatever group they stand; an unanswered one that is not needed is left out:

- ``rural_guide``, ``jtg5211``: ``pavement``, ``width_m``, ``length_m``, ``iri``, and the repeat ``damages`` with
  ``kind`` (the standard's Chinese name; what follows an opening bracket is for people), ``damage_length_m``,
  ``damage_width_m``;
- ``village_roads`` (also ``abc_village``): the same and ``settlement_mm``; the column ``grading_rule`` of the settings
  holds the district's own limits, for example ``a=80 b=65``;
- ``jtgt_h21``: ``structure_type``, the counts of the layout (``spans``, ``beams`` …), ``controls``,
  ``main_affects_safety`` (yes, no), and the repeat ``damages`` with ``component``, ``member``, ``indicator`` and
  ``scale``;
- ``jtg5210``: see ``app.usecases.highway_answers``;
- ``cjj181``: ``length_m``, ``diameter_mm``, ``importance``, ``soil``, and the repeat ``defects`` with ``code``,
  ``grade``, ``at_m`` and ``defect_length_m``;
- ``scored_sheets``: ``grading_rule`` names the sheet, for example ``sheet=lifts``; each of its items is a question
  answered ``full``, ``part``, ``none`` or ``na``; one that is not always asked may be absent.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from app.domain.canonical import Json
from app.errors import AppError
from app.forms.definition import Form, Repeat
from app.standards import dispatch
from app.standards.editions import read
from app.standards.grade import Grade
from app.standards.h21_record import OF_A_DAMAGE
from app.standards.trace import Remark, Words
from app.usecases.answered import Answered, Row, text_of
from app.usecases.highway_answers import highway_data
from app.usecases.sewer_answers import sewer_data
from app.usecases.sheet_answers import needed_items, sheet_data

Data = dict[str, object]
Remarks = tuple[Remark, ...]

OWN_GRADES = ("grade", "class")
"""How forms name the question in which the inspector says what he thinks of it."""

OUTSIDE_GRADES = ("outside_class", "baseline")
"""How forms name the question that keeps a grade from outside: a testing firm's, or that of the district's survey."""

CALCULATED_FROM: Mapping[str, tuple[str, ...]] = {"length_m": ("start_km", "end_km")}
"""What forms usually calculate, and from which questions people answer."""


@dataclass(frozen=True, slots=True)
class Grader:
    """How answers become a grade.

    Attributes:
        standard: what ``app.standards.dispatch`` calls it.
        needs: gives the names of the questions without which there is no grade.
        data: turns answers into the standard's data, and says what of them it could not use.
    """

    standard: str
    needs: Callable[[Form], tuple[str, ...]]
    data: Callable[[Answered, Form], tuple[Data, Remarks]]


@dataclass(frozen=True, slots=True)
class Graded:
    """What came of grading by one grader.

    Attributes:
        grader: its name in the form's settings.
        grade: None when something is missing or wrong.
        needed: keys of the questions that have to be answered first.
        refusal: what the standard does not accept.
    """

    grader: str
    grade: Grade | None = None
    needed: tuple[str, ...] = ()
    refusal: AppError | None = None


def gradings(form: Form, answers: Mapping[str, Json]) -> tuple[Graded, ...]:
    """Grade answers, as a session gives them for submission, by all that the form names; nothing if it names none."""
    names = form.grading.split()
    answered = Answered.of(answers) if names else Answered()
    return tuple(_graded(name, form, answered) for name in names)


def own_grade(form: Form) -> str:
    """Return the key of the question in which the inspector grades by himself; empty where there is none."""
    return _key_of(form, *OWN_GRADES)


def outside_grade(form: Form) -> str:
    """Return the key of the question that keeps a grade from outside as it is; empty where there is none."""
    return _key_of(form, *OUTSIDE_GRADES)


def _graded(name: str, form: Form, answered: Answered) -> Graded:
    grader = GRADERS.get(name)
    if grader is None:
        return Graded(name, refusal=AppError("grading.unknown", grader=name, known="、".join(GRADERS)))
    try:
        lacking = [need for need in grader.needs(form) if not answered.text(need)]
    except AppError as error:
        return Graded(name, refusal=error)
    absent = [need for need in lacking if not _key_of(form, need)]
    if absent:
        return Graded(name, refusal=AppError("grading.no_question", grader=name, names="、".join(absent)))
    if lacking:
        keys = [key for need in lacking for key in _unanswered(form, need, answered)]
        return Graded(name, needed=tuple(dict.fromkeys(keys)))
    try:
        data, unused = grader.data(answered, form)
        grade = dispatch.grade(grader.standard, data)
    except AppError as error:
        return Graded(name, refusal=error)
    return Graded(name, replace(grade, missing=(*grade.missing, *unused)))


def _unanswered(form: Form, need: str, answered: Answered) -> Iterator[str]:
    """Yield the questions that give what is needed: itself, or those that it is calculated from."""
    sources = [name for name in CALCULATED_FROM.get(need, ()) if _key_of(form, name) and not answered.text(name)]
    yield from (_key_of(form, name) for name in sources or [need])


def _key_of(form: Form, *names: str) -> str:
    """Return the path of the first question outside repeats with one of these names; empty for none."""
    repeats = tuple(f"{item.path}/" for item in form.walk() if isinstance(item, Repeat))
    found = (question.path for question in form.questions() if question.name in names)
    return next((path for path in found if not path.startswith(repeats)), "")


def _section(answered: Answered, _form: Form) -> tuple[Data, Remarks]:
    data, unused = _pavement(answered)
    if answered.text("iri"):
        data["iri"] = answered.text("iri")
    return data, unused


def _village(answered: Answered, form: Form) -> tuple[Data, Remarks]:
    data, unused = _pavement(answered)
    if answered.text("settlement_mm"):
        data["settlement_mm"] = answered.text("settlement_mm")
    rule = dict(pair.partition("=")[::2] for pair in form.settings.get("grading_rule", "").split())
    return {**data, "rule": rule}, unused


def _pavement(answered: Answered) -> tuple[Data, Remarks]:
    """What both rules for small roads read; a damage that the guide does not rate is named instead of counted."""
    pavement = answered.text("pavement")
    table = read("rural_guide").tables.get(f"damage.{pavement}")
    damages: list[Data] = []
    unrated: dict[str, None] = {}
    unfinished = 0
    for row in answered.rows("damages"):
        name = text_of(row, "kind").partition("（")[0]
        rated = table.row(name=name) if table is not None else None
        quantity = _quantity(row, is_area=rated is None or rated.text("measured") == "m²")
        if name and table is not None and rated is None:
            unrated[name] = None
        elif not name or quantity is None:
            unfinished += 1
        else:
            damages.append({"name": name, "quantity": quantity})
    data: Data = {"pavement": pavement, "length_m": answered.text("length_m"), "width_m": answered.text("width_m")}
    names = "、".join(unrated)
    remarks = [_remark("未计入评定的损坏（本规则不计）：{0}", "Not rated by this rule: {0}", names)] if names else []
    return {**data, "damages": damages}, (*remarks, *_unfinished(unfinished))


def _quantity(row: Row, *, is_area: bool) -> Decimal | None:
    """Return the size of a damage in m² or m; None while it is not told."""
    length, width = _number(row, "damage_length_m"), _number(row, "damage_width_m")
    if not is_area:
        return length
    return length * width if length is not None and width is not None else None


def _bridge(answered: Answered, _form: Form) -> tuple[Data, Remarks]:
    counts = read("jtgt_h21").tables["layout"].cells
    rows = [tuple(text_of(row, name) for name in OF_A_DAMAGE) for row in answered.rows("damages")]
    whole = [row for row in rows if all(row) and row[-1].isdecimal()]
    data: Data = {
        "type": answered.text("structure_type"),
        "layout": {name: answered.text(name) for name in counts if answered.text(name)},
        "damages": [{**dict(zip(OF_A_DAMAGE, row, strict=True)), "scale": int(row[-1])} for row in whole],
        "controls": [int(number) for number in answered.members("controls") if number.isdecimal()],
        "main_affects_safety": answered.text("main_affects_safety") == "yes",
    }
    return data, _unfinished(len(rows) - len(whole))


def bridge_data(answers: Mapping[str, Json], form: Form) -> Data:
    """Return what ``jtgt_h21`` reads, for the drawing of the bridge; see ``app.standards.h21_record``."""
    return _bridge(Answered.of(answers), form)[0]


def _sewer(answered: Answered, _form: Form) -> tuple[Data, Remarks]:
    data, unfinished = sewer_data(answered)
    return data, _unfinished(unfinished)


def _highway(answered: Answered, _form: Form) -> tuple[Data, Remarks]:
    data, unfinished = highway_data(answered)
    return data, _unfinished(unfinished)


def _sheet(answered: Answered, form: Form) -> tuple[Data, Remarks]:
    return sheet_data(answered, form), ()


def _number(row: Row, name: str) -> Decimal | None:
    try:
        number = Decimal(text_of(row, name))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _unfinished(count: int) -> Remarks:
    told = _remark("{0} 处损坏没有填完，未计入", "{0} damages are not filled in completely and not counted", count)
    return (told,) if count else ()


def _remark(zh: str, en: str, told: object) -> Remark:
    return Remark(Words(zh.format(told), en.format(told)))


def _always(*names: str) -> Callable[[Form], tuple[str, ...]]:
    return lambda _form: names


_ROAD = _always("pavement", "length_m", "width_m")

GRADERS: Mapping[str, Grader] = MappingProxyType(
    {
        "rural_guide": Grader("rural_guide", _ROAD, _section),
        "jtg5211": Grader("jtg5211", _ROAD, _section),
        "village_roads": Grader("village_roads", _ROAD, _village),
        "abc_village": Grader("village_roads", _ROAD, _village),
        "jtgt_h21": Grader("jtgt_h21", _always("structure_type", "spans"), _bridge),
        "cjj181": Grader("cjj181", _always("length_m", "diameter_mm"), _sewer),
        "jtg5210": Grader("jtg5210", _always("pavement", "road_class", "length_m", "width_m"), _highway),
        "scored_sheets": Grader("scored_sheets", needed_items, _sheet),
    }
)
