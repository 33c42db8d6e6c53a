"""Looking at one record of a form: everything a page shows of it."""

from app.errors import AppError
from app.forms.answer import Answer, to_answer
from app.forms.choices import Choice, choices_of, label_of
from app.forms.definition import Item, Question, Repeat, Wording
from app.forms.engine import Engine
from app.forms.nodes import Node, child_node, question_of
from app.forms.places import Place
from app.forms.plan import Facet
from app.forms.problems import Problem, find_problem
from app.forms.rendering import render
from app.forms.xpath.values import to_boolean


class Reading:
    """A record as it stands; ``Session`` adds the acts.

    Attributes:
        form: what is filled.
        language: of every text handed out; one of ``form.languages``.
    """

    def __init__(self, engine: Engine) -> None:
        self.form = engine.form
        self._engine = engine
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._kept: dict[str, object] = {}
        engine.choice_label = self._choice_label

    @property
    def language(self) -> str:
        """The language of the texts that are handed out."""
        return self._engine.language

    @language.setter
    def language(self, language: str) -> None:
        self._engine.language = language
        self._choices.clear()

    def item(self, key: str) -> Item:
        """Return the definition of what a key names.

        Raises:
            AppError: ``form.no_such_key``.
        """
        item = self._place(key).item
        if item is None:
            raise AppError("form.no_such_key", key=key)
        return item

    def value(self, key: str) -> Answer | None:
        """Return an answer: text, a list for questions with several answers, ``None`` for none."""
        node = self._node(key)
        question = question_of(node)
        return to_answer(question, node.text) if question is not None and node.text else None

    def children(self, key: str = "") -> tuple[str, ...]:
        """Return the keys inside the record, a group or an instance, in order; a repeat is one key without an id."""
        node = self._node(key)
        prefix = f"{node.key}/" if node.key else ""
        return tuple(prefix + name for name in node.place.children)

    def instances(self, key: str) -> tuple[str, ...]:
        """Return the keys of a repeat's instances in order, those that do not apply left out."""
        parent, place = self._repeat(key)
        return tuple(node.key for node in parent.instances[place.name] if node.is_wanted)

    def holders(self, key: str) -> tuple[str, ...]:
        """Return the keys in which the children of a group or a repeat live: itself, or its instances."""
        return (key,) if key in self._engine.nodes else self.instances(key)

    def order(self, key: str) -> str:
        """Return the order key of an instance, "" for anything else."""
        return self._node(key).order

    def can_add(self, key: str) -> bool:
        """Whether people may add instances to a repeat: not when the form says how many there are."""
        item = self._repeat(key)[1].item
        return isinstance(item, Repeat) and not item.count and self.is_relevant(key)

    def is_relevant(self, key: str) -> bool:
        """Whether it applies to this record; a repeat is asked even before its first instance."""
        node = self._engine.nodes.get(key)
        if node is not None:
            return node.is_relevant
        parent, place = self._repeat(key)
        if not parent.is_relevant or place.item is None or not place.item.rules.relevant:
            return parent.is_relevant
        rule = next(rule for rule in self._engine.plan.rules[place.path] if rule.facet is Facet.RELEVANT)
        return to_boolean(self._engine.evaluate(rule.token, child_node(place, parent, "…")))

    def is_required(self, key: str) -> bool:
        """Whether it must be answered."""
        return self._node(key).is_required

    def is_readonly(self, key: str) -> bool:
        """Whether people may not change it."""
        return self._node(key).is_readonly or self._engine.is_frozen

    def label(self, key: str) -> str:
        """Return the label of a question, a group, a repeat or an instance."""
        return self._render(key, self.item(key).label)

    def hint(self, key: str) -> str:
        """Return the hint of a question, "" for none."""
        item = self.item(key)
        return self._render(key, item.hint) if isinstance(item, Question) else ""

    def guidance(self, key: str) -> str:
        """Return the longer guidance of a question, "" for none."""
        item = self.item(key)
        return self._render(key, item.guidance) if isinstance(item, Question) else ""

    def choices(self, key: str) -> tuple[Choice, ...]:
        """Return the choices of a question after its filter, in their order; a random order stays while it is shown."""
        node = self._node(key)
        question = question_of(node)
        if question is None:
            return ()
        if key not in self._choices or key in self._engine.stale_choices:
            self._choices[key] = choices_of(self._engine, node, question, self.language)
            self._engine.stale_choices.discard(key)
        return self._choices[key]

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that keeps the record from being finished, in the order of the form."""
        return tuple(problem for node in self._visible(self._engine.record) if (problem := self._problem(node)))

    def problem(self, key: str) -> Problem | None:
        """Return what is wrong with one answer, ``None`` when nothing is."""
        node = self._node(key)
        return self._problem(node) if node.is_relevant else None

    def answers(self, *, relevant_only: bool = False) -> dict[str, Answer | dict[str, str]]:
        """Return the record for keeping: key → text, list of texts, or ``{"after": order key}`` for an instance.

        Args:
            relevant_only: leaves out what does not apply, as a submission does; drafts keep it.
        """
        found: dict[str, Answer | dict[str, str]] = {}
        for node in self._engine.record.below():
            if relevant_only and not node.is_relevant:
                continue
            question = question_of(node)
            if node.instance_id:
                found[node.key] = {"after": node.order}
            elif question is not None and node.text:
                found[node.key] = to_answer(question, node.text)
        return found if relevant_only else {**self._kept, **found}  # type: ignore[dict-item]  # kept answers came from here

    def _node(self, key: str) -> Node:
        if key not in self._engine.nodes:
            raise AppError("form.no_such_key", key=key)
        return self._engine.nodes[key]

    def _place(self, key: str) -> Place:
        node = self._engine.nodes.get(key)
        return node.place if node is not None else self._repeat(key)[1]

    def _repeat(self, key: str) -> tuple[Node, Place]:
        holder, _, name = key.rpartition("/")
        parent = self._engine.nodes.get(holder)
        if parent is None or name not in parent.instances:
            raise AppError("form.not_a_repeat" if key in self._engine.nodes else "form.no_such_key", key=key)
        return parent, parent.place.children[name]

    def _render(self, key: str, wording: Wording) -> str:
        node = self._engine.nodes.get(key)
        return render(self._engine, self._repeat(key)[0] if node is None else node, wording, self.language)

    def _visible(self, node: Node) -> list[Node]:
        found = [node]
        for name in node.place.children:
            found += [below for child in node.named(name) if child.is_wanted for below in self._visible(child)]
        return found

    def _problem(self, node: Node) -> Problem | None:
        question = question_of(node)
        if question is None:
            return None
        found = find_problem(self._engine, node, question, is_offered=self._is_offered(node, question))
        return None if found is None else Problem(node.key, found[0].code, self._render(node.key, found[1]))

    def _is_offered(self, node: Node, question: Question) -> bool:
        if question.itemset is None or not node.text:
            return True
        chosen = to_answer(question, node.text)
        offered = {choice.value for choice in self.choices(node.key)}
        return set(chosen if isinstance(chosen, list) else [chosen]) <= offered

    def _choice_label(self, value: str, path: str) -> str:
        """Return the label of a value of a question named by an XPath path, the value itself when there is none."""
        place = self._engine.shape.by_path.get(path.strip().removeprefix(f"/{self.form.root}/"))
        question = None if place is None else place.item
        return label_of(self._engine, question, value, self.language) if isinstance(question, Question) else value
