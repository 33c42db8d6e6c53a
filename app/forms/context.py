"""What a form may know about the world while it is filled; everything is handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class FillContext:
    """Who fills a form, when and where.

    Attributes:
        clock: returns the present moment with its offset.
        new_id: returns a new UUID as text; repeat instances and ``uuid()`` get theirs from it.
        random: returns a number in [0, 1).
        zone: of business days.
        locale: language of month and weekday names.
        properties: ``username``, ``deviceid``, ``email``, ``phonenumber`` … for metadata questions.
    """

    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    random: Callable[[], float]
    zone: tzinfo = SHANGHAI
    locale: str = "zh"
    properties: Mapping[str, str] = field(default_factory=dict)
