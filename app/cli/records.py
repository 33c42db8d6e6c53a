"""``yingxun record``: a record from a form, a file of answers and photos, without a window."""

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.listing import AssetRow
    from app.workplace import FormInfo, Workplace


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``record`` to the commands."""
    record = commands.add_parser("record", parents=[home], help="make a record without a window")
    record.add_argument("--form", required=True, help="id of the form")
    record.add_argument("--asset", required=True, help="code or id of the asset")
    record.add_argument("--answers", required=True, type=Path, help="JSON object: question to answer, repeats as lists")
    record.add_argument("--photo", action="append", default=[], metavar="[QUESTION=]FILE", help="a photo of it")
    record.add_argument("--draft", action="store_true", help="keep it as a draft instead of submitting it")
    record.set_defaults(run=_record)


def _record(chosen: argparse.Namespace) -> int:
    from app.assembly.client import open_client
    from app.usecases.recording import Wanted, record

    wanted = Wanted(
        answers=_answers(chosen.answers),
        photos=tuple(_photo(text) for text in chosen.photo),
        is_draft=chosen.draft,
    )
    with open_client(chosen.home) as client:
        place = client.workplace
        recorded = record(place, _form(place, chosen.form), _asset(place, chosen.asset), wanted)
    said = {
        "record": recorded.record,
        "number": recorded.number,
        "problems": [{"question": each.key, "message": each.message} for each in recorded.problems],
    }
    if chosen.json:
        print(json.dumps(said, ensure_ascii=False))
    else:
        print(recorded.number or recorded.record)
        for problem in recorded.problems:
            print(f"{problem.key}: {problem.message}")
    return 1 if recorded.problems else 0


def _answers(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise AppError("record.answers_unreadable", path=path, reason=error) from error
    if not isinstance(found, dict):
        raise AppError("record.answers_unreadable", path=path, reason="{}")
    return found


def _photo(text: str) -> tuple[str, Path]:
    question, found, path = text.partition("=")
    return (question, Path(path)) if found else ("", Path(text))


def _form(place: "Workplace", name: str) -> "FormInfo":
    found = next((info for info in place.forms.infos() if info.id == name), None)
    if found is None:
        raise AppError("form.unknown", form=name, known=", ".join(info.id for info in place.forms.infos()))
    return found


def _asset(place: "Workplace", name: str) -> "AssetRow":
    with place.store.reading() as reading:
        found = [asset for asset in reading.assets(limit=1_000_000) if name in (asset.code, asset.record)]
    if not found:
        raise AppError("asset.unknown", asset=name)
    return found[0]
