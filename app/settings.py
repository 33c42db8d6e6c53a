"""Where things are when nobody says otherwise."""

from pathlib import Path

import platformdirs


def default_home() -> Path:
    """Return the folder of the home folders of whoever uses this machine: local, never roaming."""
    return Path(platformdirs.user_data_dir("Yingxun", appauthor=False)) / "homes"


def default_server_home() -> Path:
    """Return the folder of a server that is started without one."""
    return Path(platformdirs.user_data_dir("Yingxun", appauthor=False)) / "server"
