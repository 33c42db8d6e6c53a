"""Measure the form engine beside bare elementpath evaluating the same expressions.

Run: ``python -m benchmarks.forms``. Nothing here is asserted; the figures are for reading.
"""

import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from xml.etree import ElementTree as ET

import elementpath

from app.forms import FillContext, Form, FormSource, Session, SourceFormat, compile_form, dump_form, load_form
from app.forms.places import Place, Shape
from app.forms.plan import expressions

QUESTIONS, REPEATS, CHAIN, ROUNDS = 500, 50, 1_000, 30


def large_form() -> str:
    """Return a workbook of 500 questions: every fifth conditional, every tenth constrained, one repeat of ten."""
    rows = ["| survey | | | | | | |", "| | type | name | label | relevant | constraint | calculation |"]
    for number in range(QUESTIONS - 12):
        relevant = f"${{q{number - 1}}} != 'no'" if number % 5 == 4 else ""
        constraint = "string-length(.) < 50" if number % 10 == 3 else ""
        rows.append(f"| | text | q{number} | Question {number} | {relevant} | {constraint} | |")
    rows.append("| | begin_repeat | damages | Damages | | | |")
    rows.append("| | decimal | width | Width | | . >= 0 | |")
    rows.append("| | decimal | length | Length | ${width} > 0 | . >= 0 | |")
    rows.append("| | calculate | area | | | | ${width} * ${length} |")
    rows.extend(f"| | text | note{number} | Note {number} | | | |" for number in range(7))
    rows.append("| | end_repeat | | | | | |")
    rows.append("| | calculate | total | | | | sum(${area}) |")
    rows.append("| | calculate | grade | | | | if(${total} > 100, 'C', if(${total} > 10, 'B', 'A')) |")
    return "\n".join(rows)


def chained_form() -> str:
    """Return a workbook in which each of 1,000 calculations adds one to the one before."""
    rows = ["| survey | | | | |", "| | type | name | label | calculation |", "| | integer | c0 | Start | |"]
    rows.extend(f"| | calculate | c{number} | | ${{c{number - 1}}} + 1 |" for number in range(1, CHAIN + 1))
    return "\n".join(rows)


def read(text: str) -> Form:
    """Compile a workbook."""
    return compile_form(FormSource(SourceFormat.MARKDOWN, text.encode()))


def context() -> FillContext:
    """Return a context with a still clock."""
    numbers = itertools.count()
    return FillContext(lambda: datetime(2026, 5, 1, tzinfo=UTC), lambda: f"id{next(numbers)}", lambda: 0.5)


def milliseconds(act: Callable[[], object], rounds: int = ROUNDS) -> str:
    """Return the median and the longest time of an act."""
    times: list[float] = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return f"{median(times):8.2f} ms median {max(times):8.2f} ms longest"


def sample(place: Place) -> ET.Element:
    """Return a record in which every answer is 1."""
    element = ET.Element(place.name)
    element.extend(sample(child) for child in place.children.values())
    element.text = None if place.children else "1"
    return element


def bare(form: Form) -> Callable[[], None]:
    """Return what evaluates all expressions of a form with elementpath alone, parsed beforehand."""
    shape = Shape(form)
    parser = elementpath.XPath1Parser()
    root = sample(shape.record)
    document = elementpath.get_node_tree(ET.ElementTree(root))
    pairs = [
        (parser.parse(expression), root.find(f"./{place.path}"))
        for place in shape.by_path.values()
        if place.item is not None
        for _, expression in expressions(place.item)
        if "if(" not in expression
    ]

    def run() -> None:
        for token, item in pairs:
            list(token.select(elementpath.XPathContext(document, item=item)))

    return run


def main() -> None:
    """Print every figure."""
    form = read(large_form())
    kept = dump_form(form)
    print("500 questions: read from its workbook", milliseconds(lambda: read(large_form()), 3))
    print("500 questions: read from plain data  ", milliseconds(lambda: load_form(kept), 10))
    print("500 questions: open a new record     ", milliseconds(lambda: Session(form, context()), 10))
    print("   the same expressions, elementpath ", milliseconds(bare(form), 10))

    session = Session(form, context())
    keys = [session.instances("damages")[0], *(session.add_repeat("damages") for _ in range(REPEATS - 1))]
    for key in keys:
        session.set(f"{key}/width", "2")
        session.set(f"{key}/length", "3")
    answers = session.answers()
    print("500 questions, 50 instances: open    ", milliseconds(lambda: Session(form, context(), answers), 10))
    digits = itertools.cycle("123456789")
    print("a keystroke in a plain question      ", milliseconds(lambda: session.set("q3", next(digits))))
    print("a keystroke in one of 50 instances   ", milliseconds(lambda: session.set(f"{keys[7]}/width", next(digits))))
    print("an instance more                     ", milliseconds(lambda: session.add_repeat("damages"), 5))
    print("undo                                 ", milliseconds(session.undo, 5))
    print("all problems                         ", milliseconds(session.problems, 10))
    print("all answers                          ", milliseconds(session.answers, 10))

    chain = read(chained_form())
    chained = Session(chain, context())
    print("1,000 calculations in a chain        ", milliseconds(lambda: chained.set("c0", next(digits)), 10))
    print("   the same expressions, elementpath ", milliseconds(bare(chain), 10))


if __name__ == "__main__":
    main()
