"""Digests and base64."""

import base64
import binascii
import hashlib
from collections.abc import Mapping

from app.errors import AppError
from app.forms.xpath.token import Function, Take

S = Take.STRING
_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """Digest UTF-8 text.

    Raises:
        AppError: ``expression.unknown_digest``.
    """
    if algorithm not in _ALGORITHMS or encoding not in ("base64", "hex"):
        raise AppError("expression.unknown_digest", algorithm=algorithm, encoding=encoding)
    digest = hashlib.new(_ALGORITHMS[algorithm], text.encode(), usedforsecurity=False).digest()
    return digest.hex() if encoding == "hex" else base64.b64encode(digest).decode()


def _base64_decode(text: str) -> str:
    """Decode to text; what is not base64 of UTF-8 gives empty text."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


DIGESTS: Mapping[str, Function] = {
    "digest": Function(_digest, (S, S, S), least=2),
    "base64-decode": Function(_base64_decode, (S,)),
}
