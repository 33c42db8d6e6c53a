"""``yingxun demo``: the demonstration; with ``--full`` a whole district in its third plan year."""

import argparse
import os
from pathlib import Path
from typing import Any


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401, ARG001  # argparse keeps its type private; its homes are made, not opened
    """Add ``demo`` to the commands."""
    demo = commands.add_parser("demo", help="make the demonstration and open its window")
    demo.add_argument("--full", action="store_true", help="the whole district: thousands of assets, three years")
    demo.add_argument("--home", type=Path, default=Path(".demo"), help="folder of the demonstration (default: .demo)")
    demo.add_argument("--records", type=int, default=24_000, help="with --full: how many inspections")
    demo.add_argument("--as", dest="login", default="xuncha", help="who opens the window: xuncha or shenhe")
    demo.add_argument("--no-window", action="store_true", help="make it and end")
    demo.set_defaults(run=_demo)


def _demo(chosen: argparse.Namespace) -> int:
    from app.demo.__main__ import main
    from app.demo.full import FullDistrict
    from db.keys import FORCE_FILE

    os.environ[FORCE_FILE] = "1"
    if not chosen.full:
        return main(["--home", str(chosen.home), "--as", chosen.login])
    district = FullDistrict(chosen.home, lambda step: print(step, flush=True), chosen.records)
    try:
        homes = district.make()
        if chosen.no_window:
            return 0
        from app.assembly.window import open_window

        return open_window(homes[chosen.login])
    finally:
        district.server.stop()
