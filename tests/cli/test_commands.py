"""The command line: what is printed, and exit codes that scripts can trust."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import DONE, FAILED, NO, build_parser, main
from db.keys import FORCE_FILE
from db.photos.sample import Shot, sample_photo
from tests.source_tree import ROOT

PATROL = ROOT / "resources" / "forms" / "bridge_patrol.md"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a way to run a command: exit code, standard output, standard error."""
    monkeypatch.setenv(FORCE_FILE, "1")

    def command(*arguments: object, secret: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(secret + "\n"))
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_photos_are_told_of_in_order_one_line_each(run: Run, tmp_path: Path) -> None:
    sound, text = tmp_path / "a.jpg", tmp_path / "b.txt"
    sound.write_bytes(sample_photo(1, Shot(), size=(64, 48)))
    text.write_text("no picture")

    code, out, _ = run("photo", "inspect", text, sound, tmp_path / "missing.jpg", tmp_path)

    lines = [json.loads(line) for line in out.splitlines()]
    assert code == DONE
    assert [line["path"] for line in lines] == [str(text), str(sound), str(tmp_path / "missing.jpg"), str(tmp_path)]
    assert all({"sha256", "size", "kind", "position", "diagnosis"} <= line.keys() for line in lines)
    assert lines[1]["kind"] == "jpeg"
    assert all(line["diagnosis"] for line in lines)


def test_a_home_that_is_not_enrolled_is_said_plainly_in_both_languages(run: Run, tmp_path: Path) -> None:
    code, out, err = run("verify", "--home", tmp_path / "nobody", "--json")

    assert code == FAILED
    assert json.loads(out)["error"] == "identity.missing"
    assert "登记" in err
    assert "enrol" in err


def test_a_form_is_checked_and_what_is_wrong_is_placed(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text("| survey |||\n|| type | name | label | relevant |\n|| text | a | A | nosuch(1) |\n", "utf-8")

    assert run("form", "check", PATROL, "--json")[0] == DONE
    code, out, _ = run("form", "check", bad, "--json")
    errors = json.loads(out)["errors"]
    assert code == NO
    assert [(error.get("row"), error.get("column")) for error in errors] == [("2", "relevant")]


def test_filling_a_form_tells_what_is_missing_and_what_is_complete(run: Run, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"findings": [{"seen": "railing"}], "conclusion": {"passable": "yes"}}')
    code, out, _ = run("form", "fill", PATROL, "--answers", answers, "--json")
    assert code == NO
    failed = {problem["path"].partition("]")[2] for problem in json.loads(out)["failed"]}
    assert failed == {"/detail", "/photo"}

    answers.write_text('{"conclusion": {"passable": "yes"}}')
    code, out, _ = run("form", "fill", PATROL, "--answers", answers, "--json")
    assert (code, json.loads(out)["is_complete"]) == (DONE, True)


def test_a_submission_goes_out_and_comes_back_the_same(run: Run, tmp_path: Path) -> None:
    answers, xml = tmp_path / "answers.json", tmp_path / "s.xml"
    answers.write_text('{"weather": "fine", "conclusion": {"passable": "limited", "measure": "限速 5 km/h"}}', "utf-8")
    _, out, _ = run("form", "export", PATROL, "--answers", answers)
    xml.write_text(out, "utf-8")

    code, out, _ = run("form", "import", PATROL, "--xml", xml)

    read: dict[str, Any] = json.loads(out)["answers"]
    assert code == DONE
    said = [read[path] for path in ("weather", "conclusion/passable", "conclusion/measure")]
    assert said == ["fine", "limited", "限速 5 km/h"]


def test_accounts_are_opened_listed_and_closed(run: Run, tmp_path: Path) -> None:
    at = ("--home", tmp_path / "server")
    add = ("admin", "user", "add", "wang", "--name", "王某", "--role", "inspector", "--township", "310151101")

    assert run(*add, *at, secret="short")[0] == FAILED
    assert run(*add, *at, secret="a long enough password")[0] == DONE
    assert run(*add, *at, secret="a long enough password")[0] == FAILED
    _, out, _ = run("admin", "user", "list", *at, "--json")
    assert [(json.loads(line)["login"], json.loads(line)["roles"]) for line in out.splitlines()] == [
        ("wang", ["inspector@310151101"])
    ]
    assert run("admin", "user", "disable", "wang", *at)[0] == DONE
    _, out, _ = run("admin", "user", "list", *at, "--json")
    assert json.loads(out)["active"] is False


def test_a_form_is_published_once_per_version(run: Run, tmp_path: Path) -> None:
    at = ("--home", tmp_path / "server", "--json")

    for _ in range(2):
        assert run("admin", "form", "publish", PATROL, *at)[0] == DONE
    _, out, _ = run("admin", "form", "list", *at)
    assert [json.loads(line)["form"] for line in out.splitlines()] == ["bridge_patrol"]


def test_the_readme_names_only_commands_that_exist() -> None:
    named = re.findall(r"^\| `yingxun ?([a-z ]*)`", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    words = {command.split()[0] for command in named if command.strip()}

    usage = build_parser().format_help()
    assert words
    assert not [word for word in words if not re.search(rf"^ +{word} ", usage, re.MULTILINE)]
