"""Founding the demonstration's server: people with grants, the built-in forms, the assets of three townships."""

from collections.abc import Iterable
from dataclasses import replace

from app.assembly.forms import publish
from app.demo.district import (
    ADMINISTRATOR,
    HANDLER,
    INSPECTOR,
    PASSWORDS,
    PEOPLE,
    SUPERVISOR,
    TOWNSHIPS,
    DemoAsset,
    assets,
)
from app.demo.plan import publish_plans
from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind, Role
from app.forms import compile_form
from app.forms.workbook_file import open_source
from app.usecases.acts import moment_text
from app.usecases.publication import version_name
from resources import resource_folder
from sync.server.__main__ import OpenServer

ROLES = {
    INSPECTOR: Role.INSPECTOR,
    SUPERVISOR: Role.SUPERVISOR,
    HANDLER: Role.HANDLER,
    ADMINISTRATOR: Role.ADMINISTRATOR,
}


def found(server: OpenServer) -> bool:
    """Fill a new server; return False if it was filled before."""
    if any(user.login == INSPECTOR for user in server.users.all()):
        return False
    codes = [township.code for township in TOWNSHIPS]
    for login, name in PEOPLE.items():
        person = server.users.add(login, name, PASSWORDS[login])
        townships = ["*"] if login == ADMINISTRATOR else codes
        server.registrar.grant(person, ROLES[login], townships)
    for path in sorted((resource_folder() / "forms").glob("*.md")):
        publish(server.registrar, path)
    _create_assets(server)
    publish_plans(server)
    return True


def _create_assets(server: OpenServer) -> None:
    folder = resource_folder() / "forms"
    forms = {subject: compile_form(open_source(folder / f"asset_{subject}.md")) for subject in ("bridge", "road")}
    about = {subject: {"form": form.id, "version": version_name(form)} for subject, form in forms.items()}
    log_assets(server, [replace(asset, about=about[asset.stream.subject]) for asset in assets()])


def log_assets(server: OpenServer, made: Iterable[DemoAsset]) -> None:
    """Put assets into the log as the server's own, all or none."""
    clock, ids = server.central.clock, server.central.ids
    now = moment_text(clock.now())
    acts = []
    for asset in made:
        body: dict[str, Json] = {"record": RecordKind.ASSET.value, **asset.about, "values": asset.values}
        acts.append(Act(ids.new(), ids.new(), asset.stream, Action.CREATED.value, (), body, now))
    server.central.ledger.append_own(acts, now)
