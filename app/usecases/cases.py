"""What people do to a case: open it, decide on it, mend it, see that it is mended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.bodies import BodyError, check_body
from app.domain.canonical import Json
from app.domain.case import AFTER, CaseSource, Limit, LimitUnit, Origin
from app.domain.draft import DraftPhoto
from app.domain.entry import Entry
from app.domain.kinds import Action, RecordKind, may_move
from app.domain.state import Step as History
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Unit
from app.usecases.acts import Step, chain_of_acts, new_record
from app.usecases.numbering import next_number
from app.usecases.review import check_allowed
from app.usecases.submission import attachments
from app.workplace import RecordKey


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case that is to be opened.

    Attributes:
        values: by the paths of ``app.domain.case``.
        shared: photos of the problem that a record of the township shows already; only their hashes are named again.
        photos: photos of the problem that were taken in here for this case.
    """

    stream: Stream
    title: str
    place: str = ""
    asset: str = ""
    source: CaseSource = CaseSource.OTHER
    origin: Origin | None = None
    values: Mapping[str, Json] = field(default_factory=dict)
    shared: tuple[DraftPhoto, ...] = ()
    photos: tuple[DraftPhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened, and its 编号."""

    key: RecordKey
    number: str


def open_case(unit: Unit, *, machine: str, clock: Clock, ids: Ids, person: str, case: NewCase) -> Opened:
    """Open a case in one act.

    Raises:
        AppError: ``review.not_allowed``, ``case.incomplete`` without a title.
    """
    roles = unit.directory().roles(person, case.stream)
    if not may_move(roles, RecordKind.CASE, None, Action.CREATED):
        raise AppError("review.not_allowed", action=Action.CREATED.value)
    if not case.title.strip():
        raise AppError("case.incomplete", field="title")
    key = new_record(case.stream, ids)
    number = next_number(unit, case.stream.township, machine, clock)
    steps = [
        (Action.CREATED, _beginning(case, number)),
        *attachments(case.shared),
        *_taken_in(unit, case.stream, case.photos),
    ]
    unit.append(chain_of_acts(key, (), steps, clock=clock, ids=ids))
    return Opened(key, number)


def decide_case(
    unit: Unit,
    action: Action,
    body: Mapping[str, Json],
    *,
    clock: Clock,
    ids: Ids,
    person: str,
    key: RecordKey,
    heads: Iterable[str],
    photos: Sequence[DraftPhoto] = (),
) -> Entry:
    """Do one action to a case, photos that show it mended first; return the action's entry.

    Raises:
        AppError: ``case.incomplete`` names what the action must say, ``case.other_unit`` an extension in another unit
            than the limit's, ``review.stale``, ``review.not_allowed``, ``review.needs_another_person``,
            ``record.needs_newer_program``.
    """
    state = unit.state(key.stream, key.record)
    if tuple(sorted(heads)) != state.heads and not state.needs_newer_program:
        raise AppError("review.stale")
    _check_said(action, body)
    if action is Action.EXTENDED:
        _check_unit(body, state.last(Action.ASSIGNED))
    taken = (replace(photo, path=AFTER) for photo in photos)
    steps: list[Step] = [*_taken_in(unit, key.stream, taken), (action, body)]
    check_allowed(unit, state, [step[0] for step in steps], person)
    return unit.append(chain_of_acts(key, state.heads, steps, clock=clock, ids=ids))[-1]


def change_case(
    unit: Unit,
    values: Mapping[str, Json],
    *,
    clock: Clock,
    ids: Ids,
    person: str,
    key: RecordKey,
    photos: Sequence[DraftPhoto] = (),
) -> None:
    """Set what a case says, and add photos that show the problem or show it mended, by their paths.

    Raises:
        AppError: ``review.not_allowed``, ``record.needs_newer_program``.
    """
    state = unit.state(key.stream, key.record)
    changed: list[Step] = [(Action.ANSWERED, {"values": values})] if values else []
    steps = [*changed, *_taken_in(unit, key.stream, photos)]
    check_allowed(unit, state, [step[0] for step in steps], person)
    unit.append(chain_of_acts(key, state.heads, steps, clock=clock, ids=ids))


def limit_body(amount: str, unit: str) -> dict[str, Json]:
    """Return a time limit as an entry's body writes it, from what was typed.

    Raises:
        AppError: ``case.incomplete`` where it is no limit.
    """
    try:
        return Limit.from_body({"amount": amount.strip(), "unit": LimitUnit(unit).value}).to_body()
    except ValueError as error:
        raise AppError("case.incomplete", field="limit") from error


def _check_said(action: Action, body: Mapping[str, Json]) -> None:
    try:
        check_body(action, body)
    except BodyError as error:
        raise AppError("case.incomplete", field=error.path.removeprefix("body.")) from error


def _check_unit(body: Mapping[str, Json], assigned: History | None) -> None:
    """Check that an extension counts what the limit counts, so that their sum means something."""
    extension = Limit.from_body(body["limit"])
    if assigned is not None and Limit.from_body(assigned.body.get("limit")).unit is not extension.unit:
        raise AppError("case.other_unit")


def _beginning(case: NewCase, number: str) -> dict[str, Json]:
    about: dict[str, Json] = {
        "record": RecordKind.CASE.value,
        "number": number,
        "title": case.title.strip(),
        "place": case.place,
        "source": case.source.value,
        "values": dict(case.values),
    }
    if case.asset:
        about["asset"] = case.asset
    if case.origin is not None:
        about["origin"] = case.origin.to_body()
    return about


def _taken_in(unit: Unit, stream: Stream, photos: Iterable[DraftPhoto]) -> list[Step]:
    """Return the steps that attach photos of this computer, which will have to be sent."""
    kept = tuple(photos)
    for photo in kept:
        unit.keep_photo(stream.township, photo.sha256, photo.size)
    return list(attachments(kept))
