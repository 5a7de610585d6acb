"""The description of the API (OpenAPI 3.1), made from its routes, its types and its examples."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from apispec import APISpec
from flask import Flask
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from portal.api.v1.models import Problem
from portal.api.v1.operations import NOT_DESCRIBED, OPERATIONS, Operation
from portal.wording.http import SUMMARIES
from portal.wording.language import in_language

__all__ = ["Call", "calls", "described_rules", "openapi"]

_PLACE = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
_PROBLEM = "application/problem+json"
_PLACES: Mapping[str, dict[str, Any]] = {
    "name": {"type": "string", "maxLength": 100, "description": "name of a dataset"},
    "resource": {"type": "string", "maxLength": 100, "description": "name of a resource"},
    "number": {"type": "integer", "minimum": 1, "maximum": 2_147_483_647, "description": "number of a release"},
    "other": {"type": "integer", "minimum": 1, "maximum": 2_147_483_647, "description": "number of another release"},
}
_ERRORS = {
    "400": "a parameter or value that is not allowed; `allowed` says what is",
    "403": "the data is given by application only",
    "404": "there is nothing at this address",
    "410": "withdrawn; the tombstone says when and why",
    "429": "too many requests; `Retry-After` says when to come again",
    "503": "the portal cannot give this just now",
}


@dataclass(frozen=True, slots=True)
class Call:
    """An operation with what a page shows of it. path: with its places in braces."""

    endpoint: str
    path: str
    operation: Operation

    def filled(self, places: Mapping[str, str | int]) -> str:
        """Return the path with its places filled in, the rest of places left out."""
        return self.path.format_map({key: str(value) for key, value in places.items()})


def described_rules(app: Flask) -> Iterator[Rule]:
    """Give the routes of version 1 that are operations."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api_v1.") and rule.endpoint not in NOT_DESCRIBED:
            yield rule


def calls(app: Flask) -> list[Call]:
    """Return the operations in the order of the table, each by its route. Raises KeyError for one not described."""
    rules = {rule.endpoint: rule for rule in described_rules(app)}
    missing = rules.keys() - OPERATIONS.keys()
    if missing:
        raise KeyError(f"not described: {sorted(missing)}")
    return [
        Call(endpoint, _PLACE.sub(r"{\1}", rules[endpoint].rule), operation)
        for endpoint, operation in OPERATIONS.items()
        if endpoint in rules
    ]


def openapi(app: Flask, places: Mapping[str, str | int]) -> dict[str, Any]:
    """Make the description. places: a dataset, resource and release that stand, for the examples; may be empty."""
    described = calls(app)
    spec = APISpec(
        title="Kaifang open data API",
        version="1",
        openapi_version="3.1.0",
        info={
            "description": "Read-only, without sign-in. 只读，无需登录。",
            "x-software-version": version("kaifang"),
        },
        servers=[{"url": "/"}],
    )
    for name, schema in _schemas(described).items():
        spec.components.schema(name, schema)
    for code, words in _ERRORS.items():
        content = {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        spec.components.response(f"Error{code}", {"description": words, "content": content})
    for call in described:
        spec.path(path=call.path, operations={"get": _operation(call, places)})
    document: dict[str, Any] = spec.to_dict()
    return document


def _schemas(described: Iterable[Call]) -> dict[str, Any]:
    models = {call.operation.answer for call in described} | {Problem}
    ordered = sorted(models, key=lambda one: one.__name__)
    _, whole = models_json_schema(
        [(one, "serialization") for one in ordered], ref_template="#/components/schemas/{model}"
    )
    schemas: dict[str, Any] = whole["$defs"]
    for schema in schemas.values():  # what has a default may be absent; pydantic's serialisation mode says it never is
        absent = [key for key, one in schema.get("properties", {}).items() if "default" in one]
        schema["required"] = [key for key in schema.get("required", []) if key not in absent]
    return schemas


def _operation(call: Call, places: Mapping[str, str | int]) -> dict[str, Any]:
    operation = call.operation
    names = re.findall(r"{(\w+)}", call.path)
    english, chinese = _summary(call.endpoint, "en"), _summary(call.endpoint, "zh")
    return {
        "operationId": call.endpoint.removeprefix("api_v1."),
        "summary": english,
        "description": chinese,
        "parameters": [*(_place(name, places) for name in names), *(_query(one, operation) for one in operation.query)],
        "responses": {"200": _answer(operation), **_others(operation)},
    }


def _summary(endpoint: str, language: str) -> str:
    with in_language(language):
        return str(SUMMARIES[endpoint])


def _place(name: str, places: Mapping[str, str | int]) -> dict[str, Any]:
    schema = dict(_PLACES[name])
    place = {"name": name, "in": "path", "required": True, "description": schema.pop("description"), "schema": schema}
    return place | ({"example": places[name]} if name in places else {})


def _query(parameter: Mapping[str, Any], operation: Operation) -> dict[str, Any]:
    name = parameter["name"]
    return {**parameter, **({"example": operation.example[name]} if name in operation.example else {})}


def _answer(operation: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{operation.answer.__name__}"}}
    }
    content |= {media: {"schema": {"type": "string"}} for media in operation.streams}
    etag = {"description": "names the state that the answer was made from", "schema": {"type": "string"}}
    return {"description": "the answer", "headers": {"ETag": etag}, "content": content}


def _others(operation: Operation) -> dict[str, Any]:
    codes = ["400", "429", *(["404", "410", "503"] if operation.under else []), *(["403"] * operation.conditional)]
    unchanged = {"304": {"description": "not changed since the answer whose ETag was sent"}}
    return unchanged | {code: {"$ref": f"#/components/responses/Error{code}"} for code in sorted(codes)}
