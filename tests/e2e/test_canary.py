"""What a thief of the disk reads in a home folder: no answer, no photo, no resident's name, no token, no key."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assembly.client import DEVICE_KEY, STORE_KEY, open_client, secrets_of
from app.cli import main
from app.domain.canonical import Json
from app.domain.kinds import Action, Role
from app.usecases.acts import chain_of_acts, new_record
from db.keys import FORCE_FILE
from db.tokens import HomeTokens
from tests.server.office import PASSWORD, Office
from tests.server.people import BRIDGES
from tests.sync.desks import CLOCK, IDS

ANSWER, TITLE, PICTURE = "秘密的回答 canary-answer", "某某家 canary-title", b"canary-picture" * 4000
STANDS_FOR_THE_KEYRING = "secrets.json"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder after a day of work and a round."""
    monkeypatch.setenv(FORCE_FILE, "1")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    office, home = Office(tmp_path / "server"), tmp_path / "home"
    person = office.district.person()
    office.district.grant(person, Role.INSPECTOR, BRIDGES)
    login = office.account(person)
    assert main(["enrol", "--server", f"http://127.0.0.1:{office.port}", "--login", login, "--home", str(home)]) == 0
    with open_client(home) as client:
        blob = client.blobs.put(PICTURE)
        key = new_record(BRIDGES, IDS)
        begun: dict[str, Json] = {"record": "inspection", "title": TITLE, "values": {"answer": ANSWER}}
        photo: dict[str, Json] = {"photo": IDS.new(), "sha256": blob.sha256, "size": blob.size, "path": "photos"}
        steps: list[tuple[Action, dict[str, Json]]] = [
            (Action.CREATED, begun),
            (Action.ATTACHED, photo),
            (Action.SUBMITTED, {}),
        ]
        with client.store() as unit:
            unit.keep_photo(BRIDGES.township, blob.sha256, blob.size)
            unit.append(chain_of_acts(key, (), steps, clock=CLOCK, ids=IDS))
        report = client.workplace.courier.round(lambda _: None, lambda: False)
        assert (report.problem, report.photos_sent) == (None, 1)
        yield home
    office.close()


def contents(home: Path) -> dict[str, bytes]:
    """Return every file of a home folder, the journal of its open database among them."""
    files = [path for path in home.rglob("*") if path.is_file() and path.name != STANDS_FOR_THE_KEYRING]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in files}


def test_no_file_of_a_home_shows_what_is_in_it(home: Path) -> None:
    secrets = secrets_of(home)
    tokens = HomeTokens(secrets).read()
    assert tokens is not None
    keys = [secrets.get(name) for name in (STORE_KEY, DEVICE_KEY)]
    texts = [ANSWER, TITLE, "canary", PASSWORD, tokens.access, tokens.refresh, *(key.hex() for key in keys)]
    wanted = [text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-16-le")] + keys
    found = contents(home)

    assert sum(map(len, found.values())) > len(PICTURE)
    assert [(name, secret) for name, content in found.items() for secret in wanted if secret in content] == []


def test_the_canary_would_be_found(home: Path) -> None:
    (home / "careless.log").write_text(f"saved {TITLE}", encoding="utf-8")

    assert any(b"canary" in content for content in contents(home).values())
