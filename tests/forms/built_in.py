"""The forms that the program brings, read and compiled once for all tests."""

from functools import cache

from app.forms import Form, FormSource, Session, compile_form
from app.forms.workbook_file import open_source
from resources import resource_folder
from tests.forms.workbooks import context

FOLDER = resource_folder() / "forms"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
INSPECTIONS = [name for name in NAMES if not name.startswith("asset_")]
LARGEST = "bridge_h21"
"""1,500 choices: its own tests go through all of its indicators."""


@cache
def source(name: str) -> FormSource:
    """Return a form's workbook with its fragments in it."""
    return open_source(FOLDER / f"{name}.md")


@cache
def form(name: str) -> Form:
    """Return a compiled form."""
    return compile_form(source(name))


def begun(name: str) -> Session:
    """Begin a new record of a form; ids are a1, a2 and so on."""
    return Session(form(name), context())
