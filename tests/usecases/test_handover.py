"""Handing work over: signed by both, a draft never in two hands, nothing lost on the way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from app.domain.canonical import Json
from app.domain.draft import Draft
from app.domain.due import ExtraCheck
from app.domain.keeping import KEEPER
from app.domain.kinds import Action, Role, Status
from app.domain.listing import RecordQuery, RecordRow
from app.errors import AppError
from app.usecases import handover, review
from app.usecases.day import today
from app.usecases.drafts import save
from app.usecases.handover import Offer, Parcel
from app.workplace import RecordKey, Workplace
from tests.db.district import BRIDGES, Log
from tests.usecases.people import Person, person_at, photo

LONG = "裂缝" * 5_000


def place_of(person: Person) -> Workplace:
    """Return what handing over needs of a workplace."""
    named = SimpleNamespace(person=person.id, clock=person.client.clock, ids=person.ids)
    return cast(Workplace, named)  # nothing else of it is asked for


def begun(person: Person) -> Draft:
    """Begin a draft with answers, too long for one entry, and a photo."""
    draft = person.begin(person.bridge())
    answers: dict[str, Json] = {
        "deck/pavement": "minor",
        "conclusion/remark": LONG,
        "more": LONG,
        "@site": {"latitude": "31.6"},
    }
    with person.client.store() as unit:
        return save(unit, replace(draft, values=answers, photos=(photo(),)), person.client.clock)


def give(person: Person, parcel: Parcel) -> None:
    """Offer work and send it."""
    with person.client.store() as unit:
        handover.hand_over(unit, place_of(person), parcel)
    person.sync()


def offered(person: Person) -> tuple[Offer, ...]:
    """Return what is offered to and by a person."""
    with person.client.store.reading() as reading:
        return handover.offers(reading, person.id)


def drafts_of(person: Person) -> tuple[Draft, ...]:
    """Return a person's drafts."""
    with person.client.store.reading() as reading:
        return reading.drafts()


def test_a_draft_passes_with_every_answer_and_photo_and_both_have_signed(inspector: Person, supervisor: Person) -> None:
    draft = begun(inspector)
    inspector.sync()
    supervisor.sync()
    give(inspector, Parcel(supervisor.id, drafts=(draft,), note="休假"))
    assert drafts_of(inspector) == ()
    supervisor.sync()
    (offer,) = offered(supervisor)

    with supervisor.client.store() as unit:
        handover.accept(unit, place_of(supervisor), offer)
    supervisor.sync()
    inspector.sync()

    assert (offer.note, drafts_of(supervisor)) == ("休假", (draft,))
    signed = {step.action: step.author for step in inspector.state(offer.key.record).history}
    assert (signed[Action.CREATED], signed[Action.ACCEPTED]) == (inspector.id, supervisor.id)
    assert offered(inspector) == offered(supervisor) == ()


@pytest.mark.parametrize("is_declined", [True, False])
def test_what_is_declined_or_not_yet_accepted_comes_back_to_its_giver(
    inspector: Person, supervisor: Person, is_declined: bool
) -> None:
    draft = begun(inspector)
    inspector.sync()
    supervisor.sync()
    give(inspector, Parcel(supervisor.id, drafts=(draft,)))
    supervisor.sync()
    if is_declined:
        with supervisor.client.store() as unit:
            handover.decline(unit, place_of(supervisor), offered(supervisor)[0])
        supervisor.sync()
        inspector.sync()
    (offer,) = offered(inspector)

    with inspector.client.store() as unit:
        handover.take_back(unit, place_of(inspector), offer)

    assert drafts_of(inspector) == (draft,)
    assert drafts_of(supervisor) == ()
    assert inspector.state(offer.key.record).status is Status.VOIDED
    with inspector.client.store() as unit, pytest.raises(AppError):
        handover.take_back(unit, place_of(inspector), offer)


@pytest.fixture
def colleague(tmp_path: Path, log: Log) -> Iterator[Person]:
    """Another inspector of the township."""
    person = person_at(tmp_path / "colleague", log, Role.INSPECTOR)
    yield person
    person.client.store.close()


def due_of(person: Person, *, of_everybody: bool = False) -> tuple[list[str], int, int]:
    """Return the assets in a person's day, how many checks the cards count, and how many are others'."""
    with person.client.store.reading() as reading:
        now = person.client.clock.now()
        day = today(reading, now=now, person=person.id, of_everybody=of_everybody)
    return sorted({due.asset.code for due in day.due}), sum(day.counts.values()), day.others


def returned_of(person: Person) -> list[str]:
    """Return the records that wait to be corrected in a person's day."""
    with person.client.store.reading() as reading:
        return [row.record for row in today(reading, now=person.client.clock.now(), person=person.id).returned]


def pass_on(giver: Person, taker: Person, parcel: Parcel) -> None:
    """Offer work, have it accepted, and let both know."""
    give(giver, parcel)
    taker.sync()
    (offer,) = offered(taker)
    with taker.client.store() as unit:
        handover.accept(unit, place_of(taker), offer)
    taker.client.clock.pass_(hours=1)
    taker.sync()
    giver.sync()


def came_back(author: Person, supervisor: Person) -> RecordRow:
    """Let a record of an author be returned to be corrected."""
    draft = author.begin(author.bridge())
    author.submit(draft, {})
    author.sync()
    supervisor.sync()
    key, heads = RecordKey(BRIDGES, draft.record), supervisor.state(draft.record).heads
    with supervisor.client.store() as unit:
        review.give_back(unit, **supervisor.tools, person=supervisor.id, key=key, heads=heads, remarks=[("", "补照片")])
    supervisor.sync()
    author.sync()
    with author.client.store.reading() as reading:
        row = reading.record_row(BRIDGES.township, draft.record)
    assert row is not None
    return row


def test_checks_of_assets_that_were_handed_over_are_in_the_takers_day_and_not_in_the_givers(
    inspector: Person, colleague: Person, supervisor: Person
) -> None:
    given = inspector.bridge(code="B1")
    inspector.bridge(code="B2")
    people = (inspector, colleague, supervisor)
    for person in people:
        person.sync()
    before = {person.id: due_of(person) for person in people}
    assert before == {person.id: (["B1", "B2"], before[inspector.id][1], 0) for person in people}

    pass_on(inspector, colleague, Parcel(colleague.id, assets=(given,)))
    supervisor.sync()

    everything, half = before[inspector.id][1], before[inspector.id][1] // 2
    assert due_of(inspector) == (["B2"], half, half)
    assert due_of(inspector, of_everybody=True) == (["B1", "B2"], everything, half)
    assert due_of(colleague) == due_of(supervisor) == (["B1", "B2"], everything, 0)


def test_an_extra_check_is_in_the_day_of_who_keeps_the_asset(inspector: Person, colleague: Person) -> None:
    asset = inspector.bridge()
    inspector.sync()
    colleague.sync()
    pass_on(inspector, colleague, Parcel(colleague.id, assets=(asset,)))
    day = inspector.client.clock.now().date()
    extra = ExtraCheck("storm", frozenset({"bridge"}), frozenset(), day, day, "台风")

    for person, expected in ((inspector, []), (colleague, ["台风"])):
        with person.client.store.reading() as reading:
            found = today(reading, now=person.client.clock.now(), person=person.id, extras=[extra])
        assert [due.source for due in found.due if due.source == "台风"] == expected


def test_a_returned_record_waits_only_for_who_took_it_last(
    inspector: Person, colleague: Person, supervisor: Person
) -> None:
    row = came_back(inspector, supervisor)
    assert (returned_of(inspector), returned_of(colleague)) == ([row.record], [])

    pass_on(inspector, colleague, Parcel(colleague.id, returned=(row,)))
    assert (returned_of(inspector), returned_of(colleague)) == ([], [row.record])

    inspector.client.clock.moment = colleague.client.clock.now()
    pass_on(colleague, inspector, Parcel(inspector.id, returned=(row,)))
    assert (returned_of(inspector), returned_of(colleague)) == ([row.record], [])


def test_assets_know_their_new_keeper_and_returned_records_wait_for_the_taker(
    inspector: Person, supervisor: Person
) -> None:
    asset = inspector.bridge()
    draft = inspector.begin(asset)
    inspector.submit(draft, {})
    inspector.sync()
    supervisor.sync()
    key, heads = RecordKey(BRIDGES, draft.record), supervisor.state(draft.record).heads
    with supervisor.client.store() as unit:
        review.give_back(unit, **supervisor.tools, person=supervisor.id, key=key, heads=heads, remarks=[("", "补照片")])
    supervisor.sync()
    inspector.sync()
    with inspector.client.store.reading() as reading:
        query = RecordQuery(statuses=frozenset({Status.RETURNED}))
        returned = reading.record_rows(reading.record_keys(query))

    give(inspector, Parcel(supervisor.id, assets=(asset,), returned=returned))
    supervisor.sync()
    with supervisor.client.store() as unit:
        handover.accept(unit, place_of(supervisor), offered(supervisor)[0])
    supervisor.sync()
    inspector.sync()

    for person in (inspector, supervisor):
        with person.client.store.reading() as reading:
            kept = reading.asset(asset.record)
        assert kept is not None
        assert kept.answers[KEEPER] == supervisor.id
    assert (returned_of(supervisor), returned_of(inspector)) == ([draft.record], [])


def test_only_the_taker_accepts_and_only_the_giver_takes_back(inspector: Person, supervisor: Person) -> None:
    draft = begun(inspector)
    inspector.sync()
    supervisor.sync()
    give(inspector, Parcel(supervisor.id, drafts=(draft,)))
    supervisor.sync()
    (offer,) = offered(supervisor)

    for person, act, code in (
        (inspector, handover.accept, "handover.for_another"),
        (inspector, handover.decline, "handover.for_another"),
        (supervisor, handover.take_back, "handover.not_own"),
    ):
        with person.client.store() as unit, pytest.raises(AppError) as refused:
            act(unit, place_of(person), offer)
        assert refused.value.code == code


def test_an_offer_needs_something_and_somebody_who_may_work_there(inspector: Person, supervisor: Person) -> None:
    draft = begun(inspector)
    parcels = {
        "handover.nothing": Parcel(supervisor.id),
        "handover.to_oneself": Parcel(inspector.id, drafts=(draft,)),
        "handover.not_theirs": Parcel("somebody", drafts=(draft,)),
    }

    for code, parcel in parcels.items():
        with inspector.client.store() as unit, pytest.raises(AppError) as refused:
            handover.hand_over(unit, place_of(inspector), parcel)
        assert refused.value.code == code
    assert drafts_of(inspector) == (draft,)
