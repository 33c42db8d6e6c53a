"""``yingxun grade``: a calculation on paper, as JSON, and the list of standards."""

import json
from pathlib import Path

import pytest

from app.cli import DONE, FAILED, MISUSED, main
from app.standards import jtgt_h21
from app.standards.written import from_json

BRIDGE = {
    "layout": {"spans": 3, "beams": 8},
    "damages": [{"component": "上部承重构件", "member": "1-3", "indicator": "5.1.1-11", "scale": 3}],
}


@pytest.fixture
def bridge(tmp_path: Path) -> str:
    path = tmp_path / "bridge.json"
    path.write_text(json.dumps(BRIDGE), "utf-8")
    return str(path)


def test_a_file_is_graded_with_the_calculation(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grade", "jtgt_h21", bridge]) == DONE

    said = capsys.readouterr().out
    assert "等级：2类" in said
    assert "4.1.1" in said


def test_the_json_is_the_grade(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grade", "JTG/T H21-2011", bridge, "--json"]) == DONE

    assert from_json(json.loads(capsys.readouterr().out)) == jtgt_h21.grade(BRIDGE)


def test_the_list_names_editions_and_unchecked_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grade", "--list"]) == DONE
    text = capsys.readouterr().out
    assert main(["grade", "--list", "--json"]) == DONE
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}

    assert "JTG/T H21-2011" in text
    assert "未核对原文" in text
    assert listed["village_roads"]["provisional"]
    assert listed["jtgt_h21_indicators"]["can_grade"] is False
    assert listed["jtg5210"]["unchecked"]


@pytest.mark.parametrize("content", ["{", "[]", "[" * 100_000])
def test_a_file_that_is_no_object_is_refused_with_a_sentence(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")

    assert main(["grade", "jtgt_h21", str(path)]) == FAILED
    assert "JSON" in capsys.readouterr().err


def test_an_unknown_standard_is_refused_with_those_there_are(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grade", "iso9001", bridge, "--json"]) == FAILED

    assert json.loads(capsys.readouterr().out)["error"] == "standards.unknown"


def test_a_standard_without_a_file_is_a_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["grade", "jtgt_h21"])

    assert ended.value.code == MISUSED
    assert "--list" in capsys.readouterr().err
