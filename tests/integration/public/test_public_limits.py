"""What is withdrawn is gone at every address; what is conditional shows no value."""

import pytest
from flask.testing import FlaskClient

UNDER = [
    "",
    "/",
    "/releases",
    "/releases/1",
    "/releases/7",
    "/releases/latest",
    "/releases/latest/datapackage.json",
    "/releases/1/datapackage.json",
    "/releases/1/data/districts.csv",
    "/releases/1/data/districts.parquet",
    "/releases/1/data/nothing.csv",
    "/releases/1/gamma-v1.zip",
    "/resources/districts",
    "/resources/nothing",
    "/anything/else",
]
API_UNDER = [
    "",
    "/releases",
    "/releases/1",
    "/resources",
    "/resources/districts/schema",
    "/resources/districts/profile",
    "/anything/else",
]
VALUES = ("923762", "道里区", "230104", "906,421", "1343857", "1,343,857")


@pytest.mark.parametrize("path", UNDER)
def test_everything_under_a_withdrawn_dataset_is_gone(client: FlaskClient, path: str) -> None:
    for prefix in ("", "/en"):
        for headers in ({}, {"If-None-Match": "*"}, {"Range": "bytes=0-1"}):
            answer = client.get(f"{prefix}/datasets/gamma{path}", headers=headers)
            assert answer.status_code == 410
            assert "统计口径有误。" in answer.text
            assert "districts" not in answer.text.replace("/resources/districts", "").replace(path, "")


@pytest.mark.parametrize("path", API_UNDER)
def test_the_api_says_gone_too(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/datasets/gamma{path}")
    assert answer.status_code == 410
    problem = answer.get_json()
    assert (problem["dataset"], problem["release"], problem["reason"]) == ("gamma", 1, "统计口径有误。")


def test_nothing_else_names_a_withdrawn_dataset(client: FlaskClient) -> None:
    for path in ("/", "/datasets", "/publishers/data-bureau", "/themes/population", "/api/v1/datasets", "/licenses"):
        assert "gamma" not in client.get(path).text
    assert "gamma" in client.get("/ledger").text


def test_a_withdrawn_release_of_a_standing_dataset(client: FlaskClient) -> None:
    for path in ("", "/datapackage.json", "/data/beds.csv", "/data/beds.parquet", "/delta-v1.zip"):
        assert client.get(f"/datasets/delta/releases/1{path}").status_code == 410
        assert client.get(f"/datasets/delta/releases/2{path.replace('v1', 'v2')}").status_code == 200
    assert client.get("/datasets/delta").status_code == 200
    assert client.get("/api/v1/datasets/delta/releases/1").status_code == 410


def test_conditional_data_shows_metadata_and_schema_alone(client: FlaskClient) -> None:
    for path in ("/datasets/beta", "/datasets/beta/releases/1", "/datasets/beta/resources/districts", "/datasets"):
        text = client.get(path).text
        assert not any(value in text for value in VALUES if path != "/datasets")
        assert "Different values" not in client.get("/en" + path).text
        assert ".zip" not in text
        assert 'districts.csv"' not in text
    assert "data@example.org" in client.get("/datasets/beta").text
    for path in ("/data/districts.csv", "/data/districts.parquet", "/beta-v1.zip", "/data/nothing.csv"):
        answer = client.get(f"/datasets/beta/releases/1{path}")
        assert answer.status_code == 403
        assert "data@example.org" in answer.text
    assert client.get("/datasets/beta/releases/1/datapackage.json").status_code == 200
    assert client.get("/api/v1/datasets/beta/resources/districts/schema").status_code == 200
    release = client.get("/api/v1/datasets/beta/releases/1").get_json()
    assert release["zip"] is None
    assert all(one["url"] is None and one["parquet"] is None for one in release["files"])
    resource = client.get("/api/v1/datasets/beta").get_json()["resources"][0]
    assert resource["url"].endswith("/datasets/beta/resources/districts")
    assert resource["parquet"] is None
