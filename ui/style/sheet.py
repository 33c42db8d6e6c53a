"""The style sheet, made from a template, the colours and the text size."""

import re
from dataclasses import asdict

from resources import resource_folder
from ui.style.colours import Colours, Tone
from ui.style.metrics import BASE_POINTS

_LENGTH = re.compile(r"(?<![\w.#])(\d+(?:\.\d+)?)dp\b")
_TEXT = re.compile(r"(?<![\w.#])(\d+(?:\.\d+)?)sp\b")
_NAME = re.compile(r"@([a-z_]+)")


def style_sheet(colours: Colours, scale: float) -> str:
    """Fill in the template: ``7dp`` is a length in px, ``11sp`` a text size in points, ``@page`` a colour.

    Raises:
        KeyError: the template names a colour that does not exist.
    """
    template = (resource_folder() / "style" / "window.qss").read_text(encoding="utf-8")
    names = _names(colours)
    sheet = _NAME.sub(lambda match: names[match[1]], template)
    sheet = _LENGTH.sub(lambda match: f"{round(float(match[1]) * scale)}px", sheet)
    return _TEXT.sub(lambda match: f"{float(match[1]) * scale:.2f}pt", sheet)


def _names(colours: Colours) -> dict[str, str]:
    names = {name: value for name, value in asdict(colours).items() if isinstance(value, str)}
    for tone in Tone:
        shade = colours.shade(tone)
        names |= {f"{tone.value}_ink": shade.ink, f"{tone.value}_wash": shade.wash}
    return names | {"icons": (resource_folder() / "icons").as_posix(), "base": f"{BASE_POINTS:g}sp"}
