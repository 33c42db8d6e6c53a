"""A pinned authority: only servers for which it vouches, now and by their address, are spoken to."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.listing import WaitReason
from sync import paths
from sync.link import Letter, Link
from sync.transport import LinkError
from tests.server.certificates import Authority
from tests.sync.secure_server import secure_server
from tests.sync.talk import never

HEALTH = Letter("GET", paths.HEALTH, {})


def status(url: str, ca: Path | None) -> int:
    """Return the status of an answer over a fresh connection."""
    link = Link(url, ca)
    try:
        reply = link.send(HEALTH, None, never)
        reply.close()
        return reply.status
    finally:
        link.close()


def test_a_server_for_which_the_pinned_authority_vouches_is_spoken_to(tmp_path: Path) -> None:
    authority = Authority(tmp_path, "ours")
    with secure_server(*authority.issue()) as url:
        assert status(url, authority.ca) == 200


@pytest.mark.parametrize("trouble", ["another authority", "expired", "another address", "nothing pinned"])
def test_any_other_server_is_not_ours(tmp_path: Path, trouble: str) -> None:
    ours, theirs = Authority(tmp_path, "ours"), Authority(tmp_path, "theirs")
    signer = theirs if trouble == "another authority" else ours
    until = datetime.now(UTC) - timedelta(minutes=1) if trouble == "expired" else None
    host = "127.0.0.2" if trouble == "another address" else "127.0.0.1"

    with secure_server(*signer.issue(until=until, host=host)) as url, pytest.raises(LinkError) as caught:
        status(url, None if trouble == "nothing pinned" else ours.ca)

    assert (caught.value.reason, caught.value.code) == (WaitReason.NOT_OURS, "network.certificate")
