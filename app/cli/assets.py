"""``yingxun asset``: the register of assets from and to the tables of offices, without a window."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.asset import RegisteredAsset
    from app.usecases.assets_import import ImportReport
    from app.workplace import RecordKey, Workplace


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``asset`` to the commands."""
    asset = commands.add_parser("asset", help="assets: import, export, retire, restore")
    of_asset = asset.add_subparsers(required=True, metavar="COMMAND")
    take = of_asset.add_parser(
        "import", parents=[home], help="take in a table (.xlsx, .csv); rows that cannot be are named"
    )
    take.add_argument("file", type=Path)
    take.add_argument("--form", default="", help="asset form, for example asset_bridge (default: what suits best)")
    take.add_argument("--map", action="append", default=[], metavar="HEADER=FIELD", help="what a column is")
    take.add_argument("--township", default="", help="code or name, for rows that name none")
    take.add_argument("--dry-run", action="store_true", help="look at every row and write nothing")
    take.add_argument("--report", type=Path, help="write the refused rows with their reasons (.xlsx, .csv)")
    take.set_defaults(run=_import)
    give = of_asset.add_parser(
        "export", parents=[home], help="write the register as a table that can be imported again"
    )
    give.add_argument("file", type=Path)
    give.add_argument("--form", required=True, help="asset form, for example asset_bridge")
    give.set_defaults(run=_export)
    of_asset.add_parser("forms", parents=[home], help="the asset forms and their columns").set_defaults(run=_forms)
    for name in ("retire", "restore"):
        one = of_asset.add_parser(name, parents=[home], help=f"{name} an asset")
        one.add_argument("asset", help="code or id")
        one.add_argument("--reason", default="")
        one.set_defaults(run=_move, act=name)


def _import(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.cli.plan import township_code
    from app.usecases import assets_file
    from app.usecases.assets_columns import find_header
    from app.usecases.assets_import import import_assets

    with open_client(chosen.home) as client:
        place = client.workplace
        sheet = assets_file.read_sheet(place, chosen.file)
        named = chosen.form
        info = assets_file.asset_form(place, named) if named else assets_file.likeliest_form(place, sheet.rows)
        form = place.forms.form(info.id, info.version)
        header = find_header(sheet.rows, form)
        pairs = dict(text.rpartition("=")[::2] for text in chosen.map)
        header = assets_file.with_chosen(header, sheet.rows[header.index], pairs, form)
        township = township_code(chosen.township)
        table = assets_file.table_of(sheet, header, file=chosen.file.name, township=township)
        report = import_assets(place, info, table, is_trial=chosen.dry_run, told=_tell_progress)
        if chosen.report is not None:
            place.sheets.write(chosen.report, [assets_file.report_table(report, _sentences(report))])
    _tell(report, info.id, as_json=chosen.json)
    return 1 if report.refused else 0


def _tell_progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{of}", end="" if done < of else "\n", file=sys.stderr, flush=True)


def _tell(report: "ImportReport", form: str, *, as_json: bool) -> None:
    from ui.sentences import Language, sentence

    counts = {
        "form": form,
        "rows": report.rows,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": len(report.refused),
        "dry_run": report.is_trial,
    }
    if as_json:
        refused = [
            {
                "line": each.line,
                "code": each.code,
                "name": each.name,
                "reasons": [
                    {"code": one.code, "zh": sentence(one, Language.CHINESE), "en": sentence(one, Language.ENGLISH)}
                    for one in each.reasons
                ],
            }
            for each in report.refused
        ]
        print(json.dumps({**counts, "refused": refused}, ensure_ascii=False))
        return
    print("\n".join(f"{name}: {value}" for name, value in counts.items()))
    for each in report.refused:
        said = " ".join(sentence(one, Language.CHINESE) for one in each.reasons)
        print(f"{each.line}\t{each.code or each.name}\t{said}")


def _sentences(report: "ImportReport") -> dict[str, str]:
    from app.usecases.assets_file import reason_key
    from ui.sentences import Language, sentence

    reasons = [reason for refused in report.refused for reason in refused.reasons]
    return {reason_key(reason): sentence(reason, Language.CHINESE) for reason in reasons}


def _export(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases import assets_file

    with open_client(chosen.home) as client:
        place = client.workplace
        table = assets_file.export_table(place, assets_file.asset_form(place, chosen.form))
        rows = list(table.rows)
        place.sheets.write(chosen.file, [table])
    print(json.dumps({"assets": len(rows)}) if chosen.json else len(rows))
    return 0


def _forms(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.assets_columns import columns_of
    from app.usecases.assets_file import asset_forms

    with open_client(chosen.home) as client:
        place = client.workplace
        for info in asset_forms(place):
            columns = columns_of(place.forms.form(info.id, info.version))
            said = {"form": info.id, "title": info.title, "columns": {each.target: each.label for each in columns}}
            line = f"{info.id}\t{info.title}\t{'、'.join(each.label for each in columns)}"
            print(json.dumps(said, ensure_ascii=False) if chosen.json else line)
    return 0


def _move(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases import assets_life

    with open_client(chosen.home) as client:
        place = client.workplace
        key = _find(place, chosen.asset)
        act = assets_life.retire if chosen.act == "retire" else assets_life.restore
        with place.store() as unit:
            act(unit, clock=place.clock, ids=place.ids, person=place.person, key=key, reason=chosen.reason)
    print(json.dumps({"record": key.record}) if chosen.json else key.record)
    return 0


def _find(place: "Workplace", name: str) -> "RecordKey":
    from app.domain.stream import Stream
    from app.usecases.assets_file import asset_forms
    from app.workplace import RecordKey

    subjects = sorted({info.subject for info in asset_forms(place)})
    with place.store.reading() as reading:
        held: list[tuple[str, RegisteredAsset]] = [
            (subject, asset) for subject in subjects for asset in reading.asset_register(subject)
        ]
    for subject, asset in held:
        if name in (asset.code, asset.record):
            return RecordKey(Stream(asset.township, subject), asset.record)
    raise AppError("asset.unknown", asset=name)
