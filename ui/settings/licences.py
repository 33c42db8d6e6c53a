"""What the program is made of: each library under the licence that we use it by."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata

VERSION = "0.1.0"
LICENCES: Mapping[str, str] = {
    "PySide6_Essentials": "LGPL-3.0-only",
    "alembic": "MIT",
    "argon2-cffi": "MIT",
    "elementpath": "MIT",
    "ExifRead": "BSD-3-Clause",
    "filelock": "MIT",
    "keyring": "MIT",
    "msgspec": "BSD-3-Clause",
    "pi_heif": "LGPL-3.0-or-later",
    "pillow": "MIT-CMU",
    "platformdirs": "MIT",
    "PyNaCl": "Apache-2.0",
    "pyrage": "MIT",
    "pyxform": "BSD-2-Clause",
    "requests": "Apache-2.0",
    "rfc8785": "Apache-2.0",
    "SQLAlchemy": "MIT",
    "sqlcipher3": "Zlib",
    "tzdata": "Apache-2.0",
    "uuid_utils": "BSD-3-Clause",
    "zstandard": "BSD-3-Clause",
}
"""Libraries of the client by the names they are installed under; SPDX expressions."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library that is shipped: its name, installed version and licence."""

    name: str
    version: str
    licence: str


def libraries() -> tuple[Library, ...]:
    """Return the libraries of the client. Reads files: not for the UI thread."""
    return tuple(Library(name, metadata.version(name), licence) for name, licence in LICENCES.items())
