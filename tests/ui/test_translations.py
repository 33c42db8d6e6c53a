"""The English translation is whole and is what the program loads."""

import re
import shutil
from pathlib import Path

from ui.translations import SOURCE, collect, release, unfinished

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_text_of_the_source_is_translated(tmp_path: Path) -> None:
    kept = tmp_path / SOURCE.name
    shutil.copy(SOURCE, kept)

    collect(kept)

    assert unfinished(kept) == []


def test_the_binary_is_that_of_the_translation(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"

    release(SOURCE, made)

    assert made.read_bytes() == SOURCE.with_suffix(".qm").read_bytes()


def test_no_translation_is_left_in_chinese() -> None:
    translated = re.findall(r"<translation>(.*?)</translation>", SOURCE.read_text(encoding="utf-8"), re.DOTALL)

    assert [text for text in translated if CHINESE.search(text)] == []
