"""Plausible cases, one of each inspection form, filled in by hand: answers, and what has to come of them.

A case is a file of ``tests/forms/cases`` named as its form: ``answers`` as ``app.forms.fill`` takes them, ``grades`` by
grader (index, value to two places, class), and ``calculated`` by path, where ``damages[0]`` is the first instance.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case."""

    form: str
    answers: Mapping[str, object]
    grades: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    calculated: Mapping[str, str] = field(default_factory=dict)


def cases() -> tuple[Case, ...]:
    """Return every case in the order of the forms' names."""
    return tuple(case_of(path) for path in sorted(FOLDER.glob("*.toml")))


def case_of(path: Path) -> Case:
    """Read one case."""
    return Case(form=path.stem, **tomllib.loads(path.read_text("utf-8")))
