"""The envelope, the ways to give parameters, and coercions, as the contract has them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.api.ckan.table import ACTIONS
from portal.app import create_app
from portal.catalog.publishers import add_publisher
from tests.factories import World

PREFIXES = ("/api/3/action/", "/api/action/")
JSON = "application/json;charset=utf-8"


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_success(client: FlaskClient, prefix: str, method: str) -> None:
    answer = client.open(prefix + "package_list", method=method)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == JSON
    assert "Set-Cookie" not in answer.headers
    assert answer.get_json() == {
        "help": "http://localhost/api/3/action/help_show?name=package_list",
        "success": True,
        "result": ["alpha", "beta", "delta"],
    }


@pytest.mark.parametrize(
    ("action", "parameters", "status", "error"),
    [
        ("package_show", {}, 409, {"__type": "Validation Error", "id": ["Missing value"]}),
        (
            "package_show",
            {"id": "never"},
            404,
            {"__type": "Not Found Error", "message": "Not found: Package was not found."},
        ),
        (
            "package_search",
            {"limit": "3"},
            400,
            {
                "__type": "Search Query Error",
                "message": "Search Query is invalid: \"Invalid search parameters: ['limit']\"",
            },
        ),
        ("package_search", {"rows": "ten"}, 409, {"__type": "Validation Error", "rows": ["Invalid integer"]}),
        ("package_search", {"rows": "-1"}, 409, {"__type": "Validation Error", "rows": ["Must be a natural number"]}),
        (
            "package_search",
            {"facet.field": "[tags"},
            409,
            {"__type": "Validation Error", "facet.field": ["Could not parse as valid JSON"]},
        ),
        ("package_autocomplete", {}, 409, {"__type": "Validation Error", "q": ["Missing value"]}),
        (
            "help_show",
            {"name": "package_create"},
            404,
            {"__type": "Not Found Error", "message": "Not found: Action function not found"},
        ),
    ],
)
def test_failures(client: FlaskClient, action: str, parameters: dict[str, str], status: int, error: Any) -> None:
    answer = client.get(f"/api/3/action/{action}", query_string=parameters)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, JSON)
    assert answer.get_json() == {
        "help": f"http://localhost/api/3/action/help_show?name={action}",
        "success": False,
        "error": error,
    }


def test_an_unknown_action_is_a_bare_text(client: FlaskClient) -> None:
    answer = client.post("/api/action/package_create", json={"name": "mine"})
    assert (answer.status_code, answer.get_json()) == (400, "Bad request: Action name not known: package_create")
    assert client.put("/api/3/action/package_list").status_code == 405
    assert client.get("/api/2/action/package_list").status_code == 404


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {"id": "alpha"}},
        {"data": {"id": "alpha"}},
        {"data": {"id": "alpha"}, "content_type": "multipart/form-data"},
        {"data": '{"id": "alpha"}', "content_type": "application/x-www-form-urlencoded"},
        {"data": '{"id": "alpha"}', "content_type": "text/plain"},
        {"query_string": {"id": "alpha"}, "content_type": "application/json"},
        {"query_string": {"id": "alpha"}, "json": {"id": "delta"}},
        {"json": {"name_or_id": "alpha", "include_users": True, "use_default_schema": None}},
    ],
)
def test_ways_to_give_parameters(client: FlaskClient, request_: dict[str, Any]) -> None:
    answer = client.post("/api/3/action/package_show", **request_)
    assert answer.get_json()["result"]["name"] == "alpha"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[1]", "Bad request: JSON Error: Request data JSON decoded to [1] but it needs to be a dictionary."),
        ("{", "Bad request: JSON Error: Error decoding JSON data. Error: JSONDecodeError"),
        ("[" * 200_000, "Bad request: JSON Error: Error decoding JSON data. Error: RecursionError"),
        ('{"id": NaN}', "Bad request: JSON Error: Error decoding JSON data. Error: ValueError"),
    ],
)
def test_a_body_that_is_no_object(client: FlaskClient, body: str, told: str) -> None:
    answer = client.post("/api/3/action/package_show", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()) == (400, told)


@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded"])
def test_a_body_that_is_too_long_is_told_how_long_it_may_be(client: FlaskClient, content_type: str) -> None:
    answer = client.post("/api/3/action/package_show", data=b"x" * 1_000_001, content_type=content_type)
    assert answer.status_code == 413
    assert answer.get_json()["error"] == {
        "__type": "Validation Error",
        "message": "The request is longer than 1000000 bytes",
    }


def test_a_get_may_say_that_it_sends_json(client: FlaskClient) -> None:
    assert client.get("/api/3/action/package_list", content_type="application/json").status_code == 200


@pytest.mark.parametrize("rows", ["1", 1, 1.0, "1 ", True])
def test_numbers_in_any_form(client: FlaskClient, rows: object) -> None:
    found = client.post("/api/3/action/package_search", json={"rows": rows}).get_json()["result"]
    assert (found["count"], len(found["results"])) == (3, 1)


@pytest.mark.parametrize("rows", ["", None, "1000000", 10**40])
def test_numbers_beyond_the_limits_are_taken_as_the_limits(client: FlaskClient, rows: object) -> None:
    found = client.post("/api/3/action/package_search", json={"rows": rows, "start": 1}).get_json()["result"]
    assert len(found["results"]) == 2


@pytest.mark.parametrize(
    ("value", "is_true"),
    [
        *((one, True) for one in ("true", "True", "yes", "1", 1, True, "on")),
        *((one, False) for one in ("false", "False", "0", 0, False, "", [], "other")),
    ],
)
def test_truth_in_any_form(client: FlaskClient, value: object, is_true: bool) -> None:
    found = client.post("/api/3/action/organization_list", json={"all_fields": value}).get_json()["result"]
    assert isinstance(found[0], dict) is is_true


@pytest.mark.parametrize(
    "value", [{"a": 1}, [1, [2]], "\0", "\ud800", "x" * 5000, 10**400, -1.5, "'; DROP TABLE datasets; --", "%", "*:*"]
)
@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("package_show", "id"),
        ("package_search", "q"),
        ("package_search", "fq"),
        ("package_search", "start"),
        ("package_search", "sort"),
        ("package_search", "facet.field"),
        ("package_list", "limit"),
        ("resource_show", "id"),
        ("resource_search", "query"),
        ("organization_list", "sort"),
        ("group_show", "id"),
        ("tag_show", "id"),
        ("tag_list", "query"),
        ("package_autocomplete", "q"),
    ],
)
def test_nothing_given_is_a_fault_of_ours(client: FlaskClient, action: str, name: str, value: object) -> None:
    body = json.dumps({name: value})
    answer = client.post(f"/api/3/action/{action}", data=body, content_type="application/json")
    assert answer.status_code in (200, 400, 404, 409)
    assert answer.get_json()["success"] is (answer.status_code == 200)


def test_half_a_character_comes_back_as_it_was_sent(client: FlaskClient, ask: Callable[..., Any]) -> None:
    table = ask("package_show", id="alpha")["resources"][0]["id"]
    for part in ({"filters": {"\ud800": 1}}, {"filters": {"代码": {"\ud800": 1}}}, {"q": {"\ud800": "x"}}):
        body = json.dumps({"resource_id": table, **part})
        answer = client.post("/api/3/action/datastore_search", data=body, content_type="application/json")
        assert (answer.status_code, answer.get_json()["error"]["__type"]) == (409, "Validation Error")
        assert "\ud800" in list(answer.get_json()["error"].values())[1][0]
        assert client.get("/api/3/action/datastore_search", query_string=json_each(table, part)).status_code == 409
        assert client.get(f"/datastore/dump/{table}", query_string=json_each(table, part)).status_code == 409


def json_each(table: str, part: dict[str, Any]) -> dict[str, str]:
    return {"resource_id": table, **{name: json.dumps(one) for name, one in part.items()}}


@pytest.mark.parametrize(
    ("action", "parameters", "told"),
    [
        ("package_search", {"fq_list": ["name:alpha"] * 1001}, "Validation Error"),
        ("package_search", {"fq_list": ["name:alpha"] * 1000}, "Search Error"),
        ("package_search", {"fq": " OR ".join(["title:人口"] * 21)}, "Search Error"),
        ("organization_list", {"organizations": ["data-bureau"] * 1001}, "Validation Error"),
    ],
)
def test_more_than_a_database_takes_is_refused(
    client: FlaskClient, action: str, parameters: dict[str, Any], told: str
) -> None:
    answer = client.post(f"/api/3/action/{action}", json=parameters)
    assert (answer.status_code, answer.get_json()["error"]["__type"]) == (409, told)


@pytest.mark.parametrize(
    ("action", "parameters", "total", "is_cut"),
    [
        ("package_list", {}, 3, False),
        ("package_list", {"limit": 2}, 3, True),
        ("package_list", {"limit": 2, "offset": 1}, 3, False),
        ("current_package_list_with_resources", {"limit": 1}, 3, True),
        ("organization_list", {"all_fields": True, "limit": 1}, 2, True),
        ("group_package_show", {"id": "population", "limit": 2}, 3, True),
        ("package_autocomplete", {"q": "a", "limit": 1}, 3, True),
    ],
)
def test_a_list_that_was_cut_says_so(
    client: FlaskClient, action: str, parameters: dict[str, Any], total: int, is_cut: bool
) -> None:
    headers = client.post(f"/api/3/action/{action}", json=parameters).headers
    assert (headers["Kaifang-Total"], headers["Kaifang-Truncated"]) == (str(total), str(is_cut).lower())


def test_publishers_are_25_at_once_and_say_how_many_there_are(world: World) -> None:
    with world.services.database.write() as session:
        for number in range(30):
            add_publisher(
                session, world.services.clock.now(), name=f"p{number:02}", title=f"单位{number:02}", actor="machine"
            )
    client = create_app(world.services).test_client()
    answer = client.get("/api/3/action/organization_list?all_fields=true")
    total = len(client.get("/api/3/action/organization_list").get_json()["result"])
    assert total > 30
    assert len(answer.get_json()["result"]) == 25
    assert (answer.headers["Kaifang-Total"], answer.headers["Kaifang-Truncated"]) == (str(total), "true")


def test_a_fault_of_ours_is_told_in_the_same_shape(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setitem(ACTIONS, "site_read", broken)
    answer = client.get("/api/3/action/site_read")
    assert (answer.status_code, answer.get_json()["error"]["__type"]) == (500, "Internal Server Error")
    assert "secret" not in answer.text


def test_a_callback_is_a_script_of_a_plain_name(client: FlaskClient) -> None:
    answer = client.get("/api/3/action/site_read?callback=app.take")
    assert answer.headers["Content-Type"] == "application/javascript;charset=utf-8"
    assert answer.get_data(as_text=True).startswith('app.take({"help"')
    for other in ("alert(1)//", "<script>"):
        answer = client.get("/api/3/action/site_read", query_string={"callback": other})
        assert answer.headers["Content-Type"] == JSON


def test_other_sites_may_ask(client: FlaskClient) -> None:
    answer = client.options("/api/3/action/package_list", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_every_action_says_what_it_does(client: FlaskClient, ask: Callable[..., Any]) -> None:
    for name in ACTIONS:
        assert ask("help_show", name=name)
    assert client.get("/api/3").get_json() == {"version": 3}
    assert client.get("/api").get_json() == {"version": 1}
