"""Assets and files: which form a table suits, its rows, and the register as a table of the same layout."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.domain.asset import RegisteredAsset, position_of
from app.domain.canonical import Json
from app.domain.kinds import RecordKind
from app.domain.site import decimal_text
from app.errors import AppError
from app.forms import Form, Session
from app.forms.definition import Question
from app.ports.sheets import Cell, Sheet, Table
from app.usecases.assets_columns import (
    DATUM,
    LATITUDE,
    LONGITUDE,
    TOWNSHIP,
    Header,
    columns_of,
    find_header,
    importable_questions,
)
from app.usecases.assets_import import AssetTable, ImportReport
from app.usecases.divisions import district_divisions
from app.usecases.recording import context_of
from app.workplace import FormInfo, Workplace

REPORT_HEADER = ("行号", "编号", "名称", "代码", "原因")


def asset_forms(place: Workplace) -> tuple[FormInfo, ...]:
    """Return the forms that describe assets."""
    return tuple(info for info in place.forms.infos() if info.record == RecordKind.ASSET)


def asset_form(place: Workplace, form: str) -> FormInfo:
    """Return an asset form by its id, with or without ``asset_``.

    Raises:
        AppError: ``asset.no_form``.
    """
    known = {info.id: info for info in asset_forms(place)}
    found = known.get(form) or known.get(f"asset_{form}")
    if found is None:
        raise AppError("asset.no_form", form=form, known="、".join(known))
    return found


def likeliest_form(place: Workplace, rows: Sequence[Sequence[str]]) -> FormInfo:
    """Return the asset form that recognises most columns of a table."""
    return max(asset_forms(place), key=lambda info: find_header(rows, _form(place, info)).known)


def read_sheet(place: Workplace, path: Path) -> Sheet:
    """Return the sheet of a file that has most rows; raises what ``Sheets.read`` does, and ``asset.no_rows``."""
    sheets = place.sheets.read(path)
    found = max(sheets, key=lambda sheet: len(sheet.rows), default=Sheet("", ()))
    if len(found.rows) <= 1:
        raise AppError("asset.no_rows", file=path.name)
    return found


def table_of(sheet: Sheet, header: Header, *, file: str, township: str = "") -> AssetTable:
    """Return the rows below the headers.

    Raises:
        AppError: ``asset.no_columns`` if no column is known to be the name.
    """
    if "name" not in header.targets:
        raise AppError("asset.no_columns", file=file)
    return AssetTable(sheet.rows[header.index + 1 :], header.targets, header.index + 2, township)


def with_chosen(header: Header, names: Sequence[str], chosen: Mapping[str, str], form: Form) -> Header:
    """Return the header with some columns assigned by hand, header → field (its name or label; "" ignores).

    Raises:
        AppError: ``asset.unknown_field``, ``asset.unknown_column``.
    """
    known = {column.target: column.target for column in columns_of(form)}
    known |= {column.label: column.target for column in columns_of(form)} | {"": ""}
    for name, field in chosen.items():
        if field not in known:
            raise AppError("asset.unknown_field", form=form.id, field=field, known="、".join(filter(None, known)))
        columns = [index for index, heading in enumerate(names) if heading == name]
        if not columns:
            raise AppError("asset.unknown_column", column=name, known="、".join(filter(None, names)))
        for column in columns:
            header = header.with_target(column, known[field])
    return header


def export_table(place: Workplace, info: FormInfo) -> Table:
    """Return the register of a form's subject in the layout that can be imported again; retired assets are left out."""
    form = _form(place, info)
    with place.store.reading() as reading:
        assets = tuple(asset for asset in reading.asset_register(info.subject) if asset.is_in_use)
    labels = _choice_labels(form, place)
    header = tuple(column.label for column in columns_of(form))
    targets = tuple(column.target for column in columns_of(form))
    return Table(form.title, header, [tuple(_row(asset, targets, labels)) for asset in assets])


def report_table(report: ImportReport, sentences: Mapping[str, str]) -> Table:
    """Return the refused rows as a table; ``sentences`` gives what to say for each reason by ``reason_key``."""
    rows = [
        (refused.line, refused.code, refused.name, reason.code, sentences[reason_key(reason)])
        for refused in report.refused
        for reason in refused.reasons
    ]
    return Table("未导入的行", REPORT_HEADER, rows, widths=(8, 20, 24, 24, 80))


def reason_key(reason: AppError) -> str:
    """Return what tells a reason from others with the same code."""
    return repr((reason.code, sorted(reason.parameters.items(), key=str)))


def _form(place: Workplace, info: FormInfo) -> Form:
    return place.forms.form(info.id, info.version)


def _choice_labels(form: Form, place: Workplace) -> Mapping[str, Mapping[str, str]]:
    session = Session(form, context_of(place))
    asked: tuple[Question, ...] = importable_questions(form)
    return {each.name: {choice.value: choice.label for choice in session.choices(each.path)} for each in asked}


def _row(asset: RegisteredAsset, targets: Sequence[str], labels: Mapping[str, Mapping[str, str]]) -> Iterator[Cell]:
    values = asset.values()
    position = position_of(values)
    placed = {TOWNSHIP: district_divisions().townships.get(asset.township, asset.township)}
    if position is not None:
        placed[LATITUDE], placed[LONGITUDE] = decimal_text(position.latitude), decimal_text(position.longitude)
        placed[DATUM] = position.datum.value
    for target in targets:
        if target in labels:
            yield _written(values.get(target), labels[target])
        else:
            yield placed.get(target, "")


def _written(value: Json, labels: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(labels.get(str(one), str(one)) for one in value)
    return labels.get(str(value), str(value))
