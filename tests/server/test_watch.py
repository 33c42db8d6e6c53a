"""What the keeper of a server sees: figures, lines, readiness, and the certificate that clients know it by."""

import io
import json
import logging
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from app.errors import AppError
from sync import paths
from sync.server.__main__ import open_server
from sync.server.application import build
from sync.server.listening import Certificate, Listening
from sync.server.watch import Watch, Watched, log_to, telling
from tests.buckets import BucketServer
from tests.server.certificates import Authority

CANARY = "canary-3f1c"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The server's log."""
    written = io.StringIO()
    end = log_to(logging.StreamHandler(written))
    yield written
    end()


def serving(stack: ExitStack, home: Path, watch: Watch, certificate: Certificate | None = None) -> int:
    """Serve until the stack ends; return the port."""
    server = stack.enter_context(open_server(home))
    listening = Listening(Watched(build(server.central), watch), "127.0.0.1", 0, certificate)
    stack.callback(listening.stop)
    return listening.start()


def test_each_call_is_a_figure_and_a_line_and_neither_tells_a_secret(tmp_path: Path, lines: io.StringIO) -> None:
    watch = Watch()
    with ExitStack() as stack:
        port = serving(stack, tmp_path, watch)
        metrics = stack.enter_context(telling(watch, "127.0.0.1", 0))
        body = {"login": CANARY, "password": CANARY}
        refused = requests.post(
            f"http://127.0.0.1:{port}{paths.LOGIN}", json=body, headers={"Sync-Protocol": "1"}, timeout=30
        )
        requests.get(f"http://127.0.0.1:{port}/{CANARY}?{CANARY}", headers={"Authorization": CANARY}, timeout=30)
        figures = requests.get(f"http://127.0.0.1:{metrics}/metrics", timeout=30).text

    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert refused.status_code == 401
    assert [(line["call"], line["status"]) for line in told] == [("login", 401), ("none", 404)]
    assert 'yingxun_calls_total{call="login",status="401"} 1.0' in figures
    assert 'yingxun_call_seconds_count{call="login"} 1.0' in figures
    assert "yingxun_calls_under_way 0.0" in figures
    assert CANARY not in figures + lines.getvalue()


def test_a_port_of_figures_in_use_is_a_sentence() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(AppError, match=r"server\.port_taken"),
        telling(Watch(), "127.0.0.1", taken.getsockname()[1]),
    ):
        pass


def test_a_server_is_ready_while_its_stores_answer(bucket_server: BucketServer, tmp_path: Path) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(open_server(tmp_path, photos=bucket_server.fresh()))
        listening = Listening(build(server.central), "127.0.0.1", 0)
        stack.callback(listening.stop)
        ready = f"http://127.0.0.1:{listening.start()}{paths.READY}"

        assert requests.get(ready, timeout=60).status_code == 200
        bucket_server.stop()
        try:
            assert requests.get(ready, timeout=60).status_code == 503
        finally:
            assert bucket_server.start()
        assert requests.get(ready, timeout=60).status_code == 200


def test_clients_that_know_the_authority_are_served_and_others_go_away(tmp_path: Path) -> None:
    district, stranger = Authority(tmp_path / "district"), Authority(tmp_path / "stranger", "stranger")
    with ExitStack() as stack:
        url = f"https://127.0.0.1:{serving(stack, tmp_path / 'home', Watch(), Certificate(*district.issue()))}/health"

        assert requests.get(url, verify=str(district.ca), timeout=30).status_code == 200
        for other in (str(stranger.ca), True):
            with pytest.raises(requests.exceptions.SSLError):
                requests.get(url, verify=other, timeout=30)


def test_an_expired_certificate_is_refused_by_the_client(tmp_path: Path) -> None:
    district = Authority(tmp_path / "district")
    expired = district.issue(until=datetime.now(UTC) - timedelta(days=1))
    with ExitStack() as stack:
        url = f"https://127.0.0.1:{serving(stack, tmp_path / 'home', Watch(), Certificate(*expired))}/health"

        with pytest.raises(requests.exceptions.SSLError, match="expired"):
            requests.get(url, verify=str(district.ca), timeout=30)


def test_a_certificate_and_a_key_that_do_not_belong_together_are_a_sentence(tmp_path: Path) -> None:
    district = Authority(tmp_path)
    chain, _ = district.issue("one")
    _, key = district.issue("other")

    with pytest.raises(AppError, match=r"server\.certificate"):
        Certificate(chain, key).check()
    with pytest.raises(AppError, match=r"server\.certificate"):
        Certificate(tmp_path / "none", key).check()
