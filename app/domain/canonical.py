"""Canonical JSON: the one spelling of a value that is signed and hashed.

Source: RFC 8785 (JSON Canonicalization Scheme), narrowed to what a journal needs: no floats (a decimal is a string),
integers within ±2⁵³, text in Unicode NFC.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Never

import rfc8785

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]

MAX_BYTES = 65_536
MAX_DEPTH = 16
MAX_INTEGER = 2**53 - 1
_UNITS_DIFFER = "\ue000"


class NotCanonicalError(ValueError):
    """A value or its bytes are not canonical.

    Attributes:
        path: where, for example ``body.values.width``; empty for the whole.
    """

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{reason} at {path or 'the top'}")
        self.reason = reason
        self.path = path


def canonical(value: Json) -> bytes:
    """Return the canonical bytes of a value.

    Raises:
        NotCanonicalError: it holds a float, text outside NFC, an integer out of range, or is too deep or too large.
    """
    _check(value, "", 0)
    raw = _spelled(value)
    if len(raw) > MAX_BYTES:
        raise NotCanonicalError(f"{len(raw)} bytes, more than {MAX_BYTES}")
    return raw


def _spelled(value: Json) -> bytes:
    """Return the RFC's spelling of a checked value.

    Without floats it is that of the standard library, which is four times as fast, as long as the order of code points
    is that of UTF-16 units, by which the RFC sorts keys: below U+E000.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() if max(text) < _UNITS_DIFFER else rfc8785.dumps(value)


def parse(raw: bytes) -> Json:
    """Return the value of canonical bytes.

    Raises:
        NotCanonicalError: the bytes are not exactly what ``canonical`` writes for their own value.
    """
    if len(raw) > MAX_BYTES:
        raise NotCanonicalError(f"{len(raw)} bytes, more than {MAX_BYTES}")
    try:
        value: Json = json.loads(raw, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError("not JSON") from error
    if canonical(value) != raw:
        raise NotCanonicalError("not in canonical form")
    return value


def _no_float(text: str) -> Never:
    raise NotCanonicalError(f"the float {text}")


def _check(value: Json, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonicalError("nested too deep", path)
    if isinstance(value, str):
        _check_text(value, path)
    elif value is None or isinstance(value, bool):
        return
    elif isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonicalError("an integer out of range", path)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonicalError("a key that is not text", path)
            _check_text(key, path)
            _check(item, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _check(item, f"{path}[{index}]", depth + 1)
    else:
        raise NotCanonicalError(f"a {type(value).__name__}", path)


def _check_text(text: str, path: str) -> None:
    if text.isascii():
        return
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonicalError("text that is not in NFC", path)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotCanonicalError("half a character", path)
