"""Filling in one record of a form: what a window and a command line drive alike.

Keys name things in a record: ``name``, ``group/name``, ``damages[ID]`` (an instance), ``damages[ID]/kind``,
``rooms[A]/walls[B]/width``; ``damages`` without an id is the repeat itself.
"""

from collections.abc import Mapping

from app.errors import AppError
from app.forms.answer import Given, to_text
from app.forms.changes import Change, History, Inserted, Moved, Removed, Written
from app.forms.context import FillContext
from app.forms.definition import Form
from app.forms.engine import Engine
from app.forms.loading import NEW_REPEAT, begin, load, load_below, start
from app.forms.nodes import Node, question_of
from app.forms.ordering import between
from app.forms.places import Place
from app.forms.reading import Reading


class Session(Reading):
    """One record being filled in.

    Every act returns the keys of what looks different afterwards: values, relevance, texts, choices, instances.

    Args:
        answers: what ``answers()`` gave when the record was last saved; ``None`` begins a new record with defaults.
        last_saved: the record that ``instance('__last-saved')`` reads, as submission XML.
        is_frozen: shows a finished record: nothing is calculated anew and nothing can be changed.
    """

    def __init__(
        self,
        form: Form,
        context: FillContext,
        answers: Mapping[str, object] | None = None,
        *,
        language: str = "",
        last_saved: str = "",
        is_frozen: bool = False,
    ) -> None:
        engine = Engine(form, context, is_frozen=is_frozen, last_saved=last_saved)
        engine.language = language or form.default_language
        super().__init__(engine)
        self._history = History()
        engine.written = lambda node, former: self._history.note(Written(node.key, former, node.text))
        engine.started = lambda node: start(engine, node, NEW_REPEAT)
        if answers is None:
            begin(engine)
        else:
            self._kept = load(engine, answers)
        engine.take_changed()

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
        start(self._engine, node, NEW_REPEAT)
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
        context = self._engine.context
        self._open()
        for node in list(self._engine.nodes.values()):
            question = question_of(node)
            if question is not None and question.preload == ("timestamp", "end"):
                self._write(node, to_text(question, context.clock().astimezone(context.zone)))
        return self._close()

    def take_changed(self) -> tuple[str, ...]:
        """Return the keys that look different since the last act that returned them."""
        return self._engine.take_changed()

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
        self._engine.touch(node, fires=True)

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
        self._engine.touch_all(list(node.below()))

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

    def _instance(self, key: str) -> Node:
        node = self._node(key)
        if not node.instance_id:
            raise AppError("form.not_a_repeat", key=key)
        return node

    def _parent(self, node: Node) -> Node:
        if node.parent is None:
            raise AppError("form.not_a_repeat", key=node.key)
        return node.parent


def _between(instances: list[Node], index: int) -> str:
    """Return an order key for an instance that is put at an index."""
    low = instances[index - 1].order if index > 0 else ""
    high = instances[index].order if index < len(instances) else ""
    return between(low, high)
