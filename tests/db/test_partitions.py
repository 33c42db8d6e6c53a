"""The township as the key that everything can be distributed by (PostgreSQL's partitions now, Citus when it grows)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, UniqueConstraint, text

import db
from db.partitions import PARTITIONS, is_by_township
from db.tables import SERVER, metadata
from tests.databases import POSTGRES, open_migrated

ENGINES = (POSTGRES,)

OF_THE_OFFICE = {"meta", "accounts", "tokens", "alembic_version"}
"""Tables that belong to no township; with Citus they are reference tables."""

FOLDER = Path(db.__file__).parent
TABLES = [table for table in metadata.sorted_tables if table.info["ends"] & SERVER]


@pytest.fixture
def engine(tmp_path: Path, database: str | None) -> Iterator[Engine]:
    engine = open_migrated(tmp_path, database)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_of_a_table_of_townships_begins_with_the_township(table: Table) -> None:
    assert is_by_township(table) or table.name in OF_THE_OFFICE
    if is_by_township(table):
        constraints = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
        keys = [table.primary_key.columns, *(each.columns for each in constraints)]
        indexes = [index.columns for index in table.indexes if index.unique]
        assert {next(iter(columns)).name for columns in (*keys, *indexes)} == {"township"}
        for reference in table.foreign_key_constraints:
            assert "township" in {column.name for column in reference.columns}


def test_postgresql_cuts_them_by_the_hash_of_the_township(engine: Engine) -> None:
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT inhparent::regclass::text, count(*) FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid "
                "WHERE c.relkind = 'r' GROUP BY 1"
            )
        )
        found = {str(name): int(number) for name, number in rows}
    assert found == {table.name: PARTITIONS for table in TABLES if is_by_township(table)}


def test_a_query_for_one_township_reads_one_partition(engine: Engine) -> None:
    with engine.connect() as connection:
        plan = connection.execute(
            text("EXPLAIN SELECT payload FROM entries WHERE township = '310151101' AND subject = 'bridge' AND seq > 5")
        )
        lines = "\n".join(str(line) for (line,) in plan)
    assert len(set(re.findall(r"entries_p\d+", lines))) == 1


def test_every_join_of_tables_of_townships_carries_the_township() -> None:
    joins = [(path.name, join) for path in sorted(FOLDER.rglob("*.py")) for join in _joins(path)]
    assert joins
    assert [join for join in joins if "township" not in join[1] and not _is_of_the_office(join[1])] == []


def _joins(path: Path) -> Iterator[str]:
    """Yield the condition of each join of SQL in a file; joining strings takes one argument, not two."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        target.id: ast.unparse(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_join = node.func.attr in {"join", "outerjoin"} and len(node.args) > 1
            if is_join or node.func.attr == "join_from":
                condition = ast.unparse(node.args[-1])
                yield named.get(condition, condition)


def _is_of_the_office(condition: str) -> bool:
    named = set(re.findall(r"(\w+)\.c\.", condition))
    return bool(named) and named <= OF_THE_OFFICE
