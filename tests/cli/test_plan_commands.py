"""``yingxun plan``, ``works``, ``figure``, ``excavation`` and ``waste`` on an enrolled home, without a window."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import DONE, FAILED, NO, main
from db.keys import FORCE_FILE

Run = Callable[..., tuple[int, list[Any]]]
PHRASE = "only for this test"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Enrol a supervisor of the district; return a way to run a command on that home: exit code, lines as JSON."""
    monkeypatch.setenv(FORCE_FILE, "1")
    server, file, home = tmp_path / "server", tmp_path / "chief.enrolment", tmp_path / "home"

    def command(*arguments: object, secret: str = PHRASE) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(secret + "\n"))
        return main([str(argument) for argument in arguments])

    who = ("chief", "--name", "测试审核人", "--role", "supervisor", "--township", "*")
    assert command("admin", "user", "add", *who, "--home", server) == DONE
    assert command("admin", "enrol", "chief", "--server", "http://127.0.0.1:1", "--out", file, "--home", server) == DONE
    assert command("enrol", "--file", file, "--home", home) == DONE
    capsys.readouterr()

    def on_home(*arguments: object) -> tuple[int, list[Any]]:
        code = command(*arguments, "--home", home, "--json")
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return on_home


def test_a_plan_goes_out_as_a_workbook_and_the_next_one_comes_in(run: Run, tmp_path: Path) -> None:
    path, following = tmp_path / "plan.xlsx", tmp_path / "next.xlsx"
    code, _ = run("plan", "export", path)
    assert code == DONE
    assert run("plan", "import", path, "--dry-run") == (
        DONE,
        [{"plan": "chongming-2024-2026", "targets": 161, "published": False}],
    )

    _renamed(path, following, "chongming-2027-2029")
    assert run("plan", "import", following)[1][0]["published"]
    assert not run("plan", "import", following)[1][0]["published"]
    assert [(one["plan"], one["published"]) for one in run("plan", "list")[1]] == [
        ("chongming-2027-2029", True),
        ("chongming-2024-2026", False),
    ]


def _renamed(path: Path, to: Path, name: str) -> None:
    """Copy a plan's workbook for three years later."""
    from app.ports.sheets import Table
    from db.documents.sheets import OfficeSheets

    sheets = OfficeSheets().read(path)
    about = [(name, "下一轮计划", "2027", "2029")]
    tables = [Table(one.name, one.rows[0], about if one.name == "plan" else one.rows[1:]) for one in sheets]
    OfficeSheets().write(to, tables)


def test_a_ledger_of_works_counts_and_every_bad_row_is_named(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    rows = ("编号,名称,类别,乡镇,完成量,验收日期", "A1,旧河,河道整治,城桥镇,7,2024-05-06", "A2,坏行,不知道,城桥镇,1,")
    ledger.write_text("\n".join(rows), "utf-8")

    code, told = run("works", "import", ledger)
    assert (code, told[0]["created"], told[0]["refused"][0]["line"]) == (NO, 1, 3)
    assert run("works", "import", ledger)[1][0]["unchanged"] == 1

    river = next(one for one in run("plan", "progress")[1] if one["text"] == "河道整治")
    assert (river["done"], river["imported"], river["by_year"]) == ("7", "7", {"2024": "7"})
    assert run("plan", "rows", river["target"])[1][0]["source"] == "imported"
    assert run("works", "list")[1][0]["imported"] == "yes"


def test_figures_come_in_and_wait_and_a_wrong_township_is_said(run: Run, tmp_path: Path) -> None:
    ledger, out = tmp_path / "指标.csv", tmp_path / "进度.xlsx"
    ledger.write_text("目标编号,期间,数值,依据\nT2.3-01,2025,95.6,年报\n", "utf-8")

    assert run("figure", "import", ledger)[1][0]["created"] == 1
    assert run("figure", "list")[1][0]["status"] == "submitted"
    water = next(
        one for one in run("plan", "progress", "--lead", "区生态环境局", "--out", out)[1] if one["feed"] == "reported"
    )
    assert water["standing"] == "no_data"
    assert out.exists()
    assert run("plan", "progress", "--township", "不存在镇")[0] == FAILED


def test_nothing_dug_and_nothing_carried_is_nothing_wrong(run: Run) -> None:
    assert run("excavation") == (DONE, [])
    assert run("waste", "--all") == (DONE, [])
