"""``yingxun notice``: letters about a case from the office's templates."""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from app.cli.cases import record_key


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``notice`` to the commands."""
    notice = commands.add_parser("notice", help="整改通知书, 移送函, 抄告单 as .docx")
    of_notice = notice.add_subparsers(required=True, metavar="COMMAND")
    write = of_notice.add_parser("write", parents=[home], help="write a letter about a case")
    write.add_argument("case", help="编号 or id of the case")
    write.add_argument("--template", required=True, help="name of the template, for example 整改通知书")
    write.add_argument("--out", required=True, type=Path, help="the .docx to write")
    write.add_argument("--blanks", action="store_true", help="leave blank what the case does not say")
    write.set_defaults(run=_write)
    of_notice.add_parser("list", parents=[home], help="show the templates").set_defaults(run=_list)
    folder = of_notice.add_parser("folder", parents=[home], help="keep the office's own templates in a folder")
    folder.add_argument("folder", type=Path, help="templates of the program that it lacks are copied into it")
    folder.add_argument("--office", help="how letters are signed (发文单位)")
    folder.set_defaults(run=_folder)


def _write(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.notices import write_notice

    with open_client(chosen.home) as client:
        place = client.workplace
        key = record_key(place, chosen.case, "case")
        draft = write_notice(place, key, chosen.template, chosen.out, leaves_blanks=chosen.blanks)
    said = {"out": str(chosen.out), "template": draft.template.name, "blanks": draft.missing}
    print(json.dumps(said, ensure_ascii=False) if chosen.json else " ".join((str(chosen.out), *draft.missing)))
    return 0


def _list(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.notices import templates

    with open_client(chosen.home) as client, client.workplace.store.reading() as reading:
        found = [{"name": each.name, "path": str(each.path), "own": each.is_own} for each in templates(reading)]
    for each in found:
        print(json.dumps(each, ensure_ascii=False) if chosen.json else f"{each['name']}\t{each['path']}")
    return 0


def _folder(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.notices import keep_office, keep_template_folder, templates

    with open_client(chosen.home) as client:
        with client.workplace.store() as unit:
            keep_template_folder(unit, chosen.folder)
            if chosen.office is not None:
                keep_office(unit, chosen.office)
            missing = [each for each in templates(unit) if not each.is_own]
        for each in missing:
            shutil.copyfile(each.path, chosen.folder / each.path.name)
    print(chosen.folder)
    return 0
