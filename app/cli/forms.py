"""``yingxun form``: checking a workbook before it is published, and filling one without a window."""

import argparse
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import AppError

if TYPE_CHECKING:
    from app.forms import Session
    from app.forms.check import Finding


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``form`` to the commands."""
    form = commands.add_parser("form", help="check and fill XLSForms")
    of_form = form.add_subparsers(required=True, metavar="COMMAND")
    check = of_form.add_parser("check", parents=[home], help="say what is wrong with a workbook, and where")
    check.add_argument("file", type=Path)
    check.set_defaults(run=_check)
    fill = of_form.add_parser("fill", parents=[home], help="apply answers and print everything that follows from them")
    fill.add_argument("file", type=Path)
    fill.add_argument("--answers", required=True, type=Path, help="JSON: question to answer, or a list of pairs")
    fill.set_defaults(run=_fill)
    out = of_form.add_parser("export", parents=[home], help="apply answers and print the submission XML of ODK")
    out.add_argument("file", type=Path)
    out.add_argument("--answers", required=True, type=Path, help="as for fill")
    out.set_defaults(run=_export)
    take = of_form.add_parser("import", parents=[home], help="read submission XML and print its answers")
    take.add_argument("file", type=Path)
    take.add_argument("--xml", required=True, type=Path)
    take.set_defaults(run=_import)
    table = of_form.add_parser(
        "list", parents=[home], help="the forms of a folder: what each asks, feeds, and by what rules"
    )
    table.add_argument("folder", nargs="?", type=Path, help="where the forms lie (default: those of the program)")
    table.set_defaults(run=_list)
    carry = of_form.add_parser("carry", parents=[home], help="before a release: keep these versions for later programs")
    carry.add_argument("folder", nargs="?", type=Path, help="where the forms lie (default: those of the program)")
    carry.set_defaults(run=_carry)


def _check(chosen: argparse.Namespace) -> int:
    from app.forms.check import check_form
    from app.forms.workbook_file import open_source

    report = check_form(open_source(chosen.file))
    errors, warnings = [_said(each) for each in report.errors], [_said(each) for each in report.warnings]
    summary = report.summary
    about = None
    if summary is not None:
        about = {
            name: getattr(summary, name) for name in ("id", "version", "title", "languages", "questions", "groups")
        }
        about |= {"repeats": summary.repeats, "types": dict(summary.types)}
    if chosen.json:
        said = {"errors": errors, "warnings": warnings, "summary": about}
        print(json.dumps(said, ensure_ascii=False))
    else:
        for mark, findings in (("✗", errors), ("!", warnings)):
            for finding in findings:
                print(f"{mark} {finding['zh']}\n  {finding['en']}")
        print(json.dumps(about, ensure_ascii=False) if about else "")
    return 1 if errors else 0


def _fill(chosen: argparse.Namespace) -> int:
    from app.forms.fill import fill

    session = _new_session(chosen.file)
    filled = {**fill(session, _answers(chosen.answers)), "grades": _grades(session)}
    print(json.dumps(filled, ensure_ascii=False, indent=None if chosen.json else 1))
    return 0 if filled["is_complete"] else 1


def _grades(session: "Session") -> list[dict[str, Any]]:
    """Return what each grader that the form names makes of the answers."""
    from app.standards.written import to_json
    from app.usecases.grading import gradings

    return [
        {
            "grader": graded.grader,
            "grade": to_json(graded.grade) if graded.grade is not None else None,
            "needed": list(graded.needed),
            "refusal": graded.refusal.code if graded.refusal is not None else "",
        }
        for graded in gradings(session.form, session.answers(relevant_only=True))
    ]


def _export(chosen: argparse.Namespace) -> int:
    from app.forms.fill import fill
    from app.forms.submission import write_submission

    session = _new_session(chosen.file)
    filled = fill(session, _answers(chosen.answers))
    print(write_submission(session))
    return 0 if filled["is_complete"] else 1


def _import(chosen: argparse.Namespace) -> int:
    from app.forms import compile_form
    from app.forms.submission import read_submission
    from app.forms.workbook_file import open_source
    from db.machine import UuidIds

    try:
        xml = chosen.xml.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise AppError("form.submission_unreadable", reason=error) from error
    received = read_submission(compile_form(open_source(chosen.file)), xml, UuidIds().new)
    print(json.dumps({"answers": received.answers, "unknown": received.unknown}, ensure_ascii=False))
    return 1 if received.unknown else 0


def _list(chosen: argparse.Namespace) -> int:
    from resources import resource_folder

    folder = chosen.folder or resource_folder() / "forms"
    rows = [_row(path) for path in sorted(folder.glob("*.md"))]
    if chosen.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0 if rows else 1
    print(
        "| form | 名称 | subject | questions | plain case: inputs | of these photos | photo questions | targets fed"
        " | standards |"
    )
    print(f"{'| --- ' * 9}|")
    for row in rows:
        print(f"| {' | '.join(_cell(value) for value in row.values())} |")
    return 0 if rows else 1


def _carry(chosen: argparse.Namespace) -> int:
    from app.assembly.forms import carry
    from resources import resource_folder

    written = carry(chosen.folder or resource_folder() / "forms")
    print(json.dumps(written) if chosen.json else "\n".join(written))
    return 0


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _row(path: Path) -> dict[str, object]:
    """Return what the table says about one form, in the order of its columns."""
    from app.forms.check import summarise
    from app.forms.definition import UNSEEN_TYPES
    from app.forms.plain_case import plain_case
    from app.usecases.form_targets import targets_fed
    from app.usecases.plans.shelf import brought_plans

    session = _new_session(path)
    form, plain = session.form, plain_case(session)
    hidden = sum(count for kind, count in summarise(form).types.items() if kind in UNSEEN_TYPES or kind == "note")
    return {
        "form": form.id,
        "title": form.title,
        "subject": form.subject,
        "questions": summarise(form).questions - hidden,
        "inputs": plain.inputs,
        "photos": plain.photos,
        "photo_questions": plain.photo_questions,
        "targets": tuple(target for plan in brought_plans() for target in targets_fed(form, plan)),
        "standards": form.settings.get("standards") or form.grading,
    }


def _new_session(path: Path) -> "Session":
    from app.forms import FillContext, Session, compile_form
    from app.forms.workbook_file import open_source
    from db.machine import SystemClock, UuidIds

    context = FillContext(SystemClock().now, UuidIds().new, random.SystemRandom().random)
    return Session(compile_form(open_source(path)), context)


def _answers(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise AppError("record.answers_unreadable", path=path, reason=error) from error


def _said(finding: "Finding") -> dict[str, Any]:
    from ui.sentences import Language, sentence

    said = {language.value: sentence(finding.error, language) for language in Language}
    return {"code": finding.code, **finding.parameters, **said}
