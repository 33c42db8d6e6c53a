"""The enrolment file: opened by its passphrase alone, it lets a device begin with no network."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace

import pytest

from app.domain.directory import read_directory
from app.domain.enrolment import Enrolment, open_enrolment, seal_enrolment
from app.domain.fold import fold
from app.domain.keys import PrivateKey
from app.domain.stream import DIRECTORY
from app.errors import AppError
from tests.server.office import Office
from tests.server.people import IDS, SERVER_KEY, Machine

PASSPHRASE = "秋天的渡口 1963"

ENROLMENT = Enrolment(
    server_url="http://127.0.0.1:8400",
    server_key=SERVER_KEY.public,
    server_device=IDS.new(),
    generation=IDS.new(),
    person=IDS.new(),
    name="测试员",
    login="zhang",
    device=IDS.new(),
    device_key=PrivateKey.generate(),
    directory=(Machine(IDS.new()).begin(DIRECTORY),),
)


def refused(raw: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(AppError) as caught:
        open_enrolment(raw, passphrase)
    return caught.value.code


def test_a_file_opens_to_what_was_sealed() -> None:
    assert open_enrolment(seal_enrolment(ENROLMENT, PASSPHRASE), PASSPHRASE) == ENROLMENT


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    sealed = seal_enrolment(ENROLMENT, "caf\u00e9 au lait")

    assert open_enrolment(sealed, "cafe\u0301 au lait") == ENROLMENT


def test_a_wrong_passphrase_and_a_changed_box_are_told_alike() -> None:
    sealed = seal_enrolment(ENROLMENT, PASSPHRASE)
    envelope = json.loads(sealed)
    box = bytearray(b64decode(envelope["box"]))
    box[-1] ^= 1

    assert refused(sealed, PASSPHRASE + "x") == "enrolment.wrong_passphrase"
    assert refused(json.dumps(envelope | {"box": b64encode(box).decode()}).encode()) == "enrolment.wrong_passphrase"


def test_neither_key_nor_name_is_readable_in_the_file() -> None:
    sealed = seal_enrolment(ENROLMENT, PASSPHRASE)

    for secret in (ENROLMENT.device_key.seed.hex(), ENROLMENT.name, ENROLMENT.login, ENROLMENT.server_url):
        assert secret.encode() not in sealed


def test_a_file_of_a_later_format_is_told_so() -> None:
    envelope = json.loads(seal_enrolment(ENROLMENT, PASSPHRASE))

    assert refused(json.dumps(envelope | {"v": 2}).encode()) == "enrolment.newer"


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff", b"[]", b'{"yingxun": "bundle", "v": 1}', b"[" * 100_000, b'{"yingxun": "enrolment", "v": 1}'],
)
def test_what_is_no_enrolment_file_is_told_so(raw: bytes) -> None:
    assert refused(raw) == "enrolment.unreadable"


@pytest.mark.parametrize("change", [{"salt": "AAAA"}, {"salt": 7}, {"box": "*"}, {"box": "AAAA"}])
def test_a_damaged_file_is_a_sentence_and_no_crash(change: dict[str, object]) -> None:
    envelope = json.loads(seal_enrolment(ENROLMENT, PASSPHRASE))

    assert refused(json.dumps(envelope | change).encode()) in {"enrolment.unreadable", "enrolment.wrong_passphrase"}


def test_a_passphrase_of_seven_characters_seals_nothing() -> None:
    with pytest.raises(AppError, match=r"enrolment\.passphrase_too_short"):
        seal_enrolment(replace(ENROLMENT, name="x"), "1234567")


def test_a_servers_file_brings_a_directory_that_knows_the_device(office: Office) -> None:
    person = office.district.person("李四")
    login = office.account(person)

    raw = office.server.users.enrolment_file(login, "http://127.0.0.1:1", PASSPHRASE, "宣传册")

    enrolment = open_enrolment(raw, PASSPHRASE)
    by_record: dict[str, list[object]] = {}
    for entry in enrolment.directory:
        by_record.setdefault(entry.record, []).append(entry)
    directory = read_directory(
        fold(record, DIRECTORY, [entry for entry in enrolment.directory if entry.record == record])
        for record in by_record
    )
    assert directory.devices[enrolment.device].key == enrolment.device_key.public
    assert directory.devices[enrolment.device].person == enrolment.person == person
    assert (enrolment.name, enrolment.login) == ("李四", login)
    assert directory.devices[enrolment.server_device].key == enrolment.server_key


def test_a_passphrase_too_short_makes_no_device(office: Office) -> None:
    login = office.account(office.district.person())
    before = office.district.ledger.directory().devices

    with pytest.raises(AppError, match=r"enrolment\.passphrase_too_short"):
        office.server.users.enrolment_file(login, "", "short")

    assert office.district.ledger.directory().devices == before
