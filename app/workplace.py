"""Everything that a signed-in person works with; built once by ``app.__main__`` and passed on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.stream import Stream
from app.forms.definition import Form
from app.ports.bundles import Bundles
from app.ports.clock import Clock, Ids
from app.ports.courier import Courier
from app.ports.notices import NoticePaper
from app.ports.sheets import Sheets
from app.ports.shelf import PhotoShelf
from app.ports.store import Store


@dataclass(frozen=True, slots=True)
class FormInfo:
    """A form that can be filled in: its id, newest version, title, the subject of its assets and its record kind."""

    id: str
    version: str
    title: str
    subject: str
    record: str


class FormShelf(Protocol):
    """The forms, in every version that some record or draft names."""

    def infos(self) -> tuple[FormInfo, ...]:
        """Return the newest version of each form."""
        ...

    def form(self, form: str, version: str) -> Form:
        """Return a form as it was in that version.

        Raises:
            AppError: ``form.unknown_version`` if this store has never had it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Workplace:
    """One person on one home folder.

    Attributes:
        home: the folder.
        person: id of the person.
        name: the person's name.
        login: the account.
        machine: four characters that stand for this device in a 编号.
        server_url: where the server is.
        bundles: carries what a round would, in files.
        sheets: reads and writes the tables of offices.
        letters: fills the office's templates.
    """

    home: Path
    person: str
    name: str
    login: str
    machine: str
    server_url: str
    store: Store
    shelf: PhotoShelf
    forms: FormShelf
    courier: Courier
    bundles: Bundles
    clock: Clock
    ids: Ids
    sheets: Sheets
    letters: NoticePaper


@dataclass(frozen=True, slots=True)
class RecordKey:
    """What names a record everywhere: its stream and its id."""

    stream: Stream
    record: str
