"""Filling in one record of a form: what a window and a command line drive alike.

Keys name things in a record: ``name``, ``group/name``, ``damages[ID]`` (an instance), ``damages[ID]/kind``,
``rooms[A]/walls[B]/width``; ``damages`` without an id is the repeat itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import AppError
from app.forms.answer import Answer, Given, is_suitable, to_answer, to_text
from app.forms.changes import Change, History, Inserted, Moved, Removed, Written
from app.forms.choices import Choice, choices_of
from app.forms.context import FillContext
from app.forms.definition import Form, Item, Question, QuestionType, Repeat, Wording
from app.forms.engine import Engine
from app.forms.loading import NEW_REPEAT, begin, load, load_below, set_defaults
from app.forms.nodes import Node, child_node, question_of
from app.forms.ordering import between
from app.forms.places import Place
from app.forms.plan import Facet
from app.forms.rendering import render
from app.forms.xpath.values import to_boolean

Answers = Mapping[str, object]


@dataclass(frozen=True)
class Problem:
    """Something that keeps a record from being finished.

    Attributes:
        key: of the answer.
        code: ``form.answer_required``, ``form.answer_type``, ``form.answer_constraint``, ``form.answer_not_a_choice``
            or ``form.evaluation_failed``; its sentence lives with the other errors.
        message: the author's own words in the session's language, "" when there are none.
    """

    key: str
    code: str
    message: str = ""


class Session:
    """One record being filled in.

    Every act returns the keys of what looks different afterwards: values, relevance, texts, choices, instances.

    Args:
        answers: what ``answers()`` gave when the record was last saved; ``None`` begins a new record with defaults.
        last_saved: the record that ``instance('__last-saved')`` reads, as submission XML.
        is_frozen: shows a finished record: nothing is calculated anew and nothing can be changed.

    Attributes:
        language: of every text handed out; one of ``form.languages``.
    """

    def __init__(
        self,
        form: Form,
        context: FillContext,
        answers: Answers | None = None,
        *,
        language: str = "",
        last_saved: str = "",
        is_frozen: bool = False,
    ) -> None:
        self.form = form
        self._engine = Engine(form, context, is_frozen=is_frozen, last_saved=last_saved)
        self._engine.language = language or form.default_language
        self._engine.choice_label = self._choice_label
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._history = History()
        self._kept: dict[str, object] = {}
        if answers is None:
            begin(self._engine)
        else:
            self._kept = load(self._engine, answers)
        self._engine.take_changed()
        self._engine.written = lambda node, former: self._history.note(Written(node.key, former, node.text))

    @property
    def language(self) -> str:
        """The language of the texts that are handed out."""
        return self._engine.language

    @language.setter
    def language(self, language: str) -> None:
        self._engine.language = language
        self._choices.clear()

    # Reading

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

    # Acting

    def set(self, key: str, given: Given) -> tuple[str, ...]:
        """Answer a question; ``None`` or "" clears.

        Raises:
            AppError: ``form.no_such_key``, ``form.not_a_question``, ``form.read_only``.
        """
        node = self._node(key)
        question = question_of(node)
        if question is None:
            raise AppError("form.not_a_question", key=key)
        if self.is_readonly(key):
            raise AppError("form.read_only", key=key)
        text = to_text(question, given)
        if text == node.text:
            return ()
        self._open()
        self._write(node, text)
        return self._close()

    def add_repeat(self, key: str, after: str = "") -> str:
        """Add an instance at the end, or behind another one, and return its key.

        Raises:
            AppError: ``form.no_such_key`` or ``form.not_a_repeat``.
        """
        parent, place = self._repeat(key)
        self._editable(key)
        self._open()
        node = self._insert(parent, place, after)
        set_defaults(self._engine, node, NEW_REPEAT)
        self._history.note(Inserted(node.key, self._snapshot(node)))
        self._settle()
        return node.key

    def duplicate_repeat(self, key: str) -> str:
        """Copy an instance with its answers behind itself and return the copy's key."""
        source = self._instance(key)
        self._editable(key)
        self._open()
        node = self._insert(self._parent(source), source.place, key)
        load_below(self._engine, node, {k.removeprefix(key): v for k, v in self._snapshot(source).items()}, fresh=True)
        self._history.note(Inserted(node.key, self._snapshot(node)))
        self._settle()
        return node.key

    def remove_repeat(self, key: str) -> tuple[str, ...]:
        """Remove an instance with everything in it."""
        node = self._instance(key)
        self._editable(key)
        self._open()
        self._history.note(Removed(key, self._snapshot(node)))
        self._engine.remove(node)
        return self._close()

    def move_repeat(self, key: str, index: int) -> tuple[str, ...]:
        """Move an instance to a place among its like, 0 the first."""
        node = self._instance(key)
        self._editable(key)
        others = [one for one in self._parent(node).instances[node.place.name] if one is not node]
        order = _between(others, max(0, min(index, len(others))))
        self._open()
        self._history.note(Moved(key, node.order, order))
        self._move(node, order)
        return self._close()

    def undo(self) -> tuple[str, ...]:
        """Take the last act back."""
        return self._replay([change.reversed() for change in reversed(self._history.step_back())])

    def redo(self) -> tuple[str, ...]:
        """Do again what was taken back."""
        return self._replay(self._history.step_forward())

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to take back."""
        return self._history.can_step_back

    @property
    def can_redo(self) -> bool:
        """Whether there is an act to do again."""
        return self._history.can_step_forward

    def finish(self) -> tuple[str, ...]:
        """Note the moment at which the record was finished (``end``)."""
        self._open()
        for node in list(self._engine.nodes.values()):
            question = question_of(node)
            if question is not None and question.preload == ("timestamp", "end"):
                self._write(node, to_text(question, self._engine.context.clock()))
        return self._close()

    def take_changed(self) -> tuple[str, ...]:
        """Return the keys that look different since the last act that returned them."""
        return self._engine.take_changed()

    # Inner workings

    def _open(self) -> None:
        self._engine.refresh_clock()
        self._history.begin()

    def _close(self) -> tuple[str, ...]:
        self._settle()
        return self._engine.take_changed()

    def _settle(self) -> None:
        self._engine.settle()
        self._history.end()

    def _write(self, node: Node, text: str) -> None:
        self._history.note(Written(node.key, node.text, text))
        node.write(text)
        self._engine.touch(node)

    def _insert(self, parent: Node, place: Place, after: str) -> Node:
        instances = parent.instances[place.name]
        index = next((number for number, one in enumerate(instances, start=1) if one.key == after), len(instances))
        order = _between(instances, index)
        return self._engine.insert(place, parent, index, self._engine.context.new_id(), order)

    def _move(self, node: Node, order: str) -> None:
        node.order = order
        parent = self._parent(node)
        parent.instances[node.place.name].sort(key=lambda one: (one.order, one.instance_id))
        parent.show_children()
        self._engine.structure_changed(node.place, parent)

    def _replay(self, changes: list[Change]) -> tuple[str, ...]:
        self._engine.refresh_clock()
        for change in changes:
            match change:
                case Written(key, _, text) if key in self._engine.nodes:
                    self._engine.nodes[key].write(text)
                    self._engine.touch(self._engine.nodes[key])
                case Inserted(key, answers):
                    load_below(self._engine, self._engine.record, answers, fresh=False)
                case Removed(key, _):
                    self._engine.remove(self._instance(key))
                case Moved(key, _, order):
                    self._move(self._instance(key), order)
        self._engine.settle(with_triggers=False)
        return self._engine.take_changed()

    def _snapshot(self, node: Node) -> dict[str, object]:
        found: dict[str, object] = {}
        for below in node.below():
            if below.instance_id:
                found[below.key] = {"after": below.order}
            elif below.text:
                found[below.key] = below.text
        return found

    def _editable(self, key: str) -> None:
        if self._engine.is_frozen:
            raise AppError("form.read_only", key=key)

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

    def _instance(self, key: str) -> Node:
        node = self._node(key)
        if not node.instance_id:
            raise AppError("form.not_a_repeat", key=key)
        return node

    def _parent(self, node: Node) -> Node:
        if node.parent is None:
            raise AppError("form.not_a_repeat", key=node.key)
        return node.parent

    def _render(self, key: str, wording: Wording) -> str:
        node = self._engine.nodes.get(key)
        return render(self._engine, self._repeat(key)[0] if node is None else node, wording, self.language)

    def _visible(self, node: Node) -> list[Node]:
        found = [node]
        for name in node.place.children:
            found += [below for child in node.named(name) if child.is_wanted for below in self._visible(child)]
        return found

    def _problem(self, node: Node) -> Problem | None:  # noqa: PLR0911  one case per kind
        question = question_of(node)
        if question is None:
            return None
        if any((node.key, facet) in self._engine.faults for facet in Facet):
            return Problem(node.key, "form.evaluation_failed")
        if node.is_required and not node.text and question.type is not QuestionType.NOTE:
            return Problem(node.key, "form.answer_required", self._render(node.key, question.required_message))
        if not is_suitable(question, node.text):
            return Problem(node.key, "form.answer_type", self._render(node.key, question.constraint_message))
        if not node.is_valid:
            return Problem(node.key, "form.answer_constraint", self._render(node.key, question.constraint_message))
        if node.text and question.itemset is not None and not self._is_offered(node, question):
            return Problem(node.key, "form.answer_not_a_choice")
        return None

    def _is_offered(self, node: Node, question: Question) -> bool:
        chosen = to_answer(question, node.text)
        offered = {choice.value for choice in self.choices(node.key)}
        return set(chosen if isinstance(chosen, list) else [chosen]) <= offered

    def _choice_label(self, value: str, path: str) -> str:
        """Return the label of a value of a question named by an XPath path, the value itself when there is none."""
        wanted = path.strip().removeprefix(f"/{self.form.root}/")
        nodes = (node for node in self._engine.nodes.values() if node.place.path == wanted)
        node = next(nodes, None)
        found = () if node is None else self.choices(node.key)
        return next((choice.label for choice in found if choice.value == value), value)


def _between(instances: list[Node], index: int) -> str:
    """Return an order key for an instance that is put at an index."""
    low = instances[index - 1].order if index > 0 else ""
    high = instances[index].order if index < len(instances) else ""
    return between(low, high)
