"""One sitting over a push: each entry gets its ruling, in order, on a docket whose streams are locked."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.admission import Accepted, Fork, Invalid, Refused, Verdict, Waiting, admit
from app.domain.canonical import Json
from app.domain.directory import Directory
from app.domain.entry import Act, Author, Entry, seal
from app.domain.kinds import Action, Role
from app.domain.receipt import Receipt, sign_receipt
from app.domain.stream import DIRECTORY
from app.ports.clock import Ids
from app.ports.ledger import Outcome, Ruling
from db.ledger.docket import Docket, Stub, name_of


@dataclass(frozen=True, slots=True)
class Sitting:
    """Judges entries and keeps the docket up.

    Attributes:
        docket: what is known and what is added.
        server: who signs stubs and receipts.
        generation: of the log.
        ids: names the stubs.
        at: the server's clock, ISO 8601.
    """

    docket: Docket
    server: Author
    generation: str
    ids: Ids
    at: str

    def rule(self, entry: Entry, carrier: str) -> Ruling:
        """Judge one entry and log it, or the stub for it; what was judged before gets the same ruling again."""
        before = self._ruled_before(entry)
        if before is not None:
            return before
        match self.verdict(entry, carrier):
            case Accepted():
                ruling = Ruling(entry.id, Outcome.ACCEPTED, receipt=self._receipt(entry, self.docket.log(entry)))
            case Waiting(missing):
                ruling = Ruling(entry.id, Outcome.WAITING, missing=missing)
            case Fork():
                ruling = Ruling(entry.id, Outcome.FORK)
            case Invalid(code, path, has_stub=False):
                ruling = Ruling(entry.id, Outcome.INVALID, code, path)
            case Invalid(code, path):
                ruling = self._put_aside(entry, Outcome.INVALID, code, path)
            case Refused(code):
                ruling = self._put_aside(entry, Outcome.REFUSED, code, "")
        return ruling

    def verdict(self, entry: Entry, carrier: str) -> Verdict:
        """Return admission's verdict, and what only the whole log can know."""
        verdict = admit(entry, self.docket.facts(entry, carrier))
        if isinstance(verdict, Accepted | Refused) and self.docket.is_taken(entry):
            return Refused("id_taken")
        if not isinstance(verdict, Accepted):
            return verdict
        if self.docket.is_elsewhere(entry):
            return Refused("wrong_stream")
        if entry.stream == DIRECTORY:
            return self._directory_verdict(entry)
        return verdict

    def _directory_verdict(self, entry: Entry) -> Verdict:
        """Refuse what would leave a directory that cannot be read, or that the server has no place in."""
        after = self.docket.roll.after([entry]).directory
        if entry.record in after.malformed:
            return Refused("unreadable_directory")
        return Accepted() if self._has_seat(after) else Refused("unseats_server")

    def _has_seat(self, directory: Directory) -> bool:
        device = directory.devices.get(self.server.device)
        is_itself = device is not None and device.is_active and device.key == self.server.key.public
        return is_itself and Role.SERVER in directory.roles(self.server.person, DIRECTORY)

    def _ruled_before(self, entry: Entry) -> Ruling | None:
        logged = self.docket.logged.get(name_of(entry))
        if logged is not None and logged.hash == entry.hash:
            return Ruling(entry.id, Outcome.KNOWN, receipt=self._receipt(entry, logged.seq))
        for stub in self.docket.stubs.get(name_of(entry), ()):
            if stub.entry.body["hash"] == entry.hash:
                return self._stub_ruling(entry, stub)
        return None

    def _put_aside(self, refused: Entry, outcome: Outcome, code: str, path: str) -> Ruling:
        said: Mapping[str, Json] = {
            "entry": refused.id,
            "device": refused.device,
            "number": refused.number,
            "hash": refused.hash,
            "outcome": outcome.value,
            "code": code,
            "path": path,
        }
        act = Act(self.ids.new(), refused.record, refused.stream, Action.STUBBED.value, (), said, self.at)
        stub = self.sign(act)
        return self._stub_ruling(refused, Stub(stub, self.docket.log_stub(refused, stub)))

    def sign(self, act: Act) -> Entry:
        """Return the server's own entry that comes next in the act's stream."""
        head = self.docket.chain(act.stream, self.server.device)
        return seal(act, self.server, number=head.number + 1, previous=head.hash)

    def _stub_ruling(self, refused: Entry, stub: Stub) -> Ruling:
        said = stub.entry.body
        return Ruling(
            refused.id,
            Outcome(str(said["outcome"])),
            code=str(said["code"]),
            path=str(said["path"]),
            receipt=self._receipt(stub.entry, stub.seq),
            stub=stub.entry,
        )

    def _receipt(self, entry: Entry, seq: int) -> Receipt:
        return sign_receipt(self.generation, entry.stream, seq, entry.hash, self.server.key)
