"""What a power cut, a failing disk and a disk that lies do to what was acknowledged."""

from pathlib import Path

import pytest

from tests.reliability.power_cuts import endure

CUTS, ERRORS = 8, 40

pytestmark = pytest.mark.slow


def test_nothing_acknowledged_is_lost_when_the_power_is_cut_at_any_write(tmp_path: Path) -> None:
    endured = endure(tmp_path, CUTS)

    assert endured.cuts >= CUTS
    assert endured.broken == {}


def test_a_disk_that_fails_now_and_then_loses_nothing(tmp_path: Path) -> None:
    endured = endure(tmp_path, ERRORS, error_rate=0.02)

    assert endured.errors >= ERRORS
    assert endured.broken == {}


def test_a_disk_that_only_says_that_it_has_written_is_found_out(tmp_path: Path) -> None:
    assert endure(tmp_path, CUTS, is_lying=True).broken
