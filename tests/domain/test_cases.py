"""Cases: both ends judge by the table of moves, histories fold alike, none closes unseen by another person."""

from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.admission import DIRECTORY_KINDS, Accepted, Refused, admit
from app.domain.bodies import BodyError, check_body
from app.domain.case_clock import run_of
from app.domain.case_file import read_case
from app.domain.entry import Entry
from app.domain.fold import fold
from app.domain.kinds import MOVES, STATES, Action, RecordKind, Role, Status, find_move
from app.domain.state import State
from app.domain.stream import DIRECTORY, Stream
from app.errors import AppError
from app.usecases.review import check_moves
from tests.domain.people import BRIDGES, RECORD, Writer, facts

LIMIT = {"amount": "2", "unit": "work_day"}
BODIES: dict[Action, dict[str, Any]] = {
    Action.ATTACHED: {"photo": "p", "path": "after", "sha256": "0" * 64, "size": 1},
    Action.DETACHED: {"photo": "p"},
    Action.ANSWERED: {"values": {"description": "x"}},
    Action.SETTLED: {"values": {"description": "y"}},
    Action.FILED: {"class": "other"},
    Action.DECLINED: {"reason": "x"},
    Action.ASSIGNED: {"unit": "养护队", "limit": LIMIT},
    Action.SENT_BACK: {"reason": "x"},
    Action.HELD: {"reason": "x"},
    Action.EXTENDED: {"reason": "x", "limit": LIMIT},
    Action.TRANSFERRED: {"to": "区局", "letter": "函1号", "reply_by": "2026-12-01"},
    Action.ESCALATED: {"to": "区局", "reason": "x"},
    Action.HANDLED: {"measures": "x"},
    Action.REOPENED: {"reason": "x"},
}
ROLES = (Role.INSPECTOR, Role.SUPERVISOR, Role.HANDLER)
CASE_MOVES = tuple(move for move in MOVES if move.kind is RecordKind.CASE and move.state is not None)


def way_to(kind: RecordKind, state: Status | None) -> list[Action]:
    """Return actions that lead from nothing to a state."""
    ways: dict[Status | None, list[Action]] = {None: []}
    while state not in ways:
        for move in MOVES:
            if move.kind is kind and move.state in ways and move.to not in ways:
                ways[move.to] = [*ways[move.state], move.action]
    return ways[state]


def body_of(kind: RecordKind, action: Action) -> dict[str, Any]:
    """Return a body that the action takes."""
    return {"record": kind.value, "values": {}} if action is Action.CREATED else BODIES.get(action, {})


def is_allowed_here(state: State, action: Action, role: Role) -> bool:
    """Whether the use cases of a client let somebody in this role do it."""
    try:
        check_moves(state, [action], "somebody", {role})
    except AppError as error:
        return error.code != "review.not_allowed"
    return True


@pytest.mark.parametrize(("kind", "state"), [(kind, state) for kind in RecordKind for state in (None, *STATES[kind])])
def test_both_ends_allow_of_every_triple_what_the_table_says(kind: RecordKind, state: Status | None) -> None:
    stream = DIRECTORY if kind in DIRECTORY_KINDS else BRIDGES
    log: list[Entry] = []
    for action in way_to(kind, state):
        log.append(Writer().write(action.value, log[-1:], body_of(kind, action), stream=stream))
    assert fold(RECORD, stream, log).status is state

    for action, role in product(Action, Role):
        if action is Action.STUBBED or (action is Action.CREATED) == bool(log):
            continue
        writer = Writer()
        entry = writer.write(action.value, log[-1:], body_of(kind, action), stream=stream)
        verdict = admit(entry, facts(writer, entry, log, [role]))
        move = find_move(kind, state, action)
        is_allowed = move is not None and role in move.roles
        if move is None:
            assert verdict in (Refused("no_such_move"), Refused("not_created"))
        else:
            assert verdict == (Accepted() if is_allowed else Refused("not_your_role"))
        if log:
            assert is_allowed_here(fold(RECORD, stream, log), action, role) is is_allowed


@pytest.mark.parametrize("action", sorted(set(BODIES) - {Action.DETACHED}))
def test_an_action_that_does_not_say_what_it_must_is_refused(action: Action) -> None:
    check_body(action, BODIES[action])

    for missing in BODIES[action]:
        if (action, missing) == (Action.ATTACHED, "path"):
            continue
        with pytest.raises(BodyError, match=missing):
            check_body(action, {name: value for name, value in BODIES[action].items() if name != missing})


@dataclass
class Office:
    """People on devices of their own, who act on what they have seen, and the log that admits them."""

    random: Random
    people: list[tuple[Writer, Role]] = field(default_factory=lambda: [(Writer(), role) for role in ROLES * 2])
    log: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        creator = self.people[0][0]
        self.log.append(creator.write("created", (), body_of(RecordKind.CASE, Action.CREATED)))

    def act(self) -> None:
        """Let somebody, who may have missed the newest entries, try something that the table has there."""
        writer, role = self.random.choice(self.people)
        seen = self.log[: max(1, len(self.log) - self.random.choice((0, 0, 0, 1, 2)))]
        stands = fold(RECORD, BRIDGES, seen)
        moves = [move for move in CASE_MOVES if move.state is stands.status]
        if not moves:
            return
        action = self.random.choice(moves).action
        before = (writer.number, writer.previous)
        parents = [entry for entry in seen if entry.id in stands.heads]
        parents.sort(key=lambda entry: entry.id)
        entry = writer.write(action.value, parents, BODIES.get(action, {}))
        if isinstance(admit(entry, facts(writer, entry, self.log, [role])), Accepted):
            self.log.append(entry)
        else:
            writer.number, writer.previous = before


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_no_case_closes_that_no_other_person_has_seen_mended(seed: int) -> None:
    office = Office(Random(seed))  # noqa: S311  # histories to try, no secret
    for _ in range(40):
        office.act()

        state = fold(RECORD, BRIDGES, office.log)
        if state.status in (Status.VERIFIED, Status.CLOSED):
            assert_seen_by_another(state)


def assert_seen_by_another(state: State) -> None:
    """Check that whoever did the newest work is not who checked it, and that somebody did."""
    seen = state.latest(Action.VERIFIED)
    assert seen
    worked = state.latest(Action.HANDLED)
    for step in seen:
        known = known_to(state, step.entry)
        assert step.author not in {work.author for work in worked if work.entry in known}


def known_to(state: State, entry: str) -> set[str]:
    """Return the entries that the author of one had seen."""
    parents = {step.entry: step.parents for step in state.history}
    found: set[str] = set()
    todo = [*parents[entry]]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(parents[name])
    return found


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_random_histories_of_cases_fold_alike_in_any_order(seed: int, order: Random) -> None:
    office = Office(Random(seed))  # noqa: S311  # histories to try, no secret
    for _ in range(25):
        office.act()
    shuffled = [*office.log, *office.log[:3]]
    order.shuffle(shuffled)

    first, second = fold(RECORD, BRIDGES, office.log), fold(RECORD, BRIDGES, shuffled)

    assert first == second
    assert read_case(first) == read_case(second)
    assert run_of(first) == run_of(second)


def test_a_case_that_two_units_mended_is_checked_by_neither() -> None:
    log = [Writer().write("created", (), body_of(RecordKind.CASE, Action.CREATED))]
    for action in (Action.FILED, Action.ASSIGNED):
        log.append(Writer().write(action.value, log[-1:], BODIES[action]))
    one, other, third = Writer(), Writer(), Writer()
    works = [each.write("handled", log[-1:], BODIES[Action.HANDLED]) for each in (one, other)]
    parents = sorted(works, key=lambda entry: entry.id)

    verdicts = []
    for person in (one, other, third):
        entry = person.write("verified", parents)
        verdicts.append(admit(entry, facts(person, entry, [*log, *works], [Role.SUPERVISOR])))

    assert verdicts == [Refused("needs_another_person"), Refused("needs_another_person"), Accepted()]


def test_what_another_program_wrote_badly_reads_as_not_said() -> None:
    about = {"record": "case", "source": "moon", "origin": 7, "values": {"severity": 9, "proposed_limit": "soon"}}
    case = read_case(fold(RECORD, Stream("310151101", "bridge"), [Writer().write("created", (), about)]))

    assert (case.severity, case.limit, case.origin, case.run) == (None, None, None, None)
