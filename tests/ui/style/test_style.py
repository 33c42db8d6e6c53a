"""Colours that can be read, lengths that follow the text, icons that exist."""

import math
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from resources import resource_folder
from ui.style.colours import DARK, LIGHT, Colours, Tone, current_colours
from ui.style.icons import picture
from ui.style.metrics import dp, touch
from ui.style.sheet import style_sheet
from ui.style.theme import Appearance, dress

READABLE = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text."""

ICONS = sorted(path.stem for path in (resource_folder() / "icons").glob("*.svg"))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    read = QColor(colour)
    red, green, blue = map(linear, (read.redF(), read.greenF(), read.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """Return a colour's part as light, both 0 to 1 (sRGB)."""
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_all_letters_stand_out_from_their_ground(colours: Colours) -> None:
    pairs = [
        *((ink, ground) for ink in (colours.text, colours.muted) for ground in grounds(colours)),
        (colours.faint, colours.surface),
        (colours.side_text, colours.side),
        (colours.side_text, colours.side_checked),
        (colours.on_primary, colours.primary),
        (colours.on_primary, colours.primary_hover),
        (colours.accent, colours.surface),
        (colours.selection_text, colours.selection),
        *((colours.shade(tone).ink, colours.shade(tone).wash) for tone in Tone),
        *((colours.shade(tone).ink, colours.surface) for tone in Tone),
    ]

    assert [(ink, ground) for ink, ground in pairs if contrast(ink, ground) < READABLE] == []


def grounds(colours: Colours) -> tuple[str, ...]:
    """Return what text stands on."""
    return colours.page, colours.surface, colours.stripe, colours.header


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_leaves_nothing_to_be_filled_in(colours: Colours) -> None:
    sheet = style_sheet(colours, 1.0)

    assert not re.search(r"@|\ddp\b|\dsp\b", sheet)


def test_lengths_and_text_of_the_style_sheet_follow_the_text_size() -> None:
    small, large = style_sheet(LIGHT, 1.0), style_sheet(LIGHT, 2.0)

    assert "font-size: 16.00pt" in small
    assert "font-size: 32.00pt" in large
    assert "border-radius: 6px" in small
    assert "border-radius: 12px" in large


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_lengths_in_code_follow_the_text_size(dressed: QApplication, scale: float) -> None:
    dress(dressed, Appearance.LIGHT, scale)

    assert dp(100) == round(100 * scale)
    assert touch() >= 44
    assert touch() >= dp(32)


def test_dark_and_light_are_told_from_what_the_application_wears(dressed: QApplication) -> None:
    dress(dressed, Appearance.DARK, 1.0)
    assert current_colours() is DARK

    dress(dressed, Appearance.LIGHT, 1.0)
    assert current_colours() is LIGHT


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ICONS)
def test_an_icon_draws_something(name: str) -> None:
    drawn = picture(name, "#1F61B5", 24).toImage()

    assert any(drawn.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_every_icon_that_the_style_sheet_names_exists() -> None:
    named = re.findall(r'url\("(.+?)"\)', style_sheet(LIGHT, 1.0))

    assert named
    assert all(Path(path).is_file() for path in named)
