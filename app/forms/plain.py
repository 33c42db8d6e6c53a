"""A form as plain JSON data, so that opening one needs neither its workbook nor pyxform.

The data follows the dataclasses of ``app.forms.definition``; it is a cache of a source and carries a format number:
data of another format is refused, and the caller compiles the source again.
"""

import dataclasses
import json
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.errors import AppError
from app.forms.definition import Form, Group, Question, Repeat

FORMAT = 1
_KINDS: Mapping[str, type] = {"question": Question, "group": Group, "repeat": Repeat}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def dump_form(form: Form) -> str:
    """Write a form as JSON."""
    document = {"format": FORMAT, "form": _dump(form)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def load_form(text: str) -> Form:
    """Read what ``dump_form`` wrote.

    Raises:
        AppError: ``form.cache_unusable`` when it is of another format or damaged.
    """
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise AppError("form.cache_unusable", reason=f"format {document['format']}")
        form = _load(Form, document["form"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AppError("form.cache_unusable", reason=error) from error
    if not isinstance(form, Form):
        raise AppError("form.cache_unusable", reason="no form")
    return form


def _dump(value: Any) -> Any:  # noqa: ANN401  JSON data
    """Write fields that differ from their defaults; an item carries its kind."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        data = {
            name: _dump(given) for name, default in _defaults(type(value)) if (given := getattr(value, name)) != default
        }
        return {"kind": _NAMES[type(value)], **data} if type(value) in _NAMES else data
    if isinstance(value, Mapping):
        return {key: _dump(one) for key, one in value.items()}
    return [_dump(one) for one in value] if isinstance(value, tuple) else value


def _load(kind: Any, data: Any) -> Any:  # noqa: ANN401  a type of a field, JSON data
    """Read data as a type: a dataclass, a tuple, a mapping, an enumeration or a plain value."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if data is None or not isinstance(data, dict):
            return data
        chosen = _KINDS.get(data.get("kind", "")) or next(one for one in arguments if dataclasses.is_dataclass(one))
        return _load(chosen, data)
    if origin is tuple:
        inner = arguments[:1] * len(data) if arguments[-1] is Ellipsis else arguments
        return tuple(_load(one, value) for one, value in zip(inner, data, strict=True))
    if origin is not None:
        return {key: _load(arguments[1], value) for key, value in data.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _load(hints[name], value) for name, value in data.items() if name != "kind"})
    return kind(data) if isinstance(kind, type) and issubclass(kind, StrEnum) else data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a dataclass with their defaults; a missing default equals nothing."""
    return tuple(
        (one.name, one.default_factory() if one.default_factory is not dataclasses.MISSING else one.default)
        for one in dataclasses.fields(kind)
    )
