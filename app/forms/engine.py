"""The machine behind a session: it holds the record, evaluates rules and recomputes what a change concerns."""

import heapq
import itertools
from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree as ET

from elementpath import get_node_tree
from elementpath.xpath_nodes import XPathNode
from elementpath.xpath_tokens import XPathToken

from app.errors import AppError
from app.forms.context import FillContext
from app.forms.definition import Action, Form
from app.forms.kinship import nodes_at, shared_holder, targets
from app.forms.nodes import Node, child_node, fill_in, record_node
from app.forms.ordering import between
from app.forms.places import Place, Shape
from app.forms.plan import Facet, Plan, Rule
from app.forms.xpath.environment import Environment, Focus
from app.forms.xpath.functions.logic import is_blank
from app.forms.xpath.language import compute, parse
from app.forms.xpath.values import Value, to_boolean, to_number, to_string

MAX_RUNS = 200_000
MAX_INSTANCES = 1_000
MAX_ANSWER = 50_000


class Engine:
    """One record and its rules.

    Attributes:
        nodes: key → node, for everything that exists.
        changed: keys of what looks different since ``take_changed``.
        faults: (key, facet) → why an expression could not be evaluated.
        written: called with a node and its former text whenever an action sets an answer.
        started: called with a new instance that the form itself added, to give it its defaults.
    """

    def __init__(self, form: Form, context: FillContext, *, is_frozen: bool, last_saved: str) -> None:
        self.form, self.context, self.is_frozen = form, context, is_frozen
        self.shape = Shape(form)
        self.plan = Plan(form, self.shape)
        self.document, self.record = record_node(self.shape.record)
        fill_in(self.record)
        self.nodes: dict[str, Node] = {}
        self.changed: dict[str, None] = {}
        self.faults: dict[tuple[str, Facet], AppError] = {}
        self.stale_choices: set[str] = set()
        self.written: Callable[[Node, str], None] = lambda _node, _former: None
        self.started: Callable[[Node], None] = lambda _node: None
        self._queue: list[tuple[int, int, Rule, Node]] = []
        self._arrivals = itertools.count()
        self._queued: set[tuple[Rule, Node]] = set()
        self._defaults: list[tuple[Action, Node]] = []
        self._fired: dict[tuple[str, str], tuple[Action, Node]] = {}
        self._last_saved = last_saved
        self._tables: dict[str, XPathNode] = {}
        self.language = form.default_language
        self.choice_label: Callable[[str, str], str] = lambda value, _path: value
        self._environment = self._surroundings()
        self.register(self.record)

    def _surroundings(self) -> Environment:
        context = self.context
        return Environment(
            context.zone,
            context.clock(),
            context.locale,
            context.random,
            context.new_id,
            self.table,
            lambda text_id: str(self.form.texts[text_id].text(self.language)) if text_id in self.form.texts else None,
            lambda value, path: self.choice_label(value, path),  # noqa: PLW0108  the session replaces it later
            context.properties,
        )

    def refresh_clock(self) -> None:
        """Ask the clock once for the act that follows."""
        self._environment = self._surroundings()

    def table(self, name: str) -> XPathNode | None:
        """Return a secondary instance as a tree, read when it is first asked for."""
        if name not in self._tables:
            found = next((one for one in self.form.instances if one.name == name), None)
            if found is None:
                return None
            xml = self._last_saved if found.src == "jr://instance/last-saved" else found.xml
            root = ET.fromstring(xml or "<root/>")  # noqa: S314  checked when the form was compiled
            self._tables[name] = get_node_tree(ET.ElementTree(root))
        return self._tables[name]

    def register(self, node: Node) -> None:
        """Make a node and what is inside it known by key."""
        self.nodes.update((below.key, below) for below in node.below())

    def evaluate(self, token: XPathToken, node: Node) -> Value:
        """Evaluate an expression at a node.

        Raises:
            AppError: ``expression.…``.
        """
        return compute(token, Focus.on(node.xpath, self.document, self._environment))

    def evaluate_text(self, expression: str, node: Node) -> str:
        """Evaluate an expression to text; blanks and NaN are ""."""
        return answer_text(self.evaluate(parse(expression), node))

    def take_changed(self) -> tuple[str, ...]:
        """Return the keys that changed since the last call."""
        changed, self.changed = tuple(self.changed), {}
        return changed

    def touch(self, node: Node, *, fires: bool = False) -> None:
        """Say that an answer is another one, or seen otherwise: its readers run again.

        Args:
            node: the answer.
            fires: whether what it triggers happens, too: when its value was changed, not when it was loaded or moved.
        """
        path = node.place.path
        self.changed[node.key] = None
        for rule in self.plan.rules.get(path, ()):
            if rule.facet is Facet.CONSTRAINT:
                self._enqueue(rule, node)
        for rule, scope in self.plan.readers.get(path, ()):
            for target in targets(node, scope, rule):
                self._enqueue(rule, target)
        for action in self.plan.triggers.get(path, ()) if fires else ():
            self._fired.setdefault((action.target, node.key), (action, node))

    def touch_all(self, nodes: Iterable[Node]) -> None:
        """Say that nodes appeared, disappeared or moved."""
        for node in nodes:
            self.touch(node)

    def prepare(self, node: Node) -> None:
        """Let every rule of a new node, and of what is inside it, run."""
        for below in node.below():
            for rule in self.plan.rules.get(below.place.path, ()):
                if rule.facet is not Facet.COUNT:
                    self._enqueue(rule, below)
            for child in below.place.children.values():
                for rule in self.plan.rules.get(child.path, ()):
                    if rule.facet is Facet.COUNT:
                        self._enqueue(rule, below)

    def _enqueue(self, rule: Rule, node: Node) -> None:
        if (rule, node) not in self._queued:
            self._queued.add((rule, node))
            heapq.heappush(self._queue, (self.plan.ranks[rule], next(self._arrivals), rule, node))

    def settle(self, *, with_triggers: bool = True) -> None:
        """Run what is waiting until nothing is; each triggered action runs once.

        Raises:
            AppError: ``form.unsettled`` when a form keeps changing itself.
        """
        done: set[tuple[str, str]] = set()
        for _ in range(MAX_RUNS):
            if self._queue:
                _, _, rule, node = heapq.heappop(self._queue)
                self._queued.discard((rule, node))
                self._run(rule, node)
            elif self._defaults:
                action, holder = self._defaults.pop(0)
                self._act(action, holder)
            elif with_triggers and (waiting := [key for key in self._fired if key not in done]):
                done.add(waiting[0])
                action, source = self._fired[waiting[0]]
                self._act(action, shared_holder(source, self.shape.by_path[action.target]))
            else:
                self._fired.clear()
                return
        raise AppError("form.unsettled", form=self.form.title)

    def default_later(self, action: Action, holder: Node) -> None:
        """Let a dynamic default inside a node be set as soon as what it may read is settled."""
        if action.target in self.shape.by_path:
            self._defaults.append((action, holder))

    def _act(self, action: Action, holder: Node) -> None:
        """Set the value of an action wherever its target stands inside a node."""
        if self.is_frozen:
            return
        for node in list(nodes_at(holder, self.shape.by_path[action.target])):
            try:
                text = self.evaluate_text(action.value, node) if action.value else ""
            except AppError as error:
                self.faults[node.key, Facet.CALCULATE] = error
                continue
            if text != node.text:
                former = node.text
                node.write(text)
                self.written(node, former)
                self.touch(node, fires=True)

    def _run(self, rule: Rule, node: Node) -> None:
        if self.nodes.get(node.key) is not node:
            return
        if rule.facet is Facet.WORDS:
            self.changed[node.key] = None
        elif rule.facet is Facet.CHOICES:
            self.stale_choices.add(node.key)
            self.changed[node.key] = None
        elif not (self.is_frozen and rule.facet in (Facet.CALCULATE, Facet.COUNT)):
            try:
                value = self._value(rule, node)
            except AppError as error:
                self.faults[node.key, rule.facet] = error
                self.changed[node.key] = None
            else:
                self.faults.pop((node.key, rule.facet), None)
                _EFFECTS[rule.facet](self, node, value, rule)

    def _value(self, rule: Rule, node: Node) -> Value:
        if rule.facet is Facet.COUNT:
            return self.evaluate(rule.token, child_node(rule.place, node, "…"))
        if rule.facet is Facet.CONSTRAINT and not node.text:
            return True
        value = self.evaluate(rule.token, node)
        return answer_text(value) if rule.facet is Facet.CALCULATE else value

    def _related(self, node: Node, value: Value, _rule: Rule) -> None:
        """Let a node apply or not."""
        was_wanted, node.is_applicable = node.is_wanted, to_boolean(value)
        if node.is_wanted != was_wanted:
            self._appear(node)

    def _appear(self, node: Node) -> None:
        """Say that a node and everything inside it appeared or disappeared."""
        if node.parent is not None:
            node.parent.show_children()
        self.touch_all(list(node.below()))

    def _calculated(self, node: Node, value: Value, _rule: Rule) -> None:
        if value != node.text:
            node.write(to_string(value))
            self.touch(node, fires=True)

    def _counted(self, node: Node, value: Value, rule: Rule) -> None:
        """Have as many instances as the form says; those too many stop applying but keep their answers."""
        number = to_number(value, self.context.zone)
        wanted = max(0, min(MAX_INSTANCES, int(number))) if number == number else 0  # noqa: PLR0124  NaN
        instances = node.instances[rule.place.name]
        while len(instances) < wanted:
            order = between(instances[-1].order if instances else "", "")
            self.started(self.insert(rule.place, node, len(instances), self.context.new_id(), order))
        for index, instance in enumerate(instances):
            was_wanted, instance.is_surplus = instance.is_wanted, index >= wanted
            if instance.is_wanted != was_wanted:
                self._appear(instance)

    def insert(self, place: Place, parent: Node, index: int, instance_id: str, order: str = "") -> Node:
        """Put a new instance of a repeat among its like; its rules wait to run."""
        node = child_node(place, parent, instance_id)
        node.order = order
        instances = parent.instances[place.name]
        instances.insert(index, node)
        parent.show_children()
        self.register(node)
        self.structure_changed(place, parent)
        self.touch_all(list(node.below()))
        self.prepare(node)
        return node

    def remove(self, node: Node) -> None:
        """Take an instance out; its keys are not named as changed, since nothing answers to them any more."""
        if node.parent is None:
            return
        gone = list(node.below())
        node.parent.instances[node.place.name].remove(node)
        node.parent.show_children()
        self.touch_all(gone)
        for below in gone:
            del self.nodes[below.key]
            self.changed.pop(below.key, None)
        self.structure_changed(node.place, node.parent)

    def structure_changed(self, place: Place, parent: Node) -> None:
        """Say that a repeat has other instances, or another order."""
        container = f"{parent.key}/{place.name}" if parent.key else place.name
        self.changed[container] = None
        for rule, scope in self.plan.readers.get(place.path, ()):
            for target in targets(parent, scope, rule):
                self._enqueue(rule, target)


def answer_text(value: Value) -> str:
    """Return a value as an answer: blanks and NaN are "".

    Raises:
        AppError: ``expression.too_long`` for a text that no record could carry.
    """
    text = "" if is_blank(value) else to_string(value)
    if len(text) > MAX_ANSWER:
        raise AppError("expression.too_long", length=len(text), limit=MAX_ANSWER)
    return text


def _set_flag(name: str) -> Callable[[Engine, Node, Value, Rule], None]:
    def run(engine: Engine, node: Node, value: Value, _rule: Rule) -> None:
        if getattr(node, name) != (flag := to_boolean(value)):
            setattr(node, name, flag)
            engine.changed[node.key] = None

    return run


_EFFECTS: Mapping[Facet, Callable[[Engine, Node, Value, Rule], None]] = {
    Facet.RELEVANT: Engine._related,  # noqa: SLF001  the table belongs to the class
    Facet.CALCULATE: Engine._calculated,  # noqa: SLF001  the table belongs to the class
    Facet.COUNT: Engine._counted,  # noqa: SLF001  the table belongs to the class
    Facet.REQUIRED: _set_flag("is_required"),
    Facet.READONLY: _set_flag("is_readonly"),
    Facet.CONSTRAINT: _set_flag("is_valid"),
}
