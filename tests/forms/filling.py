"""Filling a form as a person would: only what is shown, only what is offered, until nothing is complained of."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random

from app.forms import Form, Question, QuestionType, Session
from app.forms.definition import UNSEEN_TYPES
from tests.forms.workbooks import NOW

Order = Callable[[str, Sequence[str]], Sequence[str]]
"""Puts the candidates of a question, given by its definition path, into the order in which they are tried."""

PASSES = 8
TEXTS = ("甲", "浦东路 12 弄 3 号", "13800138000", "AB12-3456", "2026", "0903", "91310115MA1K3XYZ0", "<&> “引号”", "K1")
DAYS = (0, -1, -30, -400, -3000, -7000, 10, 60)
UNASKED = UNSEEN_TYPES | {QuestionType.NOTE}


class Filler:
    """Fills sessions of one form and remembers what was ever shown and accepted.

    Args:
        form: to fill.
        order: which answers to try first; the first that the form accepts is kept.
        answers_optional: whether to answer a question that need not be answered.
    """

    def __init__(self, form: Form, order: Order, answers_optional: Callable[[], bool]) -> None:
        self.form = form
        self._order = order
        self._answers_optional = answers_optional
        self.shown: set[str] = set()
        self.accepted: set[tuple[str, str]] = set()
        self._numbers = numbers_of(form)

    def fill(self, session: Session, instances: Callable[[str], int]) -> Session:
        """Fill a session; ``instances`` says how many of a repeat to add."""
        for repeat in repeats(session):
            for _ in range(instances(repeat)):
                session.add_repeat(repeat)
        asked: set[str] = set()
        for _ in range(PASSES):
            for key in list(questions(session)):
                if key not in asked or session.problem(key):
                    asked.add(key)
                    self._answer(session, key)
            waiting = [key for key in questions(session) if key not in asked]
            if not waiting and not session.problems():
                break
        self._remember(session)
        return session

    def _answer(self, session: Session, key: str) -> None:
        question = session.item(key)
        assert isinstance(question, Question)
        if not session.is_required(key) and (session.problem(key) or not self._answers_optional()):
            session.set(key, "")
            return
        for candidate in self._order(question.path, self._candidates(session, key, question)):
            session.set(key, candidate.split(" ") if question.type is QuestionType.SELECT_MULTIPLE else candidate)
            if not session.problem(key):
                return
        if not session.is_required(key):
            session.set(key, "")

    def _candidates(self, session: Session, key: str, question: Question) -> Sequence[str]:
        offered = [choice.value for choice in session.choices(key)] if question.itemset else []
        found: Mapping[QuestionType, Sequence[str]] = {
            QuestionType.SELECT_ONE: offered,
            QuestionType.SELECT_MULTIPLE: [*offered, *(" ".join(pair) for pair in itertools.pairwise(offered))],
            QuestionType.INTEGER: [number for number in self._numbers if "." not in number],
            QuestionType.DECIMAL: self._numbers,
            QuestionType.DATE: [str((NOW + timedelta(days=days)).date()) for days in DAYS],
            QuestionType.IMAGE: ["photo.jpg"],
        }
        return found.get(question.type, TEXTS)

    def _remember(self, session: Session) -> None:
        for key in questions(session):
            question = session.item(key)
            self.shown.add(question.path)
            value = session.value(key)
            for one in value if isinstance(value, list | tuple) else [value]:
                if one and not session.problem(key):
                    self.accepted.add((question.path, str(one)))


class Explorer:
    """Fills a form again and again, each time differently, the same way in every run.

    One round in eight is a plain case: the first of what is offered, nothing that need not be answered. Of the others
    most take what was tried least, some take anything: answers that only meet by chance must meet too.
    """

    def __init__(self, form: Form) -> None:
        self._filler = Filler(form, self._order, lambda: self._turn % 5 != 0 and not self._is_plain)
        self._random = Random(0)  # noqa: S311  # a walk through the form, no secret
        self._tried: Counter[tuple[str, str]] = Counter()
        self._turn = 0

    @property
    def shown(self) -> set[str]:
        """Paths of the questions that were to be answered at some time."""
        return self._filler.shown

    @property
    def accepted(self) -> set[tuple[str, str]]:
        """Paths and answers that the form accepted at some time."""
        return self._filler.accepted

    @property
    def _is_plain(self) -> bool:
        return self._turn % 8 == 1

    def explore(self, session: Session) -> None:
        """Fill another session."""
        self._turn += 1
        self._filler.fill(session, lambda _repeat: 0 if self._is_plain else self._turn % 3)

    def _order(self, path: str, candidates: Sequence[str]) -> Sequence[str]:
        if self._is_plain:
            return candidates
        found = self._random.sample(candidates, len(candidates))
        if self._turn % 4:
            found.sort(key=lambda one: self._tried[path, one])
        self._tried[path, found[0] if found else ""] += 1
        return found


def numbers_of(form: Form) -> list[str]:
    """Every number that the form's rules mention, what lies just beside it, and some more."""
    rules = " ".join(f"{item.rules.relevant} {item.rules.constraint} {item.rules.calculate}" for item in form.walk())
    named = {int(text) for text in re.findall(r"(?<![\w.-])\d{1,6}(?![\w.])", rules)}
    near = sorted({0, 1, 2, 5, 2000, *(one + step for one in named for step in (-1, 0, 1))})
    return [*(str(one) for one in near if one >= 0), "-1", "0.5", "2.25"]


def questions(session: Session, parent: str = "") -> Iterator[str]:
    """Yield the keys of the questions that a person can answer now."""
    for key in session.children(parent):
        if not session.is_relevant(key):
            continue
        item = session.item(key)
        if not isinstance(item, Question):
            for holder in session.holders(key):
                yield from questions(session, holder)
        elif item.type not in UNASKED and not session.is_readonly(key):
            yield key


def repeats(session: Session, parent: str = "") -> Iterator[str]:
    """Yield the keys of the repeats that take more instances."""
    for key in session.children(parent):
        if isinstance(session.item(key), Question):
            continue
        holders = session.holders(key)
        if key not in holders:
            yield key
        for holder in holders:
            yield from repeats(session, holder)
