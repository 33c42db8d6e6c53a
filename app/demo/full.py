"""``yingxun demo --full``: a whole district in its third plan year, from a seed, on real homes and a real server."""

import time
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from random import Random

from app.assembly.forms import publish
from app.demo import plan
from app.demo.cases import live_cases
from app.demo.district import ADMINISTRATOR, INSPECTOR, PASSWORDS, PEOPLE, SUPERVISOR
from app.demo.founding import ROLES, log_assets
from app.demo.people import at_work, enrol_once, sync
from app.demo.plan import publish_plans
from app.demo.register import full_register
from app.demo.serving import DemoServer
from app.demo.supervision import live_supervision
from app.demo.years import Chronicle, decide_all, planned_visits
from app.domain.canonical import Json
from app.domain.kinds import RecordKind
from app.forms import FillContext, Session, compile_form
from app.forms.plain_case import plain_case
from app.forms.workbook_file import open_source
from app.usecases.publication import version_name
from app.workplace import FormInfo
from resources import resource_folder
from sync.server.__main__ import OpenServer

RECORDS = 24_000
_DONE = "full"
_ASSETS_AT_ONCE = 500


class FullDistrict:
    """Makes the district once below a folder; ``say`` is told each step."""

    def __init__(self, root: Path, say: Callable[[str], None], records: int = RECORDS) -> None:
        self.root, self._say, self._records = root, say, records
        self.homes = {login: root / name for login, name in ((INSPECTOR, "inspector"), (SUPERVISOR, "supervisor"))}
        self.server = DemoServer(root / "server", self._found)

    def make(self) -> Mapping[str, Path]:
        """Make it, or find it made; return login → home. The server serves when this returns."""
        began = time.monotonic()
        url = self.server.start()
        self._say(f"server on {url}")
        for login, home in self.homes.items():
            enrol_once(home, url, login)
        if not (self.root / _DONE).exists():
            self._live(url)
            (self.root / _DONE).touch()
            self._say(f"made in {time.monotonic() - began:.0f} s")
        return self.homes

    def _live(self, url: str) -> None:
        with at_work(self.homes[INSPECTOR]) as client:
            self._say(f"first sync: {sync(client)}")
            visits = planned_visits(client.workplace, self._records)
            count = Chronicle(client.workplace, self.root / "camera").write(visits, self._say)
            self._say(f"{count} inspections of three years; sending them")
            self._say(f"sent: {sync(client)}")
        with at_work(self.homes[SUPERVISOR]) as client:
            self._say(f"received by the supervisor: {sync(client)}")
            self._say(f"{decide_all(client.workplace, self._say)} decisions; sending them")
            plan.live_with_plans(client)
            self._say(f"works, figures and decisions sent: {sync(client)}")
        with at_work(self.homes[INSPECTOR]) as client:
            self._say(f"received by the inspector: {sync(client)}")
            plan.carry_waste(client, self.root / "camera")
            sync(client)
        live_cases(self.root, url, self.homes)
        live_supervision(self.homes[SUPERVISOR], self.homes[INSPECTOR])

    def _found(self, server: OpenServer) -> None:
        """Fill a new server: people over the whole district, every form, the whole register."""
        if any(user.login == INSPECTOR for user in server.users.all()):
            return
        for login, name in PEOPLE.items():
            person = server.users.add(login, name, PASSWORDS[login])
            server.registrar.grant(person, ROLES[login], ["*"])
        for path in sorted((resource_folder() / "forms").glob("*.md")):
            publish(server.registrar, path)
        publish_plans(server)
        infos, plain = asset_forms_of(server)
        assets, count = full_register(infos, plain), 0
        while batch := list(islice(assets, _ASSETS_AT_ONCE)):
            log_assets(server, batch)
            count += len(batch)
        self._say(f"{len(PEOPLE)} people ({ADMINISTRATOR} …), {count} assets")


def asset_forms_of(server: OpenServer) -> tuple[dict[str, FormInfo], dict[str, dict[str, Json]]]:
    """Return the asset forms that the server offers, and for each what must be answered at least."""
    random = Random(0)  # noqa: S311  # plausible data, no secret
    context = FillContext(server.central.clock.now, server.central.ids.new, random.random, properties={})
    infos: dict[str, FormInfo] = {}
    plain: dict[str, dict[str, Json]] = {}
    for path in sorted((resource_folder() / "forms").glob("asset_*.md")):
        form = compile_form(open_source(path))
        if form.record != RecordKind.ASSET:
            continue
        session = Session(form, context)
        plain_case(session)
        infos[form.id] = FormInfo(form.id, version_name(form), form.title, form.subject, form.record)
        plain[form.id] = {key: value for key, value in session.answers().items() if isinstance(value, str | list)}
    return infos, plain
