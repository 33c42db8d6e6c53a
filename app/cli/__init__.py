"""The command line: ``yingxun`` opens the program, its subcommands do without a window.

Exit codes: 0 done; 1 done, and the answer is no (something was found wrong, or is not delivered); 2 the command was
not understood; 3 it could not be done, and the sentence on standard error says why.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from app.errors import AppError

DONE, NO, MISUSED, FAILED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    try:
        result: int = chosen.run(chosen)
    except AppError as error:
        return _fail(error, as_json=getattr(chosen, "json", False))
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        return FAILED
    return result


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    from app.cli import (
        admin,
        assets,
        bundle,
        campaigns,
        cases,
        day,
        demo,
        forms,
        grades,
        handover,
        notices,
        orders,
        photos,
        plan,
        plan_records,
        records,
        serve,
        stores,
        supervision,
    )
    from app.settings import default_home

    home = argparse.ArgumentParser(add_help=False)
    home.add_argument("--home", type=Path, default=default_home(), help="the home folder (default: %(default)s)")
    home.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser = argparse.ArgumentParser(prog="yingxun", description="Yingxun 瀛巡: field inspection", parents=[home])
    parser.set_defaults(run=_open_window)
    parser.add_argument("--measure-start", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for module in (
        stores,
        bundle,
        records,
        cases,
        assets,
        day,
        handover,
        demo,
        forms,
        grades,
        photos,
        serve,
        admin,
        orders,
        notices,
        campaigns,
        supervision,
        plan,
        plan_records,
    ):
        module.add_commands(commands, home)
    return parser


def _open_window(chosen: argparse.Namespace) -> int:
    from app.assembly.window import open_window

    return open_window(chosen.home, measure_start=chosen.measure_start)


def _fail(error: AppError, *, as_json: bool) -> int:
    from ui.sentences import Language, sentence

    said = {language.value: sentence(error, language) for language in Language}
    if as_json:
        print(json.dumps({"error": error.code, "parameters": dict(error.parameters), **said}, ensure_ascii=False))
    print(f"{said['zh']}\n{said['en']}", file=sys.stderr)
    return FAILED
