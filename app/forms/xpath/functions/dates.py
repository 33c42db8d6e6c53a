"""Dates and times; the zone and the language come from the environment."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time

from app.forms.xpath.environment import Environment, Focus
from app.forms.xpath.moments import Moment, from_days, parse_moment, parse_offset
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import NAN, Value, to_string

S, V = Take.STRING, Take.VALUE
_CLOCK = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ZH_WEEKDAYS = "一二三四五六日"
_DAY_SECONDS = 86_400


def to_moment(value: Value, environment: Environment) -> Moment | None:
    """Read a date from text, a number of days or a date; ``None`` is a blank."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return Moment(None)
    if isinstance(value, float):
        return from_days(value, environment.zone)
    text = to_string(value)
    return (parse_moment(text, environment.zone) or Moment(None)) if text.strip() else None


def _date(focus: Focus, value: Value) -> Value:
    moment = to_moment(value, focus.environment)
    return "" if moment is None else moment


def _decimal_date_time(focus: Focus, value: Value) -> float:
    moment = to_moment(value, focus.environment)
    return NAN if moment is None else moment.days


def _decimal_time(focus: Focus, text: str) -> float:
    """Return the part of the local day that has passed at a time of day, 0 to 1."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return NAN
    try:
        clock = time(int(found[1]), int(found[2]), int(found[3] or 0), int((found[4] or "0").ljust(6, "0")[:6]))
        given = focus.environment.zone if found[5] is None else parse_offset(found[5])
    except ValueError:
        return NAN
    day = focus.environment.now.astimezone(focus.environment.zone).date()
    local = datetime.combine(day, clock, given).astimezone(focus.environment.zone)
    seconds = local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6
    return seconds / _DAY_SECONDS


def _month(at: datetime, environment: Environment) -> str:
    return f"{at.month}月" if environment.locale.startswith("zh") else _MONTHS[at.month - 1]


def _weekday(at: datetime, environment: Environment) -> str:
    is_chinese = environment.locale.startswith("zh")
    return f"周{_ZH_WEEKDAYS[at.weekday()]}" if is_chinese else _WEEKDAYS[at.weekday()]


_MARKS: Mapping[str, Callable[[datetime, Environment], str]] = {
    "Y": lambda at, _: f"{at.year:04}",
    "y": lambda at, _: f"{at.year % 100:02}",
    "m": lambda at, _: f"{at.month:02}",
    "n": lambda at, _: str(at.month),
    "b": _month,
    "d": lambda at, _: f"{at.day:02}",
    "e": lambda at, _: str(at.day),
    "H": lambda at, _: f"{at.hour:02}",
    "h": lambda at, _: str(at.hour),
    "M": lambda at, _: f"{at.minute:02}",
    "S": lambda at, _: f"{at.second:02}",
    "3": lambda at, _: f"{at.microsecond // 1000:03}",
    "a": _weekday,
    "W": lambda at, _: str(at.isocalendar().week),
    "Z": lambda at, _: at.isoformat()[-6:],
    "%": lambda _at, _: "%",
}


def _format(focus: Focus, value: Value, pattern: str) -> str:
    """Write a date by ODK's marks (``%Y-%m-%d``); a blank or unreadable date gives empty text."""
    moment = to_moment(value, focus.environment)
    if moment is None or moment.at is None:
        return ""
    at = moment.at.astimezone(focus.environment.zone)

    def mark(found: re.Match[str]) -> str:
        write = _MARKS.get(found[1])
        return found[0] if write is None else write(at, focus.environment)

    return re.sub(r"%(.)", mark, pattern)


def _now(focus: Focus) -> Moment:
    return Moment(focus.environment.now.astimezone(focus.environment.zone))


def _today(focus: Focus) -> Moment:
    now = focus.environment.now.astimezone(focus.environment.zone)
    return Moment(now.replace(hour=0, minute=0, second=0, microsecond=0), is_day=True)


DATES: Mapping[str, Function] = {
    "now": Function(_now, is_aware=True),
    "today": Function(_today, is_aware=True),
    "date": Function(_date, (V,), is_aware=True),
    "date-time": Function(_date, (V,), is_aware=True),
    "decimal-date-time": Function(_decimal_date_time, (V,), is_aware=True),
    "decimal-time": Function(_decimal_time, (S,), is_aware=True),
    "format-date": Function(_format, (V, S), is_aware=True),
    "format-date-time": Function(_format, (V, S), is_aware=True),
}
