"""Nothing unreleased is visible: every registered route and method, with the ids of an unreleased dataset.

Walked as a visitor, and as each role of another publisher, in both languages. The walk says which guard answered;
what it does not know is a failure, so a new route has to answer here before it can land.
"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.audit import AuditEntry
from portal.catalog.models import Draft, Revision
from portal.catalog.publishers import find_publisher
from portal.review.drafts import create_draft
from portal.review.models import Decision
from tests.factories import STAGES, World

SECRET = "绝密调查表"
SECRET_COLUMN = "未公开指标"
SECRET_CELL = "秘密单元格"
NAME = "unreleased-survey"
RESOURCE = "survey"
MARKERS = (SECRET, SECRET_COLUMN, SECRET_CELL)
OUTSIDERS = ("visitor", *(f"health.{role}" for role in ("steward", *STAGES)))
FILES = ("survey.csv", "survey.parquet", "data/survey.csv", "datapackage.json")

# Which guard answers with which status; anything else is unknown to the walk.
GUARDS = {
    200: "page of all",
    301: "leads elsewhere",
    302: "leads elsewhere",
    303: "sign-in, or back to a page of one's own",
    308: "leads elsewhere",
    400: "form or parameter",
    403: "role",
    404: "not found",
    405: "method",
    410: "withdrawn",
    503: "readiness",
}


@pytest.fixture
def secret(world: World) -> dict[str, Any]:
    """Give an unreleased dataset: in review, with a draft of its publisher beside it."""
    files = {f"{RESOURCE}.csv": f"{SECRET_COLUMN},n\n{SECRET_CELL},1\n"}
    revision_id = world.submit(NAME, files=files, title=SECRET, description=SECRET, keywords=[SECRET])
    world.work()
    world.release("population")
    with world.services.database.write() as session:
        draft = create_draft(
            session,
            world.services.clock.now(),
            by=world.people["steward"],
            publisher=find_publisher(session, "data-bureau"),
            descriptor={"title": SECRET},
        )
        draft_id = draft.id
    return {"revision": revision_id, "draft": draft_id}


@pytest.fixture
def app(world: World) -> Flask:
    """Give the application with forms unguarded by tokens, so that the guard behind them answers."""
    app = create_app(world.services)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def client_of(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    if name != "visitor":
        answer = client.post("/login", data={"name": name, "password": f"{name}-password"})
        assert answer.status_code == 303
    return client


def fillings(rule: Rule, ids: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give every way to fill a rule's places with what belongs to the unreleased dataset."""
    choices: dict[str, list[Any]] = {}
    for place in rule._converters:
        converter = type(rule._converters[place]).__name__
        if converter == "UUIDConverter":
            choices[place] = [ids["revision"], ids["draft"]]
        elif converter == "IntegerConverter":
            choices[place] = [1]
        elif converter == "PathConverter":
            choices[place] = [NAME, *FILES]
        else:
            choices[place] = [NAME, RESOURCE, f"{NAME}-v1", *FILES[:2]]
    filled: list[dict[str, Any]] = [{}]
    for place, values in choices.items():
        filled = [{**one, place: value} for one in filled for value in values]
    return iter(filled)


def answers(app: Flask, client: FlaskClient, ids: dict[str, Any]) -> Iterator[tuple[str, str, TestResponse]]:
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "desk.logout":
            continue
        for values in fillings(rule, ids):
            path = adapter.build(rule.endpoint, values)
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                for prefix in ("", "/en"):
                    with client.open(prefix + path, method=method) as answer:
                        yield method, prefix + path, answer


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_every_route_and_method(
    world: World, app: Flask, secret: dict[str, Any], outsider: str, record_property
) -> None:
    before = snapshot(world, secret["revision"])
    client = client_of(app, outsider)
    guards: dict[str, int] = {}
    for method, path, answer in answers(app, client, secret):
        where = f"{method} {path} as {outsider}: {answer.status}"
        assert answer.status_code in GUARDS, where
        shown = answer.get_data(as_text=True)
        for marker in MARKERS:
            assert marker not in shown, where
        public = not re.match(r"(/en)?/(desk|login|logout)", path)
        if public:
            assert "Set-Cookie" not in answer.headers, where
        if outsider == "visitor" and path.startswith(("/desk", "/en/desk")) and answer.status_code != 405:
            assert answer.status_code == 303, where
            assert "/login" in answer.headers["Location"], where
        guard = GUARDS[answer.status_code]
        guards[guard] = guards.get(guard, 0) + 1
    record_property("guards", f"{outsider}: {guards}")
    assert guards["not found"] > 50
    assert snapshot(world, secret["revision"]) == before


def snapshot(world: World, revision_id: UUID) -> tuple[Any, ...]:
    """Return what an outsider could have changed."""
    with world.services.database.read() as session:
        revision = session.get_one(Revision, revision_id)
        acts = session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.action.like("review.%")))
        drafts = session.scalars(select(Draft.version).where(Draft.name.is_(None))).all()
        return revision.state, revision.stage, session.scalar(select(func.count()).select_from(Decision)), acts, drafts


@pytest.mark.parametrize(
    "path",
    [
        "/datasets/{name}",
        "/datasets/{name}/releases",
        "/datasets/{name}/releases/1",
        "/datasets/{name}/releases/1/datapackage.json",
        "/datasets/{name}/releases/1/data/survey.csv",
        "/datasets/{name}/releases/1/{name}-v1.zip",
        "/datasets/{name}/releases/latest",
        "/datasets/{name}/resources/survey",
        "/dataset/{name}",
        "/api/v1/datasets/{name}",
        "/api/v1/datasets/{name}/releases",
        "/api/v1/datasets/{name}/resources/survey/schema",
        "/en/datasets/{name}",
    ],
)
def test_an_unreleased_name_answers_as_one_that_never_was(app: Flask, secret: dict[str, Any], path: str) -> None:
    client = app.test_client()
    never = "never-was-survey1"
    assert len(never) == len(NAME)
    one, other = client.get(path.format(name=NAME)), client.get(path.format(name=never))
    assert one.status_code == other.status_code == 404
    assert one.get_data(as_text=True).replace(NAME, "?") == other.get_data(as_text=True).replace(never, "?")
    drop = {"Date", "X-Request-Id", "RateLimit-Remaining", "RateLimit-Reset"}
    assert {k: v for k, v in one.headers if k not in drop} == {k: v for k, v in other.headers if k not in drop}


def test_search_lists_and_counts_leave_it_out(app: Flask, secret: dict[str, Any]) -> None:
    client = app.test_client()
    for path in (f"/datasets?q={SECRET}", f"/en/datasets?q={SECRET}", "/datasets?publisher=data-bureau"):
        shown = client.get(path).get_data(as_text=True).replace(f'value="{SECRET}"', "")
        assert NAME not in shown
    found = client.get(f"/api/v1/datasets?q={SECRET}").get_json()
    assert (found["total"], found["items"]) == (0, [])
    assert client.get("/api/v1/datasets").get_json()["total"] == 1


def test_its_own_officials_see_it(app: Flask, secret: dict[str, Any]) -> None:
    """The walk would pass on a portal that shows nothing to anyone: this one does not."""
    shown = client_of(app, "department").get(f"/desk/reviews/{secret['revision']}").get_data(as_text=True)
    assert SECRET in shown


def test_forms_without_a_token_are_refused(world: World, secret: dict[str, Any]) -> None:
    client = create_app(world.services).test_client()
    assert client.post("/login", data={"name": "steward", "password": "steward-password"}).status_code == 400


def walk_as_visitor(app: Flask, ids: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give where each answer to a visitor came from, its path, and what it shows."""
    for method, path, answer in answers(app, app.test_client(), ids):
        where = f"{method} {path}: {answer.status}"
        assert answer.status_code in {*GUARDS, 409}, where
        yield where, path, answer.get_data(as_text=True)


def released(world: World, **properties: Any) -> dict[str, Any]:
    files = {f"{RESOURCE}.csv": f"{SECRET_COLUMN},n\n{SECRET_CELL},1\n"}
    revision_id = world.release(NAME, files=files, title=SECRET, description=SECRET, keywords=[SECRET], **properties)
    world.release("population")
    return {"revision": revision_id, "draft": revision_id}


def test_of_a_conditional_release_no_value_shows_at_any_door(world: World, app: Flask) -> None:
    ids = released(world, opening="conditional")
    shown = 0
    for where, _, text in walk_as_visitor(app, ids):
        assert SECRET_CELL not in text, where
        shown += SECRET in text
    assert shown > 10  # its description is public


def test_of_a_withdrawn_release_only_tombstone_and_ledger_remain(world: World, app: Flask) -> None:
    ids = released(world)
    world.withdraw(NAME, 1)
    world.work()
    tombstones = 0
    for where, path, text in walk_as_visitor(app, ids):
        for marker in MARKERS:
            assert marker not in text, where
        if NAME not in path and "ledger" not in path and f"{ids['revision']}" not in path:
            assert NAME not in text, where
        tombstones += "410" in where
    assert tombstones > 10
