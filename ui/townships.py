"""The names of townships."""

import tomllib
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication

from app.domain.directory import EVERYTHING, Directory
from app.domain.stream import DISTRICT
from resources import resource_folder


def township_name(code: str) -> str:
    """Return a township's name, or its code where it has none here."""
    if code == DISTRICT:
        return QCoreApplication.translate("Words", "全区")
    return all_townships().get(code, code)


@cache
def all_townships() -> Mapping[str, str]:
    """Return code → name of every township of the district."""
    path = resource_folder() / "divisions" / "townships.toml"
    found: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["townships"]
    return found


def granted_townships(directory: Directory, person: str, subject: str = EVERYTHING) -> tuple[tuple[str, str], ...]:
    """Return the codes and names of the townships in which the person holds a role over a subject, or over any."""
    granted = {
        code
        for grant in directory.grants
        if grant.person == person and (subject == EVERYTHING or {subject, EVERYTHING} & grant.subjects)
        for code in grant.townships
    }
    codes = all_townships() if EVERYTHING in granted else sorted(granted - {DISTRICT})
    return tuple((code, township_name(code)) for code in codes)
