"""What an answer says of the request: its name, how many more may come, and who may read it."""

import logging
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.app import create_app
from portal.errors import PortalError
from portal.services import Services


def limited(services: Services, limit: str, **changes: object) -> Flask:
    return create_app(replace(services, settings=replace(services.settings, rate_limit=limit, **changes)))


def test_above_the_limit_the_answer_says_when_to_come_again(services: Services) -> None:
    client = limited(services, "3 per minute").test_client()
    left = [client.get("/api/v1/themes").headers["RateLimit-Remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    answer = client.get("/api/v1/themes")
    assert answer.status_code == 429
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["type"].startswith("urn:kaifang:problem:")
    assert answer.headers["RateLimit-Limit"] == "3"
    assert 1 <= int(answer.headers["Retry-After"]) == int(answer.headers["RateLimit-Reset"]) <= 60
    assert "ETag" not in answer.headers
    page = client.get("/datasets")
    assert (page.status_code, page.mimetype) == (429, "text/html")


def test_pages_and_files_are_free(services: Services) -> None:
    client = limited(services, "1 per minute").test_client()
    for _ in range(3):
        for path in ("/", "/publishers", "/health/live", "/static/css/site.css"):
            answer = client.get(path, buffered=True)
            assert answer.status_code != 429
            assert "RateLimit-Limit" not in answer.headers
        assert client.options("/api/v1/datasets").status_code == 200


def test_each_address_has_its_own(services: Services) -> None:
    client = limited(services, "1 per minute").test_client()
    statuses = [
        client.get("/api/v1/themes", environ_overrides={"REMOTE_ADDR": f"10.0.0.{n}"}).status_code for n in "122"
    ]
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize(("proxies", "statuses"), [(0, [200, 429]), (1, [200, 200])])
def test_what_a_proxy_says_is_believed_only_if_one_is_named(
    services: Services, proxies: int, statuses: list[int]
) -> None:
    client = limited(services, "1 per minute", trusted_proxies=proxies).test_client()
    given = [client.get("/api/v1/themes", headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in "12"]
    assert given == statuses


def test_a_limit_can_be_lifted_and_must_make_sense(services: Services) -> None:
    assert "RateLimit-Limit" not in limited(services, "").test_client().get("/api/v1/themes").headers
    with pytest.raises(PortalError, match=r"setting\.value"):
        limited(services, "many a day")


def test_a_request_keeps_its_name_if_it_is_well_formed(client: FlaskClient) -> None:
    assert client.get("/", headers={"X-Request-Id": "abc-123_4.5"}).headers["X-Request-Id"] == "abc-123_4.5"
    made = [client.get("/", headers={"X-Request-Id": given}).headers["X-Request-Id"] for given in ("", "x y", "é" * 9)]
    assert len(set(made)) == 3
    assert all(len(one) == 32 for one in made)


def test_the_name_is_in_the_log_and_not_in_the_body(services: Services, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(services)
    app.add_url_rule("/breaks", "breaks", lambda: 1 // 0)
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/breaks", headers={"X-Request-Id": "complaint-77"})
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] == "complaint-77"
    assert "complaint-77" in caplog.text
    assert b"complaint-77" not in answer.data


def test_scripts_of_other_sites_may_read(client: FlaskClient) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    before = client.options("/api/v1/datasets", headers=asked)
    assert before.status_code == 200
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in before.headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in before.headers["Access-Control-Allow-Headers"]
    for path in ("/api/v1/datasets", "/api/v1/datasets/never"):
        answer = client.get(path, headers={"Origin": "https://example.org"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
