"""What differs between two releases, in the API and on the page; of conditional data not one row."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from portal.catalog import public
from portal.catalog.public import release_before
from portal.web import differences
from portal.web.differences import compare_releases
from tests.factories import World
from tests.integration.public.pages import check_page

OLD = "code,name,people\n1,Daoli,10\n2,Nangang,20\n3,Daowai,30\n"
NEW = "code,name,people\n1,Daoli,11\n3,Daowai,30\n4,Pingfang,40\n5,Secretcell,50\n"


def resource(**properties: Any) -> dict[str, Any]:
    fields = [
        {"name": "code", "type": "integer"},
        {"name": "name", "type": "string"},
        {"name": "people", "type": "integer"},
    ]
    return {"name": "people", "path": "people.csv", "schema": {"fields": fields, "primaryKey": ["code"]}, **properties}


def release_twice(world: World, **properties: Any) -> FlaskClient:
    for text, title in ((OLD, "人口"), (NEW, "人口（修订）")):
        world.release("people", title=title, files={"people.csv": text}, resources=[resource()], **properties)
    return create_app(world.services).test_client()


def test_rows_columns_and_words(world: World) -> None:
    client = release_twice(world)
    found = client.get("/api/v1/datasets/people/releases/1/diff/2").get_json()
    assert (found["before"], found["after"]) == (1, 2)
    assert found["properties"] == [{"name": "title", "before": "人口", "after": "人口（修订）"}]
    (people,) = found["resources"]
    assert (people["kind"], people["rows_before"], people["rows_after"]) == ("changed", 3, 4)
    rows = people["rows"]
    assert rows["key"] == ["code"]
    assert (rows["added"], rows["removed"], rows["changed"], rows["truncated"]) == (2, 1, 1, False)
    assert rows["examples"]["removed"] == [{"code": "2", "name": "Nangang", "people": "20"}]
    assert rows["examples"]["changed"] == [{"key": {"code": "1"}, "cells": {"people": {"before": "10", "after": "11"}}}]
    back = client.get("/api/v1/datasets/people/releases/2/diff/1").get_json()["resources"][0]["rows"]
    assert (back["added"], back["removed"], back["changed"]) == (1, 2, 1)
    same = client.get("/api/v1/datasets/people/releases/2/diff/2").get_json()
    assert same["properties"] == []
    assert same["resources"][0]["kind"] == "same"


def test_the_page_says_it_in_words_and_numbers(world: World) -> None:
    client = release_twice(world)
    answer = client.get("/en/datasets/people/releases/2")
    check_page(answer, "en")
    shown = answer.get_data(as_text=True)
    assert "What is new since release 1" in shown
    assert "2 added, 1 removed, 1 changed" in shown
    assert "<del>10</del> <ins>11</ins>" in shown
    assert "What is new since" not in client.get("/en/datasets/people/releases/1").get_data(as_text=True)


def test_of_conditional_data_no_row_is_shown(world: World) -> None:
    client = release_twice(world, opening="conditional", grade="general-3")
    answer = client.get("/api/v1/datasets/people/releases/1/diff/2")
    (people,) = answer.get_json()["resources"]
    assert (people["rows"], people["rows_not_compared"]) == (None, "conditional")
    page = client.get("/en/datasets/people/releases/2").get_data(as_text=True)
    assert "What is new since release 1" in page
    for shown in (answer.get_data(as_text=True), page):
        assert "Secretcell" not in shown
        assert "Nangang" not in shown


def test_a_release_that_was_open_once_is_shut_beside_a_conditional_one(world: World) -> None:
    world.release("people", files={"people.csv": OLD}, resources=[resource()])
    world.release("people", files={"people.csv": NEW}, resources=[resource()], opening="conditional", grade="general-3")
    answer = create_app(world.services).test_client().get("/api/v1/datasets/people/releases/1/diff/2")
    assert answer.get_json()["resources"][0]["rows"] is None
    assert "Secretcell" not in answer.get_data(as_text=True)


def test_what_a_limit_leaves_out_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    release_twice(world)
    with world.services.database.read() as session:
        after = public.get_release(session, "people", 2)
        before = release_before(session, after)
    for most, why in ((6, "limit"), (7, "")):
        found = compare_releases(world.services.storage, before, after, most_rows=most, examples=1)
        assert (found.resources[0].rows is None, found.resources[0].why) == (bool(why), why)
    monkeypatch.setattr(differences, "_MOST_BYTES", 100)
    found = compare_releases(world.services.storage, before, after, most_rows=7, examples=1)
    assert found.resources[0].why == "limit"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/datasets/delta/releases/1/diff/2", 410),
        ("/api/v1/datasets/delta/releases/2/diff/1", 410),
        ("/api/v1/datasets/gamma/releases/1/diff/1", 410),
        ("/api/v1/datasets/alpha/releases/1/diff/9", 404),
        ("/api/v1/datasets/hidden/releases/1/diff/1", 404),
        ("/api/v1/datasets/alpha/releases/1/diff/2?x=1", 400),
        ("/api/v1/datasets/beta/releases/1/diff/1", 200),
    ],
)
def test_what_does_not_stand_is_not_compared(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_withdrawn_release_is_passed_over(client: FlaskClient) -> None:
    shown = client.get("/en/datasets/delta/releases/2").get_data(as_text=True)
    assert "What is new since" not in shown
