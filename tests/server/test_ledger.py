"""The server's log: what it takes, what it puts aside, and that it never leaves a gap."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.domain.entry import Act, Entry, open_entry
from app.domain.keys import PrivateKey
from app.domain.kinds import Role
from app.domain.stream import DIRECTORY, GENESIS, Stream, digest_after
from app.errors import AppError
from app.ports.ledger import Outcome, Pulled
from db.ledger import take_seat
from tests.databases import BOTH, open_migrated
from tests.server.people import AT, BRIDGES, IDS, ROADS, SERVER_KEY, District, created, open_ledger

ENGINES = BOTH

INSPECTOR, SUPERVISOR, ADMINISTRATOR = Role.INSPECTOR, Role.SUPERVISOR, Role.ADMINISTRATOR


@pytest.fixture
def engine(tmp_path: Path, database: str | None) -> Iterator[Engine]:
    engine = open_migrated(tmp_path, database)
    yield engine
    engine.dispose()


@pytest.fixture
def district(engine: Engine) -> District:
    return District(open_ledger(engine))


def outcomes(district: District, *entries: Entry) -> list[str]:
    return [ruling.outcome.value for ruling in district.push(*entries)]


def test_an_accepted_entry_gets_a_genuine_receipt_for_its_place_in_the_stream(district: District) -> None:
    machine = district.inspector()
    first = machine.begin()
    second = machine.answer(first)

    rulings = district.push(first, second)

    assert [ruling.outcome for ruling in rulings] == [Outcome.ACCEPTED, Outcome.ACCEPTED]
    receipts = [ruling.receipt for ruling in rulings if ruling.receipt]
    assert [receipt.seq for receipt in receipts] == [1, 2]
    assert [receipt.hash for receipt in receipts] == [first.hash, second.hash]
    assert all(receipt.is_genuine(SERVER_KEY.public) for receipt in receipts)
    assert {receipt.generation for receipt in receipts} == {district.ledger.generation}


def test_an_entry_sent_again_is_known_and_gets_the_same_receipt(district: District) -> None:
    entry = district.inspector().begin()
    [first] = district.push(entry)

    [again] = district.push(entry)

    assert again.outcome is Outcome.KNOWN
    assert again.receipt == first.receipt
    assert district.ledger.stream(BRIDGES) == (entry,)


def test_an_entry_twice_in_one_push_is_logged_once(district: District) -> None:
    entry = district.inspector().begin()

    assert outcomes(district, entry, entry) == ["accepted", "known"]
    assert len(district.ledger.stream(BRIDGES)) == 1


def test_an_entry_logged_before_its_authors_grant_was_revoked_stays_known(district: District) -> None:
    person = district.person()
    grant = district.grant(person, INSPECTOR, BRIDGES)
    machine = district.machine(person)
    entry = machine.begin()
    district.push(entry)
    district.revoke(grant)

    late = machine.answer(entry)

    assert outcomes(district, entry, late) == ["known", "refused"]


def test_a_refused_entry_consumes_its_number_by_a_stub_of_the_servers(district: District) -> None:
    machine = district.inspector()
    granted, foreign = machine.begin(), machine.begin(stream=ROADS)
    also_foreign = machine.begin(stream=ROADS)

    rulings = district.push(granted, foreign, also_foreign)

    assert [(ruling.outcome.value, ruling.code) for ruling in rulings[1:]] == [("refused", "no_grant")] * 2
    for refused, ruling in zip((foreign, also_foreign), rulings[1:], strict=True):
        assert ruling.stub is not None
        assert ruling.stub.is_signed_by(SERVER_KEY.public)
        assert ruling.stub.device == district.ledger.device
        assert (ruling.stub.body["entry"], ruling.stub.body["hash"]) == (refused.id, refused.hash)
        assert ruling.receipt is not None
        assert ruling.receipt.hash == ruling.stub.hash
        assert ruling.receipt.is_genuine(SERVER_KEY.public)
    stubs = district.ledger.stream(ROADS)
    assert [stub.number for stub in stubs] == [1, 2]
    assert stubs[1].previous == stubs[0].hash


def test_a_refused_entry_sent_again_gets_the_same_stub_again(district: District) -> None:
    refused = district.inspector().begin(stream=ROADS)
    first = district.push(refused)

    assert district.push(refused) == first
    assert len(district.ledger.stream(ROADS)) == 1


def test_what_follows_a_refused_entry_of_the_device_is_judged_on_its_own(district: District) -> None:
    machine = district.inspector()
    first = machine.begin()
    refused = machine.act("approved", first)
    district.push(first, refused)

    following = machine.answer(first)
    descendant = machine.answer(refused)

    [good, bad] = district.push(following, descendant)
    assert good.outcome is Outcome.ACCEPTED
    assert (bad.outcome, bad.code) == (Outcome.REFUSED, "parent_refused")


def test_a_record_whose_creation_was_refused_can_be_created_again_once_granted(district: District) -> None:
    machine = district.inspector()
    refused = machine.begin(stream=ROADS)
    district.push(refused)
    district.grant(machine.author.person, INSPECTOR, ROADS)

    again = machine.begin(stream=ROADS, record=refused.record)

    assert outcomes(district, again) == ["accepted"]


def test_an_entry_before_its_predecessor_waits_for_it_by_hash(district: District) -> None:
    machine = district.inspector()
    first = machine.begin()
    second = machine.answer(first)

    [ruling] = district.push(second)

    assert (ruling.outcome, ruling.missing, ruling.receipt) == (Outcome.WAITING, first.hash, None)
    assert outcomes(district, first, second) == ["accepted", "accepted"]


def test_an_entry_whose_parent_is_another_devices_and_not_here_waits_for_it_by_id(district: District) -> None:
    absent = district.inspector().begin()
    answer = district.inspector().answer(absent)

    [ruling] = district.push(answer)

    assert (ruling.outcome, ruling.missing) == (Outcome.WAITING, absent.id)


def test_a_cloned_device_shows_as_a_fork_and_the_log_keeps_what_came_first(district: District) -> None:
    machine = district.inspector()
    original = machine.begin()
    machine.chains.clear()
    other = machine.begin()

    assert outcomes(district, original, other) == ["accepted", "fork"]
    assert district.ledger.stream(BRIDGES) == (original,)


def test_a_stranger_is_invalid_without_a_stub(district: District) -> None:
    machine = district.inspector()
    entry = machine.begin()
    forged = open_entry(entry.payload, entry.signature[:-1] + bytes([entry.signature[-1] ^ 1]))

    [ruling] = district.push(forged)

    assert (ruling.outcome, ruling.code, ruling.stub) == (Outcome.INVALID, "bad_signature", None)
    assert outcomes(district, entry) == ["accepted"]


def test_an_entry_of_a_kind_that_nobody_knows_is_invalid_and_consumes_its_number(district: District) -> None:
    machine = district.inspector()
    odd = machine.write("celebrated", {})

    [ruling] = district.push(odd)

    assert (ruling.outcome, ruling.code, ruling.path) == (Outcome.INVALID, "unknown_kind", "kind")
    assert district.push(odd) == (ruling,)
    assert outcomes(district, machine.begin()) == ["accepted"]


def test_nobody_but_the_server_writes_stubs(district: District) -> None:
    [ruling] = district.push(district.inspector().write("stubbed", {"entry": IDS.new()}))

    assert (ruling.outcome, ruling.code) == (Outcome.INVALID, "unknown_kind")


def test_another_entry_under_a_taken_id_is_refused_and_leaves_the_first_alone(district: District) -> None:
    entry = district.inspector().begin()
    stolen = district.inspector().begin(name=entry.id)
    district.push(entry)

    [ruling] = district.push(stolen)

    assert (ruling.outcome, ruling.code) == (Outcome.REFUSED, "id_taken")
    assert district.push(stolen) == (ruling,)
    assert outcomes(district, entry) == ["known"]


def test_each_entry_forged_under_one_id_gets_a_stub_of_its_own_and_its_device_goes_on(district: District) -> None:
    entry = district.inspector().begin()
    thieves = [district.inspector() for _ in range(2)]
    district.push(entry)

    rulings = [district.push(thief.begin(name=entry.id))[0] for thief in thieves]

    assert [(ruling.outcome, ruling.code) for ruling in rulings] == [(Outcome.REFUSED, "id_taken")] * 2
    assert len({ruling.stub.id for ruling in rulings if ruling.stub}) == 2
    assert [outcomes(district, thief.begin()) for thief in thieves] == [["accepted"], ["accepted"]]


def test_a_record_cannot_be_taken_over_from_another_stream_of_the_township(district: District) -> None:
    record = district.inspector().begin()
    district.push(record)
    signs = Stream(BRIDGES.township, "sign")
    intruder = district.inspector(signs).begin(stream=signs, record=record.record)

    [ruling] = district.push(intruder)

    assert (ruling.outcome, ruling.code) == (Outcome.REFUSED, "wrong_stream")


def test_two_pushers_on_one_stream_leave_no_gap(district: District) -> None:
    machines = [district.inspector() for _ in range(4)]
    batches = [[machine.begin() for _ in range(10)] for machine in machines]
    pushes = [(entry,) for round_ in zip(*batches, strict=True) for entry in round_]

    with ThreadPoolExecutor(4) as pool:
        rulings = [ruling for result in pool.map(lambda push: district.push(*push), pushes) for ruling in result]

    logged = {ruling.receipt.seq for ruling in rulings if ruling.receipt and ruling.outcome is Outcome.ACCEPTED}
    assert logged == set(range(1, len(logged) + 1))
    assert {ruling.outcome for ruling in rulings} <= {Outcome.ACCEPTED, Outcome.WAITING}


def test_the_digest_follows_from_the_hashes_of_the_log_stubs_among_them(district: District) -> None:
    machine = district.inspector()
    first = machine.begin()
    district.push(first, machine.act("approved", first), machine.answer(first))

    [page] = [page for page in pulled(district, machine.author.person).pages if page.stream == BRIDGES]

    digest = GENESIS
    for sealed in page.entries:
        digest = digest_after(digest, open_entry(sealed.payload, sealed.signature).hash)
    assert (page.head, page.digest) == (3, digest)


def pulled(district: District, person: str, cursors: dict[Stream, int] | None = None, limit: int = 1000) -> Pulled:
    return district.ledger.pull(cursors or {}, person, limit)


def test_a_pull_brings_what_is_granted_and_nothing_else(district: District) -> None:
    bridges, roads = district.inspector(BRIDGES), district.inspector(ROADS)
    district.push(bridges.begin(), roads.begin(stream=ROADS))

    answer = pulled(district, roads.author.person, {BRIDGES: 0})

    assert [page.stream for page in answer.pages] == [DIRECTORY, ROADS]
    assert answer.granted == (DIRECTORY, ROADS)
    assert answer.revoked == (BRIDGES,)


def test_nobody_unknown_reads_anything(district: District) -> None:
    district.push(district.inspector().begin())

    answer = pulled(district, IDS.new())

    assert (answer.pages, answer.granted) == ((), ())


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_a_pull_in_pages_brings_everything_once_and_in_order(district: District, limit: int) -> None:
    machine = district.inspector(BRIDGES, ROADS)
    first = machine.begin()
    district.push(first, machine.answer(first), machine.begin(stream=ROADS))
    cursors: dict[Stream, int] = {}
    received: dict[Stream, list[bytes]] = {}
    more = True

    while more:
        answer = pulled(district, machine.author.person, cursors, limit)
        more = answer.more
        for page in answer.pages:
            assert page.after == cursors.get(page.stream, 0)
            cursors[page.stream] = page.after + len(page.entries)
            received.setdefault(page.stream, []).extend(entry.payload for entry in page.entries)

    for stream in (DIRECTORY, BRIDGES, ROADS):
        assert received[stream] == [entry.payload for entry in district.ledger.stream(stream)]
    assert not pulled(district, machine.author.person, cursors).pages


def test_a_grant_counts_for_what_follows_it_in_the_same_push(district: District) -> None:
    administrator = district.person()
    district.grant(administrator, ADMINISTRATOR)
    machine = district.machine(administrator)
    grant = created(
        IDS.new(),
        "grant",
        {"person": administrator, "role": "inspector", "townships": ["*"], "subjects": ["bridge"]},
    )
    granting = machine.write("created", grant.body, record=grant.record, stream=DIRECTORY)

    assert outcomes(district, granting, machine.begin()) == ["accepted", "accepted"]


def test_a_device_that_does_not_say_its_key_is_refused_and_the_directory_stays_readable(district: District) -> None:
    administrator = district.person()
    district.grant(administrator, ADMINISTRATOR)
    machine = district.machine(administrator)
    broken = machine.write("created", {"record": "device", "values": {"person": administrator}}, stream=DIRECTORY)

    [ruling] = district.push(broken)

    assert (ruling.outcome, ruling.code) == (Outcome.REFUSED, "unreadable_directory")
    assert administrator in district.ledger.directory().persons


def test_nobody_can_unseat_the_server(district: District) -> None:
    administrator = district.person()
    district.grant(administrator, ADMINISTRATOR)
    machine = district.machine(administrator)
    founding = [entry for entry in district.ledger.stream(DIRECTORY) if entry.record == district.ledger.device]
    revoked = machine.write("revoked", {}, record=district.ledger.device, parents=[founding[0].id], stream=DIRECTORY)

    [ruling] = district.push(revoked)

    assert (ruling.outcome, ruling.code) == (Outcome.REFUSED, "unseats_server")


def test_the_servers_own_acts_are_logged_all_or_none(district: District) -> None:
    before = district.ledger.stream(DIRECTORY)
    good = created(IDS.new(), "person", {"name": "甲"})
    bad = Act(IDS.new(), IDS.new(), DIRECTORY, "revoked", (), {}, AT)

    with pytest.raises(AppError, match=r"ledger\.own_refused"):
        district.ledger.append_own([good, bad], AT)

    assert district.ledger.stream(DIRECTORY) == before


def test_a_log_is_founded_once_and_refuses_another_key(district: District, engine: Engine) -> None:
    again = take_seat(engine, SERVER_KEY, IDS, AT)

    assert again.generation == district.ledger.generation
    with pytest.raises(AppError, match=r"server\.wrong_key"):
        take_seat(engine, PrivateKey(b"o" * 32), IDS, AT)


def test_a_second_process_sees_what_the_first_granted(district: District, engine: Engine) -> None:
    other = District(open_ledger(engine))
    machine = district.inspector()
    other.ledger.directory()
    district.grant(machine.author.person, INSPECTOR, ROADS)

    assert [ruling.outcome for ruling in other.push(machine.begin(stream=ROADS))] == [Outcome.ACCEPTED]


def test_a_database_set_back_behind_the_cache_is_read_anew(tmp_path: Path) -> None:
    engine = open_migrated(tmp_path, None)
    district = District(open_ledger(engine))
    before = district.ledger.directory()
    engine.dispose()
    copy = shutil.copy(tmp_path / "server.db", tmp_path / "copy.db")
    lost = district.person("甲")
    assert lost in district.ledger.directory().persons
    engine.dispose()
    shutil.copy(copy, tmp_path / "server.db")

    kept = district.person("乙")

    assert district.ledger.directory().persons.keys() == {*before.persons, kept}
    engine.dispose()


def test_what_the_log_accepts_shows_in_the_lists(district: District, engine: Engine) -> None:
    machine = district.inspector()
    first = machine.begin()
    district.push(first, machine.attach(first, "ab" * 32, 10))

    with engine.connect() as connection:
        [row] = connection.execute(text("SELECT record, status, photos FROM records WHERE kind = 'inspection'")).all()

    assert tuple(row) == (first.record, "draft", 1)
