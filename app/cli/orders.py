"""``yingxun order``: 12345 and grid orders in, results back."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.plan import township_code
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.order import Meaning
    from app.usecases.order_matching import Offer
    from app.usecases.orders import Choices, Line, Plan


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``order`` to the commands."""
    order = commands.add_parser("order", help="12345 and grid orders: take them in, send the results back")
    of_order = order.add_subparsers(required=True, metavar="COMMAND")
    take = of_order.add_parser("import", parents=[home], help="show what a file would bring; --apply takes it in")
    take.add_argument("file", type=Path)
    _add_channel(take)
    take.add_argument("--column", action="append", default=[], metavar="MEANING=HEADING", help="remembered afterwards")
    take.add_argument("--township", default="", help="code or name, for orders that do not say where they belong")
    take.add_argument("--join", action="append", default=[], metavar="NUMBER=CASE", help="accept an offered case")
    take.add_argument("--at", action="append", default=[], metavar="NUMBER=ASSET", help="accept an offered asset")
    take.add_argument("--new", action="append", default=[], metavar="NUMBER", help="open a new case despite offers")
    take.add_argument("--rest-new", action="store_true", help="as --new for every order that nothing was said of")
    take.add_argument("--apply", action="store_true", help="write it")
    take.set_defaults(run=_import)
    out = of_order.add_parser("export", parents=[home], help="write the results in the orders' own layout")
    out.add_argument("--out", required=True, type=Path, help=".xlsx or .csv")
    _add_channel(out)
    out.add_argument("--original", type=Path, help="fill the results into this file's rows")
    out.set_defaults(run=_export)


def _add_channel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--channel", default="12345", choices=["12345", "grid"], help="default: %(default)s")


def _import(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.orders import carry_out, plan

    with open_client(chosen.home) as client:
        place = client.workplace
        planned = plan(place, chosen.file, chosen.channel, _columns(chosen.column), township_code(chosen.township))
        said: dict[str, Any] = {"columns": planned.layout.columns, "orders": [_said(line) for line in planned.lines]}
        if chosen.apply:
            done = carry_out(place, planned, _choices(chosen, planned))
            said |= {"opened": done.opened, "joined": done.joined, "updated": done.updated, "left": done.left}
    if chosen.json:
        print(json.dumps(said, ensure_ascii=False))
    else:
        _print(planned, said)
    is_clean = all(line.problem is None for line in planned.lines)
    return 0 if is_clean and (not chosen.apply or not _undecided(chosen, planned)) else 1


def _export(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.order_export import write_results

    with open_client(chosen.home) as client:
        count = write_results(client.workplace, chosen.out, chosen.channel, chosen.original)
    print(json.dumps({"rows": count}) if chosen.json else f"{chosen.out}: {count}")
    return 0


def _columns(given: list[str]) -> "dict[Meaning, str]":
    from app.domain.order import Meaning

    columns = {}
    for text in given:
        name, _, heading = text.partition("=")
        if name not in set(Meaning):
            raise AppError("orders.unknown_meaning", meaning=name, known=", ".join(Meaning))
        columns[Meaning(name)] = heading
    return columns


def _choices(chosen: argparse.Namespace, planned: "Plan") -> "Choices":
    from app.usecases.orders import Choices

    offers: dict[str, Offer | None] = dict.fromkeys(chosen.new)
    lines = {line.order.number: line for line in planned.lines}
    for given, is_case in ((chosen.join, True), (chosen.at, False)):
        for text in given:
            number, _, name = text.partition("=")
            offers[number] = _offer(lines.get(number), name, is_case=is_case)
    return Choices(offers, chosen.rest_new)


def _offer(line: "Line | None", name: str, *, is_case: bool) -> "Offer":
    offered = line.offers if line is not None else ()
    found = next((one for one in offered if one.is_case is is_case and name in (one.number, one.record)), None)
    if found is None:
        raise AppError("orders.not_offered", name=name, known=", ".join(one.number for one in offered))
    return found


def _undecided(chosen: argparse.Namespace, planned: "Plan") -> bool:
    choices = _choices(chosen, planned)
    return any(line.needs_decision and not choices.decides(line) for line in planned.lines)


def _said(line: "Line") -> dict[str, Any]:
    return {
        "row": line.order.row,
        "number": line.order.number,
        "title": line.order.title,
        "township": line.township,
        "standing": line.standing.value,
        "problem": line.problem.code if line.problem is not None else "",
        "offers": [
            {
                "kind": "case" if offer.is_case else "asset",
                "number": offer.number,
                "record": offer.record,
                "title": offer.title,
                "reasons": [reason.value for reason in offer.reasons],
            }
            for offer in line.offers
        ],
    }


def _print(planned: "Plan", said: dict[str, Any]) -> None:
    from ui.sentences import Language, sentence

    for meaning, heading in planned.layout.columns.items():
        print(f"{meaning.value} = {heading}")
    for line in planned.lines:
        print(f"{line.standing.value}\t{line.order.number}\t{line.order.title}")
        if line.problem is not None:
            print(f"\t{sentence(line.problem, Language.CHINESE)}")
        for offer in line.offers:
            kind = "--join" if offer.is_case else "--at"
            reasons = ", ".join(reason.value for reason in offer.reasons)
            print(f"\t{kind} {line.order.number}={offer.number or offer.record}\t{offer.title}\t({reasons})")
    if "opened" in said:
        print(f"opened {said['opened']}, joined {said['joined']}, updated {said['updated']}, left {said['left']}")
