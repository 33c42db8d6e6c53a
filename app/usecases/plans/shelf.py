"""The plans: those that the program brings and those that were published to the district, which come first."""

import csv
import json
import zlib
from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path

from app.domain.directory import Directory, PublishedPlan
from app.domain.plan import Plan
from app.errors import AppError
from app.ports.sheets import Sheet
from app.usecases.plans.sheets import plan_from_sheets, plan_tables
from resources import resource_folder

MOST_BYTES = 40_000
"""How long a published plan may be, packed: it travels in one entry."""


def plans(directory: Directory) -> tuple[Plan, ...]:
    """Return every plan, the one that ends last first; a published one stands for the brought one of its id."""
    found = {plan.id: plan for plan in brought_plans()}
    for published in directory.plans:
        plan = unpacked(published)
        if plan is not None:
            found[plan.id] = plan
    return tuple(sorted(found.values(), key=lambda plan: (-plan.last_year, plan.id)))


def plan_named(directory: Directory, name: str = "") -> Plan:
    """Return a plan by its id, or the one that ends last.

    Raises:
        AppError: ``plan.unknown``.
    """
    known = plans(directory)
    found = next((plan for plan in known if name in ("", plan.id)), None)
    if found is None:
        raise AppError("plan.unknown", plan=name, known="、".join(plan.id for plan in known))
    return found


@cache
def brought_plans() -> tuple[Plan, ...]:
    """Return the plans that the program brings; each is a folder of CSV sheets."""
    folders = sorted(path for path in (resource_folder() / "plans").iterdir() if path.is_dir())
    return tuple(plan_from_sheets([_sheet(path) for path in sorted(folder.glob("*.csv"))]) for folder in folders)


def packed(plan: Plan) -> str:
    """Return a plan as it is published: its sheets as JSON, deflated, as Base64.

    Raises:
        AppError: ``plan.too_large``.
    """
    sheets = {table.name: [list(table.header), *map(list, table.rows)] for table in plan_tables(plan)}
    written = b64encode(zlib.compress(json.dumps(sheets, ensure_ascii=False).encode(), 9)).decode("ascii")
    if len(written) > MOST_BYTES:
        raise AppError("plan.too_large", size=len(written), most=MOST_BYTES)
    return written


def unpacked(published: PublishedPlan) -> Plan | None:
    """Return a published plan; None where a newer program published what this one cannot read."""
    try:
        sheets = json.loads(zlib.decompress(b64decode(published.source, validate=True)))
        return plan_from_sheets([Sheet(name, tuple(map(tuple, rows))) for name, rows in sheets.items()])
    except (AppError, ValueError, TypeError, AttributeError, zlib.error):
        return None


def _sheet(path: Path) -> Sheet:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Sheet(path.stem, tuple(tuple(row) for row in csv.reader(file)))
