"""``yingxun admin device``, ``grant``, ``backup``, ``verify`` and more: what the keeper of a server does."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.domain.kinds import Role
from app.errors import AppError

OF_PEOPLE = tuple(role.value for role in Role if role is not Role.SERVER)


def add_to_admin(of_admin: Any, at: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add the commands of a server's keeper."""
    device = of_admin.add_parser("device", help="the machines that are enrolled")
    of_device = device.add_subparsers(required=True, metavar="COMMAND")
    _listing(of_device, at, _list_devices)
    _on_record(of_device, at, "device")
    grant = of_admin.add_parser("grant", help="who may do what, where")
    of_grant = grant.add_subparsers(required=True, metavar="COMMAND")
    _listing(of_grant, at, _list_grants)
    _on_record(of_grant, at, "grant")
    add = of_grant.add_parser("add", parents=[at], help="grant a role over townships and subjects")
    add.add_argument("login")
    add.add_argument("--role", required=True, choices=OF_PEOPLE)
    add.add_argument("--township", action="append", default=[], help="code, or * for all; may be given again")
    add.add_argument("--subject", action="append", default=[], help="for example bridge, or * for all (default)")
    add.set_defaults(run=_add_grant)
    recovery = of_admin.add_parser("recovery-key", parents=[at], help="make the key that opens lost home folders")
    recovery.add_argument("--out", type=Path, required=True, help="the private half; keep it in a safe, on no machine")
    recovery.set_defaults(run=_make_recovery_key)
    backup = of_admin.add_parser("backup", parents=[at], help="copy database, key and photos while the server runs")
    backup.add_argument("--out", type=Path, required=True, help="a folder; an earlier copy in it is brought up to date")
    backup.set_defaults(run=_back_up)
    of_admin.add_parser(
        "restored", parents=[at], help="say, once, that a backup was put back: clients offer again what it lacks"
    ).set_defaults(run=_restored)
    of_admin.add_parser("statistics", parents=[at], help="how much the server holds").set_defaults(run=_statistics)
    of_admin.add_parser(
        "verify", parents=[at], help="check the log's chains and signatures and every photo again"
    ).set_defaults(run=_verify)


def _listing(of_what: Any, at: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401  # as above
    of_what.add_parser("list", parents=[at], help="show all of them").set_defaults(run=run)


def _on_record(of_what: Any, at: argparse.ArgumentParser, name: str) -> None:  # noqa: ANN401  # as above
    for action in ("revoke", "restore"):
        one = of_what.add_parser(action, parents=[at], help=f"{action} a {name}; what it logged before stays")
        one.add_argument("id", help=f"of the {name}, as the list shows it")
        one.set_defaults(run=_change, action=action)


def _list_devices(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        directory = server.central.ledger.directory()
    _show(
        (
            {
                "device": device.id,
                "name": directory.name(device.person),
                "machine": device.machine,
                "active": device.is_active,
            }
            for device in directory.devices.values()
        ),
        as_json=chosen.json,
    )
    return 0


def _list_grants(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        directory = server.central.ledger.directory()
    _show(
        (
            {
                "grant": grant.id,
                "name": directory.name(grant.person),
                "role": grant.role.value,
                "townships": sorted(grant.townships),
                "subjects": sorted(grant.subjects),
            }
            for grant in directory.grants
        ),
        as_json=chosen.json,
    )
    return 0


def _add_grant(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        person = server.users.person(chosen.login)
        grant = server.registrar.grant(person, Role(chosen.role), chosen.township or ["*"], chosen.subject or ["*"])
    _show([{"grant": grant}], as_json=chosen.json)
    return 0


def _change(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        change = server.registrar.revoke if chosen.action == "revoke" else server.registrar.restore
        change(chosen.id)
    return 0


def _make_recovery_key(chosen: argparse.Namespace) -> int:
    from app.domain.recovery import make_recovery_key
    from db.keys import write_private
    from db.recovery import RecoveryPlace
    from sync.server.__main__ import open_chosen

    private, public = make_recovery_key()
    if chosen.out.exists():
        raise AppError("recovery.file_exists", file=chosen.out)
    with open_chosen(chosen) as server:
        write_private(chosen.out, private)
        RecoveryPlace(server.home.engine).set_key(public)
    _show([{"public": public}], as_json=chosen.json)
    return 0


def _back_up(chosen: argparse.Namespace) -> int:
    from db.backup import back_up
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        taken = back_up(chosen.home, server.home, chosen.out)
    _show([asdict(taken)], as_json=chosen.json)
    return 0


def _restored(chosen: argparse.Namespace) -> int:
    from db.backup import begin_again
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        generation = begin_again(server.home, server.central.ids)
    _show([{"generation": generation}], as_json=chosen.json)
    return 0


def _statistics(chosen: argparse.Namespace) -> int:
    from db.statistics import read_statistics
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        said = asdict(read_statistics(server.home.engine))
    if chosen.json:
        print(json.dumps(said, ensure_ascii=False))
        return 0
    for name in ("entries", "records"):
        for key, count in said[name].items():
            print(f"{name}\t{key}\t{count}")
    print(f"photos\t{said['photos']}\t{said['photo_bytes']} bytes")
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    from app.cli.stores import show_verified
    from db.verification import Trust, verify
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        ledger = server.central.ledger
        verified = verify(server.home.engine, Trust(ledger.device, ledger.key), server.central.blobs)
    return show_verified(verified, as_json=chosen.json)


def _show(rows: Iterable[dict[str, Any]], *, as_json: bool) -> None:  # Any: what JSON holds
    for row in rows:
        shown = (",".join(value) if isinstance(value, list) else str(value) for value in row.values())
        print(json.dumps(row, ensure_ascii=False) if as_json else "\t".join(shown))
