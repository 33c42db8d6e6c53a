"""Signing in on this machine, and enrolling it; what these need is given by the program as ports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.workplace import Workplace
from ui.tasks import Tasks
from ui.words import explain


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who enrolled on this machine; the home folder names the account."""

    home: Path
    login: str
    name: str


class SignIn(Protocol):
    """Opens the home folder of a person, without a network; slow, never called on the UI thread."""

    def accounts(self) -> tuple[Account, ...]:
        """Return who enrolled on this machine, whoever came last first."""
        ...

    def enter(self, account: Account, password: str) -> Workplace:
        """Open the account's home.

        Raises:
            AppError: ``identity.wrong_password``, ``store.newer`` or another of a store that does not open.
        """
        ...


class Enroller(Protocol):
    """Makes this machine a device of a person; slow, never called on the UI thread."""

    def by_network(self, address: str, login: str, password: str) -> Workplace:
        """Enrol at the server and open the new home.

        Raises:
            AppError: ``network.unreachable``, ``account.wrong_password`` and their kin.
        """
        ...

    def by_file(self, path: Path, passphrase: str) -> Workplace:
        """Enrol from a file without a network; its passphrase signs in here until the server is first met.

        Raises:
            AppError: ``enrolment.wrong_passphrase``, ``enrolment.unreadable`` and their kin.
        """
        ...


class DoorModel(QObject):
    """The door of the program.

    Signals:
        changed: accounts or whether it is busy have changed; read the properties again.
        refused: what was tried did not work; the argument is the sentence to show.
        entered: a ``Workplace`` is open.
    """

    changed = Signal()
    refused = Signal(str)
    entered = Signal(object)

    def __init__(self, sign_in: SignIn, enroller: Enroller, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sign_in, self._enroller, self._tasks = sign_in, enroller, tasks
        self.accounts: tuple[Account, ...] = ()
        self.is_known = False
        self.is_busy = False

    def begin(self) -> None:
        """Find out who enrolled here."""
        self._set_busy(is_busy=True)
        self._tasks.on_database(self._sign_in.accounts, self._show, self._refuse)

    def enter(self, account: Account, password: str) -> None:
        """Sign in."""
        self._try(partial(self._sign_in.enter, account, password), on_network=False)

    def enrol_by_network(self, address: str, login: str, password: str) -> None:
        """Enrol at a server."""
        self._try(partial(self._enroller.by_network, address.strip(), login.strip(), password), on_network=True)

    def enrol_by_file(self, path: str, passphrase: str) -> None:
        """Enrol from a file."""
        self._try(partial(self._enroller.by_file, Path(path), passphrase), on_network=False)

    def _try(self, work: Callable[[], Workplace], *, on_network: bool) -> None:
        if self.is_busy:
            return
        self._set_busy(is_busy=True)
        start = self._tasks.on_network if on_network else self._tasks.on_database
        start(work, self._enter, self._refuse)

    def _show(self, accounts: tuple[Account, ...]) -> None:
        self.accounts, self.is_known = accounts, True
        self._set_busy(is_busy=False)

    def _enter(self, workplace: Workplace) -> None:
        self._set_busy(is_busy=False)
        self.entered.emit(workplace)

    def _refuse(self, error: AppError) -> None:
        self._set_busy(is_busy=False)
        self.refused.emit(explain(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.changed.emit()
