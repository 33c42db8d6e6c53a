"""Bringing a store to this program's schema: an older one is copied first, a newer one is refused untouched."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from app.errors import AppError
from db.engine import open_sqlite, reading, writing
from db.migrate import HISTORY, upgrade
from tests.db.district import KEY

SECOND = '''"""A later schema."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a column."""
    op.execute("ALTER TABLE drafts ADD COLUMN colour TEXT")
'''
BROKEN = f"{SECOND}    op.execute('ALTER TABLE nowhere ADD COLUMN colour TEXT')\n"


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The history of a later program: this one's and one migration more."""
    return history(tmp_path / "later", SECOND)


def history(folder: Path, second: str) -> Path:
    shutil.copytree(HISTORY, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_second.py").write_text(second, encoding="utf-8")
    return folder


def opened(path: Path) -> Engine:
    return open_sqlite(path, KEY)


def made(path: Path, scripts: Path = HISTORY) -> Path:
    """Return a store with one draft in it, closed."""
    engine = opened(path)
    upgrade(engine, "client", path, scripts)
    with writing(engine) as connection:
        connection.execute(
            text(
                "INSERT INTO drafts (township, record, subject, form, title, content, changed_at)"
                " VALUES ('310151101', 'r', 'bridge', 'f', '新河桥', '{}', '')"
            )
        )
    engine.dispose()
    return path


def draft_of(engine: Engine) -> dict[str, object]:
    with reading(engine) as connection:
        return dict(connection.execute(text("SELECT * FROM drafts")).one()._mapping)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_new_file_gets_the_tables_of_its_end_and_no_copy(tmp_path: Path) -> None:
    engine = opened(tmp_path / "store.db")
    upgrade(engine, "client", tmp_path / "store.db")

    with reading(engine) as connection:
        tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    engine.dispose()
    assert {"entries", "drafts", "records_text"} <= tables
    assert not {"accounts", "tokens", "stubs"} & tables
    assert not list(tmp_path.glob("*.before-*"))


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db")
    before = files(tmp_path)

    engine = opened(path)
    upgrade(engine, "client", path)
    engine.dispose()
    assert files(tmp_path) == before


def test_a_newer_store_is_refused_and_nothing_in_it_changes(tmp_path: Path, later: Path) -> None:
    path = made(tmp_path / "store.db", later)
    before = files(tmp_path)

    engine = opened(path)
    with pytest.raises(AppError) as refused:
        upgrade(engine, "client", path)
    engine.dispose()

    assert (refused.value.code, refused.value.parameters) == ("store.newer", {"revision": "0002"})
    assert files(tmp_path) == before


def test_an_older_store_is_copied_before_it_is_migrated(tmp_path: Path, later: Path) -> None:
    path = made(tmp_path / "store.db")
    engine = opened(path)
    upgrade(engine, "client", path, later)

    assert draft_of(engine)["colour"] is None
    engine.dispose()
    copy = opened(tmp_path / "store.db.before-0002")
    upgrade(copy, "client")  # this program still opens it
    assert "colour" not in draft_of(copy)
    assert draft_of(copy)["title"] == "新河桥"
    copy.dispose()


def test_the_copy_holds_what_a_reader_keeps_out_of_the_file_itself(tmp_path: Path, later: Path) -> None:
    path = made(tmp_path / "store.db")
    window = opened(path)
    engine = opened(path)
    with reading(window) as long_look:
        long_look.execute(text("SELECT * FROM drafts")).all()
        with writing(engine) as connection:
            connection.execute(text("UPDATE drafts SET title = '向化桥'"))
        upgrade(engine, "client", path, later)
    window.dispose()
    engine.dispose()

    copy = opened(tmp_path / "store.db.before-0002")
    assert draft_of(copy)["title"] == "向化桥"
    copy.dispose()


def test_a_store_that_cannot_be_copied_is_not_migrated(tmp_path: Path, later: Path) -> None:
    path = made(tmp_path / "store.db")
    (tmp_path / "store.db.before-0002.part").mkdir()

    engine = opened(path)
    with pytest.raises(AppError) as refused:
        upgrade(engine, "client", path, later)

    assert refused.value.code == "store.cannot_copy"
    assert "colour" not in draft_of(engine)
    engine.dispose()


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db")
    engine = opened(path)

    with pytest.raises(OperationalError, match="nowhere"):
        upgrade(engine, "client", path, history(tmp_path / "broken", BROKEN))

    assert "colour" not in draft_of(engine)
    upgrade(engine, "client", path)
    engine.dispose()
