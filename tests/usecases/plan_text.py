"""The district's plan as its text gives it, cut into clauses with their numbers; run as a module it writes the index.

The index holds no sentences: of each clause a hash, of each number what it is. With the text beside the project the
tests compare the two; ``python -m tests.usecases.plan_text`` writes the index anew.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.source_tree import ROOT

TEXT = ROOT.parent / "shared" / "reference" / "chongming-action-plan-2024-2026.zh.txt"
INDEX = Path(__file__).parent / "plan_index.csv"

_CHAPTERS, _PARAGRAPHS = "一二三四五六", "一二三四五六七八九十"
_NUMBER = re.compile(
    r"(?<![A-Za-z\d])(\d+(?:\.\d+)?)(?:余)?(%|年|万平方米|平方米|公里|分钟|户|条段|个|条|处|辆|台|组|级)?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: ``1.3.2`` is the second of chapter 1, paragraph 3; the first of a paragraph is its heading.

    Attributes:
        sha256: the start of the hash of its text.
        numbers: each number with its unit, in order; years as ``2025年``.
    """

    number: str
    sha256: str
    numbers: tuple[tuple[str, str], ...]

    @property
    def is_heading(self) -> bool:
        """Whether it only names its paragraph."""
        return self.number.endswith(".1") and not self.number.startswith("7.")


def clauses_of(text: str) -> Iterator[Clause]:
    """Yield every clause after the preamble; chapter 7 is what follows the last paragraph."""
    chapter = paragraph = closing = 0
    for raw in text.splitlines():
        line = re.sub(r"\[bookmark[^\]]*\]", "", raw).strip()
        if heading := re.match(rf"([{_CHAPTERS}])、", line):
            chapter, paragraph = _CHAPTERS.index(heading[1]) + 1, 0
        elif opening := re.match(rf"（([{_PARAGRAPHS}])）", line):
            paragraph = _PARAGRAPHS.index(opening[1]) + 1
            yield from _clauses(f"{chapter}.{paragraph}", re.sub(r"（牵头单位：[^）]*）", "", line[opening.end() :]), 0)
        elif line and chapter == len(_CHAPTERS):
            found = list(_clauses("7.1", line, closing))
            closing += len(found)
            yield from found


def leads_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return the lead units of each paragraph, in the text's order."""
    chapter, found = 0, {}
    for line in text.splitlines():
        if heading := re.match(rf"([{_CHAPTERS}])、", line):
            chapter = _CHAPTERS.index(heading[1]) + 1
        elif opening := re.search(rf"（([{_PARAGRAPHS}])）.*（牵头单位：([^）]*)）", line):
            found[f"{chapter}.{_PARAGRAPHS.index(opening[1]) + 1}"] = tuple(opening[2].split("、"))
    return found


def read_index() -> tuple[Clause, ...]:
    """Return the clauses as the index keeps them."""
    with INDEX.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Clause(row["clause"], row["sha256"], tuple(_pair(one) for one in row["numbers"].split())) for row in rows
    )


def _clauses(section: str, body: str, before: int) -> Iterator[Clause]:
    parts = [part for part in re.split("[。；]", body) if part.strip()]
    for count, part in enumerate(parts, before + 1):
        numbers = tuple((found[1], found[2] or "") for found in _NUMBER.finditer(part))
        yield Clause(f"{section}.{count}", hashlib.sha256(part.encode()).hexdigest()[:16], numbers)


def _pair(written: str) -> tuple[str, str]:
    number, _, unit = written.partition("_")
    return number, unit


def main() -> None:
    """Write the index from the text."""
    with INDEX.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("clause", "sha256", "numbers"))
        for clause in clauses_of(TEXT.read_text("utf-8")):
            rows.writerow((clause.number, clause.sha256, " ".join(f"{one}_{unit}" for one, unit in clause.numbers)))


if __name__ == "__main__":
    main()
