"""Submitting: what was typed becomes signed entries, and of a correction only what differs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.canonical import Json
from app.domain.draft import Draft
from app.domain.kinds import Status
from app.errors import AppError
from app.usecases.submission import MAX_VALUES_BYTES
from tests.db.district import act
from tests.usecases.people import MACHINE, Person, photo


def kinds(person: Person, record: str) -> list[str]:
    return [entry.kind for entry in person.entries(record)]


def submitted(person: Person, **values: Json) -> str:
    draft = person.begin()
    person.submit(draft, values)
    return draft.record


def test_a_submitted_draft_is_an_inspection_of_the_asset_and_no_draft_any_more(inspector: Person) -> None:
    asset = inspector.bridge()
    draft = replace(inspector.begin(asset), photos=(photo(),))
    number = inspector.submit(draft, {"width": "3.5", "@site": {"latitude": "31.6"}})

    state = inspector.state(draft.record)
    assert kinds(inspector, draft.record) == ["created", "attached", "submitted"]
    assert state.status is Status.SUBMITTED
    assert state.answers() == {"width": "3.5", "@site": {"latitude": "31.6"}}
    assert state.about == {
        "record": "inspection",
        "number": number,
        "form": draft.form,
        "version": draft.version,
        "title": "新河桥",
        "place": "新河村",
        "asset": asset.record,
    }
    with inspector.client.store.reading() as look:
        assert look.drafts() == ()
        assert [item.what for item in look.waiting()] == ["created", "attached", "submitted", "photo"]


def test_numbers_name_township_day_machine_and_count(inspector: Person) -> None:
    numbers = [inspector.submit(inspector.begin(), {}) for _ in range(2)]
    inspector.client.clock.pass_(days=1)
    numbers.append(inspector.submit(inspector.begin(), {}))

    days = ["20261122", "20261122", "20261123"]
    assert numbers == [
        f"310151101-{day}-{MACHINE}-{count}" for day, count in zip(days, ["001", "002", "001"], strict=True)
    ]


def test_the_day_in_a_number_is_that_of_shanghai(inspector: Person) -> None:
    inspector.client.clock.moment = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)

    assert "-20261123-" in inspector.submit(inspector.begin(), {})


def test_an_error_leaves_the_draft_and_gives_no_number_away(inspector: Person) -> None:
    draft = inspector.begin()
    with pytest.raises(AppError):
        inspector.submit(draft, {"note": "x" * MAX_VALUES_BYTES})

    with inspector.client.store.reading() as look:
        assert look.draft(draft.record) == draft
        assert look.waiting() == ()
    assert inspector.submit(draft, {}).endswith("-001")


def fits(path: str, size: int) -> str:
    """Return an answer that fills so many bytes of an entry together with its path, in three-byte characters."""
    room = size - len(f'["{path}", ""]')
    return "长" * (room // 3) + "x" * (room % 3)


@pytest.mark.parametrize("excess", [0, 1])
def test_one_answer_may_fill_an_entry_and_no_more(inspector: Person, excess: int) -> None:
    draft = inspector.begin()
    answer = fits("note", MAX_VALUES_BYTES + excess)
    if excess:
        with pytest.raises(AppError) as refused:
            inspector.submit(draft, {"note": answer})
        assert refused.value.code == "record.answer_too_long"
        assert refused.value.parameters["path"] == "note"
    else:
        inspector.submit(draft, {"note": answer})
        assert inspector.state(draft.record).answers() == {"note": answer}


def test_long_answers_are_cut_into_portions_that_entries_can_carry(inspector: Person) -> None:
    draft = inspector.begin()
    values: dict[str, Json] = {f"note{number}": "长" * 5_000 for number in range(9)}
    inspector.submit(draft, values)

    assert kinds(inspector, draft.record) == ["created", "answered", "answered", "answered", "answered", "submitted"]
    assert inspector.state(draft.record).answers() == values
    assert all(len(entry.payload) < 65_536 for entry in inspector.entries(draft.record))


def test_each_entry_of_a_submission_follows_the_one_before_it(inspector: Person) -> None:
    draft = replace(inspector.begin(), photos=(photo(), photo(sha256="b" * 64)))
    inspector.submit(draft, {"width": "3.5"})

    chain = inspector.entries(draft.record)
    assert [entry.parents for entry in chain] == [(), *((entry.id,) for entry in chain[:-1])]


def corrected(person: Person, record: str, **changes: object) -> Draft:
    return replace(person.correct(record), **changes)  # type: ignore[arg-type]  # fields of a draft


def test_a_correction_writes_only_the_answers_that_differ(inspector: Person) -> None:
    record = submitted(inspector, width="3.5", length="10", note="x")
    before = inspector.entries(record)
    inspector.submit(inspector.correct(record), {"width": "4.0", "length": "10", "colour": "red"})

    added = inspector.entries(record)[len(before) :]
    assert [entry.kind for entry in added] == ["answered", "submitted"]
    assert added[0].body == {"values": {"width": "4.0", "colour": "red", "note": None}}
    assert inspector.state(record).answers() == {"width": "4.0", "length": "10", "colour": "red"}


def test_a_correction_keeps_the_number_of_the_record(inspector: Person) -> None:
    draft = inspector.begin()
    number = inspector.submit(draft, {"width": "3.5"})

    assert inspector.submit(inspector.correct(draft.record), {"width": "4"}) == number


def test_a_correction_without_changes_only_submits_again(inspector: Person) -> None:
    record = submitted(inspector, width="3.5")
    inspector.submit(inspector.correct(record), {"width": "3.5"})

    assert kinds(inspector, record) == ["created", "submitted", "submitted"]


def test_a_correction_attaches_what_is_new_and_detaches_what_was_taken_away(inspector: Person) -> None:
    stays, goes, comes = photo(), photo(sha256="b" * 64), photo(sha256="c" * 64)
    draft = replace(inspector.begin(), photos=(stays, goes))
    inspector.submit(draft, {})
    before = len(inspector.entries(draft.record))
    inspector.submit(corrected(inspector, draft.record, photos=(stays, comes)), {})

    added = inspector.entries(draft.record)[before:]
    assert [(entry.kind, entry.body.get("photo")) for entry in added] == [
        ("detached", goes.id),
        ("attached", comes.id),
        ("submitted", None),
    ]
    assert inspector.state(draft.record).attached().keys() == {stays.id, comes.id}
    assert {held.sha256 for held in inspector.client.exchange.unsent_photos(10)} == {"a" * 64, "c" * 64}


def test_a_photo_moved_to_another_question_is_attached_there(inspector: Person) -> None:
    moved = photo("overall")
    draft = replace(inspector.begin(), photos=(moved,))
    inspector.submit(draft, {})
    inspector.submit(corrected(inspector, draft.record, photos=(replace(moved, path="deck"),)), {})

    assert {key: body["path"] for key, body in inspector.state(draft.record).attached().items()} == {moved.id: "deck"}


@pytest.mark.parametrize(("name", "signed"), [("cafe\u0301.jpg", "caf\u00e9.jpg"), ("\udcff桥.jpg", "?桥.jpg")])
def test_a_files_name_is_signed_whatever_system_wrote_it(inspector: Person, name: str, signed: str) -> None:
    draft = replace(inspector.begin(), photos=(photo(name=name),))
    inspector.submit(draft, {})

    assert [body["name"] for body in inspector.state(draft.record).attached().values()] == [signed]


def test_a_correction_stands_on_what_its_author_saw_when_it_began(inspector: Person) -> None:
    record = submitted(inspector, width="3.5")
    draft = inspector.correct(record)
    with inspector.client.store() as unit:
        (late,) = unit.append([act("answered", record, draft.heads, body={"values": {"width": "9"}})])
    inspector.submit(draft, {"width": "4.0"})

    state = inspector.state(record)
    assert {write.value for write in state.values["width"].writes} == {"4.0", "9"}
    assert state.conflicts == ("width",)
    assert late.id in state.heads
