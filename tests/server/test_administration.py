"""What the server's keeper does: people, grants, forms."""

import pytest

from app.domain.canonical import canonical
from app.domain.fold import fold
from app.domain.kinds import RecordKind, Role
from app.domain.stream import DIRECTORY
from app.errors import AppError
from sync import paths
from sync.server.administration import PART_BYTES, FormSource, split_source
from tests.databases import BOTH
from tests.server.office import PASSWORD, Office
from tests.server.people import BRIDGES, IDS

ENGINES = BOTH

FORM = FormSource(
    "bridge_regular", "2026.1", "桥梁经常检查", "bridge", "inspection", "markdown", "| survey |\n" * 9_000
)


def test_a_new_user_can_sign_in_and_is_listed(office: Office) -> None:
    person = office.server.users.add("zhang.san", "张三", PASSWORD)
    office.server.registrar.grant(person, Role.INSPECTOR, [BRIDGES.township], ["bridge"])

    reply = office.anybody.call("POST", paths.LOGIN, {"login": "zhang.san", "password": PASSWORD})
    [user] = office.server.users.all()

    assert (reply.status, reply.json["person"], reply.json["name"]) == (200, person, "张三")
    assert (user.login, user.name, user.is_active, user.devices) == ("zhang.san", "张三", True, 0)
    assert [(grant.role, grant.townships) for grant in user.grants] == [(Role.INSPECTOR, frozenset({BRIDGES.township}))]


def test_a_user_who_cannot_be_added_leaves_no_person_behind(office: Office) -> None:
    before = office.district.ledger.directory()

    with pytest.raises(AppError, match=r"account\.password_too_short"):
        office.server.users.add("zhang.san", "张三", "short")

    assert office.district.ledger.directory() == before


def test_a_disabled_users_entries_are_refused_until_he_is_enabled_again(office: Office) -> None:
    client = office.member()
    carrier = office.member(None)
    office.server.users.disable("user-1")
    first = client.machine.begin()

    [refused] = carrier.push(first)
    office.server.users.enable("user-1")
    [accepted] = carrier.push(client.machine.begin())

    assert (refused["outcome"], refused["code"]) == ("refused", "no_grant")
    assert accepted["outcome"] == "accepted"


def test_disabling_twice_changes_nothing_more(office: Office) -> None:
    office.member()
    office.server.users.disable("user-1")
    before = office.district.ledger.stream(DIRECTORY)

    office.server.users.disable("user-1")

    assert office.district.ledger.stream(DIRECTORY) == before


def test_a_new_password_ends_the_tokens_and_replaces_the_old_one(office: Office) -> None:
    client = office.member()

    office.server.users.set_password("user-1", "another password")

    assert client.call("POST", paths.PULL, {"cursors": {}}).status == 401
    statuses = [
        office.anybody.call("POST", paths.LOGIN, {"login": "user-1", "password": password}).status
        for password in (PASSWORD, "another password")
    ]
    assert statuses == [401, 200]


@pytest.mark.parametrize("act", ["disable", "enable", "person"])
def test_an_unknown_account_is_told_so(office: Office, act: str) -> None:
    with pytest.raises(AppError, match=r"account\.unknown"):
        getattr(office.server.users, act)("nobody")


def test_a_grant_to_nobody_or_over_nothing_is_refused(office: Office) -> None:
    with pytest.raises(AppError, match=r"grant\.unknown_person"):
        office.server.registrar.grant(IDS.new(), Role.INSPECTOR)
    with pytest.raises(AppError, match=r"grant\.empty"):
        office.server.registrar.grant(office.district.person(), Role.INSPECTOR, [])


def test_what_is_revoked_can_be_restored_and_neither_twice(office: Office) -> None:
    person = office.district.person()
    grant = office.server.registrar.grant(person, Role.INSPECTOR)
    registrar, ledger = office.server.registrar, office.district.ledger

    registrar.revoke(grant)
    assert not ledger.directory().roles(person, BRIDGES)
    with pytest.raises(AppError, match=r"directory\.unknown"):
        registrar.revoke(grant)
    registrar.restore(grant)

    assert ledger.directory().roles(person, BRIDGES) == {Role.INSPECTOR}


def test_a_published_form_reads_back_whole_from_the_directory(office: Office) -> None:
    record = office.server.registrar.publish(FORM)

    entries = [entry for entry in office.district.ledger.stream(DIRECTORY) if entry.record == record]
    state = fold(record, DIRECTORY, entries)
    said = state.answers()
    parts = [str(said[f"source[{index}]"]) for index in range(int(str(said["parts"])))]
    assert state.kind is RecordKind.FORM
    assert "".join(parts) == FORM.source
    assert len(parts) == len(entries) > 1
    assert (said["id"], said["version"], said["record"]) == (FORM.id, FORM.version, FORM.record)


def test_a_version_is_published_once_and_never_changed(office: Office) -> None:
    first = office.server.registrar.publish(FORM)
    changed = FormSource(FORM.id, FORM.version, FORM.title, FORM.subject, FORM.record, FORM.format, "other")

    assert office.server.registrar.publish(FORM) == first
    with pytest.raises(AppError, match=r"form\.version_taken"):
        office.server.registrar.publish(changed)


@pytest.mark.parametrize("text", ["", "x", "桥" * 30_000, '"\n' * 40_000, "\x01" * 20_000, "x" * PART_BYTES + "y"])
def test_a_source_is_cut_into_parts_that_each_fit_into_an_entry(text: str) -> None:
    parts = split_source(text)

    assert "".join(parts) == text
    assert all(len(canonical(part)) <= PART_BYTES + 2 for part in parts)
