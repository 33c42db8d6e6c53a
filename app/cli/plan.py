"""``yingxun plan``: a plan to and from a workbook, published to the district, and how far it is."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.plan import Plan
    from app.usecases.plans.progress import Progress
    from app.workplace import Workplace


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``plan`` to the commands."""
    plan = commands.add_parser("plan", help="plans: list, export, import, progress, the rows behind a number")
    of_plan = plan.add_subparsers(required=True, metavar="COMMAND")
    of_plan.add_parser("list", parents=[home], help="the plans that this home knows").set_defaults(run=_list)
    give = of_plan.add_parser("export", parents=[home], help="write a plan as a workbook that can be imported again")
    give.add_argument("file", type=Path)
    give.add_argument("--plan", default="", help="id of the plan (default: the one that ends last)")
    give.set_defaults(run=_export)
    take = of_plan.add_parser("import", parents=[home], help="read a plan's workbook and publish it to the district")
    take.add_argument("file", type=Path)
    take.add_argument("--dry-run", action="store_true", help="only read and check it")
    take.set_defaults(run=_import)
    far = of_plan.add_parser("progress", parents=[home], help="how far each target is")
    far.add_argument("--plan", default="", help="as for export")
    far.add_argument("--township", default="", help="code or name (default: the whole district)")
    far.add_argument("--lead", default="", help="only the targets of this lead unit")
    far.add_argument("--out", type=Path, help="write it as a workbook (.xlsx, .csv)")
    far.set_defaults(run=_progress)
    rows = of_plan.add_parser("rows", parents=[home], help="the records behind the number of a target")
    rows.add_argument("target", help="for example T1.3-02")
    rows.add_argument("--plan", default="", help="as for export")
    rows.add_argument("--township", default="", help="as for progress")
    rows.set_defaults(run=_rows)


def township_code(text: str) -> str:
    """Return the code of a township named by code or name; empty for none.

    Raises:
        AppError: ``plan.unknown_township``.
    """
    from app.usecases.divisions import district_divisions

    found = district_divisions().township(text) if text else ""
    if found is None:
        raise AppError("plan.unknown_township", township=text)
    return found


def plan_of(place: "Workplace", name: str) -> "Plan":
    """Return a plan that a home knows, by its id."""
    from app.usecases.plans.shelf import plan_named

    with place.store.reading() as reading:
        return plan_named(reading.directory(), name)


def _list(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.shelf import plans

    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        directory = reading.directory()
        published = {plan.plan for plan in directory.plans}
        for plan in plans(directory):
            said = {"plan": plan.id, "title": plan.title, "targets": len(plan.targets)}
            said["published"] = plan.id in published
            print(json.dumps(said, ensure_ascii=False) if chosen.json else "\t".join(map(str, said.values())))
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.sheets import plan_tables

    with open_client(chosen.home) as client:
        plan = plan_of(client.workplace, chosen.plan)
        client.workplace.sheets.write(chosen.file, plan_tables(plan))
    print(json.dumps({"plan": plan.id, "targets": len(plan.targets)}) if chosen.json else f"{plan.id}: {chosen.file}")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.publication import publish_plan
    from app.usecases.plans.sheets import plan_from_sheets

    is_new = False
    with open_client(chosen.home) as client:
        place = client.workplace
        plan = plan_from_sheets(place.sheets.read(chosen.file))
        if not chosen.dry_run:
            with place.store() as unit:
                is_new = publish_plan(unit, plan, clock=place.clock, ids=place.ids, person=place.person)
    said = {"plan": plan.id, "targets": len(plan.targets), "published": is_new}
    print(json.dumps(said) if chosen.json else "\t".join(map(str, said.values())))
    return 0


def _progress(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.progress import progress_of
    from app.usecases.plans.report import progress_table

    township = township_code(chosen.township)
    townships = [township] if township else []
    with open_client(chosen.home) as client:
        place = client.workplace
        plan = plan_of(place, chosen.plan)
        with place.store.reading() as reading:
            tallies = reading.tallies(townships)
        found = progress_of(plan, tallies, year=place.clock.now().year, townships=townships)
        found = tuple(one for one in found if chosen.lead in ("", *plan.leads_of(one.target)))
        if chosen.out is not None:
            place.sheets.write(chosen.out, [progress_table(plan, found)])
    for one in found:
        print(_line(one, as_json=chosen.json))
    return 0


def _line(one: "Progress", *, as_json: bool) -> str:
    from app.usecases.plans.report import aim_text, shown

    target = one.target
    if as_json:
        said = {"target": target.id, "text": target.text, "unit": target.unit, "standing": one.standing.value}
        numbers = {"amount": target.amount, "done": one.done, "percent": one.percent, "imported": one.imported}
        written = {name: None if number is None else shown(number) for name, number in numbers.items()}
        by_year = {str(year): shown(done) for year, done in one.by_year.items()}
        return json.dumps(
            {**said, **written, "by_year": by_year, "records": one.records, "feed": target.feed.value},
            ensure_ascii=False,
        )
    done, percent = shown(one.done) or "-", f"{shown(one.percent)} %" if one.percent is not None else ""
    return f"{target.id}\t{target.text}\t{aim_text(target)}\t{done}\t{target.unit}\t{percent}\t{one.standing}"


def _rows(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.progress import tally_of
    from app.usecases.plans.report import shown

    township = township_code(chosen.township)
    with open_client(chosen.home) as client:
        plan = plan_of(client.workplace, chosen.plan)
        target = next((target for target in plan.targets if target.id == chosen.target), None)
        if target is None:
            raise AppError("figure.unknown_target", target=chosen.target, plan=plan.id)
        with client.workplace.store.reading() as reading:
            rows = reading.facts(tally_of(plan, target), [township] if township else [], 100_000)
    for row in rows:
        said = {"township": row.township, "record": row.record, "number": row.number, "title": row.title}
        said |= {"day": row.day, "amount": shown(row.amount), "whole": shown(row.whole), "source": row.source}
        print(json.dumps(said, ensure_ascii=False) if chosen.json else "\t".join(said.values()))
    return 0 if rows else 1
