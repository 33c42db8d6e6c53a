"""The grid classes as data, in ``resources/cases``."""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.domain.case import Limit, LimitUnit
from app.domain.case_class import Condition, GridClass, GridClasses
from app.errors import AppError


@lru_cache(maxsize=8)
def grid_classes(folder: Path | None = None) -> GridClasses:
    """Read the classes from ``folder``, or the program's own; read once, then kept.

    Raises:
        AppError: ``case.classes_unreadable``.
    """
    place = files("resources") / "cases" if folder is None else folder
    try:
        grid = tomllib.loads((place / "grid.toml").read_text(encoding="utf-8"))
        proposed = tomllib.loads((place / "proposed.toml").read_text(encoding="utf-8"))
        return GridClasses(
            classes={each.id: each for each in map(_class, grid["classes"])},
            standard=str(grid["standard"]),
            is_checked=grid["checked"] is True,
            proposed={str(subject): str(name) for subject, name in proposed["subjects"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise AppError("case.classes_unreadable", reason=error) from error


def _class(toml: Mapping[str, Any]) -> GridClass:  # Any: a table of TOML
    name = str(toml["id"])
    return GridClass(
        id=name,
        name=str(toml["name"]),
        group=str(toml["group"]),
        is_local=toml.get("is_local") is True,
        conditions=tuple(_condition(name, number, row) for number, row in enumerate(toml["conditions"], start=1)),
    )


def _condition(name: str, number: int, row: Iterable[str]) -> Condition:
    opened_if, closed_if, amount, unit = row
    return Condition(f"{name}/{number}", opened_if, closed_if, Limit(Decimal(amount), LimitUnit(unit)))
