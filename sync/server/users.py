"""The people of a server, for whoever keeps it: accounts with their persons, grants, and enrolment files."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.directory import Grant
from app.domain.enrolment import Enrolment, check_passphrase, seal_enrolment
from app.domain.keys import PrivateKey
from app.domain.stream import DIRECTORY
from app.errors import AppError
from app.ports.accounts import Account, Accounts
from app.ports.ledger import Ledger
from sync.server.administration import Registrar
from sync.server.passwords import hash_password
from sync.server.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class User:
    """One account as a list shows it; ``devices`` counts those not revoked."""

    login: str
    person: str
    name: str
    is_active: bool
    grants: tuple[Grant, ...]
    devices: int


class Users:
    """What ``yingxun admin`` does; each call is done once it returned."""

    def __init__(
        self,
        ledger: Ledger,
        accounts: Accounts,
        sign_in: SignIn,
        registrar: Registrar,
        recovery_key: Callable[[], str] = str,
    ) -> None:
        self._ledger = ledger
        self._accounts = accounts
        self._sign_in = sign_in
        self._registrar = registrar
        self._recovery_key = recovery_key

    def add(self, login: str, name: str, password: str) -> str:
        """Open an account for a new person; return the person's id.

        Raises:
            AppError: as ``SignIn.open`` says; then nobody was added.
        """
        self._sign_in.check_new(login, password)
        person = self._registrar.add_person(name)
        self._sign_in.open(login, password, person)
        return person

    def all(self) -> tuple[User, ...]:
        """Return every account, by login."""
        directory = self._ledger.directory()
        return tuple(
            User(
                account.login,
                account.person,
                directory.name(account.person),
                account.is_active,
                tuple(grant for grant in directory.grants if grant.person == account.person),
                sum(device.person == account.person and device.is_active for device in directory.devices.values()),
            )
            for account in self._accounts.all()
        )

    def disable(self, login: str) -> None:
        """Close an account, end its tokens and revoke its person; what was logged stays.

        Raises:
            AppError: ``account.unknown``.
        """
        account = self._find(login)
        self._accounts.change(replace(account, is_active=False))
        if self._ledger.directory().persons[account.person].is_active:
            self._registrar.revoke(account.person)

    def enable(self, login: str) -> None:
        """Open an account again.

        Raises:
            AppError: ``account.unknown``.
        """
        account = self._find(login)
        if not self._ledger.directory().persons[account.person].is_active:
            self._registrar.restore(account.person)
        self._accounts.change(replace(account, is_active=True))

    def set_password(self, login: str, password: str) -> None:
        """Set a new password and end the account's tokens.

        Raises:
            AppError: ``account.unknown``, ``account.password_too_short`` or ``account.password_too_long``.
        """
        self._accounts.change(replace(self._find(login), password=hash_password(password)))

    def person(self, login: str) -> str:
        """Return the person's id of an account.

        Raises:
            AppError: ``account.unknown``.
        """
        return self._find(login).person

    def newest_device(self, login: str) -> str:
        """Return the id of the device that an account's person enrolled last.

        Raises:
            AppError: ``account.unknown``, or ``account.no_device``.
        """
        person = self._find(login).person
        devices = self._ledger.directory().devices.values()
        own = [device.id for device in devices if device.person == person and device.is_active]
        if not own:
            raise AppError("account.no_device", login=login)
        return own[-1]

    def enrolment_file(self, login: str, server_url: str, passphrase: str, machine: str = "") -> bytes:
        """Make a device for a person and return the sealed file with which it begins without a network.

        Args:
            login: the person's account.
            server_url: where the device will find the server; may be empty.
            passphrase: opens the file.
            machine: the machine's name, for people.

        Raises:
            AppError: ``account.unknown`` or ``enrolment.passphrase_too_short``; then no device was made.
        """
        account = self._find(login)
        check_passphrase(passphrase)
        key = PrivateKey.generate()
        device = self._registrar.enrol(account.person, key.public, machine)
        enrolment = Enrolment(
            server_url=server_url,
            server_key=self._ledger.key,
            server_device=self._ledger.device,
            generation=self._ledger.generation,
            person=account.person,
            name=self._ledger.directory().name(account.person),
            login=login,
            device=device,
            device_key=key,
            directory=self._ledger.stream(DIRECTORY),
            recovery_key=self._recovery_key(),
        )
        return seal_enrolment(enrolment, passphrase)

    def _find(self, login: str) -> Account:
        account = self._accounts.find(login)
        if account is None:
            raise AppError("account.unknown", login=login)
        return account
