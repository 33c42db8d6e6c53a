"""The 编号 of a record: for people, never an identity."""

from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE
from app.ports.clock import Clock
from app.ports.store import Unit


def next_number(unit: Unit, township: str, machine: str, clock: Clock) -> str:
    """Return the next number of a township on this day and device: township-date-device-counter."""
    day = clock.now().astimezone(DISTRICT_ZONE).strftime("%Y%m%d")
    return f"{township}-{day}-{machine}-{unit.next_counter(township, day):03d}"
