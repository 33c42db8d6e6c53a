"""``python -m tests.screenshots``: every page in Chinese at 1366×768, at 100 % and 150 %, from a really synced home."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.source_tree import ROOT

FOLDER = ROOT / "docs" / "screenshots"
WIDTH_PX, HEIGHT_PX = 1366, 768
SCALES = (100, 150)
SETTLE_MS = 1500


def main() -> int:
    """Make the demonstration in a new folder, then take the pictures in one process per scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--appearance", default="light", choices=["light", "dark"])
    parser.add_argument("--only", default="", help="part of the pictures' names")
    parser.add_argument("--homes", type=Path, help="folder of a demonstration that is there already")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.child:
        return _take(chosen)
    with tempfile.TemporaryDirectory() as folder:
        root = chosen.homes or Path(folder)
        from app.demo.past import live_through
        from app.demo.serving import DemoServer

        os.environ["YINGXUN_SECRETS_IN_FILE"] = "1"
        server = DemoServer(root / "server")
        live_through(root, server.start())
        codes = [_child(chosen, root, scale) for scale in SCALES]
        server.stop()
    if not chosen.only:
        codes += [
            _run("tests.every_control", "--out", str(chosen.out)),
            _run("tests.ui.grades.pictures", str(chosen.out)),
        ]
    return max(codes)


def _run(module: str, *arguments: str) -> int:
    """Take the pictures of another module."""
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=False).returncode


def _child(chosen: argparse.Namespace, root: Path, scale: int) -> int:
    command = [sys.executable, "-m", "tests.screenshots", "--child", str(scale), "--homes", str(root)]
    command += ["--out", str(chosen.out), "--appearance", chosen.appearance, "--only", chosen.only]
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale / 100), "YINGXUN_SECRETS_IN_FILE": "1"}
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def _take(chosen: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from app.assembly.window import add_chinese_letters
    from tests.pages import pictures

    application = QApplication(sys.argv[:1])
    add_chinese_letters()
    scale = chosen.child / 100
    suffix = ("" if chosen.appearance == "light" else "-dark") + f"-{chosen.child}"
    size = (round(WIDTH_PX / scale), round(HEIGHT_PX / scale))
    for name, widget in pictures(application, chosen.homes, chosen.appearance, size):
        if chosen.only in name:
            widget.grab().save(str(chosen.out / f"{name}{suffix}.png"), "PNG")
            sys.stdout.write(f"{name}{suffix}.png\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
