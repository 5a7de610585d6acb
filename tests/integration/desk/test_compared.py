"""The page of a revision says what it alters of the release that stands, row by row."""

from flask import Flask

from tests.factories import World
from tests.integration.desk.conftest import Browser

OLD = "code,name,people\n1,Daoli,10\n2,Nangang,20\n3,Daowai,30\n"
NEW = "code,name,people\n1,Daoli,11\n3,Daowai,30\n4,Pingfang,40\n5,Hulan,50\n"
FIELDS = [
    {"name": "code", "type": "integer"},
    {"name": "name", "type": "string"},
    {"name": "people", "type": "integer"},
]
RESOURCE = {"name": "people", "path": "people.csv", "schema": {"fields": FIELDS, "primaryKey": ["code"]}}


def test_an_official_sees_which_rows_are_new(world: World, app: Flask) -> None:
    for opening, grade in (("unconditional", "general-1"), ("conditional", "general-3")):
        name = f"people-{opening}"
        shared = {"resources": [RESOURCE], "opening": opening, "grade": grade}
        world.release(name, files={"people.csv": OLD}, **shared)
        revision = world.submit(name, files={"people.csv": NEW}, description="修订。", **shared)
        world.work()
        official = Browser(app).sign_in("department")
        shown = official.get(f"/en/desk/reviews/{revision}").text
        assert "Rows: 2 added, 1 removed, 1 changed." in shown
        assert "<del>10</del> <ins>11</ins>" in shown
        assert "Altered in the description: description</p>" in shown


def test_a_released_revision_is_not_compared_with_itself(world: World, app: Flask) -> None:
    revision = world.release("people", files={"people.csv": OLD}, resources=[RESOURCE])
    shown = Browser(app).sign_in("department").get(f"/en/desk/reviews/{revision}").text
    assert "All rows are the same." not in shown


def test_a_file_that_is_no_table_any_more_is_left_out(world: World, app: Flask) -> None:
    world.release("people", files={"people.csv": OLD}, resources=[RESOURCE])
    broken = {"name": "people", "path": "people.txt"}
    revision = world.submit("people", files={"people.txt": "no table"}, resources=[broken])
    world.work()
    browser = Browser(app).sign_in("department").get(f"/en/desk/reviews/{revision}")
    assert browser.status == 200
    assert "Rows:" not in browser.text
