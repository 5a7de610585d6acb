"""The API's description is whole, its examples run, and no answer falls outside it."""

import json
import re
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.api.v1.openapi import calls, described_rules
from portal.api.v1.operations import OPERATIONS
from portal.wording.http import SUMMARIES

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PLAIN = {"Accept-Encoding": "identity"}
KNOWN = {"name": "alpha", "resource": "districts", "number": 1, "other": 2}
PLACE = re.compile(r"{(\w+)}")
FEW = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def document(client: FlaskClient) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").get_json()


@pytest.fixture(scope="session")
def api(client: FlaskClient) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", client.application)


def test_every_route_is_described(client: FlaskClient, document: dict[str, Any]) -> None:
    """A new route without a line in the table of operations fails here."""
    endpoints = {rule.endpoint for rule in described_rules(client.application)}
    assert endpoints == {call.endpoint for call in calls(client.application)}
    assert endpoints <= OPERATIONS.keys() & SUMMARIES.keys()
    assert len(document["paths"]) == len(endpoints)
    assert document["openapi"] == "3.1.0"


def test_the_words_are_in_both_languages(document: dict[str, Any]) -> None:
    for path in document["paths"].values():
        assert path["get"]["summary"].isascii()
        assert path["get"]["description"]


def test_every_schema_is_one(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_examples_run(client: FlaskClient, document: dict[str, Any]) -> None:
    registry = Registry().with_resource("urn:api", Resource.opaque(document))
    for path, item in document["paths"].items():
        parameters = item["get"]["parameters"]
        places = {one["name"]: one["example"] for one in parameters if one["in"] == "path"}
        query = {one["name"]: one["example"] for one in parameters if one["in"] == "query" and "example" in one}
        answer = client.get(path.format(**places), query_string=query)
        assert answer.status_code == 200, path
        content = item["get"]["responses"]["200"]["content"][answer.mimetype]
        reference = "urn:api" + content["schema"]["$ref"]
        Draft202012Validator({"$ref": reference}, registry=registry).validate(json.loads(answer.data))


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("endpoint", sorted(OPERATIONS))
def test_no_answer_falls_outside_it(client: FlaskClient, api: Any, endpoint: str, known: bool) -> None:
    """Guess all; then guess the parameters of what is there."""
    (call,) = (one for one in calls(client.application) if one.endpoint == endpoint)
    places = {key: KNOWN[key] for key in PLACE.findall(call.path)}
    if known and not (places and call.operation.query):
        return

    @given(case=api[call.path]["GET"].as_strategy())
    @FEW
    def check(case: Any) -> None:
        if known:
            case.path_parameters = places
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    check()


@pytest.mark.parametrize("endpoint", sorted(OPERATIONS))
def test_what_stands_what_is_shut_and_what_is_gone_answer_as_described(
    client: FlaskClient, api: Any, endpoint: str
) -> None:
    """Guessing finds few names: here are those that the catalogue has, and the statuses that they are there for."""
    (call,) = (one for one in calls(client.application) if one.endpoint == endpoint)
    found = set()
    for name, resource in (("alpha", "districts"), ("beta", "districts"), ("gamma", "districts"), ("delta", "beds")):
        for number in (1, 2, 3):
            places = {"name": name, "resource": resource, "number": number, "other": 2}
            case = api[call.path]["GET"].Case(path_parameters={key: places[key] for key in PLACE.findall(call.path)})
            found.add(case.call_and_validate(checks=CHECKS, headers=PLAIN).status_code)
    operation = call.operation
    assert {200} | ({410} if operation.under else set()) | ({403} if operation.conditional else set()) <= found
