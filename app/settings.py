"""Where things are when nobody says otherwise."""

from pathlib import Path

import platformdirs


def default_home() -> Path:
    """Return the home folder of the person at this machine: local, never roaming."""
    return Path(platformdirs.user_data_dir("Yingxun", appauthor=False)) / "home"


def default_server_home() -> Path:
    """Return the folder of a server that is started without one."""
    return Path(platformdirs.user_data_dir("Yingxun", appauthor=False)) / "server"
