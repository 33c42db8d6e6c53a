"""Whose home folder it is: who enrolled here, at which server, and the verifier for signing in without a network."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from app.errors import AppError
from db.keys import write_private

FILE_NAME = "identity.json"


@dataclass(frozen=True, slots=True)
class Identity:
    """One person on one device, as pinned at enrolment.

    Attributes:
        person: id in the directory.
        name: for people.
        login: the account at the server.
        device: id of this device in the directory.
        server_url: where the server is.
        server_device: the server's own device.
        server_key: its public key, hexadecimal.
        generation: of the server's log at enrolment.
        verifier: argon2id of the password, for signing in offline.
        ca: path of the certificate authority to trust, or empty for the system's.
    """

    person: str
    name: str
    login: str
    device: str
    server_url: str
    server_device: str
    server_key: str
    generation: str
    verifier: str
    ca: str = ""

    @property
    def machine(self) -> str:
        """Four characters that stand for this device in a 编号."""
        return self.device.replace("-", "")[-4:].upper()

    def admits(self, password: str) -> bool:
        """Whether the password is the one that was set when this device last met the server."""
        try:
            return PasswordHasher().verify(self.verifier, password)
        except VerificationError:
            return False

    def with_password(self, password: str) -> "Identity":
        """Return the identity with another verifier."""
        return replace(self, verifier=verifier_of(password))


def verifier_of(password: str) -> str:
    """Return the argon2id verifier of a password."""
    return PasswordHasher().hash(password)


def read_identity(home: Path) -> Identity | None:
    """Return whose home it is, or None before enrolment.

    Raises:
        AppError: ``identity.damaged`` if the file does not read.
    """
    path = home / FILE_NAME
    if not path.exists():
        return None
    try:
        return Identity(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise AppError("identity.damaged", path=path) from error


def write_identity(home: Path, identity: Identity) -> None:
    """Write whose home it is, readable by its owner alone."""
    write_private(home / FILE_NAME, json.dumps(asdict(identity), ensure_ascii=False, indent=1).encode())
