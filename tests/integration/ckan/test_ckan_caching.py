"""What CKAN's actions answer by GET is a public answer like others: known by its state, not sent twice."""

import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from tests.factories import World

PATHS = [
    "/api/3/action/package_list",
    "/api/action/package_show?id=alpha",
    "/api/3/action/package_search?q=人口",
    "/api/3/action/package_search?fq=metadata_modified:[NOW-7DAYS TO NOW]",
    "/api/3/action/tag_list?callback=take",
    "/api/3",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_held_answer_is_not_sent_again(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    tag, weak = answer.get_etag()
    assert tag and not weak
    held = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (held.status_code, held.data) == (304, b"")
    assert client.get(path).data == answer.data


def test_a_dump_too(client: FlaskClient) -> None:
    table = client.get("/api/3/action/package_show?id=alpha").get_json()["result"]["resources"][0]["id"]
    answer = client.get(f"/datastore/dump/{table}")
    held = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/datastore/dump/{table}", headers=held).status_code == 304
    assert client.get(f"/datastore/dump/{table}?format=json", headers=held).status_code == 200


def test_what_is_posted_and_errors_have_none(client: FlaskClient) -> None:
    assert "ETag" not in client.post("/api/3/action/package_list").headers
    for path in ("package_show?id=never", "package_search?limit=1", "package_create", "user_list"):
        answer = client.get(f"/api/3/action/{path}", headers={"If-None-Match": "*"})
        assert answer.status_code in (400, 403, 404)
        assert "ETag" not in answer.headers


def test_what_was_withdrawn_is_gone_for_those_who_hold_it(world: World) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    path = "/api/3/action/package_show?id=alpha"
    held = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=held).status_code == 304
    world.withdraw("alpha", 1)
    assert client.get(path, headers=held).status_code == 404
