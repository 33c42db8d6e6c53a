"""A question as pages draw it, and the reader that makes it from a session; filling in and looking at share it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from app.domain.canonical import Json
from app.errors import AppError
from app.forms import Choice, Problem, Session
from app.forms.definition import MEDIA_TYPES, UNSEEN_TYPES, Group, Question, QuestionType, Repeat
from ui.controls.ask import Ask, Option, members_of, text_of
from ui.controls.marking import as_words
from ui.words import explain

LOOSE_TOGETHER = 25
"""How many questions without group share one section."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as it stands.

    Attributes:
        ask: what its control is told.
        words: the label as its author wrote it, with its Markdown.
        hint: shown below the label, ``basis`` included.
        guidance: shown on demand.
        picture: bytes of the label's picture, empty for none.
        problem: the sentence beside it, empty for none.
        remark: what the supervisor wrote about it, empty for nothing.
        is_changed: whether it differs from what was returned.
    """

    key: str
    ask: Ask
    hint: str
    answer: Json
    is_required: bool
    is_relevant: bool
    problem: str = ""
    remark: str = ""
    is_changed: bool = False
    words: str = ""
    guidance: str = ""
    picture: bytes = b""

    @property
    def takes_photos(self) -> bool:
        """Whether it is answered with photos."""
        return self.ask.type in MEDIA_TYPES


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form as the outline names it; an empty title stands for questions without group."""

    title: str
    keys: tuple[str, ...]

    def holds(self, key: str) -> bool:
        """Whether a key lies in it."""
        return any(key == each or key.startswith((f"{each}/", f"{each}[")) for each in self.keys)


@dataclass
class Reader:
    """Reads a session for pages.

    Attributes:
        remarks: key → what the supervisor wrote.
        returned: the answers that were returned, None for a record that was not.
        names_missing: whether an answer that is missing is a problem already.
        enclosures: file name → bytes of the form's own pictures.
        near: latitude and longitude at which empty maps begin.
    """

    session: Session
    remarks: Mapping[str, str] = field(default_factory=dict)
    returned: Mapping[str, Json] | None = None
    names_missing: bool = False
    enclosures: Mapping[str, bytes] = field(default_factory=dict)
    near: tuple[float, float] | None = None
    _options: dict[str, tuple[tuple[Choice, ...], tuple[Option, ...]]] = field(default_factory=dict)

    def is_question(self, key: str) -> bool:
        """Whether a key names a question."""
        return isinstance(self.session.item(key), Question)

    def is_repeat(self, key: str) -> bool:
        """Whether a key names a repeat, not one of its instances."""
        return isinstance(self.session.item(key), Repeat) and not key.endswith("]")

    def is_drawn(self, key: str) -> bool:
        """Whether people ever see it: calculations only with a label, groups only when meant for people."""
        item = self.session.item(key)
        if isinstance(item, Question):
            return item.type not in UNSEEN_TYPES or (item.type is QuestionType.CALCULATE and bool(item.label))
        return not isinstance(item, Group) or item.is_shown

    def children(self, key: str = "") -> tuple[str, ...]:
        """Return the drawn keys inside the record, a group or an instance."""
        return tuple(child for child in self.session.children(key) if self.is_drawn(child))

    def label(self, key: str) -> str:
        """Return a label without its marks, or the name where the author gave none."""
        return as_words(self.session.label(key)).strip() or self.session.item(key).name

    def question(self, key: str) -> Shown:
        """Return a question as it stands."""
        session, item = self.session, self.session.item(key)
        if not isinstance(item, Question):
            raise AppError("form.not_a_question", key=key)
        answer = session.value(key)
        return Shown(
            key,
            self._ask(key, item),
            "\n".join(filter(None, (as_words(session.hint(key)), item.basis))),
            answer,
            session.is_required(key),
            session.is_relevant(key),
            self._problem(key),
            self.remarks.get(key, ""),
            self.returned is not None and self.returned.get(key) != answer,
            session.label(key) or item.name,
            as_words(session.guidance(key)),
            self._picture(item.label.media_in(session.language)),
        )

    def _ask(self, key: str, item: Question) -> Ask:
        return Ask(
            item.type.value,
            self.label(key),
            frozenset(item.appearance),
            self._options_of(key),
            item.parameters,
            self.session.is_readonly(key) or item.type in UNSEEN_TYPES,
            self.near,
        )

    def _options_of(self, key: str) -> tuple[Option, ...]:
        """Return the choices; made anew only when the session gives others, since lists may be long."""
        choices = self.session.choices(key)
        made = self._options.get(key)
        if made is None or made[0] is not choices:
            made = (
                choices,
                tuple(Option(each.value, as_words(each.label), self._picture(each.media)) for each in choices),
            )
            self._options[key] = made
        return made[1]

    def _picture(self, media: Mapping[str, str]) -> bytes:
        return self.enclosures.get(media.get("image") or media.get("big-image") or "", b"")

    def _problem(self, key: str) -> str:
        found = self.session.problem(key)
        if found is None or (found.code == "form.answer_required" and not self.names_missing):
            return ""
        return problem_sentence(found)

    def answer_words(self, key: str, answer: Json) -> str:
        """Return an answer for people: the labels of choices, text as it is; empty for none."""
        item = self.session.item(key)
        if not isinstance(item, Question) or item.itemset is None:
            return text_of(answer)
        labels = {option.value: option.label for option in self._options_of(key)}
        values = members_of(answer) if not isinstance(answer, str) else (answer,)
        return "、".join(labels.get(value, value) for value in values)

    def title_of(self, key: str) -> str:
        """Return where a question stands: the labels of what is around it and its own."""
        parts = key.split("/")
        around = ["/".join(parts[: number + 1]) for number in range(len(parts))]
        return " · ".join(self._title(each) for each in around)

    def _title(self, key: str) -> str:
        if not key.endswith("]"):
            return self.label(key)
        repeat = key.rpartition("[")[0]
        siblings = self.session.instances(repeat)
        number = siblings.index(key) + 1 if key in siblings else len(siblings) + 1
        return f"{self.label(repeat)} {number}"

    def sections(self) -> tuple[Section, ...]:
        """Return the parts of the form in order."""
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        loose: list[str] = []
        for key in self.children():
            if self.is_question(key) and len(loose) < LOOSE_TOGETHER:
                loose.append(key)
                continue
            if loose:
                yield Section(self._title_of_loose(loose), tuple(loose))
                loose = []
            if self.is_question(key):
                loose.append(key)
            else:
                yield Section(self.label(key), (key,))
        if loose:
            yield Section(self._title_of_loose(loose), tuple(loose))

    def _title_of_loose(self, keys: Sequence[str]) -> str:
        """Return what questions without group are called where all of them are pictures; empty for any others."""
        items = [self.session.item(key) for key in keys]
        are_pictures = all(isinstance(item, Question) and item.type in MEDIA_TYPES for item in items)
        return QCoreApplication.translate("Record", "照片") if are_pictures else ""


def section_names(sections: Sequence[Section]) -> list[str]:
    """Return the sections' titles; questions without group are the basic facts at first, others after that."""
    translate = QCoreApplication.translate
    names: list[str] = []
    for section in sections:
        plain = translate("Record", "其他") if names else translate("Record", "基本情况")
        count = sum(name.startswith(plain) for name in names) + 1
        names.append(section.title or (plain if count == 1 else f"{plain} {count}"))
    return names


def problem_sentence(problem: Problem) -> str:
    """Return the author's words about a problem, or ours."""
    return problem.message.strip() or explain(AppError(problem.code, key=problem.key))
