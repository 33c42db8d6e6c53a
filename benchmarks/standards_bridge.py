"""How long a bridge of 30 spans and 2,000 members takes to grade, against one frame (16 ms).

Run: python -m benchmarks.standards_bridge
"""

import random
import statistics
import time
from collections.abc import Mapping

from app.standards import jtgt_h21
from app.standards.sheet import sheet

FRAME_MS = 16.0
LAYOUT = {"spans": 30, "beams": 15}
ROUNDS = 40


def a_bridge(share: float) -> Mapping[str, object]:
    """A beam bridge on which ``share`` of the members have one to three damages."""
    rng = random.Random(21)  # noqa: S311 - examples, not secrets
    damages = []
    for component in jtgt_h21.components("beam", LAYOUT):
        tables = jtgt_h21.usages("beam", component.name.zh)[0].indicators
        for member in component.members:
            if rng.random() < share:
                damages += [
                    {"component": component.name.zh, "member": member, "indicator": table, "scale": rng.choice((2, 3))}
                    for table in rng.sample(tables, min(len(tables), rng.randint(1, 3)))
                ]
    return {"layout": LAYOUT, "damages": damages}


def measure(share: float) -> None:
    """Print the median time of grading, and of grading with its sheet."""
    bridge = a_bridge(share)
    members = sum(len(component.members) for component in jtgt_h21.components("beam", LAYOUT))
    damages = bridge["damages"]
    assert isinstance(damages, list)
    grading, written, processor = [], [], []
    for _ in range(ROUNDS):
        start, busy = time.perf_counter(), time.process_time()
        grade = jtgt_h21.grade(bridge)
        middle, done = time.perf_counter(), time.process_time()
        sheet(grade)
        grading.append((middle - start) * 1000)
        written.append((time.perf_counter() - start) * 1000)
        processor.append((done - busy) * 1000)
    median = statistics.median(processor)
    print(
        f"{members} members, {len(damages)} damages: {median:.1f} ms of processor = {median / FRAME_MS:.2f} of a frame "
        f"of {FRAME_MS:.0f} ms (by the clock {statistics.median(grading):.1f} ms, best {min(grading):.1f} ms; "
        f"with its sheet {statistics.median(written):.1f} ms)"
    )


if __name__ == "__main__":
    for part in (0.1, 0.3, 1.0):
        measure(part)
