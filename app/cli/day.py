"""``yingxun day``: what is due, as text, JSON or a table; ``yingxun admin overdue``: the same of the server."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.domain.due import Due, DueState


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``day`` to the commands."""
    day = commands.add_parser("day", help="what is due")
    of_day = day.add_subparsers(required=True, metavar="COMMAND")
    due = of_day.add_parser("due", parents=[home], help="checks that are overdue or due within a week")
    _add_choices(due)
    due.add_argument("--everybody", action="store_true", help="also of assets that others took over")
    due.add_argument("--out", type=Path, help="write .xlsx or .csv instead of printing")
    due.set_defaults(run=_due)


def add_overdue(of_admin: Any, at: argparse.ArgumentParser) -> None:  # noqa: ANN401  # as above
    """Add ``admin overdue`` to the server's commands."""
    overdue = of_admin.add_parser("overdue", parents=[at], help="checks that are due, of all townships")
    _add_choices(overdue)
    overdue.set_defaults(run=_of_server)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--csv", action="store_true", help="print CSV")
    parser.add_argument("--all", action="store_true", help="also what is due within a week (default: only overdue)")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as of this day (default: today)")


def _due(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.domain.keeping import keeping_of
    from app.usecases.day import SHANGHAI, due_checks
    from app.usecases.due_export import due_table

    with open_client(chosen.home) as client:
        place = client.workplace
        day = chosen.on or place.clock.now().astimezone(SHANGHAI).date()
        with place.store.reading() as reading:
            whose = None if chosen.everybody else keeping_of(reading.directory(), place.person)
            found = due_checks(reading, day, _states(chosen), whose=whose)
        forms = {info.id: info.title for info in place.forms.infos()}
        if chosen.out:
            place.sheets.write(chosen.out, [due_table(found, forms)])
    if not chosen.out:
        _print(found, forms, chosen)
    return 0


def _of_server(chosen: argparse.Namespace) -> int:
    from datetime import datetime

    from app.usecases.day import SHANGHAI
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        ledger = server.central.ledger
        day = chosen.on or datetime.now(SHANGHAI).date()
        found = ledger.due_checks(day, _states(chosen))
        forms = {form.form: form.title for form in ledger.directory().forms}
    _print(found, forms, chosen)
    return 0


def _states(chosen: argparse.Namespace) -> "tuple[DueState, ...]":
    from app.domain.due import DueState

    return (DueState.OVERDUE, DueState.THIS_WEEK) if chosen.all else (DueState.OVERDUE,)


def _print(found: "Iterable[Due]", forms: Mapping[str, str], chosen: argparse.Namespace) -> None:
    from app.usecases.due_export import due_table

    table = due_table(found, forms)
    if chosen.json:
        rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]
        print(json.dumps(rows, ensure_ascii=False))
        return
    writer = csv.writer(sys.stdout, delimiter="," if chosen.csv else "\t", lineterminator="\n")
    if chosen.csv:
        writer.writerow(table.header)
    writer.writerows(table.rows)
