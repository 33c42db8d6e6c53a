"""The OpenAPI 3.1 document of the server's calls, made from the route table and the messages' own types."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sync.protocol import HEADER, PROTOCOL, Problem
from sync.server.routes import Access, Route

Document = Mapping[str, Any]  # JSON, whose shape OpenAPI defines

_REFERENCE = "#/components/schemas/{name}"
_BINARY: Document = {"type": "string", "format": "binary"}
_NAME_SCHEMAS: Mapping[str, Document] = {
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "township": {"type": "string", "pattern": "^[0-9]{9}$"},
}


def document(routes: Iterable[Route]) -> Document:
    """Return the document of these routes."""
    table = tuple(routes)
    messages = [kind for route in table for kind in (route.request, route.answer) if kind is not None]
    _, schemas = msgspec.json.schema_components([*messages, Problem], ref_template=_REFERENCE)
    calls: dict[str, dict[str, Document]] = {}
    for route in table:
        calls.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Yingxun", "version": str(PROTOCOL)},
        "paths": calls,
        "components": {"schemas": schemas, "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    }


def _operation(route: Route) -> Document:
    answers: dict[str, Document] = {"200": _content(route.answer, route.answer_type), "default": _content(Problem)}
    if route.access is Access.PHOTO:
        answers["206"] = _content(None, route.answer_type)
    operation: dict[str, Any] = {"operationId": route.name, "parameters": _parameters(route), "responses": answers}
    if route.request_type:
        operation["requestBody"] = {"required": True, **_content(route.request, route.request_type)}
    if route.access is not Access.PUBLIC:
        operation["security"] = [{"bearer": []}]
    return operation


def _content(kind: type[msgspec.Struct] | None, media_type: str = "application/json") -> Document:
    if kind is None:
        schema = {"type": "object"} if media_type == "application/json" else _BINARY
    else:
        schema = {"$ref": _REFERENCE.format(name=kind.__name__)}
    summary = (kind.__doc__ or "").partition("\n")[0] if kind else media_type
    return {"description": summary, "content": {media_type: {"schema": schema}}}


def _parameters(route: Route) -> list[Document]:
    in_path = re.findall(r"{(\w+)}", route.path)
    named = [(name, "path") for name in in_path] + [(name, "query") for name in route.query]
    found: list[Document] = [
        {"name": name, "in": place, "required": True, "schema": _NAME_SCHEMAS[name]} for name, place in named
    ]
    if route.path.startswith("/v1/") and route.name != "openapi":
        found.append({"name": HEADER, "in": "header", "required": True, "schema": {"const": str(PROTOCOL)}})
    return found
