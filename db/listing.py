"""What lists read: keys of all matching records in order, and the rows of a page of them."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, column, literal_column, select, text

from app.domain.kinds import RecordKind, Status
from app.domain.listing import AssetRow, RecordQuery, RecordRow, Sort
from app.ports.store import Visit
from db import search
from db.asset_rows import asset_of
from db.tables import assets, records, visits

_KEY: ColumnElement[int] = literal_column("records.rowid")
_MAX_VARIABLES = 500
_FEW = 2_000
"""How many rows can be looked up one by one and sorted while a page waits."""

_ALWAYS_FEW = frozenset({"ix_records_asset", "ix_records_author", "ix_records_conflicts", "ix_records_unsent"})
_PLURALS = {"status": "statuses", "township": "townships", "form": "forms", "subject": "subjects"}

_ORDERED: Mapping[Sort, tuple[str, ...]] = {
    Sort.CHANGED: ("changed_at", "record"),
    Sort.MADE: ("made_at", "record"),
    Sort.NUMBER: ("number", "record"),
    Sort.TITLE: ("title", "record"),
    Sort.STATUS: ("status", "made_at", "record"),
}


def record_keys(connection: Connection, query: RecordQuery, limit: int | None = None) -> Sequence[int]:
    """Return the keys of all rows that match, in order; at most ``limit``."""
    filters = _filters(query)
    source = text(f"records {_access(connection, query, filters)}")
    order = [_ordered(column(name), descending=query.descending) for name in _ORDERED[query.sort]]
    statement = select(_KEY).select_from(source).where(_kind(query), *filters.values()).order_by(*order).limit(limit)
    return array("q", connection.execute(statement).scalars())


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
    return tuple(asset_of(row) for row in connection.execute(statement))


def asset_row(connection: Connection, record: str) -> AssetRow | None:
    """Return one asset."""
    row = connection.execute(select(assets).where(assets.c.record == record)).first()
    return asset_of(row) if row is not None else None


def visit_rows(connection: Connection) -> tuple[Visit, ...]:
    """Return the newest counted visit of every asset and form."""
    return tuple(Visit(row.asset, row.form, row.made_at) for row in connection.execute(select(visits)))


_Filters = Mapping[str, ColumnElement[bool]]
"""The index that finds a filter's rows, to the filter."""


def _filters(query: RecordQuery) -> _Filters:
    found: dict[str, ColumnElement[bool]] = {}
    if query.asset is not None:
        found["ix_records_asset"] = column("asset") == query.asset
    if query.author is not None:
        found["ix_records_author"] = column("author") == query.author
    words = search.phrase(query.text)
    if words:
        hits = "records.rowid IN (SELECT rowid FROM records_text WHERE records_text MATCH :words)"
        found["records_text"] = _sql(hits, words=words)
    if query.only_unsent:
        found["ix_records_unsent"] = _sql("unsent > 0")  # in the very words of the index
    if query.only_conflicted:
        found["ix_records_conflicts"] = _sql("conflicts > 0")  # as above
    for name in ("status", "township", "form", "subject"):
        wanted = getattr(query, _PLURALS[name])
        if wanted:
            found[f"ix_records_{name}"] = column(name).in_(sorted(wanted))
    return found


def _access(connection: Connection, query: RecordQuery, filters: _Filters) -> str:
    """Return how SQLite shall reach the rows: by a filter that leaves few of them, else in their order.

    It has no statistics and does not count on the limit: left alone it would sort a million rows for one page.
    """
    for index, condition in filters.items():
        if index in _ALWAYS_FEW or (index != "ix_records_subject" and _are_few(connection, query, index, condition)):
            return "NOT INDEXED" if index == "records_text" else f"INDEXED BY {index}"
    if query.sort is Sort.STATUS or (query.sort is Sort.MADE and len(query.statuses) == 1):
        return "INDEXED BY ix_records_status"
    if query.sort is Sort.CHANGED and len(query.statuses) == 1:
        return "INDEXED BY ix_records_status_changed"
    if query.sort is Sort.NUMBER and len(query.townships) == 1:
        return "INDEXED BY ix_records_township"
    return f"INDEXED BY ix_records_{query.sort.name.lower()}"


def _are_few(connection: Connection, query: RecordQuery, index: str, condition: ColumnElement[bool]) -> bool:
    """Whether a filter by itself leaves no more rows than can be sorted while a page waits."""
    if index == "records_text":
        hits = text("SELECT 1 FROM records_text WHERE records_text MATCH :words LIMIT :most")
        found = connection.execute(hits, {"words": search.phrase(query.text), "most": _FEW + 1})
    else:
        source = text(f"records INDEXED BY {index}")
        found = connection.execute(
            select(literal_column("1")).select_from(source).where(_kind(query), condition).limit(_FEW + 1)
        )
    return len(found.all()) <= _FEW


def _sql(condition: str, **parameters: str) -> ColumnElement[bool]:
    return cast(ColumnElement[bool], text(condition).bindparams(**parameters))


def _ordered(by: ColumnElement[Any], *, descending: bool) -> ColumnElement[Any]:
    return by.desc() if descending else by.asc()


def _kind(query: RecordQuery) -> ColumnElement[bool]:
    return column("kind") == query.kind


def _record_row(row: Row[*tuple[object, ...]]) -> RecordRow:
    values = row._mapping  # noqa: SLF001  # SQLAlchemy's documented accessor
    return RecordRow(
        **{name: values[name] for name in RecordRow.__dataclass_fields__ if name not in ("kind", "status")},
        kind=RecordKind(values["kind"]),
        status=Status(values["status"]),
    )
