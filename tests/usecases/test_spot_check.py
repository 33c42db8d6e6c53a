"""The spot check: the same list everywhere, every row with the rules that chose it."""

from pathlib import Path

from app.usecases.spot_check import Rule, Spot, SpotRules, is_nth, spot_check
from tests.ui.place import Place, make_place

OFF = SpotRules(every=0, worst_from=0, first_ones=0, no_position=False)
SHA = "a" * 64
BARE = ("attached", {"photo": "p1", "path": "", "sha256": SHA, "size": 5, "facts": {}})
PLACED = ("attached", {"photo": "p2", "path": "", "sha256": SHA, "size": 5, "facts": {"position": {"latitude": "31"}}})


def checked(place: Place, rules: SpotRules) -> dict[str, Spot]:
    """Return the list, by record."""
    with place.store.reading() as reading:
        return {spot.row.record: spot for spot in spot_check(reading, place.workplace.person, rules)}


def submitted(place: Place, title: str, *acts: tuple[str, dict[str, object]], at: str = "") -> str:
    """Make a submitted inspection; return its id."""
    return place.inspection(title, *acts, ("submitted", {}), at=at).record


def test_without_rules_nothing_is_chosen(place: Place) -> None:
    submitted(place, "红星桥", BARE)

    assert checked(place, OFF) == {}


def test_a_photo_without_a_position_is_chosen_and_says_so(place: Place) -> None:
    bare = submitted(place, "红星桥", BARE)
    submitted(place, "东风桥", PLACED)
    submitted(place, "永丰桥")

    found = checked(place, SpotRules(0, 0, 0, no_position=True))

    assert {record: spot.rules for record, spot in found.items()} == {bare: (Rule.NO_POSITION,)}


def test_the_first_records_of_an_inspector_are_chosen_and_no_later_one(place: Place) -> None:
    made = [submitted(place, str(day), at=f"2026-11-{day:02d}T09:00:00+08:00") for day in range(1, 6)]

    found = checked(place, SpotRules(0, 0, 2, no_position=False))

    assert set(found) == set(made[:2])


def test_one_of_so_many_is_chosen_by_the_record_itself_and_the_same_each_time(place: Place) -> None:
    made = [submitted(place, str(number)) for number in range(40)]
    rules = SpotRules(4, 0, 0, no_position=False)

    found = checked(place, rules)

    assert set(found) == {record for record in made if is_nth(record, 4)}
    assert checked(place, rules) == found
    assert all(spot.rules == (Rule.EVERY_NTH,) for spot in found.values())


def test_a_row_names_every_rule_that_chose_it(place: Place) -> None:
    record = submitted(place, "红星桥", BARE)

    found = checked(place, SpotRules(1, 0, 1, no_position=True))

    assert found[record].rules == (Rule.EVERY_NTH, Rule.FIRST_ONES, Rule.NO_POSITION)


def test_a_draft_is_never_on_the_list(place: Place) -> None:
    place.inspection("红星桥", BARE)

    assert checked(place, SpotRules(1, 4, 3)) == {}


def test_somebody_who_supervises_nothing_has_no_list(tmp_path: Path) -> None:
    place = make_place(tmp_path / "other")
    submitted(place, "红星桥")

    assert checked(place, SpotRules(1, 4, 3)) == {}
    place.store.close()
