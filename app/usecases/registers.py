"""问题清单、整改清单、责任清单: one chain of cases with one number, written as three sheets of one workbook.

The words are Chinese whatever the program speaks: these are documents of the office.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from app.domain.case import Limit, LimitUnit, Severity
from app.domain.case_clock import Colour
from app.domain.case_file import CasePhoto
from app.domain.case_listing import CaseQuery, CaseRow
from app.domain.kinds import Action, Status
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE
from app.ports.sheets import Cell, Image, Link, Table
from app.ports.shelf import PhotoShelf
from app.standards.calendars import work_time
from app.standards.grid_classes import grid_classes
from app.usecases.case_sheet import CaseSheet, read_sheet
from app.usecases.divisions import district_divisions
from app.workplace import RecordKey, Workplace

PROBLEMS, MEASURES, DUTIES = "问题清单", "整改清单", "责任清单"
MOST = 20_000

STATUSES: Mapping[Status, str] = {
    Status.REPORTED: "已上报",
    Status.FILED: "已立案",
    Status.ASSIGNED: "整改中",
    Status.ON_HOLD: "已挂起",
    Status.HANDLED: "待复核",
    Status.VERIFIED: "已核查",
    Status.DECLINED: "不予立案",
    Status.TRANSFERRED: "已移送",
    Status.CLOSED: "已结案",
    Status.VOIDED: "已作废",
}
COLOURS = {Colour.GREEN: "正常", Colour.AMBER: "临期", Colour.RED: "超期", Colour.UNKNOWN: "日历未知"}
SEVERITIES = {Severity.GENERAL: "一般", Severity.SERIOUS: "严重", Severity.URGENT: "紧急"}
UNITS = {
    LimitUnit.WORK_HOUR: "工作小时",
    LimitUnit.WORK_DAY: "个工作日",
    LimitUnit.URGENT_HOUR: "小时（连续计时）",
    LimitUnit.URGENT_DAY: "日（连续计时）",
    LimitUnit.NATURAL_DAY: "个自然日",
}

_HEADERS: Mapping[str, Mapping[str, int]] = {
    PROBLEMS: {
        "编号": 26,
        "乡镇": 12,
        "问题": 34,
        "类别": 18,
        "程度": 8,
        "地点": 24,
        "数量": 10,
        "估算费用（元）": 14,
        "发现时间": 17,
        "发现人": 12,
        "状态": 10,
        "整改前": 20,
    },
    MEASURES: {
        "编号": 26,
        "问题": 30,
        "整改措施": 34,
        "处置人": 12,
        "处置时间": 17,
        "复核人": 12,
        "复核时间": 17,
        "结案时间": 17,
        "状态": 10,
        "整改前": 20,
        "整改后": 20,
        "距原址（m）": 12,
    },
    DUTIES: {
        "编号": 26,
        "问题": 30,
        "责任单位": 22,
        "责任人": 12,
        "时限": 16,
        "派遣时间": 17,
        "到期时间": 17,
        "时限状态": 12,
        "延期次数": 10,
        "移送文号": 20,
        "状态": 10,
    },
}
"""The columns of each sheet and how many letters wide they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the chain; ``township`` is the township's name."""

    row: CaseRow
    sheet: CaseSheet
    township: str


@dataclass(frozen=True, slots=True)
class Register:
    """The chain as it stood at a moment."""

    at: datetime
    lines: tuple[Line, ...]


def read_register(place: Workplace, query: CaseQuery, most: int = MOST) -> Register:
    """Read the cases that match, the most urgent first."""
    now, names = place.clock.now(), district_divisions().townships
    work, classes = work_time(), grid_classes()
    with place.store.reading() as look:
        rows = look.case_rows(query, now, most)
        sheets = [read_sheet(look, RecordKey(row.stream, row.record), place.person, work, classes) for row in rows]
    lines = (Line(row, sheet, names.get(row.township, row.township)) for row, sheet in zip(rows, sheets, strict=True))
    return Register(now, tuple(lines))


def register_tables(register: Register, shelf: PhotoShelf) -> tuple[Table, ...]:
    """Return the three sheets; each line leads to the same case on the other two."""
    rows: Mapping[str, Iterable[Sequence[Cell]]] = {
        PROBLEMS: (_problem(line, number, shelf) for number, line in enumerate(register.lines, start=2)),
        MEASURES: (_measure(line, number, shelf) for number, line in enumerate(register.lines, start=2)),
        DUTIES: (_duty(line, number, register.at) for number, line in enumerate(register.lines, start=2)),
    }
    return tuple(Table(name, tuple(_HEADERS[name]), rows[name], tuple(_HEADERS[name].values())) for name in rows)


def period(since: str, until: str) -> tuple[str, str]:
    """Return days of the district, the last one included, as the moments that a query takes; raise ValueError."""
    return _stamp(date.fromisoformat(since)) if since else "", (
        _stamp(date.fromisoformat(until) + timedelta(days=1)) if until else ""
    )


def limit_words(limit: Limit | None) -> str:
    """Return a time limit for people, for example ``2 个工作日``."""
    if limit is None:
        return ""
    return f"{limit.amount.normalize():f} {UNITS[limit.unit]}"


def _problem(line: Line, number: int, shelf: PhotoShelf) -> tuple[Cell, ...]:
    case, sheet = line.sheet.case, line.sheet
    return (
        Link(case.number, f"#{MEASURES}!A{number}"),
        line.township,
        case.description or case.title,
        sheet.class_name,
        SEVERITIES.get(case.severity, "") if case.severity else "",
        case.address or case.place,
        f"{case.quantity} {case.measure}".strip(),
        Decimal(case.cost) if _is_number(case.cost) else case.cost,
        _local(case.found_at),
        sheet.name(case.state.history[0].author),
        STATUSES[line.row.status],
        _picture(case.before, shelf),
    )


def _measure(line: Line, number: int, shelf: PhotoShelf) -> tuple[Cell, ...]:
    case = line.sheet.case
    metres = next((case.far_m(photo) for photo in reversed(case.after)), None)
    return (
        Link(case.number, f"#{DUTIES}!A{number}"),
        case.description or case.title,
        case.measures,
        *_who_and_when(line.sheet, Action.HANDLED),
        *_who_and_when(line.sheet, Action.VERIFIED),
        _who_and_when(line.sheet, Action.CLOSED)[1],
        STATUSES[line.row.status],
        _picture(case.before, shelf),
        _picture(case.after[::-1], shelf),
        round(metres) if metres is not None else None,
    )


def _duty(line: Line, number: int, now: datetime) -> tuple[Cell, ...]:
    case, sheet = line.sheet.case, line.sheet
    colour, due = sheet.colour(now), sheet.due.due_at if sheet.due else None
    letter = case.state.last(Action.TRANSFERRED)
    return (
        Link(case.number, f"#{PROBLEMS}!A{number}"),
        case.description or case.title,
        case.unit,
        sheet.name(case.person) if case.person else "",
        limit_words(case.limit),
        _who_and_when(sheet, Action.ASSIGNED)[1],
        f"{due.astimezone(DISTRICT_ZONE):%Y-%m-%d %H:%M}" if due else "",
        COLOURS[colour] if colour else "",
        sum(step.action is Action.EXTENDED for step in case.state.history),
        str(letter.body.get("letter", "")) if letter else "",
        STATUSES[line.row.status],
    )


def _who_and_when(sheet: CaseSheet, action: Action) -> tuple[str, str]:
    step = sheet.case.state.last(action)
    return (sheet.name(step.author), _local(step.made_at)) if step else ("", "")


def _picture(photos: Sequence[CasePhoto], shelf: PhotoShelf) -> Cell:
    """Return the first photo whose thumbnail is here."""
    found = (shelf.thumbnail(photo.sha256) for photo in photos)
    return next((Image(jpeg) for jpeg in found if jpeg is not None), "")


def _local(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment).astimezone(DISTRICT_ZONE):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return moment


def _stamp(day: date) -> str:
    moment = datetime.combine(day, time.min, DISTRICT_ZONE).astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()
