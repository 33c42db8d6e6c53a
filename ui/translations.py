"""The English translation: ``python -m ui.translations update`` collects the texts, ``release`` makes the binary.

Texts are Chinese in the source. ``update`` leaves new ones unfinished in ``resources/translations/yingxun_en.ts``, to
be translated there; ``release`` refuses while any is.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path
from xml.etree import ElementTree as ET

from resources import resource_folder

SOURCE = resource_folder() / "translations" / "yingxun_en.ts"


def collect(target: Path) -> None:
    """Bring a translation file up to date with the texts of ``ui``; what is no longer used is dropped."""
    files = sorted(str(path) for path in (resource_folder().parent / "ui").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "zh_CN", "-target-language", "en_GB"]
    _run("pyside6-lupdate", *files, *options, "-ts", str(target))


def release(source: Path, target: Path) -> None:
    """Make the binary that the program loads."""
    _run("pyside6-lrelease", str(source), "-qm", str(target))


def unfinished(source: Path) -> list[str]:
    """Return the texts of a translation file that have no translation."""
    messages = ET.parse(source).getroot().iter("message")  # noqa: S314  # our own file
    return [
        message.findtext("source", "")
        for message in messages
        if not message.findtext("translation") or message.find("translation[@type]") is not None
    ]


def main(arguments: list[str]) -> int:
    """Run one of the two commands."""
    match arguments:
        case ["update"]:
            collect(SOURCE)
        case ["release"] if not unfinished(SOURCE):
            release(SOURCE, SOURCE.with_suffix(".qm"))
        case _:
            missing = "\n".join(unfinished(SOURCE))
            sys.stderr.write(f"{__doc__}\n{missing}\n")
            return 2
    return 0


def _run(tool: str, *arguments: str) -> None:
    scripts = Path(sysconfig.get_path("scripts"))
    done = subprocess.run([scripts / tool, *arguments], capture_output=True, text=True, check=False)  # noqa: S603  # Qt's own tools
    if done.returncode:
        raise RuntimeError(f"{tool}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
