"""The central server, joined: its home folder opened and its parts put together, for serving and for administration.

``python -m sync.server --home DIR`` is what ``yingxun serve`` does.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from app.usecases.throttle import Throttle
from db.accounts import AccountTable
from db.blobs import FolderUploads
from db.holdings import HoldingTable
from db.ledger import LogLedger
from db.machine import SystemClock, UuidIds
from db.photos.shelf import FolderShelf
from db.photos.thumbnails import FolderThumbnails
from db.recovery import RecoveryPlace
from db.server_home import ServerHome, open_server_home
from sync.server.administration import Registrar
from sync.server.application import build
from sync.server.central import Central
from sync.server.listening import Certificate, Listening
from sync.server.sign_in import SignIn
from sync.server.users import Users
from sync.server.watch import Watch, Watched, telling

LOGIN_ATTEMPTS = 5
ADDRESS_ATTEMPTS = 40
"""Attempts to sign in that are free: at one account, and from one address, behind which an office may sit."""


@dataclass(frozen=True, slots=True)
class OpenServer:
    """A server whose home is open: ``central`` answers calls, the others are for its keeper."""

    central: Central
    users: Users
    registrar: Registrar
    home: ServerHome


@contextmanager
def open_server(home: Path, database: str | None = None, photos: str | None = None) -> Iterator[OpenServer]:
    """Open a server's home, founding it at the first start; raises as ``open_server_home``."""
    clock, ids = SystemClock(), UuidIds()
    with open_server_home(home, database, photos, clock, ids) as opened:
        ledger = LogLedger(opened.engine, opened.seat, ids)
        accounts = AccountTable(opened.engine)
        sign_in = SignIn(accounts, clock)
        registrar = Registrar(ledger, ids, clock)
        recovery = RecoveryPlace(opened.engine)
        central = Central(
            ledger=ledger,
            sign_in=sign_in,
            holdings=HoldingTable(opened.engine, opened.seat.author.key, opened.seat.generation),
            blobs=opened.photos,
            uploads=FolderUploads(opened.photos),
            shelf=FolderShelf(opened.photos, FolderThumbnails(opened.thumbnails), clock),
            clock=clock,
            ids=ids,
            by_login=Throttle(clock, free=LOGIN_ATTEMPTS),
            by_address=Throttle(clock, free=ADDRESS_ATTEMPTS),
            key=opened.seat.author.key,
            scratch=home / "bundles",
            recovery_key=recovery.key,
        )
        yield OpenServer(central, Users(ledger, accounts, sign_in, registrar, recovery.key), registrar, opened)


def open_chosen(chosen: argparse.Namespace) -> AbstractContextManager[OpenServer]:
    """Open the server that a command names (``app.cli.serve.place``); raises as ``open_server``."""
    return open_server(chosen.home, chosen.database, chosen.photos)


def announce(port: int) -> None:
    """Tell the program that started this one, in one line of JSON, that requests are answered."""
    sys.stdout.write(json.dumps({"event": "listening", "port": port}) + "\n")
    sys.stdout.flush()


def serve(
    home: Path,
    database: str | None = None,
    photos: str | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    ready: Callable[[int], None] | None = announce,
    certificate: Certificate | None = None,
    metrics: tuple[str, int] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, then end the requests under way.

    Args:
        home: the server's home folder, made if need be.
        database: URL or path; None for a file in the home folder.
        photos: a folder or a bucket; None for a folder in the home.
        host: the address to listen on.
        port: 0 for a free one.
        ready: is told the port once requests are answered.
        certificate: for TLS; None serves plain HTTP, for loopback or behind a proxy that does TLS.
        metrics: the address on which Prometheus is answered; None for none.

    Raises:
        AppError: as ``open_server``, and ``server.port_taken`` or ``server.certificate``.
    """
    watch = Watch()
    with open_server(home, database, photos) as server, telling(watch, *metrics) if metrics else nullcontext():
        Listening(Watched(build(server.central), watch), host, port, certificate).run(ready)


class EmbeddedServer:
    """The central server in a thread of another program, on loopback."""

    def __init__(self, home: Path, database: str | None = None, photos: str | None = None) -> None:
        self._home = home
        self._database = database
        self._photos = photos
        self._resources = ExitStack()

    def start(self, port: int = 0) -> int:
        """Open the home and serve; return the port once requests are answered."""
        with ExitStack() as opening:
            self.server = opening.enter_context(open_server(self._home, self._database, self._photos))
            listening = Listening(build(self.server.central), "127.0.0.1", port)
            opening.callback(listening.stop)
            listening.start()
            self._resources = opening.pop_all()
        return listening.port

    def stop(self) -> None:
        """End the requests under way and close the home."""
        self._resources.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server from the command line; return the exit code."""
    from app.cli import serve as command

    parser = argparse.ArgumentParser(prog="yingxun serve", parents=[command.place()], description=command.__doc__)
    command.add_arguments(parser)
    try:
        return command.run(parser.parse_args(arguments))
    except AppError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
