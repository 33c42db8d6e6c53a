"""The architecture, one sentence a rule; ``test_a_rule_fails_on_code_that_breaks_it`` tries each on bad code.

What a rule allows is data at the top, each entry with its reason.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest

from tests.source_tree import Source, product, python_files, text_files

# Where the program is joined: these build everything, so they may import everything, lazily.
JOINS = ("app/__main__", "app/assembly/", "app/cli", "app/demo")
SERVER_JOIN = ("sync/server/__main__",)

# Every library that we did not write, and the only places that know it exists.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "PIL": ("db/photos/", "db/documents/"),
    "PySide6": ("ui/",),
    "alembic": ("db/",),
    "argon2": ("db/identity", "sync/server/"),  # the accounts of both ends
    "docx": ("db/documents/",),
    "elementpath": ("app/forms/",),
    "exifread": ("db/photos/", "db/documents/"),
    "filelock": ("db/", "sync/"),  # one writer of a home folder, one round of sync
    "keyring": ("db/keys",),
    "msgspec": ("sync/",),
    "nacl": ("app/domain/", "db/keys", "db/sealing", "sync/"),  # signing is part of what an entry is
    "pi_heif": ("db/photos/", "db/documents/"),
    "obstore": ("db/bucket",),
    "openpyxl": ("db/documents/",),
    "platformdirs": ("app/settings",),
    "prometheus_client": ("sync/server/watch",),
    "psycopg": ("db/",),
    "pylopdf_fonts_zh_cn": ("app/assembly/",),  # Chinese letters for a developer's bare Linux; not shipped
    "pyrage": ("sync/bundle_seal",),
    "pypinyin": ("app/domain/pinyin",),  # names as they are typed
    "pyxform": ("app/forms/",),
    "requests": ("sync/",),
    "rfc8785": ("app/domain/",),
    "shiboken6": ("ui/",),
    "sqlalchemy": ("db/",),
    "sqlcipher3": ("db/",),
    "starlette": ("sync/server/",),
    "urllib3": ("sync/",),  # the retries and exceptions of requests
    "uuid_utils": ("app/domain/", "db/"),
    "uvicorn": ("sync/server/",),
    "zstandard": ("sync/",),
    "zxingcpp": ("ui/controls/decoding", "ui/print/labels"),
}

# The only places that may catch whatever another library raises on hostile bytes.
PARSER_BOUNDARIES: Mapping[str, str] = {
    "db/documents/letters.py": "python-docx and lxml raise many kinds of errors on damaged documents",
    "db/documents/workbook.py": "openpyxl raises many kinds of errors on damaged workbooks",
    "app/forms/workbook.py": "pyxform raises its own and openpyxl's errors on workbooks made by hand",
    "db/photos/exif.py": "ExifRead raises IndexError, AssertionError and others on damaged headers",
    "db/photos/picture.py": "Pillow's and libheif's decoders raise many kinds of errors on damaged pictures",
}

# Where nothing tells that it is time: SQLite refuses, and does not wait, while another opens the same new file.
WAITS = ("db/engine",)

# Names of XML namespaces look like addresses; nothing is ever fetched from them.
NAMESPACES = (
    "http://www.w3.org/",
    "http://openrosa.org/",
    "http://www.opendatakit.org/",
    "http://enketo.org/xforms",
    "http://openclinica.com/odm",
)
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")

# The domain decides by what it is given: no disk, no clock, no chance, no other process.
IMPURE = {
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "threading",
    "time",
}

LONGEST_FILE = 400  # lines; 250 is long
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "handler", "service", "misc"}
DANGEROUS_MODULES = {"pickle", "marshal", "shelve", "dill"}
DANGEROUS_CALLS = {"eval", "exec", "__import__"}
SILENCED = re.compile(r"#\s*(?:type:\s*ignore(?:\[[^\]]*\])?|noqa(?::\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?)(.*)")
MACHINE = re.compile(r"/[w]ork/|/[r]oot/\.|/[h]ome/\w|[C]:\\+Users|/[U]sers/")
REGISTRY = re.compile(
    r"[p]ypi\.org|[f]iles\.pythonhosted|[n]pmjs\.(?:org|com)|[d]eb\.debian|[c]rates\.io|[p]roxy\.golang"
)

Rule = Callable[[Source], Iterator[tuple[int, str]]]


def imports_outside_the_law(source: Source) -> Iterator[tuple[int, str]]:
    """Yield imports between our packages that point the wrong way, also inside functions."""
    ours = source.path.split("/", maxsplit=1)[0]
    forbidden = {
        "app": set() if source.is_in(JOINS) else {"db", "sync", "ui"},
        "db": {"sync", "ui"},
        "sync": {"ui"} if source.is_in(SERVER_JOIN) else {"db", "ui"},
        "ui": {"db", "sync"},
        "resources": {"app", "db", "sync", "ui"},
    }[ours]
    yield from ((line, name) for line, name in source.imports if name.split(".")[0] in forbidden)


def imports_of_a_join(source: Source) -> Iterator[tuple[int, str]]:
    """Yield imports of the modules that join the program by anything but themselves."""
    joins = tuple(place.replace("/", ".") for place in (*JOINS, *SERVER_JOIN))
    if not source.is_in(JOINS + SERVER_JOIN):
        yield from (
            (line, name) for line, name in source.imports if f"{name}.".startswith(tuple(f"{j}." for j in joins))
        )


def heavy_imports_at_start(source: Source) -> Iterator[tuple[int, str]]:
    """Yield imports that would make every start of the program slow."""
    heavy = {"db", "sync", "ui", "PySide6", "sqlalchemy", "requests", "PIL"}
    if source.is_in(("app/__main__", "app/cli")):
        yield from ((line, name) for line, name in source.imports_at_start if name.split(".")[0] in heavy)


def libraries_out_of_place(source: Source) -> Iterator[tuple[int, str]]:
    """Yield imports of libraries outside their places, and of libraries that have none."""
    known = set(sys.stdlib_module_names) | {"app", "db", "sync", "ui", "resources"}
    for line, name in source.imports:
        library = name.split(".")[0]
        if library not in known and not source.is_in(
            LIBRARIES.get(library, ()) + (JOINS if library in LIBRARIES else ())
        ):
            yield line, name


def impurities_of_the_domain(source: Source) -> Iterator[tuple[int, str]]:
    """Yield what lets the domain depend on anything but its arguments."""
    if source.is_in(("app/domain/",)):
        yield from ((line, name) for line, name in source.imports if name.split(".")[0] in IMPURE)
        yield from attributes(source, {"now", "today", "utcnow"})
        yield from called_names(source, {"open"})


def broad_excepts(source: Source) -> Iterator[tuple[int, str]]:
    """Yield handlers that catch every error outside the listed parser boundaries."""
    if source.path in PARSER_BOUNDARIES:
        return
    for node in source.nodes:
        match node:
            case ast.ExceptHandler(type=caught) if caught is None or names_every_error(caught):
                yield node.lineno, "except"
            case ast.Call(func=ast.Name("suppress") | ast.Attribute(attr="suppress"), args=caught_types):
                yield from ((node.lineno, "suppress") for caught in caught_types if names_every_error(caught))


def names_every_error(caught: ast.expr) -> bool:
    """Whether an expression of an except clause covers all errors."""
    return any(isinstance(node, ast.Name) and node.id in {"Exception", "BaseException"} for node in ast.walk(caught))


def evaluated_code(source: Source) -> Iterator[tuple[int, str]]:
    """Yield ways of running data as code."""
    yield from called_names(source, DANGEROUS_CALLS)
    yield from ((line, name) for line, name in source.imports if name.split(".")[0] in DANGEROUS_MODULES)


def threads_of_qt(source: Source) -> Iterator[tuple[int, str]]:
    """Yield subclasses of QThread."""
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).split(".")[-1] == "QThread" for base in node.bases):
            yield node.lineno, node.name


def nested_event_loops(source: Source) -> Iterator[tuple[int, str]]:
    """Yield calls that run Qt's events in the middle of our own work."""
    yield from attributes(source, {"processEvents"})


def sleeps(source: Source) -> Iterator[tuple[int, str]]:
    """Yield waiting by the clock."""
    if source.is_in(WAITS):
        return
    yield from attributes(source, {"sleep"})
    yield from ((line, name) for line, name in source.imports if name == "time.sleep")


def foreign_addresses(source: Source) -> Iterator[tuple[int, str]]:
    """Yield addresses in text other than loopback and names of XML namespaces."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.findall(r"https?://[\w\[.]\S*", node.value)
            yield from ((node.lineno, address) for address in found if not address.startswith(NAMESPACES + LOOPBACK))


def long_files(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the length of a file that wants splitting."""
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield lines, "lines"


def vague_names(source: Source) -> Iterator[tuple[int, str]]:
    """Yield names of files and folders that say nothing about what lies in them."""
    yield from ((1, name) for name in source.path.removesuffix(".py").split("/") if name in VAGUE_NAMES)


def silence_without_reason(source: Source) -> Iterator[tuple[int, str]]:
    """Yield comments that switch a check off without saying why on the same line."""
    for line, comment in source.comments:
        found = SILENCED.search(comment)
        if found and not re.search(r"\w", found[1]):
            yield line, comment


def libraries_of_tools(source: Source) -> Iterator[tuple[int, str]]:
    """Yield imports that a machine without the environment does not have."""
    known = set(sys.stdlib_module_names) | {"devtools"}
    if source.is_in(("dev", "devtools/")):
        yield from ((line, name) for line, name in source.imports if name.split(".")[0] not in known)


def attributes(source: Source, names: set[str]) -> Iterator[tuple[int, str]]:
    """Yield uses of attributes of these names, whoever owns them."""
    nodes = (node for node in source.nodes if isinstance(node, ast.Attribute))
    yield from ((node.lineno, node.attr) for node in nodes if node.attr in names)


def called_names(source: Source, names: set[str]) -> Iterator[tuple[int, str]]:
    """Yield calls of plain names."""
    calls = (node.func for node in source.nodes if isinstance(node, ast.Call))
    yield from ((name.lineno, name.id) for name in calls if isinstance(name, ast.Name) and name.id in names)


def broken(rule: Rule, sources: Iterable[Source]) -> list[str]:
    """Return where a rule is broken, as lines that an editor can jump to."""
    return [f"{source.path}:{line}: {what}" for source in sources for line, what in rule(source)]


def test_app_imports_nobody_and_db_sync_and_ui_import_only_app() -> None:
    assert not broken(imports_outside_the_law, product())


def test_nobody_imports_the_modules_that_join_the_program() -> None:
    assert not broken(imports_of_a_join, product())


def test_the_program_and_its_command_line_import_nothing_heavy_before_they_know_what_is_asked() -> None:
    assert not broken(heavy_imports_at_start, product())


def test_every_library_is_imported_only_in_its_place() -> None:
    assert not broken(libraries_out_of_place, product())


def test_the_domain_reads_no_disk_no_clock_and_no_chance() -> None:
    assert not broken(impurities_of_the_domain, product())


def test_every_error_is_caught_only_at_the_boundaries_of_parsers() -> None:
    assert not broken(broad_excepts, product())


def test_every_listed_parser_boundary_still_is_one() -> None:
    unlisted = [Source(f"{path}.moved", source.text) for source in product() for path in [source.path]]
    needed = {line.split(".moved:")[0] for line in broken(broad_excepts, unlisted)}

    assert set(PARSER_BOUNDARIES) <= needed


def test_nothing_runs_data_as_code() -> None:
    assert not broken(evaluated_code, product())


def test_nobody_subclasses_qthread() -> None:
    assert not broken(threads_of_qt, product())


def test_nobody_runs_events_in_the_middle_of_work() -> None:
    assert not broken(nested_event_loops, product())


def test_nothing_sleeps() -> None:
    assert not broken(sleeps, product())


def test_no_address_but_loopback_is_known_to_the_program() -> None:
    assert not broken(foreign_addresses, product())


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    assert not broken(long_files, python_files())


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not broken(vague_names, python_files())


def test_every_switched_off_check_says_why_on_its_line() -> None:
    assert not broken(silence_without_reason, python_files())


def test_what_prepares_the_environment_needs_none() -> None:
    assert not broken(libraries_of_tools, python_files())


@pytest.mark.parametrize("forbidden", [MACHINE, REGISTRY], ids=["paths of one machine", "hosts of registries"])
def test_no_file_names_what_exists_only_elsewhere(forbidden: re.Pattern[str]) -> None:
    found = [f"{path}: {match[0]}" for path, text in text_files() for match in forbidden.finditer(text)]

    assert not found


BREAKS: tuple[tuple[Rule, str, str], ...] = (
    (imports_outside_the_law, "app/usecases/send.py", "def send():\n    from db import journal"),
    (imports_outside_the_law, "app/forms/session.py", "import importlib\nimportlib.import_module('ui.record')"),
    (imports_outside_the_law, "db/journal.py", "import sync.protocol"),
    (imports_outside_the_law, "ui/today/view.py", "if TYPE_CHECKING:\n    from db.tables import Entry"),
    (imports_outside_the_law, "sync/server/routes.py", "import db"),
    (imports_outside_the_law, "sync/server/__main__.py", "import ui"),
    (imports_of_a_join, "ui/shell.py", "from app import cli"),
    (imports_of_a_join, "db/journal.py", "import app.demo.story"),
    (heavy_imports_at_start, "app/cli.py", "from db import journal"),
    (heavy_imports_at_start, "app/cli/photo.py", "import PIL.Image"),
    (libraries_out_of_place, "app/domain/entry.py", "import sqlalchemy"),
    (libraries_out_of_place, "db/journal.py", "from PySide6.QtCore import QObject"),
    (libraries_out_of_place, "ui/today/model.py", "def f():\n    import requests"),
    (libraries_out_of_place, "db/keystone.py", "import keyring"),
    (libraries_out_of_place, "app/cli.py", "import click"),
    (impurities_of_the_domain, "app/domain/entry.py", "from datetime import datetime\ndatetime.now()"),
    (impurities_of_the_domain, "app/domain/entry.py", "import os"),
    (impurities_of_the_domain, "app/domain/entry.py", "open('x')"),
    (broad_excepts, "db/journal.py", "try:\n    pass\nexcept Exception:\n    raise"),
    (broad_excepts, "db/journal.py", "try:\n    pass\nexcept (ValueError, BaseException) as e:\n    raise"),
    (broad_excepts, "db/journal.py", "try:\n    pass\nexcept:\n    raise"),
    (broad_excepts, "db/journal.py", "with contextlib.suppress(Exception):\n    pass"),
    (evaluated_code, "app/forms/xpath.py", "eval('1')"),
    (evaluated_code, "db/journal.py", "import pickle"),
    (threads_of_qt, "ui/tasks.py", "class Worker(QtCore.QThread):\n    pass"),
    (nested_event_loops, "ui/tasks.py", "QApplication.processEvents()"),
    (sleeps, "sync/schedule.py", "import time\ntime.sleep(1)"),
    (sleeps, "sync/schedule.py", "from time import sleep"),
    (foreign_addresses, "sync/http.py", "HOST = 'https://example.org/api'"),
    (foreign_addresses, "sync/http.py", "host = f'http://10.0.0.1:{port}'"),
    (long_files, "db/journal.py", "x = 1\n" * (LONGEST_FILE + 1)),
    (vague_names, "db/utils.py", ""),
    (vague_names, "app/core/entry.py", ""),
    (silence_without_reason, "db/journal.py", "x = 1  # type: ignore[assignment]"),
    (silence_without_reason, "db/journal.py", "x = 1  # noqa: S101, PLR2004"),
    (silence_without_reason, "db/journal.py", "x = 1  # noqa"),
    (libraries_of_tools, "devtools/suites.py", "import pytest"),
    (libraries_of_tools, "dev.py", "from app import errors"),
)
KEEPS: tuple[tuple[Rule, str, str], ...] = (
    (imports_outside_the_law, "app/cli/sync.py", "def sync():\n    import db, sync, ui"),
    (imports_outside_the_law, "sync/server/__main__.py", "import db"),
    (imports_of_a_join, "app/demo/story.py", "import app.demo.people"),
    (imports_of_a_join, "ui/shell.py", "import app.climate"),
    (heavy_imports_at_start, "app/cli.py", "def sync():\n    import db"),
    (libraries_out_of_place, "db/keys/ring.py", "import keyring"),
    (broad_excepts, "db/journal.py", "try:\n    pass\nexcept (OSError, ValueError):\n    raise"),
    (evaluated_code, "ui/shell.py", "dialog.exec()"),
    (foreign_addresses, "sync/http.py", "HOST = 'http://127.0.0.1:8000/api'"),
    (long_files, "db/journal.py", "x = 1\n" * LONGEST_FILE),
    (silence_without_reason, "db/journal.py", "x = 1  # type: ignore[assignment]  # exifread has no types"),
    (silence_without_reason, "db/journal.py", "x = 1  # noqa: S101, PLR2004  the range of degrees"),
)


@pytest.mark.parametrize(("rule", "path", "text"), BREAKS)
def test_a_rule_fails_on_code_that_breaks_it(rule: Rule, path: str, text: str) -> None:
    assert broken(rule, [Source(path, text)])


@pytest.mark.parametrize(("rule", "path", "text"), KEEPS)
def test_a_rule_lets_pass_what_it_allows(rule: Rule, path: str, text: str) -> None:
    assert not broken(rule, [Source(path, text)])
