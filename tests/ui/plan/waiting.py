"""Waiting for conditions, with patience for machines that do much else."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000


def until(qtbot: QtBot, condition: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)
