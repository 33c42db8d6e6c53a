"""From a workbook to a ``Form``: pyxform's XForm read into frozen dataclasses."""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from app.errors import AppError
from app.forms.controls import JR, ORX, appearance_of, controls_of, parameters_of, question_type
from app.forms.definition import (
    UNSEEN_TYPES,
    Action,
    Form,
    Group,
    Item,
    Itemset,
    Question,
    Repeat,
    Rules,
    walk,
)
from app.forms.searching import search_itemset
from app.forms.source import FormSource
from app.forms.tables import read_instances
from app.forms.wording import XF, Translations
from app.forms.workbook import ReadWorkbook, read_workbook

H = "{http://www.w3.org/1999/xhtml}"
ENTITIES = "{http://www.opendatakit.org/xforms/entities}"

_KNOWN_COLUMNS = frozenset(
    [
        "type",
        "name",
        "label",
        "hint",
        "bind",
        "control",
        "children",
        "choices",
        "itemset",
        "list_name",
        "media",
        "guidance_hint",
        "parameters",
        "default",
        "actions",
        "trigger",
        "choice_filter",
        "query",
        "or_other",
        "basis",
        "sensitive",
        "save_to",
        "saveto",
        "extra_data",
    ]
)


def compile_form(source: FormSource) -> Form:
    """Read a workbook into a form.

    Raises:
        AppError: ``form.invalid`` and the other refusals of ``read_workbook``; ``form.table_unreadable``.
    """
    return build_form(read_workbook(source), source)


def build_form(workbook: ReadWorkbook, source: FormSource) -> Form:
    """Make a form of what pyxform read.

    Raises:
        AppError: ``form.invalid`` or ``form.table_unreadable``.
    """
    return _Compiler(workbook, source).form()


class _Compiler:
    """One pass over one XForm; holds the lookups that every question needs."""

    def __init__(self, workbook: ReadWorkbook, source: FormSource) -> None:
        document = ET.fromstring(workbook.xform)  # noqa: S314  pyxform wrote it a moment ago
        head, body = document.find(f"{H}head"), document.find(f"{H}body")
        model = None if head is None else head.find(f"{XF}model")
        if head is None or body is None or model is None:
            raise AppError("form.invalid", reason="no model")
        self._source, self._workbook, self._model, self._body = source, workbook, model, body
        self._title = head.findtext(f"{H}title", "")
        self._texts = Translations(model, has_other=any(" or_other" in str(row.get("type")) for row in workbook.rows))
        primary = model.find(f"{XF}instance")
        if primary is None or not len(primary):
            raise AppError("form.invalid", reason="no instance")
        self._root = primary[0]
        self._name = self._root.tag.removeprefix(XF)
        self._binds = {bind.get("nodeset", ""): bind for bind in model.findall(f"{XF}bind")}
        self._controls = dict(controls_of(body))
        self._rows = dict(_rows(workbook.survey, f"/{self._name}"))
        self._inline: dict[str, list[dict[str, str]]] = {}

    def form(self) -> Form:
        """Put everything together."""
        items = tuple(self._items(self._root, f"/{self._name}"))
        searched = [item.itemset.instance for item in walk(items) if isinstance(item, Question) and item.itemset]
        instances = read_instances(
            self._model.findall(f"{XF}instance"),
            self._source.files,
            [
                *self._workbook.external_choices,
                *({**row, "list_name": name} for name, rows in self._inline.items() for row in rows),
            ],
            searched,
        )
        return Form(
            id=self._root.get("id", ""),
            version=self._root.get("version", ""),
            title=self._title,
            root=self._name,
            items=items,
            settings={key: str(value) for key, value in self._workbook.settings.items()},
            languages=self._texts.languages,
            default_language=self._texts.default or next(iter(self._texts.languages), ""),
            instances=instances,
            texts=self._texts.table(),
            actions=tuple(self._actions()),
            version_hash=self._source.version_hash,
            warnings=self._workbook.warnings,
        )

    def _items(self, parent: Element, path: str) -> Iterator[Item]:
        """Yield the items below an element of the primary instance; a repeat's template stands for the repeat."""
        seen: set[str] = set()
        for attribute in parent.attrib:
            if f"{path}/@{attribute}" in self._binds:
                yield self._question(f"{path}/@{attribute}", parent.get(attribute, ""))
        for element in parent:
            name = _prefixed(element.tag)
            if name not in seen:
                seen.add(name)
                yield self._item(element, f"{path}/{name}")

    def _item(self, element: Element, path: str) -> Item:
        control = self._controls.get(path)
        is_container = len(element) > 0 or _is_group(control) or element.tag == f"{XF}entity"
        if not is_container:
            return self._question(path, element.text or "")
        repeat = None if control is None else control.find(f"{XF}repeat")
        items = tuple(self._items(element, path))
        label = self._texts.of(None if control is None else control.find(f"{XF}label"))
        if repeat is not None and control is not None:
            appearance = appearance_of(control) + appearance_of(repeat)
            count = repeat.get(f"{JR}count", "").strip()
            rules, short = self._rules(path), self._short(path)
            return Repeat(short, items, appearance, label, rules, count, "minimal" in appearance)
        attributes = {name: value for name, value in element.attrib.items() if not name.startswith(JR)}
        shown = control is not None or any(_is_seen(item) for item in items)
        return Group(self._short(path), items, appearance_of(control), label, self._rules(path), shown, attributes)

    def _question(self, path: str, default: str) -> Question:
        control, bind, row = self._controls.get(path), self._binds.get(path), self._rows.get(path, {})
        bound: Mapping[str, str] = {} if bind is None else bind.attrib
        label, hint = (None, None) if control is None else (control.find(f"{XF}label"), control.find(f"{XF}hint"))
        return Question(
            path=self._short(path),
            type=question_type(control, bound, str(row.get("type", ""))),
            appearance=appearance_of(control),
            label=self._texts.of(label),
            hint=self._texts.of(hint),
            guidance=self._texts.of(hint, "guidance"),
            rules=self._rules(path),
            required_message=self._texts.of_message(bound.get(f"{JR}requiredMsg", "")),
            constraint_message=self._texts.of_message(bound.get(f"{JR}constraintMsg", "")),
            default=default,
            itemset=self._itemset(control, path),
            parameters=parameters_of(control, bound, row),
            preload=(bound.get(f"{JR}preload", ""), bound.get(f"{JR}preloadParams", "")),
            data_type=bound.get("type", "string"),
            basis=str(row.get("basis", "")),
            is_sensitive=str(row.get("sensitive", "")).strip().lower() in ("yes", "true", "true()", "1"),
            save_to=bound.get(f"{ENTITIES}saveto", ""),
            columns={key: value for key, value in row.items() if key not in _KNOWN_COLUMNS and isinstance(value, str)},
        )

    def _rules(self, path: str) -> Rules:
        bind = self._binds.get(path)
        if bind is None:
            return Rules()
        wanted = ("relevant", "required", "constraint", "calculate", "readonly")
        return Rules(*(bind.get(name, "").strip() for name in wanted))

    def _itemset(self, control: Element | None, path: str) -> Itemset | None:
        if control is None:
            return None
        if query := control.get("query", ""):
            return Itemset(query, instance=_instance_name(query))
        if (itemset := control.find(f"{XF}itemset")) is not None:
            value, label = itemset.find(f"{XF}value"), itemset.find(f"{XF}label")
            nodeset = itemset.get("nodeset", "")
            value_ref = "name" if value is None else value.get("ref", "name")
            label_ref = "label" if label is None else label.get("ref", "label")
            label_ref = label_ref.removeprefix("jr:itext(").removesuffix(")")
            return Itemset(nodeset, value_ref, label_ref, _instance_name(nodeset))
        if items := control.findall(f"{XF}item"):
            first = items[0]
            appearance = control.get("appearance", "")
            searched = search_itemset(appearance, first.findtext(f"{XF}value", ""), _text_of(first.find(f"{XF}label")))
            return searched or self._inline_itemset(items, path)
        return None

    def _inline_itemset(self, items: list[Element], path: str) -> Itemset:
        """Give choices that stand inside their question (``search()``) a table of their own."""
        name = "inline-" + self._short(path).replace("/", "-")
        self._inline[name] = []
        for item in items:
            label = item.find(f"{XF}label")
            reference = "" if label is None else label.get("ref", "")
            shown = {"itextId": reference[len("jr:itext('") : -2]} if reference else {"label": _text_of(label)}
            self._inline[name].append({"name": item.findtext(f"{XF}value", ""), **shown})
        column = next((key for key in self._inline[name][0] if key != "name"), "label")
        return Itemset(f"instance('{name}')/root/item", "name", column, name)

    def _actions(self) -> Iterator[Action]:
        """Yield dynamic defaults and triggered values, each once."""
        for parent in (self._model, *self._body.iter()):
            source = self._short(parent.get("ref", "")) if parent is not self._model else ""
            for element in parent.findall(f"{XF}setvalue"):
                events = tuple(element.get("event", "").split())
                value = element.get("value", "")
                if not value and element.text:
                    value = "'" + element.text.replace("'", "’") + "'"
                is_triggered = "xforms-value-changed" in events
                target = self._short(element.get("ref", ""))
                yield Action(target, value, events, source if is_triggered else "")

    def _short(self, path: str) -> str:
        return path.strip().removeprefix(f"/{self._name}/")


def _rows(parent: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield absolute path → row of pyxform's tree."""
    for child in parent.get("children", ()):
        here = f"{path}/{child.get('name', '')}"
        yield here, child
        yield from _rows(child, here)


def _is_seen(item: Item) -> bool:
    if isinstance(item, Question):
        return item.type not in UNSEEN_TYPES
    return item.is_shown if isinstance(item, Group) else True


def _is_group(control: Element | None) -> bool:
    return control is not None and control.tag == f"{XF}group"


def _prefixed(tag: str) -> str:
    """Return an element name as binds write it."""
    return tag.replace(ORX, "orx:").removeprefix(XF)


def _text_of(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def _instance_name(nodeset: str) -> str:
    _, found, rest = nodeset.partition("instance('")
    return rest.partition("'")[0] if found else ""
