"""Enrolling anew: a home that was cloned or restored gets a device of its own, and writes anew what was left unsent.

Its former device is also somebody else's: both have used the same numbers. What the server has acknowledged stays as it
is; the rest is held and written again, signed by the new device, each entry naming the one that it replaces.
"""

import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.assembly.client import DEVICE_KEY, STORE_KEY, Client, identity_of, key_name, open_store, secrets_of
from app.assembly.enrolment import seal_for_recovery
from app.domain.keys import PrivateKey
from app.domain.listing import WaitReason
from app.errors import AppError
from app.ports.courier import Progress, RoundReport
from app.usecases.reissue import reissue
from app.workplace import RecordKey
from db.identity import Identity, write_identity
from db.tokens import HomeTokens
from sync.enrolment import enrol

FORMER = "former_device"
"""The note of a home that is being enrolled anew: the device that it leaves."""


def enrol_anew(home: Path, password: str) -> Identity:
    """Get a new device for a home and return who it is now; ``finish`` does the rest.

    Raises:
        AppError: ``identity.missing``, ``identity.other_person``, ``account.wrong_password``, ``network.unreachable``
            and their kin; then nothing was changed.
    """
    identity = identity_of(home)
    key = PrivateKey.generate()
    ca = Path(identity.ca) if identity.ca else None
    answer = enrol(identity.server_url, identity.login, password, key.public, platform.node(), ca=ca)
    told = answer.enrolled
    if (told.person, told.server_key) != (identity.person, identity.server_key):
        raise AppError("identity.other_person")
    # What names the new device comes last: wherever this is cut off, the home has the key of the device that it names.
    secrets = secrets_of(home)
    own = f"{DEVICE_KEY}-{told.device}"
    secrets.put(own, key.seed)
    former = key_name(secrets, identity.device)
    kept = {name: secrets.get(name) for name in (STORE_KEY, former, own)}
    seal_for_recovery(home, kept, told.recovery_key)
    _note_former(home, identity)
    renewed = replace(identity, device=told.device).with_password(password)
    write_identity(home, renewed)
    HomeTokens(secrets).keep(answer.tokens)
    return renewed


def _note_former(home: Path, identity: Identity) -> None:
    """Note the device that is being left, unless an earlier one is not done with yet."""
    store = open_store(home, identity)
    try:
        with store() as unit:
            if not unit.note(FORMER):
                unit.put_note(FORMER, identity.device)
    finally:
        store.close()


def finish(client: Client, report: Callable[[Progress], None], is_cancelled: Callable[[], bool]) -> RoundReport:
    """Ask the server what it has of the former device, write the rest anew and send it; may be repeated until it works.

    A record whose decision is no longer allowed stays refused, with its reason, for the person to see.
    """
    courier = client.workplace.courier
    with client.workplace.store.reading() as reading:
        former = reading.note(FORMER) or ""
    if former:
        client.exchange.leave_device(former)
    first = courier.round(report, is_cancelled)
    if not former or first.was_cancelled or first.problem not in (None, WaitReason.FORK):
        return first
    for stream, record in client.exchange.hold_forked(former):
        _write_anew(client, RecordKey(stream, record))
    client.exchange.note(FORMER, "")
    return courier.round(report, is_cancelled)


def _write_anew(client: Client, key: RecordKey) -> None:
    place = client.workplace
    try:
        with place.store() as unit:
            reissue(unit, clock=place.clock, ids=place.ids, person=place.person, key=key)
    except AppError:
        return  # it stays in the list of what was refused
