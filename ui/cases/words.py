"""What things about cases are called: colours of the clock, severities, time limits, who is asked for what."""

from datetime import datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.case import Limit, LimitUnit, Severity
from app.domain.case_clock import Colour, Due
from ui import moments
from ui.style.colours import Tone

_COLOURS: dict[Colour, tuple[object, Tone]] = {
    Colour.GREEN: (QT_TRANSLATE_NOOP("Cases", "正常"), Tone.SUCCESS),
    Colour.AMBER: (QT_TRANSLATE_NOOP("Cases", "临期"), Tone.WARNING),
    Colour.RED: (QT_TRANSLATE_NOOP("Cases", "超期"), Tone.DANGER),
    Colour.UNKNOWN: (QT_TRANSLATE_NOOP("Cases", "日历未知"), Tone.NEUTRAL),
}
_SEVERITIES: dict[Severity, tuple[object, Tone]] = {
    Severity.GENERAL: (QT_TRANSLATE_NOOP("Cases", "一般"), Tone.NEUTRAL),
    Severity.SERIOUS: (QT_TRANSLATE_NOOP("Cases", "严重"), Tone.WARNING),
    Severity.URGENT: (QT_TRANSLATE_NOOP("Cases", "紧急"), Tone.DANGER),
}
_UNITS: dict[LimitUnit, object] = {
    LimitUnit.WORK_DAY: QT_TRANSLATE_NOOP("Cases", "个工作日"),
    LimitUnit.WORK_HOUR: QT_TRANSLATE_NOOP("Cases", "工作小时"),
    LimitUnit.URGENT_HOUR: QT_TRANSLATE_NOOP("Cases", "小时（连续计时）"),
    LimitUnit.URGENT_DAY: QT_TRANSLATE_NOOP("Cases", "日（连续计时）"),
    LimitUnit.NATURAL_DAY: QT_TRANSLATE_NOOP("Cases", "个自然日"),
}


def colour_label(colour: Colour) -> str:
    """Return the name of a colour."""
    return _say(_COLOURS[colour][0])


def colour_tone(colour: Colour) -> Tone:
    """Return the tone of a colour."""
    return _COLOURS[colour][1]


def severity_label(severity: Severity) -> str:
    """Return the name of a severity."""
    return _say(_SEVERITIES[severity][0])


def severity_tone(severity: Severity) -> Tone:
    """Return the tone of a severity."""
    return _SEVERITIES[severity][1]


def unit_choices() -> tuple[tuple[str, str], ...]:
    """Return the units of a time limit and their names."""
    return tuple((unit.value, _say(name)) for unit, name in _UNITS.items())


def limit_label(limit: Limit) -> str:
    """Return a time limit for people."""
    return f"{limit.amount.normalize():f} {_say(_UNITS[limit.unit])}"


def due_label(due: Due | None, now: datetime) -> str:
    """Return until when, and how long that is or has been; a dash where nobody has the case."""
    if due is None:
        return "—"
    if due.due_at is None:
        year = due.unknown_from.year if due.unknown_from else ""
        return QCoreApplication.translate("Cases", "{year} 年的工作日安排还不知道").format(year=year)
    until = moments.minute(due.due_at.isoformat())
    if due.frozen is not None:
        return until
    return f"{until}（{_span(due.due_at - now)}）"


def _span(left: timedelta) -> str:
    hours = int(abs(left).total_seconds() // 3600)
    if hours >= 48:  # noqa: PLR2004  # two days and more are told in days
        words = QCoreApplication.translate("Cases", "{count} 天").format(count=hours // 24)
    else:
        words = QCoreApplication.translate("Cases", "{count} 小时").format(count=hours)
    if left >= timedelta(0):
        return QCoreApplication.translate("Cases", "还剩 {span}").format(span=words)
    return QCoreApplication.translate("Cases", "已超 {span}").format(span=words)


def _say(source: object) -> str:
    return QCoreApplication.translate("Cases", str(source))
