"""Looking at a case: everything that its page, the lists and their printouts show of it."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.case_class import Condition, GridClasses
from app.domain.case_clock import Colour, Due, due_of
from app.domain.case_file import CaseFile, read_case
from app.domain.directory import Directory
from app.domain.kinds import Action, RecordKind, Role, find_move
from app.domain.listing import AssetRow
from app.domain.office_hours import WorkTime
from app.errors import AppError
from app.ports.store import Reading
from app.workplace import RecordKey


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A case as it was when it was read.

    Attributes:
        asset: what it is about; None where it names none, or none that is here.
        due: when it turns amber and red; None while no unit has it.
        condition: of its grid class: when it is opened and may be closed.
        roles: what the person is to its stream.
        directory: who is who.
        unsent: how much of it has no receipt yet.
    """

    key: RecordKey
    case: CaseFile
    asset: AssetRow | None
    due: Due | None
    condition: Condition | None
    class_name: str
    roles: frozenset[Role]
    person: str
    directory: Directory
    unsent: int

    @property
    def handlers(self) -> tuple[str, ...]:
        """Ids of those who may mend cases here."""
        roles, stream = self.directory.roles, self.key.stream
        return tuple(sorted(each for each in self.directory.persons if Role.HANDLER in roles(each, stream)))

    def may(self, action: Action) -> bool:
        """Whether the person may do this to the case now, by the table of moves."""
        state = self.case.state
        move = find_move(RecordKind.CASE, state.status, action)
        if move is None or state.needs_newer_program or move.roles.isdisjoint(self.roles):
            return False
        return not state.is_own_work(move, self.person)

    def colour(self, now: datetime) -> Colour | None:
        """Return how it stands to its limit; None where it has none."""
        return self.due.colour(now) if self.due is not None else None

    def name(self, person: str) -> str:
        """Return a person's name."""
        return self.directory.name(person)


def read_sheet(look: Reading, key: RecordKey, person: str, work: WorkTime, classes: GridClasses) -> CaseSheet:
    """Read a case for a person.

    Raises:
        AppError: ``record.unknown`` if it is not here or is no case.
    """
    row = look.record_row(key.stream.township, key.record)
    state = look.state(key.stream, key.record)
    if row is None or state.kind is not RecordKind.CASE:
        raise AppError("record.unknown")
    case, directory = read_case(state), look.directory()
    return CaseSheet(
        key=key,
        case=case,
        asset=look.asset(case.asset) if case.asset else None,
        due=due_of(case.run, work),
        condition=classes.condition(case.class_id),
        class_name=classes.name(case.class_id),
        roles=directory.roles(person, key.stream),
        person=person,
        directory=directory,
        unsent=row.unsent,
    )
