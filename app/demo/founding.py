"""Founding the demonstration's server: people with grants, the built-in forms, the assets of three townships."""

from app.assembly.forms import publish
from app.demo.district import ADMINISTRATOR, HANDLER, INSPECTOR, PASSWORDS, PEOPLE, SUPERVISOR, TOWNSHIPS, assets
from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind, Role
from app.usecases.acts import moment_text
from resources import resource_folder
from sync.server.__main__ import OpenServer

_ROLES = {
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
        server.registrar.grant(person, _ROLES[login], townships)
    for path in sorted((resource_folder() / "forms").glob("*.md")):
        publish(server.registrar, path)
    _create_assets(server)
    return True


def _create_assets(server: OpenServer) -> None:
    clock, ids = server.central.clock, server.central.ids
    now = moment_text(clock.now())
    acts = []
    for asset in assets():
        body: dict[str, Json] = {"record": RecordKind.ASSET.value, "values": asset.values}
        acts.append(Act(ids.new(), ids.new(), asset.stream, Action.CREATED.value, (), body, now))
    server.central.ledger.append_own(acts, now)
