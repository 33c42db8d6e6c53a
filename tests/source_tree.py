"""The repository's own files, read for the tests of its architecture and documents."""

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("app", "db", "sync", "ui", "resources")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root with forward slashes, and its text."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the syntax tree, also those inside functions."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def imports(self) -> tuple[tuple[int, str], ...]:
        """Line and dotted name of everything imported, wherever it stands; ``from a import b`` gives ``a.b``."""
        return tuple(found for node in self.nodes for found in _imported(node))

    @property
    def imports_at_start(self) -> tuple[tuple[int, str], ...]:
        """Those of the imports that run when the module is loaded, as far as they stand at its outermost level."""
        return tuple(found for node in self.tree.body for found in _imported(node))

    @cached_property
    def comments(self) -> tuple[tuple[int, str], ...]:
        """Line and text of every comment."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return tuple((token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT)

    def is_in(self, places: tuple[str, ...]) -> bool:
        """Whether the file is one of the places: ``db/`` a folder, ``db/keys`` a module or a package."""
        return any(
            self.path.startswith(place if place.endswith("/") else f"{place}/") or self.path == f"{place}.py"
            for place in places
        )


def _imported(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Import(names=names):
            yield from ((node.lineno, alias.name) for alias in names)
        case ast.ImportFrom(module=module, names=names):
            yield from ((node.lineno, f"{module or '.'}.{alias.name}") for alias in names)
        case ast.Call(
            func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"), args=args
        ):
            yield from ((node.lineno, str(arg.value)) for arg in args[:1] if isinstance(arg, ast.Constant))


@cache
def product() -> tuple[Source, ...]:
    """Every Python file that is shipped."""
    return tuple(source for source in python_files() if source.path.split("/", maxsplit=1)[0] in PRODUCT)


@cache
def python_files() -> tuple[Source, ...]:
    """Every Python file of the repository."""
    return tuple(Source(path, text) for path, text in text_files() if path.endswith(".py"))


@cache
def text_files() -> tuple[tuple[str, str], ...]:
    """Path and text of every text file under version control or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    paths = sorted(set(listed.stdout.decode().split("\0")) - {""})
    return tuple((path, text) for path in paths if (text := _text(ROOT / path)) is not None)


def _text(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
