"""One person's place at the program: models, window, looks; the window is made anew when the looks change."""

from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.workplace import Workplace
from ui.language import Speech
from ui.settings.preferences import Preferences, keep_preferences, load_preferences
from ui.shell.destinations import Destination
from ui.shell.idle import Idle
from ui.shell.leaves import Leaves
from ui.shell.pages import make_models
from ui.shell.window import MainWindow
from ui.style.theme import dress
from ui.tasks import Tasks

PREFERENCES_FILE = "preferences.ini"


class Desk(QObject):
    """Holds a person's window from signing in to leaving.

    Signals:
        left: the person wants to let somebody else sign in; the window is closed.
    """

    left = Signal()

    def __init__(
        self, application: QApplication, speech: Speech, workplace: Workplace, tasks: Tasks, leaves: Leaves
    ) -> None:
        super().__init__()
        self._application, self._speech, self._leaves = application, speech, leaves
        self._preferences_path = preferences_path(workplace.home)
        preferences = load_preferences(self._preferences_path)
        wear(application, speech, preferences)
        self.models = make_models(workplace, tasks, preferences)
        self.models.settings.preferred.connect(self._prefer, Qt.ConnectionType.QueuedConnection)
        self.models.settings.left.connect(self._leave)
        self.window = MainWindow(self.models, leaves)
        self._idle = Idle(application, self)
        self._idle.passed.connect(self._lock)
        self._idle.watch(preferences.idle_minutes)

    def open(self) -> None:
        """Show the window and begin to read, show and sync."""
        self.window.show()
        self.window.focus_page()
        self.models.shell.refresh()
        self.models.today.refresh()
        self.models.records.refresh()
        self.models.cases.refresh()
        self.models.settings.read_libraries()
        self.models.sync.begin()
        self.models.conflicts.refresh()

    def close(self) -> bool:
        """Close the window and sync no more; False if a page must not be left yet."""
        if not shiboken6.isValid(self.window):
            return True
        if not self.window.close():
            return False
        self._idle.watch(0)
        self.models.sync.close()
        self.window.deleteLater()
        return True

    @Slot(object)
    def _prefer(self, preferences: Preferences) -> None:
        """Make the window anew; the old one goes first, since whatever is alive would be dressed anew too."""
        geometry = self.window.saveGeometry()
        quits = self._application.quitOnLastWindowClosed()
        self._application.setQuitOnLastWindowClosed(False)
        if self.window.close():
            keep_preferences(self._preferences_path, preferences)
            shiboken6.delete(self.window)
            wear(self._application, self._speech, preferences)
            self._idle.watch(preferences.idle_minutes)
            self.window = MainWindow(self.models, self._leaves)
            self.window.restoreGeometry(geometry)
            self.window.show()
            self.window.go(Destination.SETTINGS)
        self._application.setQuitOnLastWindowClosed(quits)

    @Slot()
    def _lock(self) -> None:
        """Go back to the door, or wait once more where a page must not be left yet."""
        self._leave()
        if shiboken6.isValid(self.window) and self.window.isVisible():
            self._idle.watch(self.models.settings.preferences.idle_minutes)

    @Slot()
    def _leave(self) -> None:
        if self.close():
            self.left.emit()


def preferences_path(home: Path) -> Path:
    """Return the file that keeps a person's preferences."""
    return home / PREFERENCES_FILE


def wear(application: QApplication, speech: Speech, preferences: Preferences) -> None:
    """Dress the application and make it speak as a person prefers."""
    speech.speak(preferences.language)
    dress(application, preferences.appearance, preferences.text_percent / 100)
