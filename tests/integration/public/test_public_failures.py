"""When a part of the portal fails, a visitor is told so in words, and told nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from portal.catalog import public
from portal.services import Services
from portal.storage import LocalStorage
from tests.integration.public.pages import check_page, lasting
from tests.integration.public.test_public_queries import unkept


@pytest.fixture
def without_files(catalogue: Services, tmp_path: Path) -> Iterator[FlaskClient]:
    yield create_app(replace(catalogue, storage=LocalStorage(tmp_path / "empty"))).test_client()


def test_a_missing_file_is_said(without_files: FlaskClient) -> None:
    for path in ("/datasets/alpha/releases/2/data/districts.csv", "/datasets/alpha/releases/2/alpha-v2.zip"):
        answer = without_files.get("/en" + path)
        assert answer.status_code == 503
        assert answer.headers["Cache-Control"] == "no-store"
        check_page(answer, "en")
    problem = without_files.get("/api/v1/datasets/alpha/resources/districts/profile")
    assert (problem.status_code, problem.content_type) == (503, "application/problem+json")


def test_readiness_notices_missing_files(without_files: FlaskClient) -> None:
    answer = without_files.get("/health/ready")
    assert answer.status_code == 503
    assert answer.get_json()["checks"] == {"database": True, "storage": False, "keys": True}
    assert without_files.get("/health/live").status_code == 200


def test_a_fault_shows_no_inside(catalogue: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> int:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(public, "count_numbers", broken)
    monkeypatch.setattr(public, "publishers", broken)
    client = create_app(catalogue).test_client()
    page = client.get("/en/")
    assert page.status_code == 500
    assert page.headers["Cache-Control"] == "no-store"
    check_page(page, "en")
    problem = client.get("/api/v1/publishers")
    assert problem.get_json()["type"] == "urn:kaifang:problem:internal"
    assert b"secret" not in page.data + problem.data


def test_a_public_answer_does_not_depend_on_who_asks(catalogue: Services) -> None:
    client = unkept(catalogue)
    for path in ("/", "/datasets/alpha", "/nothing", "/api/v1/datasets"):
        plain = client.get(path)
        other = client.get(path, headers={"Cookie": "kaifang=x", "Accept-Language": "en", "Authorization": "Bearer x"})
        assert plain.data == other.data
        assert lasting(plain) == lasting(other)
