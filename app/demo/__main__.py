"""``python -m app.demo``: the demonstration with a window, or ``--headless``: the story by itself."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.errors import AppError
from db.keys import FORCE_FILE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration; return the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py run", description="The demonstration of Yingxun.")
    parser.add_argument("--headless", action="store_true", help="run the story without a window, on fresh folders")
    parser.add_argument("--home", type=Path, default=Path(".demo"), help="folder of the demonstration")
    parser.add_argument("--as", dest="login", default="xuncha", help="who opens the window: xuncha or shenhe")
    parser.add_argument("--fresh", action="store_true", help="begin anew")
    chosen = parser.parse_args(arguments)
    os.environ[FORCE_FILE] = "1"
    try:
        return _headless() if chosen.headless else _window(chosen.home, chosen.login, fresh=chosen.fresh)
    except KeyboardInterrupt:
        return 130
    except AppError as error:
        from ui.sentences import Language, sentence

        print(sentence(error, Language.CHINESE), sentence(error, Language.ENGLISH), sep="\n", file=sys.stderr)
        return 3


def _headless() -> int:
    from app.demo.story import Story, StoryError

    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="yingxun-") as folder:
        try:
            Story(Path(folder), lambda step: print(step, flush=True)).run()
        except StoryError as error:
            print(f"the story failed: {error}", file=sys.stderr)
            return 1
    print(f"the story worked in {time.monotonic() - began:.1f} s")
    return 0


def _window(root: Path, login: str, *, fresh: bool) -> int:
    from app.demo.district import PASSWORDS, PEOPLE
    from app.demo.past import live_through
    from app.demo.serving import DemoServer

    if fresh:
        shutil.rmtree(root, ignore_errors=True)
    server = DemoServer(root / "server")
    try:
        print("preparing the demonstration …", flush=True)
        url = server.start()
        homes = live_through(root, url)
        print(f"server on {url}; passwords of the demonstration:")
        for name, password in PASSWORDS.items():
            print(f"  {name} ({PEOPLE[name]}): {password}")
        from app.assembly.window import open_window

        return open_window(homes[login])
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
