"""``yingxun bundle``: sync by a file on a stick; and what the server does with such files."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

MOST_MB = 3_900
"""A FAT32 stick takes no file of more than 4 GiB."""


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``bundle`` to the commands."""
    bundle = commands.add_parser("bundle", help="sync by a file on a stick, without a network")
    of_bundle = bundle.add_subparsers(required=True, metavar="COMMAND")
    export = of_bundle.add_parser("export", parents=[home], help="write what waits here into a file for the server")
    export.add_argument("file", type=Path)
    export.add_argument("--most-mb", type=int, default=MOST_MB, help="how large at most (default: %(default)s)")
    export.set_defaults(run=_export)
    take_in = of_bundle.add_parser("import", parents=[home], help="take in the server's answer, or a first load")
    take_in.add_argument("file", type=Path)
    take_in.set_defaults(run=_import)
    carry = of_bundle.add_parser("carry", parents=[home], help="bring somebody's file to the server by this network")
    carry.add_argument("file", type=Path)
    carry.add_argument("--answer", type=Path, required=True, help="where the answer for its computer is written")
    carry.set_defaults(run=_carry)


def add_to_admin(of_admin: Any, at: argparse.ArgumentParser) -> None:  # noqa: ANN401  # as above
    """Add what the server's keeper does with files to ``yingxun admin``."""
    bundle = of_admin.add_parser("bundle", parents=[at], help="take in a file from a stick and write its answer")
    bundle.add_argument("file", type=Path)
    bundle.add_argument("--answer", type=Path, required=True, help="where the answer is written")
    bundle.set_defaults(run=_answer)
    load = of_admin.add_parser("first-load", parents=[at], help="write all that a new computer needs into a file")
    load.add_argument("login", help="whose newest computer it is for; enrol it first")
    load.add_argument("--out", type=Path, required=True)
    load.set_defaults(run=_first_load)


def _export(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client

    with open_client(chosen.home) as client:
        packed = client.workplace.bundles.export(chosen.file, chosen.most_mb * 1_000_000, _silent, _never)
    return _say({} if packed is None else {**asdict(packed), "path": str(packed.path)}, as_json=chosen.json)


def _import(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client

    with open_client(chosen.home) as client:
        report = client.workplace.bundles.take_in(chosen.file, _silent, _never)
        with client.workplace.store.reading() as reading:
            waiting = reading.count_waiting()
    _say({**asdict(report), "waiting": waiting}, as_json=chosen.json)
    return 0 if report.problem is None and waiting == 0 else 1


def _carry(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client

    with open_client(chosen.home) as client:
        packed = client.workplace.bundles.carry(chosen.file, chosen.answer, _silent, _never)
    return _say({"answer": str(chosen.answer), "size": packed.size if packed else 0}, as_json=chosen.json)


def _answer(chosen: argparse.Namespace) -> int:
    from sync.bundle_files import opened, whole_file
    from sync.server.__main__ import open_chosen
    from sync.server.bundle_answer import answer_bundle

    with open_chosen(chosen) as server:
        with opened(chosen.file) as source, whole_file(chosen.answer) as target:
            device = answer_bundle(server.central, source, target)
        directory = server.central.ledger.directory()
        name = directory.name(directory.devices[device].person)
    return _say({"device": device, "person": name, "answer": str(chosen.answer)}, as_json=chosen.json)


def _first_load(chosen: argparse.Namespace) -> int:
    from sync.bundle_files import whole_file
    from sync.server.__main__ import open_chosen
    from sync.server.bundle_answer import first_load

    with open_chosen(chosen) as server:
        device = server.users.newest_device(chosen.login)
        with whole_file(chosen.out) as target:
            first_load(server.central, device, target)
    return _say({"device": device, "out": str(chosen.out)}, as_json=chosen.json)


def _say(said: dict[str, Any], *, as_json: bool) -> int:  # Any: what a report holds
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n" if as_json else _lines(said))
    return 0


def _lines(said: dict[str, Any]) -> str:  # Any: as above
    return "".join(f"{name}: {value}\n" for name, value in said.items())


def _silent(_progress: object) -> None:
    """Show nothing."""


def _never() -> bool:
    return False
