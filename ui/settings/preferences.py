"""What a person prefers: text size, light or dark, language; kept in a small file."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

from ui.sentences import Language
from ui.style.theme import Appearance

TEXT_PERCENTS = (100, 115, 130, 150, 175, 200)
IDLE_MINUTES = (5, 15, 30, 0)
"""After which nobody is at the desk any more; 0 for never."""

_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Preferences.

    Attributes:
        text_percent: one of ``TEXT_PERCENTS``.
        syncs_by_itself: whether rounds of sync begin by themselves, or only when asked for.
        idle_minutes: one of ``IDLE_MINUTES``.
    """

    text_percent: int = 100
    appearance: Appearance = Appearance.SYSTEM
    language: Language = Language.CHINESE
    syncs_by_itself: bool = True
    idle_minutes: int = 15


def load_preferences(path: Path) -> Preferences:
    """Return what a file says; what is missing or is no choice of this program is as in a new one."""
    kept, usual = QSettings(str(path), QSettings.Format.IniFormat), Preferences()
    percent, appearance, language = (str(kept.value(name, "")) for name in ("text_percent", "appearance", "language"))
    idle = str(kept.value("idle_minutes", ""))
    return Preferences(
        int(percent) if percent in map(str, TEXT_PERCENTS) else usual.text_percent,
        Appearance(appearance) if appearance in set(Appearance) else usual.appearance,
        Language(language) if language in set(Language) else usual.language,
        str(kept.value("syncs_by_itself", "")) != _NO,
        int(idle) if idle in map(str, IDLE_MINUTES) else usual.idle_minutes,
    )


def keep_preferences(path: Path, preferences: Preferences) -> None:
    """Write a file."""
    kept = QSettings(str(path), QSettings.Format.IniFormat)
    kept.setValue("text_percent", str(preferences.text_percent))
    kept.setValue("appearance", preferences.appearance.value)
    kept.setValue("language", preferences.language.value)
    kept.setValue("syncs_by_itself", _YES if preferences.syncs_by_itself else _NO)
    kept.setValue("idle_minutes", str(preferences.idle_minutes))
    kept.sync()
