"""The cabinet of forms: listing compiles nothing, opening compiles once."""

import sys
from pathlib import Path

import pytest

from app.assembly.forms import carry
from app.errors import AppError
from app.usecases.publication import version_name
from db.forms import FormCabinet
from resources import resource_folder
from tests.db.district import Client

BUILT_IN = resource_folder() / "forms"
PATROL = """| survey |
| | type | name | label |
| | text | deck | 桥面 |
| settings |
| | form_title | form_id | version | subject | record |
| | 巡查 | patrol | 1 | bridge | inspection |
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where compiled forms are kept; not there yet."""
    return tmp_path / "forms"


def test_every_form_of_the_program_is_listed_without_compiling_one(client: Client, kept: Path) -> None:
    infos = FormCabinet(client.store, BUILT_IN, kept).infos()

    assert {info.id for info in infos} == {path.stem for path in BUILT_IN.glob("*.md")}
    assert all(info.title and info.subject and info.record for info in infos)
    assert not kept.exists()


def test_a_listed_form_opens_in_the_version_that_was_listed(client: Client, kept: Path) -> None:
    cabinet = FormCabinet(client.store, BUILT_IN, kept)
    info = next(info for info in cabinet.infos() if info.id == "shop_sign")

    form = cabinet.form(info.id, info.version)

    assert (form.id, version_name(form), form.title) == (info.id, info.version, info.title)
    assert sorted(path.suffix for path in kept.iterdir()) == [".json", ".source"]


def test_a_form_opened_before_opens_without_reading_its_workbook_again(
    client: Client, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = next(info for info in FormCabinet(client.store, BUILT_IN, kept).infos() if info.id == "shop_sign")
    first = FormCabinet(client.store, BUILT_IN, kept).form(info.id, info.version)
    monkeypatch.setitem(sys.modules, "pyxform.builder", None)

    again = FormCabinet(client.store, BUILT_IN, kept).form(info.id, info.version)

    assert again == first


def test_a_record_opens_in_the_version_it_was_filled_under_when_the_program_brings_another(
    client: Client, kept: Path, tmp_path: Path
) -> None:
    programs = tmp_path / "program"
    programs.mkdir()
    (programs / "patrol.md").write_text(PATROL, "utf-8")
    before = FormCabinet(client.store, programs, kept)
    version = before.infos()[0].version
    filled = before.form("patrol", version)
    (programs / "patrol.md").write_text(PATROL.replace("桥面", "桥面和栏杆"), "utf-8")

    after = FormCabinet(client.store, programs, kept)

    assert after.infos()[0].version != version
    assert after.form("patrol", version) == filled


def test_a_program_opens_what_was_filled_under_an_earlier_program_at_another_desk(
    client: Client, kept: Path, tmp_path: Path
) -> None:
    programs = tmp_path / "program"
    programs.mkdir()
    (programs / "patrol.md").write_text(PATROL, "utf-8")
    version = FormCabinet(client.store, programs, kept).infos()[0].version
    carry(programs)
    (programs / "patrol.md").write_text(PATROL.replace("桥面", "桥面和栏杆"), "utf-8")

    opened = FormCabinet(client.store, programs, tmp_path / "other").form("patrol", version)

    assert [str(each.label.text("")) for each in opened.questions() if each.name == "deck"] == ["桥面"]


def test_carrying_a_version_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "patrol.md").write_text(PATROL, "utf-8")

    assert len(carry(tmp_path)) == 1
    assert carry(tmp_path) == ()


def test_a_version_that_nobody_has_is_refused(client: Client, kept: Path) -> None:
    with pytest.raises(AppError) as caught:
        FormCabinet(client.store, BUILT_IN, kept).form("shop_sign", "1-000000000000")

    assert caught.value.code == "form.unknown_version"
