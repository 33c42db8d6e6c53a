"""Bringing a record to life: a new one with its defaults, or a kept one with its answers."""

import re
from collections.abc import Mapping

from app.forms.answer import to_text
from app.forms.definition import Question, Repeat
from app.forms.engine import Engine
from app.forms.nodes import Node, question_of
from app.forms.ordering import between

FIRST_LOAD = "odk-instance-first-load"
NEW_REPEAT = "odk-new-repeat"
_INSTANCE = re.compile(r"(.*)\[([^\[\]/]+)\]")


def begin(engine: Engine) -> None:
    """Start a new record: first instances, defaults and metadata."""
    start(engine, engine.record, FIRST_LOAD)
    engine.prepare(engine.record)
    engine.settle(with_triggers=False)


def start(engine: Engine, node: Node, event: str) -> None:
    """Give a new record or a new instance its first instances and its defaults.

    Static defaults are there at once; dynamic ones, which may read calculations, wait for ``settle``.
    """
    _first_instances(engine, node)
    for below in node.below():
        question = question_of(below)
        if question is not None and (text := question.default or _preloaded(engine, question)):
            below.write(text)
            engine.touch(below)
    for action in engine.form.actions:
        if event in action.events and not action.source:
            engine.default_later(action, node)


def _first_instances(engine: Engine, node: Node) -> None:
    for below in list(node.below()):
        for place in below.place.children.values():
            item = place.item
            wants_one = isinstance(item, Repeat) and not item.count and not item.starts_empty
            if wants_one and not below.instances[place.name]:
                added = engine.insert(place, below, 0, engine.context.new_id(), between("", ""))
                _first_instances(engine, added)


def _preloaded(engine: Engine, question: Question) -> str:
    """Return what a metadata question is given when a record begins; "" for what is not known."""
    kind, parameter = question.preload
    if kind == "uid":
        return f"uuid:{engine.context.new_id()}"
    if kind == "property":
        return engine.context.properties.get(parameter.removeprefix("uri:"), "")
    if kind == "date":
        return str(engine.context.clock().astimezone(engine.context.zone).date())
    if kind == "timestamp" and parameter == "start":
        return to_text(question, engine.context.clock().astimezone(engine.context.zone))
    return ""


def load(engine: Engine, answers: Mapping[str, object]) -> dict[str, object]:
    """Fill a record with kept answers; returns those that the form has no place for."""
    kept = load_below(engine, engine.record, answers, fresh=False)
    engine.prepare(engine.record)
    engine.settle(with_triggers=False)
    return kept


def load_below(engine: Engine, node: Node, answers: Mapping[str, object], *, fresh: bool) -> dict[str, object]:
    """Put answers below a node; keys are relative to it, those of instances come with their order keys.

    Args:
        engine: of the record.
        node: the record, or the instance to fill.
        answers: as ``Session.answers`` gives them.
        fresh: gives instances new ids, for a copy.

    Returns:
        Answers that the form has no place for.
    """
    prefix, kept = node.key, dict[str, object]()
    renamed: dict[str, str] = {}
    for key in sorted((key for key, value in answers.items() if isinstance(value, Mapping)), key=len):
        if key and not _add_instance(engine, prefix, key, answers[key], renamed, fresh=fresh):
            kept[prefix + key] = answers[key]
    for key, value in answers.items():
        if isinstance(value, Mapping):
            continue
        target = engine.nodes.get(_renamed(prefix + key, renamed))
        question = None if target is None else question_of(target)
        if target is None or question is None:
            kept[prefix + key] = value
        else:
            target.write(to_text(question, value if isinstance(value, str) else [str(one) for one in _listed(value)]))
            engine.touch(target)
    return kept


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _add_instance(
    engine: Engine, prefix: str, key: str, marker: object, renamed: dict[str, str], *, fresh: bool
) -> bool:
    """Make one instance and say whether it has a place; a nested one comes after the shorter one around it."""
    full = _renamed(prefix + key, renamed)
    found = _INSTANCE.fullmatch(full)
    if full in engine.nodes:
        return True
    if found is None:
        return False
    holder, _, name = found[1].rpartition("/")
    parent = engine.nodes.get(holder)
    if parent is None or name not in parent.instances:
        return False
    order = str(marker.get("after", "")) if isinstance(marker, Mapping) else ""
    instance_id = engine.context.new_id() if fresh else found[2]
    instances = parent.instances[name]
    index = sum(1 for one in instances if (one.order, one.instance_id) < (order, instance_id))
    node = engine.insert(parent.place.children[name], parent, index, instance_id, order)
    if fresh:
        renamed[full] = node.key
    return True


def _renamed(key: str, renamed: Mapping[str, str]) -> str:
    """Replace the longest copied instance at the start of a key by its copy."""
    for former in sorted(renamed, key=len, reverse=True):
        if key == former or key.startswith(f"{former}/"):
            return renamed[former] + key.removeprefix(former)
    return key
