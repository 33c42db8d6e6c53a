"""What the page of settings shows and changes."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.workplace import Workplace
from ui.sentences import Language
from ui.settings.licences import Library, libraries
from ui.settings.preferences import Preferences
from ui.style.theme import Appearance
from ui.tasks import Tasks
from ui.words import explain


class SettingsModel(QObject):
    """Settings of one person.

    Signals:
        changed: something shown has changed; read the properties again.
        failed: something went wrong; the argument is the sentence to show.
        preferred: the user wants other ``Preferences``; the window is made anew.
        left: the user wants to let somebody else sign in.
    """

    changed = Signal()
    failed = Signal(str)
    preferred = Signal(object)
    left = Signal()

    def __init__(
        self, workplace: Workplace, tasks: Tasks, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.preferences = preferences
        self.libraries: tuple[Library, ...] = ()

    @property
    def person(self) -> str:
        """Who is signed in."""
        return f"{self._workplace.name}（{self._workplace.login}）"

    @property
    def home(self) -> Path:
        """Where the data lies."""
        return self._workplace.home

    @property
    def server_url(self) -> str:
        """Where the server is."""
        return self._workplace.server_url

    def set_text_percent(self, percent: int) -> None:
        """Want another text size."""
        self._prefer(replace(self.preferences, text_percent=percent))

    def set_appearance(self, appearance: Appearance) -> None:
        """Want light, dark, or as the system is."""
        self._prefer(replace(self.preferences, appearance=appearance))

    def set_language(self, language: Language) -> None:
        """Want another language."""
        self._prefer(replace(self.preferences, language=language))

    def set_syncs_by_itself(self, wanted: bool) -> None:  # noqa: FBT001  # the choice itself
        """Want sync to begin by itself, or only when asked for."""
        self._prefer(replace(self.preferences, syncs_by_itself=wanted))

    def set_idle_minutes(self, minutes: int) -> None:
        """Want the program to ask who is there after so many minutes without an act; 0 for never."""
        self._prefer(replace(self.preferences, idle_minutes=minutes))

    def read_libraries(self) -> None:
        """Find out what the program is made of."""
        if not self.libraries:
            self._tasks.on_pictures(libraries, self._show, self._fail)

    def _prefer(self, preferences: Preferences) -> None:
        if preferences != self.preferences:
            self.preferences = preferences
            self.preferred.emit(preferences)

    def _show(self, found: tuple[Library, ...]) -> None:
        self.libraries = found
        self.changed.emit()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(explain(error))
