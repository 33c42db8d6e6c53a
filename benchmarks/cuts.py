"""How many bytes a link that breaks off again and again carries for each byte that is of use.

Run: ``python -m benchmarks.cuts``. A client sends 20 photos of 300 kB to a real server, through a proxy that passes
2 MB/s and resets the connection every so many bytes on average; three seeds each. Prints bytes sent beside bytes of
photos, and the targets: 1.05 with a cut every 400 kB, 1.10 with one every 150 kB. Nothing here is asserted.
"""

import tempfile
from pathlib import Path
from random import Random

from app.domain.kinds import Role
from tests.server.office import Office
from tests.sync.desks import Desk
from tests.sync.proxy import cutting

PHOTOS, PHOTO_BYTES, RATE, SEEDS = 20, 300_000, 2_000_000, 3
LIMITS = ((None, None), (400_000, 1.05), (150_000, 1.10))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "server")
        desk = Desk(office, Path(folder) / "desk", Role.INSPECTOR)
        for mean_bytes, limit in LIMITS:
            for seed in range(SEEDS):
                measure(office, desk, mean_bytes, seed, limit)
        desk.close()
        office.close()


def measure(office: Office, desk: Desk, mean_bytes: int | None, seed: int, limit: float | None) -> None:
    """Deliver one record with its photos and print what that cost."""
    random = Random(f"{mean_bytes} {seed}")  # noqa: S311  # no secret
    key = desk.inspect(*(random.randbytes(PHOTO_BYTES) for _ in range(PHOTOS)))
    rounds = 0
    with cutting(office.port, mean_bytes, seed, RATE) as proxy:
        desk.talk_to(proxy.url)
        while not desk.is_delivered(key):
            desk.sync()
            rounds += 1
        desk.transport.close()
    share = proxy.up / (PHOTOS * PHOTO_BYTES)
    every = f"every {mean_bytes} B" if mean_bytes else "never"
    print(f"cut {every}, seed {seed}: {share:.4f} (limit {limit}), {proxy.cuts} cuts, {rounds} rounds")


if __name__ == "__main__":
    main()
