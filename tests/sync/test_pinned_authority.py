"""A pinned authority: only servers for which it vouches, now and by their address, are spoken to."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.listing import WaitReason
from sync import paths
from sync.link import Letter, Link
from sync.transport import LinkError
from tests.sync.talk import never

pytest.importorskip("cryptography", reason="cryptography is locked for Linux alone")

from tests.sync.authority import Authority, secure_server  # behind the reason to skip

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
    with secure_server(authority.vouch()) as url:
        assert status(url, authority.certificate) == 200


@pytest.mark.parametrize("trouble", ["another authority", "expired", "another address", "nothing pinned"])
def test_any_other_server_is_not_ours(tmp_path: Path, trouble: str) -> None:
    ours, theirs = Authority(tmp_path, "ours"), Authority(tmp_path, "theirs")
    signer = theirs if trouble == "another authority" else ours
    until = timedelta(minutes=-1) if trouble == "expired" else timedelta(days=1)
    host = "127.0.0.2" if trouble == "another address" else "127.0.0.1"

    with secure_server(signer.vouch(until=until, host=host)) as url, pytest.raises(LinkError) as caught:
        status(url, None if trouble == "nothing pinned" else ours.certificate)

    assert (caught.value.reason, caught.value.code) == (WaitReason.NOT_OURS, "network.certificate")
