"""Times as people read them: the district's, whatever offset they were kept in."""

from datetime import date, datetime

from app.usecases.day import SHANGHAI


def minute(moment: str) -> str:
    """Return an ISO 8601 moment as ``2026-11-22 08:12`` in the district's time; empty text for an empty one."""
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if moment else ""


def day(moment: str) -> str:
    """Return the day of an ISO 8601 moment as ``2026-11-22`` in the district's time."""
    return minute(moment)[:10]


def today(now: datetime) -> date:
    """Return the district's date at a moment with offset."""
    return now.astimezone(SHANGHAI).date()
