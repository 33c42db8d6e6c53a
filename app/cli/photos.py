"""``yingxun photo inspect``: what photos know about themselves."""

import argparse
import json
from pathlib import Path
from typing import Any


def add_commands(commands: Any, home: argparse.ArgumentParser) -> None:  # noqa: ANN401  # argparse keeps its type private
    """Add ``photo`` to the commands."""
    photo = commands.add_parser("photo", help="look at photos")
    of_photo = photo.add_subparsers(required=True, metavar="COMMAND")
    inspect = of_photo.add_parser("inspect", parents=[home], help="print one JSON line per file, in order")
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE")
    inspect.set_defaults(run=_inspect)


def _inspect(chosen: argparse.Namespace) -> int:
    from db.machine import SystemClock
    from db.photos.inspect import inspect

    now = SystemClock().now()
    for path in chosen.files:
        print(json.dumps(inspect(path, now), ensure_ascii=False), flush=True)
    return 0
