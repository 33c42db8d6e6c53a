"""The OpenAPI document: made from the route table, complete, and served."""

import json
from collections.abc import Iterator

from sync.server.openapi import document
from sync.server.routes import ROUTES, Access
from tests.server.office import Office

DOCUMENT = document(ROUTES)


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from [item] if key == "$ref" else references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def test_every_row_of_the_table_is_an_operation_under_its_name() -> None:
    described = {
        (method.upper(), path): operation["operationId"]
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    }

    assert described == {(route.method, route.path): route.name for route in ROUTES}


def test_every_reference_leads_somewhere() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    named = set(references(DOCUMENT))

    assert named
    assert {name.removeprefix("#/components/schemas/") for name in named} <= schemas.keys()


def test_every_call_that_is_not_public_asks_for_a_token() -> None:
    for route in ROUTES:
        operation = DOCUMENT["paths"][route.path][route.method.lower()]
        assert ("security" in operation) is (route.access is not Access.PUBLIC), route


def test_every_message_says_what_it_is() -> None:
    assert all(schema["description"] for schema in DOCUMENT["components"]["schemas"].values())


def test_the_server_serves_it(office: Office) -> None:
    reply = office.anybody.call("GET", "/v1/openapi.json")

    assert reply.json == json.loads(json.dumps(DOCUMENT))
