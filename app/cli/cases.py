"""``yingxun case``: cases without a window: list, show, open from a finding, act, export the three lists."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.case_listing import CaseQuery, CaseRow
    from app.domain.draft import DraftPhoto
    from app.usecases.case_sheet import CaseSheet
    from app.workplace import RecordKey, Workplace

_BY_HAND = "SAY=TEXT"


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``case`` to the commands."""
    case = commands.add_parser("case", help="problems that need rectifying")
    of_case = case.add_subparsers(required=True, metavar="COMMAND")
    listed = _filtered(of_case.add_parser("list", parents=[home], help="print cases, the most urgent first"))
    listed.add_argument("--most", type=int, default=200, help="how many at most (default: %(default)s)")
    listed.set_defaults(run=_list)
    shown = of_case.add_parser("show", parents=[home], help="print one case with its history")
    shown.add_argument("case", help="number or id of the case")
    shown.set_defaults(run=_show)
    opened = of_case.add_parser("open", parents=[home], help="open a case from a finding of a record")
    opened.add_argument("record", help="number or id of the inspection record")
    opened.add_argument("--finding", type=int, help="which finding, from 1; without it they are printed")
    opened.set_defaults(run=_open)
    act = of_case.add_parser("act", parents=[home], help="do something to a case, by the table of moves")
    act.add_argument("case", help="number or id of the case")
    act.add_argument("action", help="filed, declined, assigned, sent_back, held, resumed, extended, handled, …")
    act.add_argument("--say", action="append", default=[], metavar=_BY_HAND, help="for example unit=…, reason=…")
    act.add_argument("--limit", metavar="AMOUNT:UNIT", help="for example 2:work_day, 4:urgent_hour")
    act.add_argument("--photo", action="append", default=[], type=Path, help="a photo that shows it mended")
    act.set_defaults(run=_act)
    export = _filtered(of_case.add_parser("export", parents=[home], help="write 问题、整改、责任清单 as one workbook"))
    export.add_argument("file", type=Path, help="the .xlsx file")
    export.set_defaults(run=_export)


def _filtered(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    for name, told in (("township", "code"), ("subject", "subject"), ("status", "state"), ("unit", "responsible unit")):
        parser.add_argument(f"--{name}", action="append", default=[], help=f"only this {told}; may be repeated")
    parser.add_argument("--colour", action="append", default=[], choices=["green", "amber", "red", "unknown"])
    parser.add_argument("--since", default="", help="reported on or after this day, ISO 8601")
    parser.add_argument("--until", default="", help="reported on or before this day, ISO 8601")
    parser.add_argument("--text", default="", help="words in number, title or place")
    return parser


def _query(chosen: argparse.Namespace) -> "CaseQuery":
    from app.domain.case_clock import Colour
    from app.domain.case_listing import CaseQuery
    from app.domain.kinds import Status
    from app.usecases.registers import period

    try:
        since, until = period(chosen.since, chosen.until)
        statuses = frozenset(Status(each) for each in chosen.status)
    except ValueError as error:
        raise AppError("case.incomplete", field=error) from error
    return CaseQuery(
        text=chosen.text,
        townships=frozenset(chosen.township),
        subjects=frozenset(chosen.subject),
        statuses=statuses,
        units=frozenset(chosen.unit),
        colours=frozenset(Colour(each) for each in chosen.colour),
        since=since,
        until=until,
    )


def _list(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client

    with open_client(chosen.home) as client:
        now = client.workplace.clock.now()
        with client.workplace.store.reading() as reading:
            rows = reading.case_rows(_query(chosen), now, chosen.most)
    for row in rows:
        colour = row.colour(now)
        said = _row(row, colour.value if colour else "")
        print(json.dumps(said, ensure_ascii=False) if chosen.json else "  ".join(str(each) for each in said.values()))
    return 0


def _row(row: "CaseRow", colour: str) -> dict[str, str]:
    due = row.due.due_at if row.due else None
    return {
        "number": row.number,
        "status": row.status.value,
        "colour": colour,
        "due": due.isoformat(timespec="minutes") if due else "",
        "unit": row.unit,
        "title": row.title,
        "record": row.record,
    }


def _show(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client

    with open_client(chosen.home) as client:
        sheet = _sheet(client.workplace, record_key(client.workplace, chosen.case, "case"))
        now = client.workplace.clock.now()
        is_here = {each.sha256: client.blobs.is_intact(each.sha256) for each in sheet.case.after}
    case, colour, due = sheet.case, sheet.colour(now), sheet.due
    said = {
        "record": sheet.key.record,
        "number": case.number,
        "title": case.title,
        "status": case.state.status,
        "unit": case.unit,
        "class": sheet.class_name,
        "colour": colour.value if colour else "",
        "due": due.due_at.isoformat() if due and due.due_at else "",
        "unsent": sheet.unsent,
        "before": len(case.before),
        "after": [{"metres": case.far_m(each), "is_here": is_here[each.sha256]} for each in case.after],
        "history": [[step.action, sheet.name(step.author), step.made_at] for step in case.state.history],
    }
    print(json.dumps(said, ensure_ascii=False, indent=None if chosen.json else 2))
    return 0


def _open(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.standards.grid_classes import grid_classes
    from app.usecases.case_findings import findings_of, proposal, read_findings
    from app.usecases.cases import open_case

    with open_client(chosen.home) as client:
        place = client.workplace
        found = read_findings(place, record_key(place, chosen.record, "inspection"))
        findings = findings_of(found)
        if chosen.finding is None or not 1 <= chosen.finding <= len(findings):
            said = [finding.words for finding in findings]
            print(json.dumps(said, ensure_ascii=False) if chosen.json else _numbered(said))
            return 0 if chosen.finding is None else 1
        case = proposal(found, findings[chosen.finding - 1].path, grid_classes())
        with place.store() as unit:
            opened = open_case(
                unit, machine=place.machine, clock=place.clock, ids=place.ids, person=place.person, case=case
            )
    print(json.dumps({"record": opened.key.record, "number": opened.number}) if chosen.json else opened.number)
    return 0


def _numbered(said: list[str]) -> str:
    return "\n".join(f"{number}  {words}" for number, words in enumerate(said, start=1))


def _act(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.domain.kinds import Action
    from app.usecases.cases import decide_case, limit_body

    if chosen.action not in set(Action):
        raise AppError("review.not_allowed", action=chosen.action)
    body: dict[str, Any] = dict(map(_said, chosen.say))
    if chosen.limit:
        amount, _, unit = chosen.limit.partition(":")
        body["limit"] = limit_body(amount, unit)
    with open_client(chosen.home) as client:
        place = client.workplace
        key = record_key(place, chosen.case, "case")
        photos = [_photo(place, path) for path in chosen.photo]
        with place.store() as unit:
            decide_case(
                unit,
                Action(chosen.action),
                body,
                clock=place.clock,
                ids=place.ids,
                person=place.person,
                key=key,
                heads=unit.state(key.stream, key.record).heads,
                photos=photos,
            )
        sheet = _sheet(place, key)
    status = sheet.case.state.status
    print(json.dumps({"status": status}) if chosen.json else status)
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.registers import read_register, register_tables

    with open_client(chosen.home) as client:
        place = client.workplace
        register = read_register(place, _query(chosen))
        place.sheets.write(chosen.file, register_tables(register, place.shelf))
    print(json.dumps({"cases": len(register.lines)}) if chosen.json else len(register.lines))
    return 0


def _said(text: str) -> tuple[str, str]:
    """Read ``SAY=TEXT``; raise ``case.incomplete`` for anything else."""
    name, sign, said = text.partition("=")
    if not sign:
        raise AppError("case.incomplete", field=text)
    return name, said


def _photo(place: "Workplace", path: Path) -> "DraftPhoto":
    from app.usecases.case_photos import take_photo

    return take_photo(place, path)


def record_key(place: "Workplace", name: str, kind: str) -> "RecordKey":
    """Return the record with this number or id.

    Raises:
        AppError: ``case.unknown``.
    """
    from app.domain.kinds import RecordKind
    from app.domain.listing import RecordQuery
    from app.domain.stream import Stream
    from app.workplace import RecordKey

    with place.store.reading() as reading:
        for text in (name, ""):  # a number is among the words that are searched, an id is not
            rows = reading.record_rows(reading.record_keys(RecordQuery(kind=RecordKind(kind), text=text)))
            for row in rows:
                if name in (row.number, row.record):
                    return RecordKey(Stream(row.township, row.subject), row.record)
    raise AppError("case.unknown", name=name)


def _sheet(place: "Workplace", key: "RecordKey") -> "CaseSheet":
    from app.standards.calendars import work_time
    from app.standards.grid_classes import grid_classes
    from app.usecases.case_sheet import read_sheet

    with place.store.reading() as reading:
        return read_sheet(reading, key, place.person, work_time(), grid_classes())
