"""``yingxun campaign``: a typhoon, a frost, a flood, a festival."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.plan import township_code
from app.errors import AppError

if TYPE_CHECKING:
    from app.assembly.client import Client
    from app.ports.store import Reading
    from app.usecases.campaigns import Progress


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``campaign`` to the commands."""
    campaign = commands.add_parser("campaign", help="special checks of many assets by a deadline")
    of_campaign = campaign.add_subparsers(required=True, metavar="COMMAND")
    start = of_campaign.add_parser("start", parents=[home], help="begin one; prints its id")
    start.add_argument("title")
    start.add_argument("--hazard", required=True, choices=["typhoon", "flood", "frost", "festival", "other"])
    start.add_argument("--subject", action="append", required=True, help="kind of asset, for example bridge")
    start.add_argument("--township", action="append", required=True, help="code or name")
    start.add_argument("--deadline", required=True, type=date.fromisoformat)
    start.add_argument("--check-from", type=date.fromisoformat, help="first day of the check after the event")
    start.add_argument("--check-until", type=date.fromisoformat, help="last day of it")
    start.set_defaults(run=_start)
    of_campaign.add_parser("list", parents=[home], help="show how far they are").set_defaults(run=_list)
    light = of_campaign.add_parser("triage", parents=[home], help="say how assets stand")
    light.add_argument("campaign", help="its id or title")
    light.add_argument("light", choices=["red", "amber", "green"])
    light.add_argument("assets", nargs="+", help="codes or ids")
    light.add_argument("--note", default="", help="needed for red")
    light.set_defaults(run=_triage)
    tally = of_campaign.add_parser("tally", parents=[home], help="print the text to pass on")
    tally.add_argument("campaign")
    tally.add_argument("--out", type=Path, help="write it into a file instead")
    tally.set_defaults(run=_tally)
    for name in ("close", "reopen", "void"):
        one = of_campaign.add_parser(name, parents=[home])
        one.add_argument("campaign")
        one.set_defaults(run=_end, action=name)


def _start(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.domain.campaign import Hazard
    from app.usecases.campaigns import NewCampaign, start_campaign

    new = NewCampaign(
        title=chosen.title,
        hazard=Hazard(chosen.hazard),
        subjects=tuple(chosen.subject),
        townships=tuple(filter(None, map(township_code, chosen.township))),
        deadline=chosen.deadline,
        check_from=chosen.check_from,
        check_until=chosen.check_until,
    )
    with open_client(chosen.home) as client, client.workplace.store() as unit:
        group = start_campaign(unit, machine=client.workplace.machine, **_tools(client), new=new)
    print(json.dumps({"campaign": group}) if chosen.json else group)
    return 0


def _list(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.domain.campaign import Light
    from app.usecases.campaigns import progress

    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        for one in progress(reading):
            said = {"campaign": one.group, "title": one.title, "open": one.is_open, "total": one.total}
            said |= {light.value: one.count(light) for light in Light} | {"unseen": one.count(None)}
            print(json.dumps(said, ensure_ascii=False) if chosen.json else "\t".join(map(str, said.values())))
    return 0


def _triage(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.domain.campaign import Light
    from app.usecases.campaigns import triage
    from app.workplace import RecordKey

    with open_client(chosen.home) as client, client.workplace.store() as unit:
        found = _find(unit, chosen.campaign)
        for part in found.parts:
            mine = [each.asset for each in part.seen if {each.asset.code, each.asset.record} & set(chosen.assets)]
            if mine:
                key = RecordKey(part.campaign.stream, part.campaign.record)
                assets = [asset.record for asset in mine]
                triage(unit, **_tools(client), key=key, assets=assets, light=Light(chosen.light), note=chosen.note)
        known = {name for part in found.parts for each in part.seen for name in (each.asset.code, each.asset.record)}
        strange = [name for name in chosen.assets if name not in known]
        if strange:
            raise AppError("campaign.unknown_asset", assets=", ".join(strange))
    return 0


def _tally(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.campaign_tally import tally_text

    with open_client(chosen.home) as client:
        place = client.workplace
        names = {info.subject: info.title for info in place.forms.infos() if info.record == "asset"}
        with place.store.reading() as reading:
            text = tally_text(_find(reading, chosen.campaign), names, place.clock.now())
    if chosen.out:
        chosen.out.write_text(text + "\n", "utf-8")
    else:
        print(json.dumps({"text": text}, ensure_ascii=False) if chosen.json else text)
    return 0


def _end(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.domain.kinds import Action
    from app.usecases.campaigns import end_campaign

    action = {"close": Action.CLOSED, "reopen": Action.REOPENED, "void": Action.VOIDED}[chosen.action]
    with open_client(chosen.home) as client, client.workplace.store() as unit:
        group = _find(unit, chosen.campaign).group
        print(end_campaign(unit, action, **_tools(client), group=group))
    return 0


def _find(reading: "Reading", name: str) -> "Progress":
    from app.usecases.campaigns import progress

    found = next((one for one in progress(reading) if name in (one.group, one.title)), None)
    if found is None:
        raise AppError("campaign.unknown", campaign=name)
    return found


def _tools(client: "Client") -> dict[str, Any]:
    place = client.workplace
    return {"clock": place.clock, "ids": place.ids, "person": place.person}
