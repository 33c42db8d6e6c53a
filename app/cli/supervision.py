"""``yingxun review``, ``overview`` and ``bin``: a supervisor's work without a window."""

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.assembly.client import Client


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``review``, ``overview`` and ``bin`` to the commands."""
    review = commands.add_parser("review", help="what waits for a decision, batches, spot checks")
    of_review = review.add_subparsers(required=True, metavar="COMMAND")
    waits = of_review.add_parser("list", parents=[home], help="what waits, and why it must be looked at")
    waits.set_defaults(run=_list)
    batch = of_review.add_parser("batch", parents=[home], help="approve every record that found nothing")
    batch.add_argument("--apply", action="store_true", help="without it only the list is printed")
    batch.set_defaults(run=_batch)
    spots = of_review.add_parser("spots", parents=[home], help="the spot-check list, each row with its rules")
    spots.add_argument("--every", type=int, default=20, help="of so many one; 0 for none (default: %(default)s)")
    spots.add_argument("--worst-from", type=int, default=4, help="bad from this class on (default: %(default)s)")
    spots.add_argument("--first", type=int, default=3, help="first records of each inspector (default: %(default)s)")
    spots.set_defaults(run=_spots)
    state = commands.add_parser("overview", parents=[home], help="due, overdue, open, returned, waiting by township")
    state.set_defaults(run=_overview)
    recycle = commands.add_parser("bin", help="what was thrown away in the last 30 days")
    of_bin = recycle.add_subparsers(required=True, metavar="COMMAND")
    of_bin.add_parser("list", parents=[home]).set_defaults(run=_bin)
    back = of_bin.add_parser("restore", parents=[home], help="have something again")
    back.add_argument("name", help="编号 or id")
    back.set_defaults(run=_restore)


def _list(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.review_queue import judge, waiting_rows

    with open_client(chosen.home) as client:
        place = client.workplace
        with place.store.reading() as reading:
            rows = waiting_rows(reading, place.person)
        for one in judge(place, rows):
            reasons = sorted({finding.reason.value for finding in one.findings})
            _say(chosen, {"record": one.row.record, "number": one.row.number, "title": one.row.title, "why": reasons})
    return 0


def _batch(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.review_queue import approve_all, judge, waiting_rows

    with open_client(chosen.home) as client:
        place = client.workplace
        with place.store.reading() as reading:
            rows = waiting_rows(reading, place.person)
        plain = [one for one in judge(place, rows) if not one.findings]
        left: dict[str, str] = {}
        if chosen.apply:
            with place.store() as unit:
                left = dict(approve_all(unit, **_tools(client), chosen=[(one.key, one.heads) for one in plain]).left)
        for one in plain:
            said = {"record": one.row.record, "number": one.row.number, "title": one.row.title}
            _say(chosen, {**said, "left": left.get(one.row.record, "")})
    return 1 if left else 0


def _spots(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.spot_check import SpotRules, spot_check

    rules = SpotRules(every=chosen.every, worst_from=chosen.worst_from, first_ones=chosen.first)
    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        for spot in spot_check(reading, client.workplace.person, rules):
            said = {"record": spot.row.record, "number": spot.row.number, "title": spot.row.title}
            _say(chosen, {**said, "rules": [rule.value for rule in spot.rules]})
    return 0


def _overview(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.day import SHANGHAI
    from app.usecases.overview import overview

    with open_client(chosen.home) as client:
        place = client.workplace
        day = place.clock.now().astimezone(SHANGHAI).date()
        with place.store.reading() as reading:
            states = overview(reading, place.person, day)
    for state in states:
        _say(chosen, {"township": state.township, **{figure.value: n for figure, n in state.figures.items()}})
    return 0


def _bin(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.recycle_bin import in_bin

    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        for one in in_bin(reading, client.workplace.clock.now()):
            said = {"record": one.key.record, "number": one.number, "title": one.title, "days_left": one.days_left}
            _say(chosen, {**said, "is_draft": one.draft is not None, "reason": one.reason})
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.recycle_bin import find, in_bin, restore

    with open_client(chosen.home) as client, client.workplace.store() as unit:
        thrown = find(in_bin(unit, client.workplace.clock.now()), chosen.name)
        restore(unit, **_tools(client), thrown=thrown)
    return 0


def _tools(client: "Client") -> dict[str, Any]:
    place = client.workplace
    return {"clock": place.clock, "ids": place.ids, "person": place.person}


def _say(chosen: argparse.Namespace, said: dict[str, Any]) -> None:
    words = (", ".join(value) if isinstance(value, list) else str(value) for value in said.values())
    print(json.dumps(said, ensure_ascii=False) if chosen.json else "\t".join(words))
