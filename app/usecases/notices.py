"""Letters about a case: 整改通知书, 移送函, 抄告单, from the office's templates, filled from what the case says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.domain.case import LimitUnit, Severity
from app.domain.case_clock import due_of
from app.domain.case_file import CaseFile, read_case
from app.domain.kinds import Action, RecordKind
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE
from app.domain.state import State
from app.errors import AppError
from app.ports.store import Reading, Unit
from app.standards.calendars import work_time
from app.standards.grid_classes import grid_classes
from app.usecases.divisions import district_divisions
from app.usecases.order_sheets import order_words
from app.workplace import RecordKey, Workplace
from resources import resource_folder

BLANK = "＿＿＿＿＿＿"
PICTURE_PX = 1200
MOST_PICTURES = 4

_FOLDER = "notices/folder"
_OFFICE = "notices/office"
_SEVERITIES = {Severity.GENERAL: "一般", Severity.SERIOUS: "严重", Severity.URGENT: "紧急"}
_UNITS = {
    LimitUnit.WORK_HOUR: "个工作时",
    LimitUnit.WORK_DAY: "个工作日",
    LimitUnit.URGENT_HOUR: "小时（紧急）",
    LimitUnit.URGENT_DAY: "天（紧急）",
    LimitUnit.NATURAL_DAY: "天",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A letter's template: its name is that of the file; ``is_own`` where the office has put its own in place."""

    name: str
    path: Path
    is_own: bool


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a letter would say: text by place, and the places of the template that the case says nothing of."""

    template: Template
    values: Mapping[str, str]
    missing: tuple[str, ...]


def template_folder(reading: Reading) -> Path | None:
    """Return the folder in which the office keeps its own templates; None where none was chosen."""
    kept = reading.note(_FOLDER)
    return Path(kept) if kept else None


def keep_template_folder(unit: Unit, folder: Path) -> None:
    """Choose the folder of the office's own templates.

    Raises:
        AppError: ``notice.no_folder``.
    """
    if not folder.is_dir():
        raise AppError("notice.no_folder", folder=folder)
    unit.put_note(_FOLDER, str(folder.resolve()))


def keep_office(unit: Unit, name: str) -> None:
    """Choose how the office signs (发文单位); empty text signs as the township."""
    unit.put_note(_OFFICE, name.strip())


def templates(reading: Reading) -> tuple[Template, ...]:
    """Return the templates by name; the office's own stand in place of those of the program."""
    found = {path.stem: Template(path.stem, path, False) for path in _documents(resource_folder() / "notices")}  # noqa: FBT003  # not own
    own = template_folder(reading)
    if own is not None:
        found |= {path.stem: Template(path.stem, path, True) for path in _documents(own)}  # noqa: FBT003  # own
    return tuple(found[name] for name in sorted(found))


def drafted(place: Workplace, key: RecordKey, name: str) -> Drafted:
    """Return what a letter about a case would say.

    Raises:
        AppError: ``notice.unknown_template``, ``notice.not_a_case``, ``notice.unreadable``; ``notice.unknown_place``
            names what the template asks for and no case has.
    """
    with place.store.reading() as reading:
        known = templates(reading)
        template = next((each for each in known if each.name == name), None)
        if template is None:
            raise AppError("notice.unknown_template", name=name, known="、".join(each.name for each in known))
        state = reading.state(key.stream, key.record)
        if state.kind is not RecordKind.CASE:
            raise AppError("notice.not_a_case")
        values = values_of(place, reading, state)
    places = place.letters.places(template.path)
    strange = [each for each in places if each not in values and each != PICTURES]
    if strange:
        raise AppError(
            "notice.unknown_place", template=template.name, names="、".join(strange), known="、".join(values)
        )
    return Drafted(template, values, tuple(each for each in places if each in values and not values[each]))


def write_notice(place: Workplace, key: RecordKey, name: str, out: Path, *, leaves_blanks: bool = False) -> Drafted:
    """Write a letter about a case; what the case does not say is refused, or left blank to be filled in by hand.

    Raises:
        AppError: as ``drafted``; ``notice.incomplete`` names what is missing; ``notice.cannot_write``.
    """
    draft = drafted(place, key, name)
    if draft.missing and not leaves_blanks:
        raise AppError("notice.incomplete", template=draft.template.name, names="、".join(draft.missing))
    with place.store.reading() as reading:
        shown = read_case(reading.state(key.stream, key.record)).before[:MOST_PICTURES]
    found = (place.shelf.picture(photo.sha256, PICTURE_PX) or place.shelf.thumbnail(photo.sha256) for photo in shown)
    pictures = [picture for picture in found if picture]
    values = {each: value or BLANK for each, value in draft.values.items()}
    place.letters.fill(draft.template.path, values, {PICTURES: pictures}, out)
    return draft


PICTURES = "照片"
"""The place that is filled with the photos that show the problem."""


def values_of(place: Workplace, reading: Reading, state: State) -> dict[str, str]:
    """Return the text of every place that a template may name; empty where the case does not say."""
    case = read_case(state)
    asset = reading.asset(case.asset) if case.asset else None
    township = district_divisions().townships.get(state.stream.township, "")
    sent = state.last(Action.TRANSFERRED)
    told = sent.body if sent is not None else {}
    return {
        "编号": case.number,
        "标题": case.title,
        "类别": _class_name(case.class_id),
        "乡镇": township,
        "地点": case.address or case.place,
        "设施": " ".join(part for part in (asset.name, asset.code) if part) if asset else "无",
        "严重程度": _SEVERITIES.get(case.severity, "") if case.severity else "",
        "问题描述": case.description or case.title,
        "数量": f"{case.quantity} {case.measure}".strip() or "未计量",
        "发现日期": _day(datetime.fromisoformat(case.found_at)) if case.found_at else "",
        "责任单位": case.unit,
        "时限": f"{case.limit.amount.normalize():f} {_UNITS[case.limit.unit]}" if case.limit else "",
        "截止日期": _due(case),
        "移送单位": str(told.get("to", "")),
        "移送文号": str(told.get("letter", "")),
        "答复期限": _date_words(str(told.get("reply_by", ""))),
        "工单编号": case.order or "无",
        "处置措施": case.measures,
        "状态": order_words().results.get(state.status.value, "") if state.status else "",
        "照片数": str(len(case.before)),
        "发文单位": reading.note(_OFFICE) or (f"{township}人民政府" if township else ""),
        "经办人": place.name,
        "今天": _day(place.clock.now()),
    }


def _documents(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.docx")) if not path.name.startswith((".", "~"))]


def _class_name(class_id: str) -> str:
    classes = grid_classes()
    holder = class_id.rpartition("/")[0] or class_id
    found = classes.classes.get(holder) or classes.classes.get(class_id)
    return found.name if found is not None else "其他"


def _due(case: CaseFile) -> str:
    """Return the last moment of the limit; empty while no unit has the case and where the calendar does not know."""
    due = due_of(case.run, work_time())
    if due is None or due.due_at is None:
        return ""
    return f"{_day(due.due_at)}{due.due_at.astimezone(DISTRICT_ZONE):%H}时"


def _day(moment: datetime) -> str:
    day = moment.astimezone(DISTRICT_ZONE)
    return f"{day.year}年{day.month}月{day.day}日"


def _date_words(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return f"{day.year}年{day.month}月{day.day}日"
