"""A draft is thrown away: by whom, once, as it was seen, and what is left of it."""

import threading
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal import accounts
from portal.accounts import Person, Role
from portal.audit import AuditEntry
from portal.catalog.models import Draft, DraftFile
from portal.catalog.publishers import find_publisher
from portal.errors import NotFound, PortalError
from portal.review import Event, preparers
from portal.review.decisions import get_revision
from portal.review.draft_files import add_file
from portal.review.drafts import (
    DraftChanged,
    create_draft,
    discard,
    drafts_for,
    get_draft,
    hand_in,
    open_draft_of_returned,
)
from tests.factories import World
from tests.integration.desk.conftest import Browser
from tests.integration.desk.test_guards import _grant
from tests.integration.desk.test_journey import WORDS, file, upload
from tests.integration.desk.test_journey import hand_in as handed_in


def _id(path: str) -> UUID:
    return UUID(path.rpartition("/")[2])


def _discard(world: World, draft_id: UUID, version: int, by: str = "steward") -> bool:
    with world.services.database.write() as session:
        now = world.services.clock.now()
        return discard(session, now, draft_id=draft_id, version=version, by=world.people[by])


def _version(world: World, draft_id: UUID) -> int:
    with world.services.database.read() as session:
        return session.get_one(Draft, draft_id).version


def _acts(world: World) -> list[AuditEntry]:
    with world.services.database.read() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == "draft.discard")))


def test_a_steward_discards_a_draft(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward)
    steward.get(f"{draft}/discard")
    assert "床位" in steward.text
    steward.send("/discard")
    assert (steward.path, steward.status) == ("/desk/drafts", 200)
    assert draft not in steward.text
    for path in (draft, f"{draft}/discard", f"{draft}/columns/chuang-wei"):
        assert steward.get(path).status == 404
    with world.services.database.read() as session:
        assert session.scalar(select(func.count()).select_from(DraftFile)) == 0
        assert session.get_one(Draft, _id(draft)).descriptor == {}
    (act,) = _acts(world)
    assert (act.actor, act.subject) == ("steward", str(_id(draft)))
    assert act.details == {"files": 1, "publisher": "data-bureau"}  # no name: only stewards know of a draft


def test_the_page_of_a_draft_leads_to_the_question_and_asking_changes_nothing(world: World, steward: Browser) -> None:
    draft = upload(steward)
    assert f'href="{draft}/discard"' in steward.get(draft).text
    steward.get(f"{draft}/discard")
    assert steward.get(draft).status == 200
    assert _acts(world) == []


def test_the_second_click_finds_it_done(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward)
    action, sent = steward.get(f"{draft}/discard").form("/discard")
    for _ in range(2):
        assert steward.post(action, sent).status == 200
        assert steward.path == "/desk/drafts"
    assert len(_acts(world)) == 1


@pytest.mark.parametrize(("name", "status"), [("health.steward", 404), ("department", 404)])
def test_nobody_but_its_stewards_discards_a_draft(
    app: Flask, world: World, steward: Browser, name: str, status: int
) -> None:
    draft = upload(steward)
    sent = steward.get(f"{draft}/discard").form("/discard")[1]
    other = Browser(app).sign_in(name)
    assert other.get(f"{draft}/discard").status == status
    assert other.post(f"{draft}/discard", {**sent, "csrf_token": other.csrf()}).status == status
    assert steward.post(f"{draft}/discard", {"version": sent["version"]}).status == 400  # no token
    assert steward.get(draft).status == 200
    steward.send(draft, to=f"{draft}/discard")
    assert other.post(f"{draft}/discard", {**sent, "csrf_token": other.csrf()}).status == 404  # nor afterwards


def test_what_a_colleague_saved_meanwhile_is_not_discarded(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward)
    steward.get(f"{draft}/discard")
    _grant(world, "department", Role.STEWARD)
    Browser(app).sign_in("department").get(draft).send(draft, title="同事刚保存的")
    steward.send("/discard")
    assert steward.status == 409
    assert "同事刚保存的" in steward.text  # what would go is shown anew
    steward.send("/discard")
    assert steward.path == "/desk/drafts"


def test_a_draft_that_was_handed_in_leads_to_its_revision(world: World, steward: Browser) -> None:
    draft = upload(steward)
    action, sent = steward.get(f"{draft}/discard").form("/discard")
    steward.get(draft).send(draft, to=f"{draft}/submit", **WORDS)
    revision = steward.path
    for answer in (steward.get(f"{draft}/discard"), steward.post(action, sent)):
        assert (answer.path, answer.status) == (revision, 200)
    assert _acts(world) == []
    assert world.state(_id(revision)) == "checking"


def test_of_a_hand_in_and_a_discard_at_the_same_time_one_holds(world: World, steward: Browser) -> None:
    for _ in range(5):
        draft_id = _id(upload(steward))
        with world.services.database.write() as session:
            standing = get_draft(session, draft_id, by=world.people["steward"])
            standing.name = f"beds-{draft_id}"
            standing.descriptor = {**standing.descriptor, "name": standing.name}
            version = standing.version
        barrier, raised = threading.Barrier(2), []

        def submit(draft_id: UUID = draft_id, version: int = version) -> None:
            with world.services.database.write() as session:
                now = world.services.clock.now()
                hand_in(session, now, draft_id=draft_id, version=version, by=world.people["steward"])

        def throw_away(draft_id: UUID = draft_id, version: int = version) -> None:
            _discard(world, draft_id, version)

        def run(act, barrier=barrier, raised=raised) -> None:
            barrier.wait()
            try:
                act()
            except PortalError as error:
                raised.append(error.code)

        threads = [threading.Thread(target=run, args=(act,)) for act in (submit, throw_away)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with world.services.database.read() as session:
            left = session.get_one(Draft, draft_id)
            discarded = left.descriptor == {}
            assert discarded != (left.revision_id is not None)
        assert raised == (["draft.unknown"] if discarded else ["draft.handed_in"])


def test_a_file_that_is_read_while_its_draft_is_discarded_leaves_nothing(world: World, steward: Browser) -> None:
    draft_id = _id(upload(steward))
    version = _version(world, draft_id)

    class Slow:
        """Gives the file's bytes, the draft gone before the last of them."""

        def __init__(self) -> None:
            self._left = [b"a,b\n1,2\n"]

        def read(self, size: int = -1) -> bytes:
            if not self._left:
                _discard(world, draft_id, version)
                return b""
            return self._left.pop()

    services = world.services
    with pytest.raises(NotFound, match=r"draft\.unknown"):
        add_file(
            services.database,
            services.storage,
            services.clock,
            draft_id=draft_id,
            by=world.people["steward"],
            stream=Slow(),
            filename="late.csv",
            limit=1000,
        )
    with services.database.read() as session:
        assert session.scalar(select(func.count()).select_from(DraftFile)) == 0
        assert drafts_for(session, world.people["steward"]) == []


def test_of_a_returned_revision_all_stays_and_a_fresh_draft_can_be_made(world: World, steward: Browser) -> None:
    revision = handed_in(steward)
    world.work()
    world.decide(_id(revision), "department", Event.RETURNED, "请补充说明。")
    steward.get(revision).send("/draft")
    first = steward.path
    steward.send(first, to=f"{first}/files", files=file("甲,乙\n1,2\n"))
    steward.get(f"{first}/discard").send("/discard")
    assert world.state(_id(revision)) == "returned"
    assert revision in steward.get("/desk").text
    steward.get(revision).send("/draft")
    second = steward.path
    assert second.startswith("/desk/drafts/")
    assert second != first
    assert "市第一医院" in steward.text
    with world.services.database.read() as session:
        draft = get_draft(session, _id(second), by=world.people["steward"])
        assert [one.sha256 for one in draft.files] == [one.sha256 for one in world.revision(_id(revision)).files]


def test_who_saved_a_draft_that_was_discarded_still_cannot_decide(world: World) -> None:
    """Also of a dataset that did not exist yet: the draft's name is all that there was."""
    _grant(world, "department", Role.STEWARD)
    with world.services.database.write() as session:
        now = world.services.clock.now()
        publisher = find_publisher(session, "data-bureau")
        by = world.people["department"] = _reloaded(world, "department")
        made = create_draft(session, now, by=by, publisher=publisher, descriptor={"name": "population"})
    assert _discard(world, made.id, made.version, by="department")
    revision_id = world.submit("population")
    world.work()
    with world.services.database.read() as session:
        assert by.id in preparers(session, get_revision(session, revision_id).dataset)
    with pytest.raises(PortalError, match=r"decide\.own_work"):
        world.decide(revision_id, "department", Event.APPROVED)


def _reloaded(world: World, name: str) -> Person:
    with world.services.database.read() as session:
        return accounts.person_of(accounts.find_user(session, name))


def test_a_discarded_draft_is_changed_by_no_verb(world: World, steward: Browser) -> None:
    draft_id = _id(upload(steward))
    version = _version(world, draft_id)
    with pytest.raises(DraftChanged):
        _discard(world, draft_id, version + 1)
    assert _discard(world, draft_id, version)
    assert not _discard(world, draft_id, version)
    with world.services.database.write() as session, pytest.raises(NotFound):
        hand_in(session, world.services.clock.now(), draft_id=draft_id, version=version, by=world.people["steward"])
    released = world.release("population")
    with world.services.database.write() as session:
        now = world.services.clock.now()
        opened = open_draft_of_returned(session, now, revision_id=released, by=world.people["steward"])
        assert opened.id != draft_id
