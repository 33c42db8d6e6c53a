"""Trying the answers of thousands of table rows against one form: no history, no calculation, nothing is kept."""

from collections.abc import Iterator, Mapping

from app.errors import AppError
from app.forms.answer import is_suitable
from app.forms.context import FillContext
from app.forms.definition import Form, Question
from app.forms.nodes import Node, question_of
from app.forms.plan import Facet
from app.forms.problems import Problem
from app.forms.session import Session
from app.forms.xpath.values import to_boolean


class Trial(Session):
    """Judges answers by type, choices and constraint; whether they are asked for or required is not looked at.

    Only questions outside groups and repeats. Where rule and choices look at nothing but the answer itself, each
    different answer is judged once.
    """

    def __init__(self, form: Form, context: FillContext) -> None:
        super().__init__(form, context)
        self._known: dict[tuple[str, str], Problem | None] = {}

    def problems_of(self, answers: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong with the answers of one record, name → text."""
        nodes = {name: self._node(name) for name in answers}
        for name, text in answers.items():
            nodes[name].write(text)
        for node in nodes.values():
            question = question_of(node)
            problem = None if question is None else self._judge(node, question)
            if problem is not None:
                yield problem
        for node in nodes.values():
            node.write("")

    def _judge(self, node: Node, question: Question) -> Problem | None:
        looked_at = question.rules.constraint + (question.itemset.nodeset if question.itemset else "")
        if f"/{self.form.root}/" in looked_at:
            return self._judge_anew(node, question)
        known = node.key, node.text
        if known not in self._known:
            self._known[known] = self._judge_anew(node, question)
        return self._known[known]

    def _judge_anew(self, node: Node, question: Question) -> Problem | None:
        if not is_suitable(question, node.text):
            return Problem(node.key, "form.answer_type", self._render(node.key, question.constraint_message))
        if not self._is_offered(node, question):
            return Problem(node.key, "form.answer_not_a_choice")
        try:
            if self._is_allowed(node):
                return None
        except AppError as error:
            return Problem(node.key, error.code)
        return Problem(node.key, "form.answer_constraint", self._render(node.key, question.constraint_message))

    def _is_allowed(self, node: Node) -> bool:
        rules = (rule for rule in self._engine.plan.rules[node.place.path] if rule.facet is Facet.CONSTRAINT)
        return all(to_boolean(self._engine.evaluate(rule.token, node)) for rule in rules)
