"""Four eyes on every way in: nobody decides on what they prepared, however and whenever they did it."""

import io

import pytest

from portal import accounts
from portal.accounts import Role
from portal.catalog.publishers import find_publisher
from portal.errors import NotPermitted
from portal.review.draft_files import add_file
from portal.review.drafts import create_draft, get_draft, hand_in
from tests.factories import STAGES, World


@pytest.fixture
def helper(world: World) -> str:
    """Give a person who is steward and department reviewer of the data bureau."""
    with world.services.database.write() as session:
        now, publisher = world.services.clock.now(), find_publisher(session, "data-bureau")
        user = accounts.add_user(session, now, name="helper", actor="machine")
        for role in (Role.STEWARD, Role.DEPARTMENT):
            accounts.grant(
                session, now, user=user, role=role, publisher_id=publisher.id, where=publisher.name, actor="machine"
            )
        world.people["helper"] = accounts.person_of(user)
    return "helper"


def test_a_draft_that_is_older_than_the_last_release_counts_once_it_is_handed_in(world: World, helper: str) -> None:
    first = world.submit("population")
    world.work()
    services = world.services
    complete = {key: value for key, value in world.revision(first).descriptor.items() if key != "resources"}
    with services.database.write() as session:
        publisher = find_publisher(session, "data-bureau")
        draft_id = create_draft(
            session, services.clock.now(), by=world.people[helper], publisher=publisher, descriptor=complete
        ).id
    add_file(
        services.database,
        services.storage,
        services.clock,
        draft_id=draft_id,
        by=world.people[helper],
        stream=io.BytesIO(b"a,b\n1,2\n"),
        filename="next.csv",
        limit=1000,
    )
    for stage in STAGES:
        world.decide(first, stage)
    world.work()
    assert world.state(first) == "released"
    with services.database.write() as session:
        version = get_draft(session, draft_id, by=world.people["steward"]).version
        second = hand_in(
            session, services.clock.now(), draft_id=draft_id, version=version, by=world.people["steward"]
        ).id
    world.work()
    with pytest.raises(NotPermitted, match=r"decide\.own_work"):
        world.decide(second, helper)
    world.decide(second, "department")


def test_what_went_out_with_a_release_shuts_nobody_out_of_the_next(world: World, helper: str) -> None:
    first = world.submit("population", by=helper)
    world.work()
    world.approve(first)
    world.work()
    second = world.submit("population", title="各区人口（新）")
    world.work()
    world.decide(second, helper)
