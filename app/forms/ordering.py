"""Keys that put repeat instances in order without numbering them.

A new key can always be made between two others, so two people add and move instances without touching the rest.
"""

from app.errors import AppError

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


def between(low: str, high: str) -> str:
    """Return a key that sorts after ``low`` and before ``high``; "" stands for either end.

    Keys are fractions in base 62 without trailing zeros, compared as text.

    Raises:
        AppError: ``form.order_keys`` when ``low`` does not come before ``high``.
    """
    if high and low >= high:
        raise AppError("form.order_keys", low=low, high=high)
    key = ""
    index = 0
    is_open = not high
    while True:
        floor = _DIGITS.index(low[index]) if index < len(low) else 0
        ceiling = _BASE if is_open or index >= len(high) else _DIGITS.index(high[index])
        if ceiling - floor > 1:
            middle = floor + 1 if is_open and low else (floor + ceiling) // 2
            return key + _DIGITS[middle]
        key += _DIGITS[floor]
        is_open = is_open or floor < ceiling
        index += 1
