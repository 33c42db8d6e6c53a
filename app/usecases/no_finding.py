"""Whether a submitted record found nothing: the rule by which rounds may be approved together.

The rule errs on the side of looking: whatever is not plainly normal keeps a record out of the batch, with the reason.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.draft import is_answer
from app.domain.kinds import Action
from app.domain.state import State
from app.errors import AppError
from app.forms.definition import MEDIA_TYPES, UNSEEN_TYPES, Form, Question, QuestionType, Repeat
from app.forms.session import Session
from app.usecases.kept_grades import kept_grades

BEST_CLASS = 1

_INSTANCE = re.compile(r"\[[^\]]*\]")


class Reason(StrEnum):
    """Why a record has to be looked at by itself."""

    DAMAGE = "damage"
    ANOMALY = "anomaly"
    NOT_NORMAL = "not_normal"
    EXPLAINED = "explained"
    GRADE = "grade"
    CONFLICT = "conflict"
    RETURNED_BEFORE = "returned_before"
    OPEN_AGAIN = "open_again"
    INCOMPLETE = "incomplete"
    NOT_A_ROUND = "not_a_round"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, and the question that gives it; empty for the whole record."""

    reason: Reason
    path: str = ""


@dataclass(frozen=True, slots=True)
class Normal:
    """What a form calls normal.

    Attributes:
        questions: definition path to question.
        firsts: path of a choice that must be answered to the first of what is offered, by convention the normal one.
    """

    questions: Mapping[str, Question]
    firsts: Mapping[str, str]


def normal_of(session: Session) -> Normal:
    """Read what a form calls normal, once for all its records.

    Args:
        session: a new record of the form.
    """
    questions = {question.path: question for question in session.form.questions()}
    outside = _outside_repeats(session.form)
    firsts = {
        path: first
        for path, question in questions.items()
        if question.type is QuestionType.SELECT_ONE and question.rules.required and path in outside
        if (first := next((choice.value for choice in session.choices(path)), None)) is not None
    }
    return Normal(questions, firsts)


def findings(state: State, normal: Normal) -> tuple[Finding, ...]:
    """Return why a record has to be looked at by itself; empty where it found nothing."""
    return (*_of_standing(state), *_of_answers(state.answers(), normal))


def _of_standing(state: State) -> Iterator[Finding]:
    """Yield what the record's course says, whatever was answered."""
    if state.needs_newer_program or state.waiting:
        yield Finding(Reason.INCOMPLETE)
    if not state.about.get("asset"):
        yield Finding(Reason.NOT_A_ROUND)
    if state.conflicts or state.photo_conflicts:
        yield Finding(Reason.CONFLICT, next(iter(state.conflicts), ""))
    if state.has_unseen_content:
        yield Finding(Reason.OPEN_AGAIN)
    if any(step.action is Action.RETURNED for step in state.history):
        yield Finding(Reason.RETURNED_BEFORE)


def _of_answers(answers: Mapping[str, Json], normal: Normal) -> Iterator[Finding]:
    try:
        classes = [kept.grade.class_number for kept in kept_grades(answers)]
    except AppError:  # a grade that cannot be read is nothing to approve unseen
        classes = [BEST_CLASS + 1]
    if any(number is not None and number > BEST_CLASS for number in classes):
        yield Finding(Reason.GRADE)
    for path, value in answers.items():
        reason = _of_answer(path, value, normal) if is_answer(path) else None
        if reason is not None:
            yield Finding(reason, path)


def _of_answer(path: str, value: Json, normal: Normal) -> Reason | None:
    if "[" in path:
        return Reason.DAMAGE
    question = normal.questions.get(_INSTANCE.sub("", path))
    if question is None or value in ("", [], ()) or question.type in UNSEEN_TYPES:
        return None
    if question.type is QuestionType.SELECT_MULTIPLE:
        return Reason.ANOMALY
    if path in normal.firsts:
        return Reason.NOT_NORMAL if value != normal.firsts[path] else None
    is_remark = question.type is QuestionType.TEXT and not question.rules.required
    is_conditional = bool(question.rules.relevant) and question.type not in MEDIA_TYPES
    return Reason.EXPLAINED if is_remark or is_conditional else None


def _outside_repeats(form: Form) -> frozenset[str]:
    """Return the paths that are asked once; those of a repeat have choices for each instance only."""
    repeats = tuple(f"{item.path}/" for item in form.walk() if isinstance(item, Repeat))
    return frozenset(item.path for item in form.walk() if not item.path.startswith(repeats))
