"""A stream: one township's log of one subject, the unit of sequence, chain, digest, cursor and grant."""

import hashlib
import re
from dataclasses import dataclass

DISTRICT = "310151000"
GENESIS = "0" * 64

_TOWNSHIP = re.compile(r"\d{9}")
_SUBJECT = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True, order=True)
class Stream:
    """A township code of nine digits (``310151000`` for what is district-wide) and a subject such as ``bridge``."""

    township: str
    subject: str

    def __post_init__(self) -> None:
        if not _TOWNSHIP.fullmatch(self.township):
            raise ValueError(f"not a township code: {self.township!r}")
        if not _SUBJECT.fullmatch(self.subject):
            raise ValueError(f"not a subject: {self.subject!r}")

    @classmethod
    def parse(cls, text: str) -> "Stream":
        """Read what ``str()`` writes; raise ValueError otherwise."""
        township, _, subject = text.partition("/")
        return cls(township, subject)

    def __str__(self) -> str:
        return f"{self.township}/{self.subject}"


DIRECTORY = Stream(DISTRICT, "directory")


def digest_after(digest: str, entry_hash: str) -> str:
    """Return a stream's digest after one more entry: Dₙ = SHA-256(Dₙ₋₁ ‖ hash); both and the result in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(digest) + bytes.fromhex(entry_hash)).hexdigest()
