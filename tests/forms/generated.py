"""Forms and acts that Hypothesis makes up: random types, relevance, calculations and nested repeats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from app.forms import Form, Question, QuestionType, Session
from tests.forms.workbooks import form, question

CHOICES = ("yn yes", "yn no", "size s kind=yes", "size m kind=no", "size l kind=no")
ANSWERS: Mapping[QuestionType, Sequence[str]] = {
    QuestionType.TEXT: ("", "甲", "two words", "<&>", "\n"),
    QuestionType.INTEGER: ("", "0", "7", "-3", "x"),
    QuestionType.DECIMAL: ("", "0.5", "12", "-0.25"),
    QuestionType.DATE: ("", "2026-05-01", "2025-12-31"),
    QuestionType.SELECT_ONE: ("", "yes", "no", "m"),
    QuestionType.SELECT_MULTIPLE: ("", "yes", "yes no"),
}
WRITTEN = ("text", "integer", "decimal", "date", "select_one yn", "select_multiple yn", "select_one size")


@dataclass
class Draft:
    """A survey in the making: its rows, and the names that may be referred to from where it stands."""

    rows: list[Mapping[str, str]] = field(default_factory=list)
    count: int = 0

    def name(self) -> str:
        """A new name."""
        self.count += 1
        return f"q{self.count}"


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of up to some twenty items in groups and repeats."""
    draft = Draft()
    _items(draw, draft, [], 0)
    draft.rows.append(question("text", "last"))
    return form(*draft.rows, choices=CHOICES, form_id="made")


def _items(draw: st.DrawFn, draft: Draft, known: list[str], depth: int) -> list[str]:
    """Add items and return the names of the questions that those around them may sum up."""
    visible = list(known)
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(("question", "question", "calculate", "group", "repeat")))
        rules = _relevance(draw, visible)
        name = draft.name()
        if kind == "calculate" and visible:
            source = draw(st.sampled_from(visible))
            shape = draw(st.sampled_from(("concat(${%s}, '-')", "string-length(${%s})", "count-non-empty(${%s}) + 1")))
            draft.rows.append(question("calculate", name, calculation=shape % source))
            visible.append(name)
        elif kind in ("group", "repeat") and depth < 3:
            appearance = draw(st.sampled_from(("", "minimal"))) if kind == "repeat" else ""
            draft.rows.append(question(f"begin_{kind}", name, appearance=appearance, **rules))
            inner = _items(draw, draft, visible, depth + 1)
            draft.rows.append({"type": f"end_{kind}"})
            if kind == "repeat" and inner:
                total = draft.name()
                draft.rows.append(
                    question("calculate", total, calculation=f"join(',', ${{{draw(st.sampled_from(inner))}}})")
                )
                visible.append(total)
            elif kind == "group":
                visible += inner
        else:
            written = draw(st.sampled_from(WRITTEN))
            required = draw(st.sampled_from(("", "yes")))
            constraint = draw(st.sampled_from(("", "string-length(.) < 6", ". != '7'")))
            default = draw(st.sampled_from(("", "", "today()"))) if written == "date" else ""
            draft.rows.append(
                question(written, name, required=required, constraint=constraint, default=default, **rules)
            )
            visible.append(name)
    return visible[len(known) :]


def _relevance(draw: st.DrawFn, visible: list[str]) -> dict[str, str]:
    if not visible or draw(st.booleans()):
        return {}
    source = draw(st.sampled_from(visible))
    return {
        "relevant": f"${{{source}}} {draw(st.sampled_from(('!=', '=')))} {draw(st.sampled_from(('', 'yes', '7')))!r}"
    }


def act(draw: st.DrawFn, record: Session) -> None:
    """Do one thing that a person could do."""
    leaves, repeats = everything(record)
    choice = draw(st.integers(0, 9))
    instances = [key for repeat in repeats for key in record.instances(repeat)]
    if choice < 6 and leaves:
        key = draw(st.sampled_from(leaves))
        item = record.item(key)
        if isinstance(item, Question):
            record.set(key, draw(st.sampled_from(ANSWERS.get(item.type, ("",)))))
    elif choice == 6 and repeats:
        record.add_repeat(draw(st.sampled_from(repeats)))
    elif choice == 7 and instances:
        record.remove_repeat(draw(st.sampled_from(instances)))
    elif choice == 8 and instances:
        record.move_repeat(draw(st.sampled_from(instances)), draw(st.integers(0, 3)))
    elif instances and len(instances) < 12:
        record.duplicate_repeat(draw(st.sampled_from(instances)))


def everything(record: Session, parent: str = "") -> tuple[list[str], list[str]]:
    """The keys of all questions that people answer, and of all repeats."""
    leaves: list[str] = []
    repeats: list[str] = []
    for key in record.children(parent):
        item = record.item(key)
        if isinstance(item, Question):
            leaves += [key] if item.type in ANSWERS else []
            continue
        if key not in record.holders(key):
            repeats.append(key)
        for holder in record.holders(key):
            inner, nested = everything(record, holder)
            leaves, repeats = leaves + inner, repeats + nested
    return leaves, repeats
