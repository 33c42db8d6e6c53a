"""Screens: whether there is one, and one without a monitor."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from devtools.system import provide

if TYPE_CHECKING:
    from collections.abc import Iterator


def has_display() -> bool:
    """Whether a window could open."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextlib.contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """Run an X server without a monitor and yield the variables that lead a client to it; elsewhere than Linux none."""
    if sys.platform != "linux":
        yield {}
        return
    provide([] if shutil.which("Xvfb") else ["xvfb"])
    number, told = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", "2560x1600x24", "-nolisten", "tcp"],
        pass_fds=[told],
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(number) as answer:
            display = answer.readline().strip()
        if not display:
            sys.exit("Xvfb, the X server for screenshots, did not start: run it by hand to see why.")
        yield {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
