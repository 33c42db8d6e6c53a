"""The colours of the program, light and dark, and the tones that say how something stands."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

MIDDLE_LIGHTNESS = 128


class Tone(StrEnum):
    """What a colour means; always shown together with words."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Shade:
    """A tone's colour for letters (``ink``) and the pale one behind them (``wash``)."""

    ink: str
    wash: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one theme as ``#RRGGBB``; the style sheet names them by these names."""

    page: str
    surface: str
    stripe: str
    line: str
    edge: str
    text: str
    muted: str
    faint: str
    side: str
    side_text: str
    side_hover: str
    side_checked: str
    side_mark: str
    primary: str
    primary_hover: str
    on_primary: str
    accent: str
    selection: str
    selection_text: str
    header: str
    disabled: str
    neutral: Shade
    info: Shade
    success: Shade
    warning: Shade
    danger: Shade

    def shade(self, tone: Tone) -> Shade:
        """Return the colours of a tone."""
        return {
            Tone.NEUTRAL: self.neutral,
            Tone.INFO: self.info,
            Tone.SUCCESS: self.success,
            Tone.WARNING: self.warning,
            Tone.DANGER: self.danger,
        }[tone]


LIGHT = Colours(
    page="#F3F5F8",
    surface="#FFFFFF",
    stripe="#F8FAFC",
    line="#E1E6ED",
    edge="#B9C4D2",
    text="#1F2A37",
    muted="#556170",
    faint="#68758A",
    side="#12407A",
    side_text="#DCE7F5",
    side_hover="#1B5299",
    side_checked="#1F61B5",
    side_mark="#F5B335",
    primary="#1F61B5",
    primary_hover="#174F97",
    on_primary="#FFFFFF",
    accent="#12407A",
    selection="#DCE9F8",
    selection_text="#12325C",
    header="#EEF2F7",
    disabled="#8C97A5",
    neutral=Shade("#4F5B6B", "#EDF0F4"),
    info=Shade("#1A569F", "#E4EEFA"),
    success=Shade("#176B3F", "#E3F3EA"),
    warning=Shade("#875000", "#FDF1DA"),
    danger=Shade("#A82A1F", "#FCE8E6"),
)

DARK = Colours(
    page="#12181F",
    surface="#1B232D",
    stripe="#1F2833",
    line="#2D3846",
    edge="#475566",
    text="#E4EAF1",
    muted="#A5B1C0",
    faint="#93A0B1",
    side="#0D1B30",
    side_text="#C9D6E8",
    side_hover="#16305A",
    side_checked="#1D4C8C",
    side_mark="#F5B335",
    primary="#2B6CC4",
    primary_hover="#3071C8",
    on_primary="#FFFFFF",
    accent="#8DBBF4",
    selection="#233F63",
    selection_text="#E9F1FB",
    header="#232D39",
    disabled="#6B7888",
    neutral=Shade("#B4BFCC", "#2B3541"),
    info=Shade("#93C0F7", "#1B3453"),
    success=Shade("#7FD3A4", "#17382A"),
    warning=Shade("#F0BF6B", "#3C2F17"),
    danger=Shade("#F59A90", "#43211F"),
)


def current_colours() -> Colours:
    """Return the colours of the theme that the application wears now."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < MIDDLE_LIGHTNESS else LIGHT
