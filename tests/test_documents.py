"""What people read is true: the documents, and the sentences of every error."""

import ast
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from resources import resource_folder
from tests.source_tree import ROOT, Source, product

# Places that pass on the code of a server's answer or of an entry that was refused, written elsewhere.
RELAYS = frozenset({"sync/enrolment.py", "ui/record/question.py", "ui/sync/waiting_table.py"})
REFUSED = "refused."  # before the code of an admission, where a sentence says why an entry was refused

LANGUAGES = {"zh", "en"}
LONGEST_ARCHITECTURE = 90  # lines: one page
PLACES = re.compile(r"`((?:\.?[\w-]+/)+[\w.-]*)`")


@dataclass(frozen=True)
class Raised:
    """A place where an error is made: its code (None if not written there) and the names of its parameters."""

    where: str
    code: str | None
    parameters: frozenset[str]
    passes_more: bool


def raised(source: Source, kinds: frozenset[str]) -> Iterator[Raised]:
    """Yield the places of a file that make an error of one of the kinds (names of classes)."""
    for node in source.nodes:
        match node:
            case ast.Call(func=ast.Name(id=kind) | ast.Attribute(attr=kind), args=[first, *_]) if kind in kinds:
                names = frozenset(word.arg for word in node.keywords if word.arg is not None)
                more = any(word.arg is None for word in node.keywords)
                yield from (Raised(f"{source.path}:{node.lineno}", code, names, more) for code in codes(first, source))


def codes(argument: ast.expr, source: Source) -> list[str | None]:
    """Return the codes that an argument can be: text, ``a if … else b``, a variable of these; None if unwritten."""
    match argument:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=one, orelse=other):
            return codes(one, source) + codes(other, source)
        case ast.Name(id=name):
            given = [
                node for node in source.nodes if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
            ]
            return [code for node in given for code in codes(node.value, source)] or [None]
    return [None]


def kinds_of_error() -> frozenset[str]:
    """Return the names of AppError and of its subclasses."""
    classes = [node for source in product() for node in source.nodes if isinstance(node, ast.ClassDef)]
    kinds = {"AppError"}
    while more := {c.name for c in classes if {ast.unparse(base) for base in c.bases} & kinds} - kinds:
        kinds |= more
    return frozenset(kinds)


def every_raised() -> list[Raised]:
    """Return every place of the product that makes an error."""
    kinds = kinds_of_error()
    return [found for source in product() for found in raised(source, kinds)]


def sentences() -> dict[str, dict[str, str]]:
    """Return code → language → sentence, out of every file; a code in two files is an error."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((resource_folder() / "translations" / "errors").glob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        assert not found.keys() & entries.keys(), f"{path.name} repeats codes of another file"
        found |= entries
    return found


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_the_test_command_of_the_readme_is_what_continuous_integration_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert script.splitlines()[-1] == "python3 dev.py test"
    assert "\npython3 dev.py test\n" in readme


def test_the_commands_of_the_readme_exist() -> None:
    named = set(re.findall(r"python3 dev\.py (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    listed = subprocess.run(
        [sys.executable, "dev.py"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout

    assert named <= set(re.findall(r"^python3 dev\.py (\w+)", listed, re.MULTILINE))


def test_the_architecture_fits_on_one_page() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_ARCHITECTURE


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md"])
def test_every_place_that_a_document_names_exists(document: str) -> None:
    named = PLACES.findall((ROOT / document).read_text(encoding="utf-8"))

    assert not [place for place in named if not (ROOT / place).exists()]


@pytest.mark.parametrize("document", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_test_that_a_document_names_exists(document: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", document.read_text("utf-8")))
    files = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert named <= {name for text in files for name in re.findall(r"def (test_\w+)", text)}


def test_every_error_is_made_with_its_code_written_out() -> None:
    unwritten = [found.where for found in every_raised() if found.code is None]

    assert not [where for where in unwritten if where.partition(":")[0] not in RELAYS]


def test_every_error_has_a_sentence_in_every_language() -> None:
    said = sentences()
    silent = {
        f"{found.where}: {found.code}"
        for found in every_raised()
        if found.code is not None and set(said.get(found.code, ())) != LANGUAGES
    }

    assert not silent


def test_the_languages_of_an_error_name_the_same_things() -> None:
    uneven = {
        code for code, each in sentences().items() if len({frozenset(placeholders(s)) for s in each.values()}) > 1
    }

    assert not uneven


def test_every_error_is_given_what_its_sentence_names() -> None:
    said = sentences()
    missing = {
        f"{found.where}: {found.code} lacks {name}"
        for found in every_raised()
        if not found.passes_more
        for name in placeholders(said.get(found.code or "", {}).get("zh", "")) - found.parameters
    }

    assert not missing


def test_no_sentence_is_left_of_an_error_that_nobody_makes() -> None:
    written = {
        node.value
        for source in product()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert not {code for code in sentences() if not {code, code.removeprefix(REFUSED)} & written}


def test_making_an_error_is_found_with_its_code_and_parameters() -> None:
    made = (
        'AppError("a.b", path=p)',
        'code = "a.c" if x else "a.d"',
        "errors.AppError(code, **more)",
        "AppError(answer.code)",
        'ValueError("x")',
    )

    found = list(raised(Source("db/x.py", "\n".join(made)), frozenset({"AppError"})))

    assert [(place.code, sorted(place.parameters), place.passes_more) for place in found] == [
        ("a.b", ["path"], False),
        ("a.c", [], True),
        ("a.d", [], True),
        (None, [], False),
    ]
