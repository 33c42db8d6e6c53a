"""The divisions of the district as the program is shipped with them."""

import tomllib
from functools import cache

from app.domain.divisions import Divisions
from resources import resource_folder


@cache
def district_divisions() -> Divisions:
    """Return townships and villages out of ``resources/divisions``."""
    folder = resource_folder() / "divisions"
    tables = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))[name]
        for name in ("townships", "villages")
    }
    return Divisions(tables["townships"], tables["villages"])
