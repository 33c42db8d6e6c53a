"""What lists read: keys of all matching records in order, and the rows of a page of them."""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, literal_column, select, text

from app.domain.kinds import RecordKind, Status
from app.domain.listing import AssetRow, RecordQuery, RecordRow
from app.ports.store import Visit
from db import search
from db.projections import answers_of
from db.tables import assets, records, visits

_KEY: ColumnElement[int] = literal_column("records.rowid")
_MAX_VARIABLES = 500


def record_keys(connection: Connection, query: RecordQuery, limit: int | None = None) -> Sequence[int]:
    """Return the keys of all rows that match, in order; at most ``limit``."""
    column = records.c[query.sort]
    order = (column.desc(), records.c.record.desc()) if query.descending else (column, records.c.record)
    statement = select(_KEY).select_from(records).where(*_conditions(query)).order_by(*order)
    found = connection.execute(statement.limit(limit) if limit is not None else statement)
    return array("q", found.scalars())


def record_rows(connection: Connection, keys: Sequence[int]) -> tuple[RecordRow, ...]:
    """Return the rows of these keys, in their order; keys that are gone are left out."""
    found: dict[int, RecordRow] = {}
    for start in range(0, len(keys), _MAX_VARIABLES):
        batch = list(keys[start : start + _MAX_VARIABLES])
        for row in connection.execute(select(_KEY.label("key"), records).where(_KEY.in_(batch))):
            found[row.key] = _record_row(row)
    return tuple(found[key] for key in keys if key in found)


def record_row(connection: Connection, township: str, record: str) -> RecordRow | None:
    """Return one row."""
    statement = select(records).where(records.c.township == township, records.c.record == record)
    row = connection.execute(statement).first()
    return _record_row(row) if row is not None else None


def asset_rows(connection: Connection, subject: str, words: str, limit: int) -> tuple[AssetRow, ...]:
    """Return assets in use by township and code, of a subject and with words in name, code or village if given."""
    statement = select(assets).where(assets.c.in_use).order_by(assets.c.township, assets.c.code).limit(limit)
    if subject:
        statement = statement.where(assets.c.subject == subject)
    for word in words.split():
        statement = statement.where(
            (assets.c.name + " " + assets.c.code + " " + assets.c.village).contains(word, autoescape=True)
        )
    return tuple(_asset_row(row) for row in connection.execute(statement))


def asset_row(connection: Connection, record: str) -> AssetRow | None:
    """Return one asset."""
    row = connection.execute(select(assets).where(assets.c.record == record)).first()
    return _asset_row(row) if row is not None else None


def visit_rows(connection: Connection) -> tuple[Visit, ...]:
    """Return the newest counted visit of every asset and form."""
    return tuple(Visit(row.asset, row.form, row.made_at) for row in connection.execute(select(visits)))


def _conditions(query: RecordQuery) -> list[Any]:
    columns = records.c
    conditions: list[Any] = [columns.kind == query.kind]
    for column, wanted in (
        (columns.status, query.statuses),
        (columns.township, query.townships),
        (columns.subject, query.subjects),
        (columns.form, query.forms),
    ):
        if wanted:
            conditions.append(column.in_(sorted(wanted)) if len(wanted) > 1 else column == min(wanted))
    if query.asset is not None:
        conditions.append(columns.asset == query.asset)
    if query.author is not None:
        conditions.append(columns.author == query.author)
    if query.only_unsent:
        conditions.append(columns.unsent > 0)
    words = search.phrase(query.text)
    if words:
        hits = text("records.rowid IN (SELECT rowid FROM records_text WHERE records_text MATCH :words)")
        conditions.append(hits.bindparams(words=words))
    return conditions


def _record_row(row: Row[*tuple[object, ...]]) -> RecordRow:
    values = row._mapping  # noqa: SLF001  # SQLAlchemy's documented accessor
    return RecordRow(
        **{name: values[name] for name in RecordRow.__dataclass_fields__ if name not in ("kind", "status")},
        kind=RecordKind(values["kind"]),
        status=Status(values["status"]),
    )


def _asset_row(row: Row[*tuple[object, ...]]) -> AssetRow:
    values = row._mapping  # noqa: SLF001  # SQLAlchemy's documented accessor
    return AssetRow(
        **{name: values[name] for name in AssetRow.__dataclass_fields__ if name != "answers"},
        answers=answers_of(values["answers"]),
    )
