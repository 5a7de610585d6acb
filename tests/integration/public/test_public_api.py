"""The API answers with the keys that the contract lists, and with problems."""

import hashlib

import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from tests.factories import World

DATASET = (
    "name id title description publisher theme license keywords opening release issued modified resources translations"
).split()
RESOURCE = "name title path format bytes hash rows url".split()


def test_a_dataset_has_its_keys_in_lists_too(client: FlaskClient) -> None:
    listed = client.get("/api/v1/datasets").get_json()
    assert list(listed) == ["items", "total", "page", "per_page", "truncated", "facets", "links"]
    assert set(listed["links"]) == {"self", "next", "prev", "first", "last"}
    for one in listed["items"]:
        assert set(DATASET) <= set(one)
        assert client.get(f"/api/v1/datasets/{one['name']}").get_json() == one
        for resource in one["resources"]:
            assert set(RESOURCE) <= set(resource)


def test_a_dataset_says_what_its_current_release_says(client: FlaskClient) -> None:
    alpha = client.get("/api/v1/datasets/alpha").get_json()
    assert (alpha["release"], alpha["description"], alpha["publisher"]) == (2, "第二版。", "data-bureau")
    assert (alpha["theme"], alpha["license"]) == (["population"], "CC-BY-4.0")
    assert alpha["translations"]["en"]["title"] == "Population by district alpha"
    assert alpha["issued"] < alpha["modified"]
    resource = alpha["resources"][0]
    assert resource["rows"] == 3
    file = client.get(resource["url"]).data
    assert resource["hash"] == "sha256:" + hashlib.sha256(file).hexdigest()
    assert len(file) == resource["bytes"]
    parquet = client.get(resource["parquet"]["url"]).data
    assert hashlib.sha256(parquet).hexdigest() == resource["parquet"]["sha256"]


def test_a_release_lists_its_files(client: FlaskClient) -> None:
    release = client.get("/api/v1/datasets/alpha/releases/1").get_json()
    assert (release["release"], release["latest"]) == (1, False)
    for one in (*release["files"], release["zip"], release["descriptor"], release["files"][0]["parquet"]):
        content = client.get(one["url"]).data
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert len(content) == one.get("bytes", len(content))
    assert client.get(release["entry"]["url"]).get_json()["release"] == 1


def test_releases_hold_tombstones_while_the_dataset_stands(client: FlaskClient) -> None:
    listed = client.get("/api/v1/datasets/delta/releases").get_json()
    assert [(one["release"], "withdrawn" in one) for one in listed["items"]] == [(2, False), (1, True)]
    assert listed["items"][1]["reason"] == "数据有误。"


def test_schema_and_profile(client: FlaskClient) -> None:
    schema = client.get("/api/v1/datasets/alpha/resources/districts/schema").get_json()
    assert [field["name"] for field in schema["fields"]] == ["代码", "名称", "人口"]
    profile = client.get("/api/v1/datasets/alpha/resources/districts/profile").get_json()
    assert (profile["rows"], profile["release"]) == (3, 2)
    assert [column["name"] for column in profile["columns"]] == ["代码", "名称", "人口"]
    assert client.get("/api/v1/datasets/alpha/resources").get_json()["total"] == 1


def test_short_lists(client: FlaskClient) -> None:
    publishers = client.get("/api/v1/publishers").get_json()
    assert {one["name"]: one["datasets"] for one in publishers["items"]} == {"data-bureau": 2, "health-commission": 1}
    assert client.get("/api/v1/themes?per_page=1").get_json()["links"]["next"]
    licenses = client.get("/api/v1/licenses").get_json()["items"]
    assert next(one for one in licenses if one["id"] == "CC-BY-4.0")["datasets"] == 3


def test_keywords_with_how_many_datasets_have_each(client: FlaskClient) -> None:
    whole = client.get("/api/v1/tags").get_json()
    assert [(one["name"], one["datasets"]) for one in whole["items"]] == [
        ("人口", 2),
        ("区", 2),
        ("医院", 1),
        ("床位", 1),
    ]
    for one in whole["items"]:
        assert client.get(f"/api/v1/datasets?tag={one['name']}").get_json()["total"] == one["datasets"]
        assert client.get(one["url"].removeprefix("http://localhost")).status_code == 200
    pages = [client.get(f"/api/v1/tags?per_page=3&page={page}").get_json() for page in (1, 2)]
    assert [one for page in pages for one in page["items"]] == whole["items"]
    assert (pages[0]["total"], pages[0]["links"]["next"]) == (4, pages[1]["links"]["self"])
    named = client.get("/api/3/action/tag_list").get_json()["result"]
    assert named == sorted(one["name"] for one in whole["items"])


def test_keywords_of_what_was_withdrawn_are_none(world: World) -> None:
    world.release("alpha", keywords=["人口"])
    world.release("beta", keywords=["秘密"])
    world.submit("hidden", keywords=["未发布"])
    world.withdraw("beta", 1)
    client = create_app(world.services).test_client()
    assert [one["name"] for one in client.get("/api/v1/tags").get_json()["items"]] == ["人口"]


def test_the_ledger_gives_the_signed_bytes(client: FlaskClient) -> None:
    listed = client.get("/api/v1/ledger").get_json()
    numbers = [one["number"] for one in listed["items"]]
    assert numbers == list(range(listed["total"], 0, -1))
    for newer, older in zip(listed["items"], listed["items"][1:], strict=False):
        assert newer["previous"] == older["hash"]
    for one in listed["items"]:
        answer = client.get(one["url"])
        assert hashlib.sha256(answer.data).hexdigest() == one["hash"]
        assert answer.headers["Kaifang-Signature"] == one["signature"]
        assert answer.get_json()["number"] == one["number"]
        assert client.get(one["url"], headers={"If-None-Match": f'"{one["hash"]}"'}).status_code == 304
    assert client.get(f"/ledger/{listed['total'] + 1}.json").status_code == 404
    assert client.get("/ledger/0.json").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("datasets/absent", 404, "not-found"),
        ("nothing", 404, "not-found"),
        ("datasets?colour=1", 400, "unknown-parameter"),
        ("datasets?theme=x", 400, "bad-value"),
        ("datasets?q=a&q=b", 400, "repeated-parameter"),
        ("datasets/alpha?x=1", 400, "unknown-parameter"),
        ("publishers?q=x", 400, "unknown-parameter"),
        ("tags?q=x", 400, "unknown-parameter"),
        ("tags?per_page=101", 400, "bad-value"),
        ("datasets/gamma", 410, "withdrawn"),
        ("datasets/gamma/releases/1", 410, "withdrawn"),
        ("datasets/beta/resources/districts/profile", 403, "conditional"),
        ("datasets/alpha/releases/99999999999999999999", 404, "not-found"),
    ],
)
def test_errors_are_problems(client: FlaskClient, path: str, status: int, kind: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    problem = answer.get_json()
    assert answer.content_type == "application/problem+json"
    assert answer.status_code == problem["status"] == status
    assert problem["type"] == f"urn:kaifang:problem:{kind}"
    assert problem["title"]
    assert problem["translations"]["en"]["title"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers


def test_a_problem_names_what_is_allowed(client: FlaskClient) -> None:
    assert "theme" in client.get("/api/v1/datasets?colour=1").get_json()["allowed"]
    assert "population" in client.get("/api/v1/datasets?theme=x").get_json()["allowed"]
    problem = client.post("/api/v1/datasets").get_json()
    assert problem["type"] == "urn:kaifang:problem:method-not-allowed"


def test_conditional_data_says_how_to_apply(client: FlaskClient) -> None:
    problem = client.get("/api/v1/datasets/beta/resources/districts/profile").get_json()
    assert problem["contacts"] == [{"title": "数据管理岗", "email": "data@example.org"}]
    assert problem["page"] == "/datasets/beta"
