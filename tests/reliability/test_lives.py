"""What happens to people and their machines over the years: each ends with nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.district import BRIDGES, ELSEWHERE
from tests.simulation.machines import close_loop
from tests.simulation.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    yield Office(tmp_path)
    close_loop()


def test_a_person_who_changes_township_keeps_what_was_not_sent_and_works_in_the_new_one(office: Office) -> None:
    person = office.stations[0]
    sent = office.inspect(person, BRIDGES)
    office.sync(person)
    unsent = office.inspect(person, BRIDGES)
    office.revoke(person, BRIDGES)
    office.grant(person, ELSEWHERE)

    office.sync(person)
    there = office.inspect(person, ELSEWHERE)
    office.sync(person)

    assert office.places(person, sent) == set()
    assert office.is_logged(sent)
    assert office.places(person, unsent) == {"held"}
    assert office.places(person, there) == {"log"}
    assert office.is_logged(there)


def test_what_another_person_on_the_same_pc_has_is_untouched_by_a_revoked_grant(office: Office) -> None:
    leaving, staying = office.stations[0], office.stations[1]
    record = office.inspect(leaving, BRIDGES)
    office.sync(leaving, staying)
    office.revoke(leaving, BRIDGES)
    unsent = office.inspect(staying, BRIDGES)

    office.sync(leaving, staying)

    assert office.places(leaving, record) == set()
    assert office.places(staying, record) == {"log"}
    assert office.is_logged(unsent)


def test_a_server_restored_from_an_old_copy_gets_back_all_that_anybody_holds(office: Office) -> None:
    author, supervisor = office.stations[0], office.stations[2]
    day_old = office.server.disk.save()
    records = [office.inspect(author, BRIDGES) for _ in range(3)]
    office.sync(author, supervisor)
    office.restore(day_old)
    assert not any(office.is_logged(record) for record in records)

    office.sync(supervisor)

    assert all(office.is_logged(record) for record in records)


def test_a_cloned_pc_loses_nothing_whichever_is_first(office: Office) -> None:
    original, clone = office.stations[0], office.clone(office.stations[0])
    first = office.inspect(clone, BRIDGES)
    second = office.inspect(original, BRIDGES)
    office.sync(clone)

    office.sync(original)

    assert office.is_logged(first)
    assert office.places(original, second) == {"held"}
