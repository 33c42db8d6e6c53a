"""The home folders of one machine: each person has their own, two people on a shared machine never share a store."""

from collections.abc import Callable
from pathlib import Path

from app.assembly.client import Client, join
from app.assembly.enrolment import enrol_by_file, enrol_by_network
from app.errors import AppError
from app.usecases.throttle import Throttle
from app.workplace import Workplace
from db.identity import FILE_NAME, Identity, read_identity, write_identity
from db.machine import SystemClock, UuidIds
from ui.signin.model import Account

FREE_ATTEMPTS = 5
"""Wrong passwords before each further one has to wait."""


class Homes:
    """Opens and enrols home folders (``ui.signin.model.SignIn`` and ``Enroller``).

    Args:
        root: a folder of home folders, or one home folder.
        opened: is told each client that was opened, to close it in time.
    """

    def __init__(self, root: Path, opened: Callable[[Client], None]) -> None:
        self._root = root
        self._opened = opened
        self._throttle = Throttle(SystemClock(), free=FREE_ATTEMPTS)

    def accounts(self) -> tuple[Account, ...]:
        """Return who enrolled on this machine, whoever came last first."""
        found = [path for path in (self._root, *self._folders()) if (path / FILE_NAME).exists()]
        found.sort(key=lambda path: (path / FILE_NAME).stat().st_mtime, reverse=True)
        return tuple(_account(home) for home in found)

    def enter(self, account: Account, password: str) -> Workplace:
        """Open the account's home.

        Raises:
            AppError: ``identity.wrong_password``, ``account.too_many_attempts``, or what a store that does not open
                says.
        """
        identity = read_identity(account.home)
        if identity is None:
            raise AppError("identity.missing", home=account.home)
        self._throttle.attempt(identity.login)
        if not identity.admits(password):
            raise AppError("identity.wrong_password")
        self._throttle.succeed(identity.login)
        return self.open(account.home, identity)

    def by_network(self, address: str, login: str, password: str) -> Workplace:
        """Enrol at the server and open the new home; errors as for ``enrol_by_network``."""
        home = self._new_home()
        return self.open(home, enrol_by_network(home, _with_scheme(address), login, password))

    def by_file(self, path: Path, passphrase: str) -> Workplace:
        """Enrol from a file without a network and open the new home; errors as for ``enrol_by_file``."""
        home = self._new_home()
        return self.open(home, enrol_by_file(home, path, passphrase))

    def open(self, home: Path, identity: Identity) -> Workplace:
        """Open a home without asking for the password; whoever came last is offered first."""
        client = join(home, identity)
        self._opened(client)
        write_identity(home, identity)
        return client.workplace

    def _folders(self) -> list[Path]:
        return [path for path in self._root.iterdir() if path.is_dir()] if self._root.is_dir() else []

    def _new_home(self) -> Path:
        return self._root / UuidIds().new()


def _account(home: Path) -> Account:
    identity = read_identity(home)
    if identity is None:
        raise AppError("identity.missing", home=home)
    return Account(home, identity.login, identity.name)


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"
