"""``yingxun works``, ``figure``, ``excavation`` and ``waste``: what stands behind a plan, without a window."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.plan import plan_of, township_code

if TYPE_CHECKING:
    from app.usecases.assets_import import ImportReport

_FAR = (date(2000, 1, 1), date(2100, 1, 1))


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add the four to the commands."""
    of_works = commands.add_parser("works", help="works: list, import a ledger").add_subparsers(
        required=True, metavar="COMMAND"
    )
    listed = of_works.add_parser("list", parents=[home], help="the works that this home knows")
    listed.add_argument("--class", dest="works_class", default="", help="for example road_upgrade")
    listed.set_defaults(run=_list_works)
    take = of_works.add_parser("import", parents=[home], help="take in a ledger (.xlsx, .csv), marked as imported")
    take.add_argument("file", type=Path)
    take.set_defaults(run=_import_works)
    of_figure = commands.add_parser("figure", help="figures: list, import a ledger").add_subparsers(
        required=True, metavar="COMMAND"
    )
    for name, run in (("list", _list_figures), ("import", _import_figures)):
        one = of_figure.add_parser(name, parents=[home])
        if name == "import":
            one.add_argument("file", type=Path)
        one.add_argument("--plan", default="", help="id of the plan (default: the one that ends last)")
        one.set_defaults(run=run)
    dig = commands.add_parser(
        "excavation", parents=[home], help="roads that are dug up twice at the same time, or soon"
    )
    dig.add_argument("--township", default="", help="code or name")
    dig.set_defaults(run=_list_overlaps)
    waste = commands.add_parser("waste", parents=[home], help="construction waste: sheets linked by their ticket")
    waste.add_argument("--all", action="store_true", help="also the chains that are closed")
    waste.set_defaults(run=_list_chains)


def _list_works(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.report import shown

    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        rows = reading.works(chosen.works_class, limit=100_000)
    for row in rows:
        said = {"township": row.township, "record": row.record, "code": row.facts.code, "name": row.facts.name}
        said |= {"class": row.facts.works_class, "status": row.status.value, "planned": shown(row.facts.planned)}
        said |= {"quantity": shown(row.facts.quantity), "imported": "yes" if row.facts.is_imported else ""}
        _print(said, as_json=chosen.json)
    return 0 if rows else 1


def _import_works(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.works_ledger import import_works

    with open_client(chosen.home) as client:
        report = import_works(client.workplace, client.workplace.sheets.read(chosen.file)[0])
    return _tell(report, as_json=chosen.json)


def _list_figures(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.report import shown

    with open_client(chosen.home) as client:
        plan = plan_of(client.workplace, chosen.plan)
        with client.workplace.store.reading() as reading:
            rows = reading.figures(plan.id)
    for row in rows:
        said = {"target": row.facts.target, "period": row.facts.period, "amount": shown(row.facts.amount)}
        said |= {"unit": row.facts.unit, "lead": row.facts.lead, "township": row.township, "status": row.status.value}
        _print({**said, "imported": "yes" if row.facts.is_imported else ""}, as_json=chosen.json)
    return 0 if rows else 1


def _import_figures(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.works_ledger import import_figures

    with open_client(chosen.home) as client:
        place = client.workplace
        report = import_figures(place, plan_of(place, chosen.plan), place.sheets.read(chosen.file)[0])
    return _tell(report, as_json=chosen.json)


def _list_overlaps(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.excavations import overlaps

    township = township_code(chosen.township)
    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        found = list(overlaps(reading.excavations(*_FAR, [township] if township else [])))
    for one in found:
        said = {"township": one.first.township, "road": one.first.road, "days": str(one.days)}
        said |= {"gap_days": str(one.gap_days), "first": one.first.title, "second": one.second.title}
        said |= {"from": one.second.starts_on.isoformat(), "to": min(one.first.ends_on, one.second.ends_on).isoformat()}
        _print(said, as_json=chosen.json)
    return 1 if found else 0


def _list_chains(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.plans.report import shown
    from app.usecases.waste_links import waste_chains

    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        chains = [one for one in waste_chains(reading.waste_sheets()) if chosen.all or not one.is_closed]
    for chain in chains:
        said = {"ticket": chain.ticket, "source_t": shown(chain.source_t), "haul_t": shown(chain.haul_t)}
        _print({**said, "disposal_t": shown(chain.disposal_t), "flaws": " ".join(chain.flaws)}, as_json=chosen.json)
    return 1 if any(not chain.is_closed for chain in chains) else 0


def _print(said: dict[str, str], *, as_json: bool) -> None:
    print(json.dumps(said, ensure_ascii=False) if as_json else "\t".join(said.values()))


def _tell(report: "ImportReport", *, as_json: bool) -> int:
    from ui.sentences import Language, sentence

    counts = {"rows": report.rows, "created": report.created, "updated": report.updated, "unchanged": report.unchanged}
    refused = [
        (line.line, line.code, "；".join(sentence(one, Language.CHINESE) for one in line.reasons))
        for line in report.refused
    ]
    if as_json:
        named = [dict(zip(("line", "code", "reasons"), line, strict=True)) for line in refused]
        print(json.dumps({**counts, "refused": named}, ensure_ascii=False))
    else:
        print("  ".join(f"{name} {count}" for name, count in counts.items()), f" refused {len(refused)}")
        for line in refused:
            print("\t".join(map(str, line)))
    return 1 if refused else 0
