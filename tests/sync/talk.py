"""Talking to a small server, signed in, in one line."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from app.ports.exchange import HeldPhoto
from app.ports.tokens import TokenPair
from db.blobs import FolderBlobs
from sync.effects import Portion
from sync.enrolment import Applicant
from sync.http import HttpTransport
from sync.link import Link
from sync.photos import PackBody
from sync.protocol import Problem, Pull
from sync.transport import LinkError
from tests.sync.answers import NOW
from tests.sync.builders import Machine
from tests.sync.servers import Answers, Box, Said, message, serving

TOWNSHIP = "310151101"
PULL = Pull({})
PHOTO = bytes(range(256)) * 4_000
NAME = sha256(PHOTO).hexdigest()
KEY = Machine().author.key.public

Behaviour = Callable[[Said], Answers]


def never() -> bool:
    return False


@contextmanager
def talking(behave: Behaviour, box: Box | None = None, *, reads_body: bool = True) -> Iterator[HttpTransport]:
    """Serve and talk to it, signed in."""
    box = box or Box(TokenPair("access", "refresh"))
    with serving(behave, reads_body=reads_body) as url, closing(transport_to(url, box)) as transport:
        yield transport


def transport_to(url: str, box: Box) -> HttpTransport:
    return HttpTransport(Link(url), box, Applicant("inspector", KEY, "PC-1"))


def trouble(behave: Behaviour) -> LinkError:
    """Return what a pull fails with."""
    with talking(behave) as transport, pytest.raises(LinkError) as caught:
        transport.pull(PULL, never)
    return caught.value


def problem(code: str, status: int, min_protocol: int = 1) -> Answers:
    return message(Problem(server_time=NOW, code=code, min_protocol=min_protocol), status)


def always(answers: Answers) -> Behaviour:
    return lambda _: answers


def pack_of(folder: Path, photo: bytes, offset: int = 0) -> PackBody:
    blobs = FolderBlobs(folder)
    blob = blobs.put(photo)
    return PackBody([Portion(HeldPhoto(TOWNSHIP, blob.sha256, blob.size), offset, blob.size - offset)], blobs)
