"""``yingxun enrol``, ``recover``, ``sync`` and ``verify``: a home folder from its first day to its last check."""

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.verification import Verified


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``enrol``, ``recover``, ``sync`` and ``verify`` to the commands."""
    enrol = commands.add_parser("enrol", parents=[home], help="make a home folder this person's")
    enrol.add_argument("--server", help="address of the server; then the password is read from standard input")
    enrol.add_argument("--login", help="the account")
    enrol.add_argument("--file", type=Path, help="an enrolment file; then its passphrase is read from standard input")
    enrol.set_defaults(run=_enrol)
    recover = commands.add_parser("recover", parents=[home], help="open a home folder whose machine lost its secrets")
    recover.add_argument("--key", type=Path, required=True, help="the district's recovery key")
    recover.set_defaults(run=_recover)
    sync = commands.add_parser("sync", parents=[home], help="send and receive what waits")
    sync.add_argument("--sign-in", action="store_true", help="read the password from standard input first")
    sync.add_argument(
        "--link",
        default="none",
        choices=["none", "slow", "metered"],
        help="spare the link: slow passes 100 kB/s at most, metered leaves photos for another link",
    )
    sync.set_defaults(run=_sync)
    renew = commands.add_parser(
        "renew", parents=[home], help="enrol anew a home that was cloned or restored; the password is read from input"
    )
    renew.set_defaults(run=_renew)
    verify = commands.add_parser("verify", parents=[home], help="check chains, signatures, receipts and photos again")
    verify.set_defaults(run=_verify)


def _enrol(chosen: argparse.Namespace) -> int:
    from app.assembly.enrolment import enrol_by_file, enrol_by_network

    if (chosen.file is None) == (chosen.server is None) or (chosen.server is not None and chosen.login is None):
        print("enrol takes --server and --login, or --file", file=sys.stderr)
        return 2
    secret = read_secret()
    if chosen.file is not None:
        identity = enrol_by_file(chosen.home, chosen.file, secret)
    else:
        identity = enrol_by_network(chosen.home, chosen.server, chosen.login, secret)
    said = {"person": identity.person, "name": identity.name, "device": identity.device, "server": identity.server_url}
    print(json.dumps(said, ensure_ascii=False) if chosen.json else f"{identity.name}: {identity.device}")
    return 0


def _recover(chosen: argparse.Namespace) -> int:
    from app.assembly.enrolment import recover

    identity = recover(chosen.home, chosen.key)
    said = {"person": identity.person, "name": identity.name, "device": identity.device}
    print(json.dumps(said, ensure_ascii=False) if chosen.json else f"{identity.name}: {identity.device}")
    return 0


def _sync(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.ports.courier import Thrift

    with open_client(chosen.home) as client:
        courier = client.workplace.courier
        if chosen.sign_in:
            courier.sign_in(read_secret())
        report = courier.round(lambda _progress: None, lambda: False, Thrift(chosen.link))
        with client.workplace.store.reading() as reading:
            waiting = reading.count_waiting()
    said = {**asdict(report), "waiting": waiting}
    if chosen.json:
        print(json.dumps(said, ensure_ascii=False))
    else:
        print("\n".join(f"{name}: {value}" for name, value in said.items()))
    return 0 if report.problem is None and waiting == 0 else 1


def _renew(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.assembly.renewal import enrol_anew, finish

    identity = enrol_anew(chosen.home, read_secret())
    with open_client(chosen.home) as client:
        report = finish(client, lambda _progress: None, lambda: False)
        with client.workplace.store.reading() as reading:
            waiting = reading.count_waiting()
    said = {"device": identity.device, **asdict(report), "waiting": waiting}
    print(json.dumps(said, ensure_ascii=False) if chosen.json else f"{identity.device}: {waiting} waiting")
    return 0 if report.problem is None and waiting == 0 else 1


def _verify(chosen: argparse.Namespace) -> int:
    from app.assembly.client import verify_home

    return show_verified(verify_home(chosen.home), as_json=chosen.json)


def show_verified(verified: "Verified", *, as_json: bool) -> int:
    """Print what was checked and found; return the exit code, which is 1 if anything was."""
    if as_json:
        print(json.dumps(asdict(verified), ensure_ascii=False))
    else:
        print(f"entries {verified.entries}, receipts {verified.receipts}, photos {verified.photos}")
        for finding in verified.findings:
            print(f"{finding.what} {finding.where} {finding.detail}".rstrip())
    return 1 if verified.findings else 0


def read_secret() -> str:
    """Read a password or passphrase: from the terminal without echo, or one line of a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass()
    return sys.stdin.readline().rstrip("\n")
