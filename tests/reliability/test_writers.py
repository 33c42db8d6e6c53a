"""Eight writers and a puller at once on a real PostgreSQL: a short form of what ``dev.py prove`` does at length."""

import pytest

from tests.databases import PostgresServer
from tests.reliability import writers

ENTRIES = 800

pytestmark = pytest.mark.slow


def test_a_puller_misses_nothing_of_eight_writers(postgres: PostgresServer) -> None:
    counted, polls = writers.endure(postgres.fresh(), ENTRIES)

    assert counted.made == ENTRIES
    assert polls
    assert counted.is_clean, counted
