"""Every form, filled at random, submitted, sent through a server and read at another desk: the same values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.canonical import Json
from app.domain.draft import Draft
from app.domain.kinds import Role
from app.domain.stream import Stream
from app.forms import Form, Session
from app.usecases import drafts
from app.usecases.publication import version_name
from app.usecases.submission import submit
from app.workplace import FormInfo
from tests.forms.built_in import NAMES, form
from tests.forms.filling import Filler
from tests.forms.workbooks import context
from tests.server.office import Office
from tests.sync.desks import CLOCK, IDS, Desk

OFTEN = 0.6
TOWNSHIP = "310151101"


@dataclass(frozen=True)
class Road:
    """A server with two desks: what one sends, the other receives."""

    sender: Desk
    receiver: Desk


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Road]:
    """One server and two homes for all forms."""
    folder = tmp_path_factory.mktemp("road")
    streams = sorted({Stream(TOWNSHIP, form(name).subject) for name in NAMES}, key=str)
    office = Office(folder / "server")
    desks = [Desk(office, folder / role.value, role, *streams) for role in (Role.INSPECTOR, Role.SUPERVISOR)]
    yield Road(*desks)
    for desk in desks:
        desk.close()
    office.close()


@settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1_000_000))
def test_every_form_filled_at_random_is_the_same_at_another_desk(road: Road, seed: int) -> None:
    random = Random(seed)  # noqa: S311  # a way to fill forms, no secret
    sent: dict[str, tuple[Draft, Mapping[str, Json]]] = {}
    for name in NAMES:
        values = filled(form(name), random)
        sent[name] = submitted(road.sender, form(name), values), values

    reports = [road.sender.sync(), road.receiver.sync()]

    assert [report.problem for report in reports] == [None, None]
    for name, (draft, values) in sent.items():
        with road.receiver.store.reading() as reading:
            received = reading.state(draft.stream, draft.record).answers()
        assert received == values, name
        assert Session(form(name), context(), received).answers(relevant_only=True) == values, name


def filled(form: Form, random: Random) -> Mapping[str, Json]:
    """Fill a form until nothing is complained of; return what a submission holds."""
    filler = Filler(form, lambda _path, found: random.sample(found, len(found)), lambda: random.random() < OFTEN)
    session = filler.fill(Session(form, context()), lambda _repeat: random.randrange(3))
    assert [(form.id, problem.key, problem.message) for problem in session.problems()] == []
    return session.answers(relevant_only=True)


def submitted(desk: Desk, form: Form, values: Mapping[str, Json]) -> Draft:
    """Begin a record, submit it, and return the draft that it was."""
    info = FormInfo(form.id, version_name(form), form.title, form.subject, form.record)
    stream = Stream(TOWNSHIP, form.subject)
    with desk.store() as unit:
        draft = drafts.begin(unit, clock=CLOCK, ids=IDS, form=info, stream=stream, asset=None)
        submit(unit, machine="TEST", clock=CLOCK, ids=IDS, draft=draft, values=values)
    return draft
