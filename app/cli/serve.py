"""``yingxun serve``: the central server, with its engines, its certificate and its figures."""

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

from app.settings import default_server_home


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401, ARG001  # argparse keeps its type private; a server's home is another
    """Add ``serve`` to the commands."""
    serve = commands.add_parser("serve", parents=[place()], help="run the central server")
    add_arguments(serve)
    serve.set_defaults(run=run)


def place() -> argparse.ArgumentParser:
    """Return what says where a server keeps its things; for every command that opens one."""
    at = argparse.ArgumentParser(add_help=False)
    at.add_argument(
        "--home", type=Path, default=default_server_home(), help="the server's folder (default: %(default)s)"
    )
    at.add_argument("--database", help="URL or path of the database (default: a file in the folder)")
    at.add_argument("--photos", help="a folder, or s3://BUCKET?endpoint=URL (default: a folder in the home)")
    at.add_argument("--json", action="store_true", help="print JSON instead of text")
    return at


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says how to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8400, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--certificate", type=Path, help="PEM file of the certificate chain, for TLS")
    parser.add_argument("--certificate-key", type=Path, help="PEM file of its key (default: in the same file)")
    parser.add_argument("--metrics", type=_address, metavar="HOST:PORT", help="answer Prometheus there")


def run(chosen: argparse.Namespace) -> int:
    """Serve until a signal; a line of JSON for each call goes to standard error."""
    from sync.server.__main__ import serve
    from sync.server.listening import Certificate
    from sync.server.watch import log_to

    chain = chosen.certificate
    end_log = log_to(logging.StreamHandler(sys.stderr))
    try:
        serve(
            *(chosen.home, chosen.database, chosen.photos),
            host=chosen.host,
            port=chosen.port,
            certificate=Certificate(chain, chosen.certificate_key or chain) if chain else None,
            metrics=chosen.metrics,
        )
    finally:
        end_log()
    return 0


def _address(text: str) -> tuple[str, int]:
    """Read ``HOST:PORT``; without a host, loopback. ValueError, which argparse words, for anything else."""
    host, _, port = text.rpartition(":")
    return host.strip("[]") or "127.0.0.1", int(port)
