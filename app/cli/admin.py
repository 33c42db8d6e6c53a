"""``yingxun admin``: the people, forms and devices of the central server."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from app.cli import bundle, keeping
from app.cli.day import add_overdue
from app.cli.serve import place
from app.cli.stores import read_secret


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401, ARG001  # argparse keeps its type private; a server's home is another
    """Add ``admin`` to the commands."""
    at = place()
    admin = commands.add_parser("admin", help="people, forms and enrolment files of the server")
    of_admin = admin.add_subparsers(required=True, metavar="COMMAND")
    _add_users(of_admin, at)
    _add_others(of_admin, at)
    add_overdue(of_admin, at)


def _add_users(of_admin: Any, at: argparse.ArgumentParser) -> None:  # noqa: ANN401  # as above
    user = of_admin.add_parser("user", help="accounts")
    of_user = user.add_subparsers(required=True, metavar="COMMAND")
    add = of_user.add_parser("add", parents=[at], help="open an account; the password is read from standard input")
    add.add_argument("login")
    add.add_argument("--name", required=True, help="the person's name")
    add.add_argument(
        "--role", action="append", default=[], choices=["inspector", "supervisor", "handler", "administrator"]
    )
    add.add_argument("--township", action="append", default=[], help="code, or * for all; may be given again")
    add.add_argument("--subject", action="append", default=[], help="for example bridge, or * for all (default)")
    add.set_defaults(run=_add_user)
    of_user.add_parser("list", parents=[at], help="show the accounts").set_defaults(run=_list_users)
    for name, run in (("disable", _disable_user), ("enable", _enable_user), ("password", _set_password)):
        one = of_user.add_parser(name, parents=[at])
        one.add_argument("login")
        one.set_defaults(run=run)


def _add_others(of_admin: Any, at: argparse.ArgumentParser) -> None:  # noqa: ANN401  # as above
    bundle.add_to_admin(of_admin, at)
    keeping.add_to_admin(of_admin, at)
    enrol = of_admin.add_parser("enrol", parents=[at], help="make an enrolment file; its passphrase is read from input")
    enrol.add_argument("login")
    enrol.add_argument("--server", required=True, help="address by which clients reach this server")
    enrol.add_argument("--out", required=True, type=Path)
    enrol.set_defaults(run=_enrol)
    form = of_admin.add_parser("form", help="forms that travel to the clients")
    of_form = form.add_subparsers(required=True, metavar="COMMAND")
    of_form.add_parser("list", parents=[at], help="show what is published").set_defaults(run=_list_forms)
    publish = of_form.add_parser("publish", parents=[at], help="publish workbooks (.md, .xlsx, .xls, .csv)")
    publish.add_argument("files", nargs="+", type=Path)
    publish.set_defaults(run=_publish)


def _add_user(chosen: argparse.Namespace) -> int:
    from app.domain.kinds import Role
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        person = server.users.add(chosen.login, chosen.name, read_secret())
        for role in chosen.role:
            server.registrar.grant(person, Role(role), chosen.township or ["*"], chosen.subject or ["*"])
    print(json.dumps({"login": chosen.login, "person": person}) if chosen.json else person)
    return 0


def _list_users(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        users = server.users.all()
    for user in users:
        roles = sorted({f"{grant.role}@{','.join(sorted(grant.townships))}" for grant in user.grants})
        said = {
            "login": user.login,
            "name": user.name,
            "active": user.is_active,
            "roles": roles,
            "devices": user.devices,
        }
        print(json.dumps(said, ensure_ascii=False) if chosen.json else "\t".join(map(str, said.values())))
    return 0


def _disable_user(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        server.users.disable(chosen.login)
    return 0


def _enable_user(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        server.users.enable(chosen.login)
    return 0


def _set_password(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        server.users.set_password(chosen.login, read_secret())
    return 0


def _enrol(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        content = server.users.enrolment_file(chosen.login, chosen.server, read_secret())
    chosen.out.write_bytes(content)
    print(chosen.out, file=sys.stderr)
    return 0


def _list_forms(chosen: argparse.Namespace) -> int:
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        forms = server.central.ledger.directory().forms
    for form in forms:
        said = {"form": form.form, "version": form.version, "title": form.title, "offered": form.is_offered}
        print(json.dumps(said, ensure_ascii=False) if chosen.json else "\t".join(map(str, said.values())))
    return 0


def _publish(chosen: argparse.Namespace) -> int:
    from app.assembly.forms import publish
    from sync.server.__main__ import open_chosen

    with open_chosen(chosen) as server:
        for path in chosen.files:
            form, version = publish(server.registrar, path)
            print(json.dumps({"form": form, "version": version}) if chosen.json else f"{form} {version}")
    return 0
