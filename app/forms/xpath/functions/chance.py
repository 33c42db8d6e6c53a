"""Chance: numbers and ids come from the environment; a seeded order is the same in every ODK client."""

import hashlib
import math
from collections.abc import Callable, Mapping

from app.forms.xpath.environment import Focus
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import Nodes, Value, to_number, to_string

_MODULUS = 2_147_483_647
_MULTIPLIER = 16_807


def seeded(seed: float) -> Callable[[], float]:
    """Return the Park-Miller generator that ODK's clients use for ``randomize``; numbers in [0, 1)."""
    state = int(seed) % _MODULUS
    state = state if state > 0 else state + _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


def seed_of(value: Value, focus: Focus) -> float:
    """Turn a seed into a number; text that is no number counts by its SHA-256, as ODK does."""
    number = to_number(value, focus.environment.zone)
    if math.isfinite(number):
        return number
    digest = hashlib.sha256(to_string(value).encode()).digest()
    return float(int.from_bytes(digest[:8], "big", signed=True))


def _randomize(focus: Focus, nodes: Nodes, seed: Value | None = None) -> Nodes:
    draw = focus.environment.random if seed is None else seeded(seed_of(seed, focus))
    shuffled = list(nodes)
    for last in range(len(shuffled) - 1, 0, -1):
        chosen = int(draw() * (last + 1))
        shuffled[last], shuffled[chosen] = shuffled[chosen], shuffled[last]
    return shuffled


CHANCE: Mapping[str, Function] = {
    "random": Function(lambda focus: focus.environment.random(), is_aware=True),
    "uuid": Function(lambda focus, *_: focus.environment.new_id(), (Take.VALUE,), least=0, is_aware=True),
    "randomize": Function(_randomize, (Take.NODES, Take.VALUE), least=1, is_aware=True),
}
