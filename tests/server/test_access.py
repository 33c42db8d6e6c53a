"""Every call against every kind of caller, from the route table: who gets in, and that a new row must say it here."""

import hashlib
from collections.abc import Callable, Mapping

import pytest

from app.domain.kinds import Role
from app.domain.stream import DIRECTORY, Stream
from sync import paths
from sync.frames import CONTENT_TYPE, Frame
from sync.server.application import CALLS
from sync.server.problems import STATUSES
from sync.server.routes import ROUTES, Access, Route
from tests.databases import BOTH
from tests.server.office import PASSWORD, Client, Office
from tests.server.people import BRIDGES, ROADS

ENGINES = BOTH

CONTENT = b"a photo of a bridge"
SHA256 = hashlib.sha256(CONTENT).hexdigest()

SIGNS = Stream(BRIDGES.township, "sign")


def _administrator(office: Office) -> Client:
    person = office.district.person()
    office.district.grant(person, Role.ADMINISTRATOR)
    return office.client(person)


CALLERS: Mapping[str, tuple[Access, Callable[[Office], Client]]] = {
    "anybody": (Access.PUBLIC, lambda office: office.anybody),
    "forged token": (Access.PUBLIC, lambda office: Client(office.port, "A" * 43)),
    "no grant": (Access.PERSON, lambda office: office.member(None)),
    "another township": (Access.PERSON, lambda office: office.member(Role.SUPERVISOR, ROADS)),
    "directory only": (Access.PERSON, lambda office: office.member(Role.ADMINISTRATOR, DIRECTORY)),
    "another subject": (Access.TOWNSHIP, lambda office: office.member(Role.SUPERVISOR, SIGNS)),
    "inspector": (Access.PHOTO, lambda office: office.member(Role.INSPECTOR)),
    "handler": (Access.PHOTO, lambda office: office.member(Role.HANDLER)),
    "supervisor": (Access.PHOTO, lambda office: office.member(Role.SUPERVISOR)),
    "administrator of all": (Access.PHOTO, _administrator),
}
"""How far each caller gets in the bridges' township."""

ORDER = list(Access)

BODIES: dict[str, object] = {
    "login": {"login": "user-1", "password": PASSWORD},
    "refresh": {"refresh_token": "none"},
    "device": {"key": "ab" * 32, "machine": "办公室"},
    "push": {"entries": []},
    "pull": {"cursors": {}},
    "have": {"township": BRIDGES.township, "photos": [SHA256]},
    "pack": Frame(SHA256, len(CONTENT), 0, len(CONTENT)).head() + CONTENT,
}


def call(client: Client, route: Route) -> int:
    path = route.path.format(sha256=SHA256) + (f"?township={BRIDGES.township}" if route.query else "")
    headers = {"Content_Type": CONTENT_TYPE} if route.name == "pack" else {}
    return client.call(route.method, path, BODIES.get(route.name), **headers).status


def expected(route: Route, reach: Access) -> set[int]:
    """Return the statuses that a caller of this reach may get."""
    if route.name == "refresh":
        return {401}
    if ORDER.index(reach) >= ORDER.index(route.access):
        if route.name == "bundle":
            return {400}  # no file came with the call
        return {200, 404} if route.name == "thumbnail" else {200}
    if reach is Access.PUBLIC:
        return {401}
    return {404} if route.access is Access.PHOTO else {403}


@pytest.mark.parametrize("kind", CALLERS)
def test_every_call_lets_in_whom_its_row_names_and_nobody_else(office: Office, kind: str) -> None:
    owner = office.member()
    owner.pack(BRIDGES.township, (Frame(SHA256, len(CONTENT), 0, len(CONTENT)), CONTENT))
    first = owner.machine.begin()
    owner.push(first, owner.machine.attach(first, SHA256, len(CONTENT)))
    reach, make = CALLERS[kind]
    client = make(office)

    statuses = {route.name: call(client, route) for route in ROUTES}

    wrong = [route.name for route in ROUTES if statuses[route.name] not in expected(route, reach)]
    assert not wrong, statuses


def test_whoever_lost_the_grant_loses_the_calls_at_once(office: Office) -> None:
    person = office.district.person()
    grant = office.district.grant(person, Role.INSPECTOR, BRIDGES)
    client = office.client(person)
    before = client.pack(BRIDGES.township).status

    office.district.revoke(grant)

    assert (before, client.pack(BRIDGES.township).status) == (200, 403)


def test_a_person_who_was_revoked_is_told_so(office: Office) -> None:
    client = office.member()

    office.district.revoke(client.machine.author.person)

    reply = client.call("POST", paths.PULL, {"cursors": {}})
    assert (reply.status, reply.code) == (403, "account.disabled")


def test_tokens_bound_to_a_revoked_device_open_nothing(office: Office) -> None:
    client = office.member()
    device = client.call("POST", paths.DEVICE, {"key": "cd" * 32, "machine": "x"}).json["device"]

    office.district.revoke(device)

    reply = client.call("POST", paths.PULL, {"cursors": {}})
    assert (reply.status, reply.code) == (403, "account.device_revoked")


def test_every_row_of_the_table_has_its_call_and_the_other_way_round() -> None:
    assert {route.name for route in ROUTES} == CALLS.keys()


def test_a_body_larger_than_any_is_not_read_from_somebody_unknown(office: Office) -> None:
    reply = office.anybody.call("POST", paths.PUSH, bytes(100_000))

    assert reply.status == 401


def test_every_status_is_one_of_an_error() -> None:
    assert all(400 <= status < 600 for status in STATUSES.values())
