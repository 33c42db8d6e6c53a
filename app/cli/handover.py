"""``yingxun handover``: work passes to another person, offered by one and accepted by the other."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.directory import Directory
    from app.ports.store import Reading
    from app.usecases.handover import Offer, Parcel
    from app.workplace import Workplace


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``handover`` to the commands."""
    handover = commands.add_parser("handover", help="hand assets, drafts and returned records to another person")
    of_handover = handover.add_subparsers(required=True, metavar="COMMAND")
    offer = of_handover.add_parser("offer", parents=[home], help="offer work; drafts leave this home with the offer")
    offer.add_argument("--to", required=True, metavar="PERSON", help="name or id")
    offer.add_argument("--village", action="append", default=[], help="all assets of a village; may be given again")
    offer.add_argument("--drafts", action="store_true", help="all drafts")
    offer.add_argument("--returned", action="store_true", help="all own records that came back")
    offer.add_argument("--note", default="")
    offer.set_defaults(run=_offer)
    of_handover.add_parser("list", parents=[home], help="what is offered to and by me").set_defaults(run=_list)
    for name, said in (
        ("accept", "take it over"),
        ("decline", "leave it with its giver"),
        ("take-back", "have again what one offered"),
    ):
        one = of_handover.add_parser(name, parents=[home], help=said)
        one.add_argument("batch", help="as list shows it")
        one.set_defaults(run=_settle, act=name)


def _offer(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.handover import hand_over

    with open_client(chosen.home) as client:
        place = client.workplace
        with place.store() as unit:
            keys = hand_over(unit, place, _parcel(place, unit, chosen))
    print(json.dumps({"offers": [key.record for key in keys]}) if chosen.json else len(keys))
    return 0


def _list(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.handover import offers

    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        directory = reading.directory()
        for offer in offers(reading, client.workplace.person):
            said = _said(offer, directory)
            print(json.dumps(said, ensure_ascii=False) if chosen.json else "\t".join(map(str, said.values())))
    return 0


def _settle(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.handover import accept, decline, offers, take_back

    act = {"accept": accept, "decline": decline, "take-back": take_back}[chosen.act]
    with open_client(chosen.home) as client, client.workplace.store() as unit:
        found = [each for each in offers(unit, client.workplace.person) if each.batch == chosen.batch]
        if not found:
            raise AppError("handover.unknown")
        for offer in found:
            act(unit, client.workplace, offer)
    print(json.dumps({"settled": len(found)}) if chosen.json else len(found))
    return 0


def _parcel(place: "Workplace", reading: "Reading", chosen: argparse.Namespace) -> "Parcel":
    from app.domain.keeping import keeping_of
    from app.usecases.day import today
    from app.usecases.handover import Parcel

    day = today(reading, now=place.clock.now(), person=place.person)
    villages = set(chosen.village)
    keeping = keeping_of(reading.directory(), place.person)
    assets = reading.assets(limit=1_000_000) if villages else ()
    return Parcel(
        to=_person(reading.directory(), chosen.to),
        assets=tuple(asset for asset in assets if asset.village in villages and keeping.holds(asset)),
        drafts=day.drafts if chosen.drafts else (),
        returned=day.returned if chosen.returned else (),
        note=chosen.note,
    )


def _person(directory: "Directory", name: str) -> str:
    found = [person.id for person in directory.persons.values() if name in (person.id, person.name)]
    if len(found) != 1:
        raise AppError("handover.unknown_person", person=name)
    return found[0]


def _said(offer: "Offer", directory: "Directory") -> dict[str, object]:
    return {
        "batch": offer.batch,
        "status": offer.status.value,
        "from": directory.name(offer.giver),
        "to": directory.name(offer.taker),
        "stream": str(offer.key.stream),
        "assets": len(offer.assets),
        "drafts": len(offer.drafts),
        "returned": len(offer.returned),
        "note": offer.note,
    }
