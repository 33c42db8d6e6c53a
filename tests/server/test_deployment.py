"""The files that the documentation offers to whoever runs a server: each is read, and its command understood."""

import configparser
import re
import shlex
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]  # its types are a package of their own

from app.cli import build_parser

FOLDER = Path(__file__).parents[2] / "docs" / "server"


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names keep their capitals
    parser.read(FOLDER / "yingxun.service", encoding="utf-8")
    return parser


def test_the_command_of_the_systemd_unit_is_understood() -> None:
    program, *arguments = shlex.split(unit()["Service"]["ExecStart"])
    chosen = build_parser().parse_args(arguments)

    assert Path(program).name == "yingxun"
    assert (chosen.port, chosen.metrics) == (8443, ("127.0.0.1", 9464))
    assert None not in (chosen.certificate, chosen.certificate_key)


def test_what_the_unit_takes_from_the_environment_stands_in_its_explanation() -> None:
    service = unit()["Service"]
    wanted = set(re.findall(r"\$\{(\w+)\}", service["ExecStart"]))
    explained = set(
        re.findall(r"([A-Z_]+)=…|^# ([A-Z_]+)=", (FOLDER / "yingxun.service").read_text("utf-8"), re.MULTILINE)
    )

    assert wanted <= {name for pair in explained for name in pair}
    assert service["Restart"] == "on-failure"


def test_the_command_of_the_compose_file_is_understood_and_its_names_lead_somewhere() -> None:
    composed = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
    services = composed["services"]
    chosen = build_parser().parse_args(services["server"]["command"])

    assert chosen.photos == "s3://photos?endpoint=http://photos:8333"
    assert "yingxun@database/" in chosen.database
    assert set(services["server"]["depends_on"]) <= services.keys()
    for service in services.values():
        assert {volume.partition(":")[0] for volume in service.get("volumes", [])} <= composed["volumes"].keys()
        assert set(service.get("secrets", [])) <= composed["secrets"].keys()


@pytest.mark.parametrize("name", ["yingxun.service", "compose.yaml"])
def test_no_secret_stands_in_the_files(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")

    assert not re.search(r"(?i)(password|secret_access_key|access_key_id)\s*[:=]\s*['\"]?[a-z0-9]{4,}", text)
