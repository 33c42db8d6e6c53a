"""Accounts and tokens: what opens the door, for how long, and what a stolen token is worth."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import AppError
from app.usecases.throttle import Throttle
from db.accounts import AccountTable
from sync import paths
from sync.server.sign_in import ACCESS_LASTS, REFRESH_LASTS, SignIn
from tests.databases import BOTH, open_migrated
from tests.server.office import PASSWORD, Office
from tests.server.people import FixedClock

ENGINES = BOTH

LOGIN = {"login": "user-1", "password": PASSWORD}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def sign_in(tmp_path: Path, clock: FixedClock, database: str | None) -> Iterator[SignIn]:
    engine = open_migrated(tmp_path, database)
    sign_in = SignIn(AccountTable(engine), clock)
    sign_in.open("zhang", PASSWORD, "person-1")
    yield sign_in
    engine.dispose()


def refused(call: object, *arguments: str) -> str:
    assert callable(call)
    with pytest.raises(AppError) as caught:
        call(*arguments)
    return caught.value.code


def test_a_token_says_whose_it_is_until_its_hour_is_over(sign_in: SignIn, clock: FixedClock) -> None:
    _, given = sign_in.begin("zhang", PASSWORD)

    clock.moment += ACCESS_LASTS - timedelta(seconds=1)
    assert sign_in.caller(given.access).person == "person-1"
    clock.moment += timedelta(seconds=1)

    assert refused(sign_in.caller, given.access) == "account.signed_out"


def test_a_refresh_token_is_no_access_token_and_the_other_way_round(sign_in: SignIn) -> None:
    _, given = sign_in.begin("zhang", PASSWORD)

    assert refused(sign_in.caller, given.refresh) == "account.signed_out"
    assert refused(sign_in.renew, given.access) == "account.signed_out"


def test_a_refresh_token_brings_the_next_pair_for_sixty_days(sign_in: SignIn, clock: FixedClock) -> None:
    _, given = sign_in.begin("zhang", PASSWORD)
    clock.moment += REFRESH_LASTS - timedelta(seconds=1)

    _, following = sign_in.renew(given.refresh)

    assert sign_in.caller(following.access).login == "zhang"
    clock.moment += REFRESH_LASTS
    assert refused(sign_in.renew, following.refresh) == "account.signed_out"


@pytest.mark.parametrize("use", ["access", "refresh"])
def test_a_refresh_token_brought_after_its_successor_was_used_ends_everything_that_came_of_it(
    sign_in: SignIn, use: str
) -> None:
    _, first = sign_in.begin("zhang", PASSWORD)
    _, elsewhere = sign_in.begin("zhang", PASSWORD)
    _, second = sign_in.renew(first.refresh)
    if use == "access":
        sign_in.caller(second.access)
    else:
        sign_in.renew(second.refresh)

    assert refused(sign_in.renew, first.refresh) == "account.signed_out"

    assert refused(sign_in.renew, second.refresh) == "account.signed_out"
    assert refused(sign_in.caller, second.access) == "account.signed_out"
    assert sign_in.caller(elsewhere.access).login == "zhang"


def test_a_refresh_whose_answer_was_lost_may_be_repeated(sign_in: SignIn) -> None:
    _, first = sign_in.begin("zhang", PASSWORD)
    sign_in.renew(first.refresh)
    sign_in.renew(first.refresh)

    _, third = sign_in.renew(first.refresh)

    assert sign_in.caller(third.access).login == "zhang"
    assert sign_in.renew(third.refresh)


def test_of_pairs_that_one_token_brought_only_the_last_opens_anything(sign_in: SignIn) -> None:
    _, first = sign_in.begin("zhang", PASSWORD)
    _, lost = sign_in.renew(first.refresh)

    _, arrived = sign_in.renew(first.refresh)

    assert refused(sign_in.caller, lost.access) == "account.signed_out"
    assert refused(sign_in.renew, lost.refresh) == "account.signed_out"
    assert sign_in.caller(arrived.access).login == "zhang"


def test_a_device_bound_to_a_family_stays_bound_through_rotation(sign_in: SignIn) -> None:
    _, given = sign_in.begin("zhang", PASSWORD)
    sign_in.bind(sign_in.caller(given.access), "device-1")

    _, following = sign_in.renew(given.refresh)

    assert sign_in.caller(following.access).device == "device-1"


def test_neither_passwords_nor_tokens_are_in_the_database(tmp_path: Path, database: str | None) -> None:
    engine = open_migrated(tmp_path, database)
    sign_in = SignIn(AccountTable(engine), FixedClock())
    sign_in.open("zhang", PASSWORD, "person-1")
    _, given = sign_in.begin("zhang", PASSWORD)

    with engine.connect() as connection:
        kept = str(connection.execute(text("SELECT * FROM accounts")).all())
        kept += str(connection.execute(text("SELECT * FROM tokens")).all())
    engine.dispose()

    assert "$argon2id$" in kept
    assert not [secret for secret in (PASSWORD, given.access, given.refresh) if secret in kept]


@pytest.mark.parametrize("login", ["", "ab", "Zhang", "张三", "-zhang", "zhang.", "a" * 61, "zhang\n", "zh ang"])
def test_a_login_is_lower_case_letters_digits_and_marks_within(sign_in: SignIn, login: str) -> None:
    assert refused(sign_in.open, login, PASSWORD, "person-2") == "account.login_malformed"


@pytest.mark.parametrize(
    ("password", "code"), [("123456789", "account.password_too_short"), ("x" * 201, "account.password_too_long")]
)
def test_a_password_has_ten_to_two_hundred_characters(sign_in: SignIn, password: str, code: str) -> None:
    assert refused(sign_in.open, "wang", password, "person-2") == code


def test_a_login_is_given_once(sign_in: SignIn) -> None:
    assert refused(sign_in.open, "zhang", PASSWORD, "person-2") == "account.login_taken"


def test_an_unknown_login_and_a_wrong_password_are_told_alike(office: Office) -> None:
    office.account(office.district.person())

    wrong = office.anybody.call("POST", paths.LOGIN, {**LOGIN, "password": "wrong"})
    unknown = office.anybody.call("POST", paths.LOGIN, {**LOGIN, "login": "nobody"})

    assert (wrong.status, wrong.code) == (401, "account.wrong_password")
    assert wrong.json | {"server_time": ""} == unknown.json | {"server_time": ""}
    assert wrong.headers.keys() == unknown.headers.keys()


def test_a_closed_account_is_told_so_only_to_whoever_knows_its_password(office: Office) -> None:
    login = office.account(office.district.person())
    office.server.users.disable(login)

    right = office.anybody.call("POST", paths.LOGIN, LOGIN)
    wrong = office.anybody.call("POST", paths.LOGIN, {**LOGIN, "password": "wrong"})

    assert (right.code, wrong.code) == ("account.disabled", "account.wrong_password")


def test_tokens_of_an_account_that_is_closed_open_nothing(office: Office) -> None:
    client = office.member()

    office.server.users.disable("user-1")

    assert client.call("POST", paths.PULL, {"cursors": {}}).code == "account.signed_out"


def test_trying_again_and_again_is_slowed_down_with_a_word_how_long(office: Office) -> None:
    office.account(office.district.person())
    replies = [office.anybody.call("POST", paths.LOGIN, {**LOGIN, "password": "wrong"}) for _ in range(6)]

    assert [reply.status for reply in replies] == [401] * 5 + [429]
    assert int(replies[-1].headers["retry-after"]) in {1, 2}
    assert office.anybody.call("POST", paths.LOGIN, LOGIN).status == 429


def test_each_further_attempt_doubles_the_wait_up_to_five_minutes(clock: FixedClock) -> None:
    throttle = Throttle(clock, free=3)
    waits = []

    for _ in range(12):
        throttle.attempt("zhang")
        waits.append(seconds_to_wait(throttle))
        clock.moment += timedelta(seconds=waits[-1])

    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def seconds_to_wait(throttle: Throttle) -> int:
    """Return for how long the throttle keeps zhang waiting."""
    before = throttle._attempts["zhang"]
    try:
        throttle.attempt("zhang")
    except AppError as error:
        return int(error.parameters["seconds"])
    throttle._attempts["zhang"] = before
    return 0


def test_success_forgets_the_attempts(clock: FixedClock) -> None:
    throttle = Throttle(clock, free=2)
    throttle.attempt("zhang")
    throttle.succeed("zhang")

    throttle.attempt("zhang")
    throttle.attempt("zhang")

    assert refused(throttle.attempt, "zhang") == "account.too_many_attempts"
    throttle.attempt("wang")


def test_a_machine_is_enrolled_once_however_often_it_asks(office: Office) -> None:
    client = office.member()
    message = {"key": "ab" * 32, "machine": "办公室"}

    first = client.call("POST", paths.DEVICE, message)
    again = client.call("POST", paths.DEVICE, message)

    assert first.json["device"] == again.json["device"]
    device = office.district.ledger.directory().devices[first.json["device"]]
    assert (device.person, device.key.hex) == (client.machine.author.person, "ab" * 32)
    assert first.json["server_key"] == office.district.ledger.key.hex


def test_a_key_of_another_person_is_not_taken_over(office: Office) -> None:
    office.member().call("POST", paths.DEVICE, {"key": "ab" * 32, "machine": ""})

    reply = office.member().call("POST", paths.DEVICE, {"key": "ab" * 32, "machine": ""})

    assert (reply.status, reply.code) == (409, "device.key_taken")
