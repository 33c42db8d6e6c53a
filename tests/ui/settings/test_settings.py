"""Preferences are kept, wrong ones do no harm, and the page says what the program is made of."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.place import Place
from ui.sentences import Language
from ui.settings.licences import LICENCES
from ui.settings.model import SettingsModel
from ui.settings.preferences import Preferences, keep_preferences, load_preferences
from ui.settings.view import SettingsView
from ui.style.theme import Appearance
from ui.tasks import Tasks

LARGE_AND_DARK = Preferences(200, Appearance.DARK, Language.ENGLISH, syncs_by_itself=False)


def test_preferences_are_the_same_after_they_were_kept(tmp_path: Path) -> None:
    keep_preferences(tmp_path / "preferences.ini", LARGE_AND_DARK)

    assert load_preferences(tmp_path / "preferences.ini") == LARGE_AND_DARK


def test_without_a_file_everything_is_as_in_a_new_program(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.ini") == Preferences()


@pytest.mark.parametrize(
    "line", ["text_percent=5000", "text_percent=-1", "appearance=pink", "language=fr", "syncs_by_itself=7", "[["]
)
def test_a_file_that_somebody_spoilt_does_no_harm(tmp_path: Path, line: str) -> None:
    path = tmp_path / "preferences.ini"
    path.write_text(f"[General]\n{line}\n", encoding="utf-8")

    assert load_preferences(path) == Preferences()


def test_choosing_tells_what_is_preferred_once(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    model = SettingsModel(place.workplace, tasks, Preferences())

    with qtbot.waitSignal(model.preferred) as preferred:
        model.set_text_percent(150)
    with qtbot.assertNotEmitted(model.preferred):
        model.set_text_percent(150)

    assert preferred.args == [Preferences(text_percent=150)]


def test_the_page_names_every_library_with_its_licence(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    model = SettingsModel(place.workplace, tasks, Preferences())
    view = SettingsView(model)
    qtbot.addWidget(view)

    with qtbot.waitSignal(model.changed):
        model.read_libraries()

    assert len(view.licences.text().splitlines()) == len(LICENCES)
    assert all(library.version for library in model.libraries)


def test_nothing_that_is_shipped_is_gpl_only() -> None:
    assert [name for name, licence in LICENCES.items() if licence.startswith(("GPL", "AGPL"))] == []
