"""The system libraries that Qt loads, and their installation on Debian."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Debian's package for each library that the loader must find: Qt without a window, and with one (X11).
OFFSCREEN = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0": "libglib-2.0.so.0",
}
WINDOW = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libx11-xcb1": "libX11-xcb.so.1",
}


def missing_libraries(*, window: bool) -> list[str]:
    """Return the packages of what Qt needs and the loader does not find; ``window``: for windows on X11 as well."""
    wanted = {**OFFSCREEN, **WINDOW} if window else OFFSCREEN
    return [package for package, library in wanted.items() if sys.platform == "linux" and not loads(library)]


def loads(library: str) -> bool:
    """Whether the loader finds a library: asked of the loader, since packages are renamed (Debian 13: …t64)."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide(packages: Sequence[str]) -> None:
    """Install missing Debian packages as root; anywhere else stop with the one command that installs them."""
    if not packages:
        return
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        sys.exit(
            f"This machine lacks {names} (Debian's names): install them with your package manager, then run this again."
        )
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        sys.exit(
            f"This machine lacks system packages. Run this once, then this program again:\n  sudo {shlex.join(install)}"
        )
    print(f"Installing system packages: {names}.", flush=True)
    if apt_get(install).returncode == 0:
        return
    apt_get(["apt-get", "update"])
    done = apt_get(install)
    if done.returncode:
        sys.exit(
            f"{done.stderr}\napt-get could not install {names}: see above, connect this machine and run this again."
        )


def apt_get(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run apt-get so that it asks nothing and prints nothing."""
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=silent, check=False, capture_output=True, encoding="utf-8", errors="replace")
