"""What the desk says waits for a person is what that person may decide on, at a cost that does not grow with it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal import accounts
from portal.accounts import Person, Role
from portal.catalog.models import Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import RevisionState
from portal.db import Database
from portal.errors import PortalError
from portal.review import Event, get_revision, policy, preparers
from portal.review.drafts import create_draft, discard, drafts_for, get_draft
from portal.review.inbox import decisions_of
from portal.review.queue import drafts_count, waiting_count, waiting_for
from portal.web.desk.stepper import steps_of
from tests.factories import World
from tests.integration.desk.conftest import Browser
from tests.integration.desk.test_guards import _grant
from tests.integration.desk.test_journey import upload


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Count the statements of the read-only side."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_) -> None:
        statements.append(statement)

    event.listen(database._reader, "before_cursor_execute", note)
    yield statements
    event.remove(database._reader, "before_cursor_execute", note)


def may_approve(session: Session, person: Person, revision_id: UUID) -> bool:
    """Tell by the rules that hold when the decision is taken."""
    revision = get_revision(session, revision_id)
    places = lineage(session, revision.dataset.publisher_id)
    approved = {one.user_id for one in decisions_of(session, revision.id) if one.verdict == Event.APPROVED}
    state = RevisionState(revision.state)
    try:
        policy.check_owner(person, places, state, Event.APPROVED, stage=revision.stage, path=revision.stages)
        policy.check_four_eyes(person, prepared_by=preparers(session, revision.dataset), approved_by=approved)
    except PortalError:
        return False
    return state is RevisionState.IN_REVIEW


def a_busy_house(world: World) -> dict[str, UUID]:
    """Bring revisions to each stage, with people who hold two roles, and have prepared or approved some of them."""
    for name, role in (("department", Role.SECURITY), ("department", Role.STEWARD), ("steward", Role.SECURITY)):
        _grant(world, name, role)
        with world.services.database.read() as session:
            world.people[name] = accounts.person_of(accounts.find_user(session, name))
    world.release("again", by="steward")
    ids = {
        name: world.submit(name, by="department" if name in ("again", "own-work") else "steward")
        for name in ("at-department", "at-security", "at-release", "returned", "approved", "own-work", "again")
    }
    ids["of-the-others"] = world.submit("of-the-others", by="health.steward", publisher="health-commission")
    world.work()
    for name in ("at-security", "at-release", "approved"):
        world.decide(ids[name], "department")
    for name in ("at-release", "approved"):
        world.decide(ids[name], "security")
    world.decide(ids["returned"], "department", Event.RETURNED)
    return ids


def test_what_waits_is_what_may_be_decided_on(world: World) -> None:
    ids = a_busy_house(world)
    found = {}
    with world.services.database.read() as session:
        every = session.scalars(select(Revision.id)).all()
        for name, person in world.people.items():
            waiting = waiting_for(session, person, limit=100)
            assert {one.id for one in waiting} == {one for one in every if may_approve(session, person, one)}, name
            assert [one.submitted_at for one in waiting] == sorted(one.submitted_at for one in waiting)
            assert waiting_count(session, person) == len(waiting)
            assert len(waiting_for(session, person, limit=1)) <= 1
            found[name] = {one.id for one in waiting}
    assert found["security"] == {ids["at-security"]}
    assert found["department"] == {ids["at-department"]}  # prepared the others, or approved them a stage earlier
    assert found["release"] == {ids["at-release"], ids["approved"]}
    assert found["steward"] == set()
    assert found["health.department"] == {ids["of-the-others"]}


def test_drafts_are_counted_as_they_are_listed(world: World, steward: Browser) -> None:
    upload(steward)
    person = world.people["steward"]
    with world.services.database.write() as session:
        publisher = get_draft(session, UUID(steward.path.rpartition("/")[2]), by=person).publisher
        gone = create_draft(session, world.services.clock.now(), by=person, publisher=publisher)
        create_draft(session, world.services.clock.now(), by=person, publisher=publisher)
    with world.services.database.write() as session:
        discard(session, world.services.clock.now(), draft_id=gone.id, version=gone.version, by=person)
    with world.services.database.read() as session:
        for one in world.people.values():
            assert drafts_count(session, one) == len(drafts_for(session, one))
        assert drafts_count(session, person) == 2


@pytest.mark.parametrize(
    ("who", "path"),
    [("department", "/desk"), ("steward", "/desk"), ("department", "/desk/reviews"), ("release", "/desk/datasets")],
)
def test_questions_do_not_grow_with_the_list(app: Flask, world: World, who: str, path: str) -> None:
    browser = Browser(app).sign_in(who)
    counts = []
    for start, end in ((0, 2), (2, 9)):
        for number in range(start, end):
            world.submit(f"set-{number}")
        world.work()
        if who == "steward":
            for number in range(start, end):
                upload(browser, name=f"表{number}.csv")
        with counted(world.services.database) as statements:
            browser.get(path)
        counts.append(len(statements))
    assert "set-8" in browser.text or who == "steward"
    assert counts[1] <= counts[0]
    assert counts[1] < 40


def test_the_list_of_revisions_by_stage_and_age(app: Flask, world: World) -> None:
    ids = a_busy_house(world)
    official = Browser(app).sign_in("release")

    def listed(address: str) -> list[str]:
        rows = re.findall(r'class="rows__link" href="/desk/reviews/([0-9a-f-]+)"', official.get(address).text)
        return [name for row in rows for name, id_ in ids.items() if str(id_) == row]

    assert set(listed("/desk/reviews?state=in_review&stage=security")) == {"at-security"}
    assert set(listed("/desk/reviews?stage=department")) == {"at-department", "own-work", "again"}
    assert set(listed("/desk/reviews?state=returned")) == {"returned"}
    newest = listed("/desk/reviews")
    assert listed("/desk/reviews?sort=oldest") == newest[::-1]
    assert newest.index("again") < newest.index("at-department")
    assert listed("/desk/reviews?state=no-such&stage=no-such&sort=no-such") == newest


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([], "done done now next next next"),
        (["department"], "done done done now next next"),
        (["department", "security:returned"], "done done done stopped next next"),
        (["department:rejected"], "done done stopped next next next"),
        (["department", "security", "release"], "done done done done done now"),
        (["department", "security", "release", "department:returned"], "done done done done done stopped"),
        (["department", "security", "release", "work"], "done done done done done done"),
    ],
)
def test_the_steps_say_where_a_revision_is(world: World, acts: list[str], expected: str) -> None:
    revision_id = world.submit("stepping")
    assert standings(world, revision_id) == "done now next next next next"
    world.work()
    for act in acts:
        name, _, verdict = act.partition(":")
        if name == "work":
            world.work()
        else:
            world.decide(revision_id, name, Event(verdict or "approved"))
    assert standings(world, revision_id) == expected


def standings(world: World, revision_id: UUID) -> str:
    with world.services.database.read() as session:
        revision = get_revision(session, revision_id)
        steps = steps_of(revision, decisions_of(session, revision_id), submitter="steward", published_at=None)
    assert [one.name for one in steps] == ["handed_in", "checks", "department", "security", "release", "public"]
    assert all(one.who == one.name for one in steps[2:5] if one.standing == "done")
    return " ".join(one.standing for one in steps)
