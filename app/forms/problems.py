"""What keeps a record from being finished."""

from dataclasses import dataclass

from app.errors import AppError
from app.forms.answer import is_suitable
from app.forms.definition import UNSEEN_TYPES, Question, QuestionType, Wording
from app.forms.engine import Engine
from app.forms.nodes import Node
from app.forms.plan import Facet


@dataclass(frozen=True)
class Problem:
    """Something wrong with one answer.

    Attributes:
        key: of the answer.
        code: ``form.answer_required``, ``form.answer_type``, ``form.answer_constraint``, ``form.answer_not_a_choice``
            or ``form.evaluation_failed``; its sentence lives with the other errors.
        message: the author's own words in the session's language, "" when there are none.
    """

    key: str
    code: str
    message: str = ""


def find_problem(
    engine: Engine, node: Node, question: Question, *, is_offered: bool
) -> tuple[AppError, Wording] | None:
    """Return the refusal and the author's wording of what is wrong with an answer, the gravest first.

    Args:
        engine: of the record.
        node: the answer.
        question: of the answer.
        is_offered: whether the answer is among the choices.
    """
    if any((node.key, facet) in engine.faults for facet in Facet):
        return AppError("form.evaluation_failed"), Wording()
    can_answer = question.type not in UNSEEN_TYPES and question.type is not QuestionType.NOTE
    if node.is_required and not node.text and can_answer and not node.is_readonly:
        return AppError("form.answer_required"), question.required_message
    if not is_suitable(question, node.text):
        return AppError("form.answer_type"), question.constraint_message
    if not node.is_valid and can_answer:
        return AppError("form.answer_constraint"), question.constraint_message
    return None if is_offered else (AppError("form.answer_not_a_choice"), Wording())
