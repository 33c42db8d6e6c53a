"""A cloned machine: it shows as a fork, enrols anew, and nothing that either of the two wrote is lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assembly.client import Client, open_client
from app.assembly.enrolment import enrol_by_network, recover
from app.assembly.renewal import enrol_anew, finish
from app.domain.entry import Entry
from app.domain.kinds import Action, Role
from app.domain.listing import WaitReason
from app.domain.recovery import make_recovery_key
from app.errors import AppError
from app.ports.courier import RoundReport
from app.usecases.acts import Step, chain_of_acts, new_record
from app.workplace import RecordKey
from db.keys import FILE_NAME, FORCE_FILE
from db.recovery import RecoveryPlace
from tests.databases import BOTH
from tests.server.office import PASSWORD, Office
from tests.server.people import BRIDGES

ENGINES = BOTH


@pytest.fixture
def office(tmp_path: Path, database: str | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv(FORCE_FILE, "1")
    office = Office(tmp_path / "server", database)
    yield office
    office.close()


@pytest.fixture
def home(office: Office, tmp_path: Path) -> Path:
    """The home of an inspector who has synced once."""
    person = office.district.person()
    office.district.grant(person, Role.INSPECTOR, BRIDGES)
    home = tmp_path / "home"
    enrol_by_network(home, f"http://127.0.0.1:{office.port}", office.account(person), PASSWORD)
    with open_client(home) as client:
        inspect(client, "first")
        assert sync(client).problem is None
    return home


def sync(client: Client) -> RoundReport:
    return client.workplace.courier.round(lambda _: None, lambda: False)


def inspect(client: Client, title: str) -> RecordKey:
    key = new_record(BRIDGES, client.workplace.ids)
    steps: list[Step] = [(Action.CREATED, {"record": "inspection", "title": title}), (Action.SUBMITTED, {})]
    with client.workplace.store() as unit:
        unit.append(chain_of_acts(key, (), steps, clock=client.workplace.clock, ids=client.workplace.ids))
    return key


def entries(client: Client, key: RecordKey) -> tuple[Entry, ...]:
    with client.workplace.store.reading() as reading:
        return reading.entries(key.stream.township, key.record)


def titles(office: Office) -> list[str]:
    log = office.server.central.ledger.stream(BRIDGES)
    return sorted(str(entry.body["title"]) for entry in log if entry.kind == Action.CREATED)


def test_a_cloned_home_enrols_anew_and_what_it_wrote_is_delivered(office: Office, home: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(home, clone)
    with open_client(home) as client:
        inspect(client, "of the original")
        sync(client)
    with open_client(clone) as client:
        keys = [inspect(client, "of the clone"), inspect(client, "of the clone, second")]
        assert sync(client).problem is WaitReason.FORK

    enrol_anew(clone, PASSWORD)
    with open_client(clone) as client:
        report = finish(client, lambda _: None, lambda: False)
        with client.workplace.store.reading() as reading:
            waiting = reading.count_waiting()
            delivered = [reading.is_delivered(key.stream.township, key.record) for key in keys]
    with open_client(home) as client:
        assert sync(client).problem is None
        seen = [len(entries(client, key)) for key in keys]

    assert (report.problem, waiting, delivered) == (None, 0, [True, True])
    assert titles(office) == ["first", "of the clone", "of the clone, second", "of the original"]
    assert seen == [2, 2]


def test_a_renewal_that_is_cut_off_by_the_network_is_finished_later(office: Office, home: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(home, clone)
    with open_client(home) as client:
        inspect(client, "of the original")
        sync(client)
    with open_client(clone) as client:
        inspect(client, "of the clone")
        sync(client)

    enrol_anew(clone, PASSWORD)
    with open_client(clone) as client:
        assert finish(client, lambda _: None, lambda: True).was_cancelled
        report = finish(client, lambda _: None, lambda: False)

    assert report.problem is None
    assert titles(office) == ["first", "of the clone", "of the original"]


def test_a_home_enrolled_anew_that_loses_its_secrets_is_recovered_with_the_new_devices_key(
    office: Office, home: Path, tmp_path: Path
) -> None:
    private, public = make_recovery_key()
    (tmp_path / "recovery.key").write_bytes(private)
    RecoveryPlace(office.server.home.engine).set_key(public)
    enrol_anew(home, PASSWORD)
    with open_client(home) as client:
        before = client.store.author
    (home / FILE_NAME).unlink()

    recover(home, tmp_path / "recovery.key")

    with open_client(home) as client:
        assert client.store.author == before


def test_with_a_wrong_password_nothing_is_changed(home: Path) -> None:
    before = (home / "identity.json").read_bytes()

    with pytest.raises(AppError):
        enrol_anew(home, "wrong")

    assert (home / "identity.json").read_bytes() == before
