"""``yingxun grade``: grading a file by a standard, and what standards there are, without a window."""

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import AppError

if TYPE_CHECKING:
    from app.standards.dispatch import Listed


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``grade`` to the commands."""
    grade = commands.add_parser("grade", parents=[home], help="grade a file by a standard, with the calculation")
    grade.add_argument("standard", nargs="?", metavar="STANDARD", help="a name of --list, or the standard's number")
    grade.add_argument("file", nargs="?", type=Path, metavar="FILE.json", help="what was measured, as a JSON object")
    grade.add_argument("--list", action="store_true", help="name standards, editions, and which numbers are unchecked")
    grade.add_argument("--english", action="store_true", help="write the calculation in English")
    grade.set_defaults(run=lambda chosen: _run(chosen, grade))


def _run(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if chosen.list:
        return _list(as_json=chosen.json, tongue="en" if chosen.english else "zh")
    if chosen.standard is None or chosen.file is None:
        parser.error("give a STANDARD and a FILE.json, or --list")
    return _grade(chosen)


def _grade(chosen: argparse.Namespace) -> int:
    from app.standards.dispatch import grade
    from app.standards.sheet import sheet
    from app.standards.written import to_json

    graded = grade(chosen.standard, _data(chosen.file))
    if chosen.json:
        print(json.dumps(to_json(graded), ensure_ascii=False))
    else:
        print("\n".join(sheet(graded, "en" if chosen.english else "zh")))
    return 0 if graded.value is not None else 1


def _data(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (OSError, ValueError, RecursionError) as error:
        raise AppError("grading.data_unreadable", path=path, reason=error) from error
    if not isinstance(found, dict):
        raise AppError("grading.data_unreadable", path=path, reason="{}")
    return found


def _list(*, as_json: bool, tongue: str) -> int:
    from app.standards.dispatch import listing

    if as_json:
        print(json.dumps([_as_json(listed) for listed in listing()], ensure_ascii=False))
        return 0
    for listed in listing():
        print("\n".join(_lines(listed, tongue)))
    return 0


def _lines(listed: "Listed", tongue: str) -> list[str]:
    in_english = tongue == "en"
    title = listed.title.en if in_english else listed.title.zh
    unchecked = "unchecked" if in_english else "未核对原文"
    provisional = (" (provisional)" if in_english else "（暂行）") if listed.provisional else ""
    tables = "" if listed.can_grade else (" (tables only)" if in_english else "（仅数据表）")
    return [
        f"{listed.name}  {listed.standard}  {title}  [{listed.edition}]{provisional}{tables}",
        *(f"  - {gap.en if in_english else gap.zh}" for gap in listed.gaps),
        *(
            f"  {unchecked}: {' · '.join(part for part in (one.place, one.clause, one.what) if part)}"
            + (f" ({one.note})" if one.note else "")
            for one in listed.unchecked
        ),
    ]


def _as_json(listed: "Listed") -> dict[str, Any]:
    return {
        "name": listed.name,
        "standard": listed.standard,
        "edition": listed.edition,
        "title": listed.title._asdict(),
        "can_grade": listed.can_grade,
        "provisional": listed.provisional,
        "gaps": [gap._asdict() for gap in listed.gaps],
        "unchecked": [
            {"place": one.place, "clause": one.clause, "what": one.what, "note": one.note} for one in listed.unchecked
        ],
    }
