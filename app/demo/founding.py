"""Founding the demonstration's server: people with grants, the built-in forms, the assets of three townships."""

from pathlib import Path

from app.demo.district import ADMINISTRATOR, INSPECTOR, PASSWORDS, PEOPLE, SUPERVISOR, TOWNSHIPS, assets
from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind, Role
from app.forms import FormSource, compile_form, source_format, source_to_json
from app.usecases.acts import moment_text
from app.usecases.publication import version_name
from resources import resource_folder
from sync.server.__main__ import OpenServer
from sync.server.administration import FormSource as Published

_ROLES = {INSPECTOR: Role.INSPECTOR, SUPERVISOR: Role.SUPERVISOR, ADMINISTRATOR: Role.ADMINISTRATOR}
_SOURCE = "source-json"


def found(server: OpenServer) -> bool:
    """Fill a new server; return False if it was filled before."""
    if any(user.login == INSPECTOR for user in server.users.all()):
        return False
    codes = [township.code for township in TOWNSHIPS]
    for login, name in PEOPLE.items():
        person = server.users.add(login, name, PASSWORDS[login])
        townships = ["*"] if login == ADMINISTRATOR else codes
        server.registrar.grant(person, _ROLES[login], townships)
    publish_built_in_forms(server, resource_folder() / "forms")
    _create_assets(server)
    return True


def publish_built_in_forms(server: OpenServer, folder: Path) -> None:
    """Publish every form of a folder, in its present version, once."""
    for path in sorted(folder.glob("*.md")):
        source = FormSource(source_format(path.name), path.read_bytes(), name=path.stem)
        form = compile_form(source)
        server.registrar.publish(
            Published(
                id=form.id,
                version=version_name(form),
                title=form.title,
                subject=form.subject,
                record=form.record,
                format=_SOURCE,
                source=source_to_json(source),
            )
        )


def _create_assets(server: OpenServer) -> None:
    clock, ids = server.central.clock, server.central.ids
    now = moment_text(clock.now())
    acts = []
    for asset in assets():
        body: dict[str, Json] = {"record": RecordKind.ASSET.value, "values": asset.values}
        acts.append(Act(ids.new(), ids.new(), asset.stream, Action.CREATED.value, (), body, now))
    server.central.ledger.append_own(acts, now)
