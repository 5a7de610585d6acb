"""From hand-in to release by the real verbs; four eyes, two at once, what is refused."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from portal import accounts
from portal.accounts import Role
from portal.app import create_app
from portal.catalog.models import Dataset, Release, Revision
from portal.catalog.publishers import find_publisher
from portal.errors import NotFound, NotPermitted, PortalError
from portal.ledger import verify_ledger
from portal.ledger.models import LedgerEntry
from portal.release import publish
from portal.review import Event, WrongState, decide, get_revision, recall
from portal.review.models import Decision
from tests.factories import STAGES, World


def test_three_officials_let_a_revision_out(world: World) -> None:
    revision_id = world.submit("population")
    assert world.state(revision_id) == "checking"
    world.work()
    assert world.state(revision_id) == "in_review"
    for stage in STAGES:
        assert world.revision(revision_id).stage == stage
        world.decide(revision_id, stage)
    assert world.state(revision_id) == "approved"
    world.work()
    assert world.state(revision_id) == "released"


@pytest.mark.parametrize("stage", STAGES)
def test_only_the_role_of_the_open_stage_decides(world: World, stage: str) -> None:
    revision_id = world.submit("population")
    world.work()
    for earlier in STAGES[: STAGES.index(stage)]:
        world.decide(revision_id, earlier)
    for other in {"steward", *STAGES} - {stage}:
        with pytest.raises(NotPermitted, match=r"decide\.role"):
            world.decide(revision_id, other)
    with pytest.raises(NotFound):  # an official of another publisher is not told that it exists
        world.decide(revision_id, f"health.{stage}")
    world.decide(revision_id, stage)


def grant(world: World, name: str, role: str) -> None:

    with world.services.database.write() as session:
        user = accounts.find_user(session, name)
        publisher = find_publisher(session, "data-bureau")
        accounts.grant(
            session,
            world.services.clock.now(),
            user=user,
            role=Role(role),
            publisher_id=publisher.id,
            where=publisher.name,
            actor="machine",
        )
        world.people[name] = accounts.person_of(user)


def test_who_handed_in_cannot_decide_whatever_their_roles(world: World) -> None:
    for role in (*STAGES, "administrator"):
        grant(world, "steward", role)
    revision_id = world.submit("population")
    world.work()
    for verdict in (Event.APPROVED, Event.RETURNED, Event.REJECTED):
        with pytest.raises(NotPermitted, match=r"decide\.own_work"):
            world.decide(revision_id, "steward", verdict)


def test_who_prepared_an_earlier_revision_that_was_not_released_cannot_decide(world: World) -> None:
    grant(world, "department", "steward")
    first = world.submit("population", by="department")
    world.work()
    with world.services.database.write() as session:
        recall(session, world.services.clock.now(), revision_id=first, by=world.people["department"])
    second = world.submit("population")
    world.work()
    with pytest.raises(NotPermitted, match=r"decide\.own_work"):
        world.decide(second, "department")


def test_nobody_approves_at_two_stages(world: World) -> None:
    for role in STAGES:
        grant(world, "department", role)
    revision_id = world.submit("population")
    world.work()
    world.decide(revision_id, "department")
    with pytest.raises(NotPermitted, match=r"decide\.twice"):
        world.decide(revision_id, "department")


def at_once(*acts) -> list[BaseException | None]:
    """Run acts in threads that start together; returns what each raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        barrier.wait()
        try:
            acts[place]()
        except PortalError as error:
            results[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("verdicts", [(Event.APPROVED, Event.APPROVED), (Event.APPROVED, Event.RETURNED)])
def test_two_decisions_at_once_are_one(world: World, verdicts: tuple[Event, Event]) -> None:
    grant(world, "security", "department")
    revision_id = world.submit("population")
    world.work()
    seen, stage = world.revision(revision_id).hash, "department"

    def act(name: str, verdict: Event):
        def run() -> None:
            with world.services.database.write() as session:
                decide(
                    session,
                    world.services.clock.now(),
                    revision_id=revision_id,
                    seen=seen,
                    stage=stage,
                    by=world.people[name],
                    verdict=verdict,
                    reason="同时",
                )

        return run

    raised = at_once(act("department", verdicts[0]), act("security", verdicts[1]))
    assert sum(error is None for error in raised) == 1
    assert {error.code for error in raised if error} <= {"decide.changed", "state.wrong"}
    with world.services.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Decision)) == 1


def test_the_submitter_is_refused_in_two_tabs_at_once(world: World) -> None:
    grant(world, "steward", "department")
    revision_id = world.submit("population")
    world.work()
    raised = at_once(*[lambda: world.decide(revision_id, "steward")] * 2)
    assert [error.code for error in raised] == ["decide.own_work"] * 2
    assert world.revision(revision_id).stage == "department"


def test_two_hand_ins_at_once_make_one_open_revision(world: World) -> None:
    raised = at_once(lambda: world.submit("population"), lambda: world.submit("population"))
    assert [error.code for error in raised if error] == ["dataset.revision_open"]


def test_what_was_not_seen_is_not_decided_on(world: World) -> None:
    revision_id = world.submit("population")
    world.work()
    with world.services.database.write() as session, pytest.raises(PortalError, match=r"decide\.changed"):
        decide(
            session,
            world.services.clock.now(),
            revision_id=revision_id,
            seen="0" * 64,
            stage="department",
            by=world.people["department"],
            verdict=Event.APPROVED,
            reason="",
        )


@pytest.mark.parametrize("verdict", [Event.RETURNED, Event.REJECTED])
def test_return_and_reject_need_a_comment(world: World, verdict: Event) -> None:
    revision_id = world.submit("population")
    world.work()
    with pytest.raises(PortalError, match=r"decide\.reason_needed"):
        world.decide(revision_id, "department", verdict, " ")
    world.decide(revision_id, "department", verdict, "第三列单位写错")
    assert world.state(revision_id) == verdict.value
    with pytest.raises(WrongState):
        world.decide(revision_id, "department")


def test_an_approved_one_can_be_taken_back_until_it_is_released(world: World) -> None:
    revision_id = world.submit("population")
    world.work()
    world.approve(revision_id)
    world.decide(revision_id, "security", Event.RETURNED, "发现问题")
    world.work()
    assert world.state(revision_id) == "returned"
    assert world.revision(revision_id).record is None


def test_an_embargo_holds_a_release_back(world: World) -> None:
    revision_id = world.submit("population")
    world.work()
    world.decide(revision_id, "department")
    world.decide(revision_id, "security")
    later = datetime.now(UTC) + timedelta(days=3)
    with world.services.database.write() as session:
        revision = get_revision(session, revision_id)
        decide(
            session,
            world.services.clock.now(),
            revision_id=revision_id,
            seen=revision.hash,
            stage="release",
            by=world.people["release"],
            verdict=Event.APPROVED,
            reason="",
            not_before=later,
        )
    world.work()
    assert world.state(revision_id) == "approved"

    class Later:
        def now(self) -> datetime:
            return later

    world.services.clock = Later()
    world.work()
    assert world.state(revision_id) == "released"


def test_a_finding_that_blocks_cannot_be_approved_over(world: World) -> None:
    revision_id = world.submit("population", grade="core")
    world.work()
    assert world.codes(revision_id)["grade.not_released"] == "block"
    with pytest.raises(PortalError, match=r"decide\.blocked"):
        world.decide(revision_id, "department")


def test_what_an_approval_needs_is_found_missing(world: World) -> None:
    nothing = {"title": None, "description": "", "licenses": [], "theme": None, "opening": None, "grade": None}
    revision_id = world.submit("population", **nothing)
    world.work()
    findings = [f for f in world.revision(revision_id).findings if f.settled == "block"]
    missing = {finding.params.get("property") for finding in findings if finding.code == "metadata.missing"}
    assert missing == {"title", "description", "theme", "opening", "grade"}
    assert "licence.missing" in world.codes(revision_id)


def test_the_name_of_another_publishers_dataset_is_refused_in_the_same_words(world: World) -> None:
    world.submit("population")
    errors = []
    for prepare in (lambda: None, lambda: world.work()):
        prepare()
        with pytest.raises(PortalError) as caught:
            world.submit("population", by="health.steward", publisher="health-commission")
        errors.append((caught.value.code, caught.value.params))
    assert errors == [("dataset.name_taken", {"name": "population"})] * 2


def test_release_refuses_a_revision_without_a_fitting_record(world: World) -> None:
    revision_id = world.submit("population")
    world.work()
    now = world.services.clock.now()
    with world.services.database.write() as session:
        session.execute(
            update(Revision).where(Revision.id == revision_id).values(state="approved", issued=now, stage=None)
        )
    world.work()
    with world.services.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Release)) == 0
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 0


def test_two_publishers_at_once_make_no_gap_and_no_fork(world: World) -> None:

    ids = [world.submit(f"population-{number}") for number in range(4)]
    world.work()
    for one in ids:
        world.approve(one)
    services = world.services
    acts = [
        lambda one=one: publish(services.database, services.storage, services.signer, services.clock, one)
        for one in (*ids, *ids)
    ]
    assert at_once(*acts) == [None] * 8
    with services.database.read() as session:
        numbers = session.scalars(select(LedgerEntry.number).order_by(LedgerEntry.number)).all()
        assert numbers == [1, 2, 3, 4]
        assert verify_ledger(session, services.public_keys) == 4
        assert (
            session.scalar(select(func.count()).select_from(Dataset).where(Dataset.current_release_id.is_not(None)))
            == 4
        )


def test_numbers_are_never_used_again(world: World) -> None:
    world.release("population")
    world.withdraw("population", 1)
    world.release("population", title="各区人口（更正）")
    with world.services.database.read() as session:
        assert session.scalars(select(Release.number).order_by(Release.number)).all() == [1, 2]


def test_two_requests_at_once_by_the_submitter_and_by_an_official(world: World) -> None:
    """Two tabs on two connections: the submitter is refused in both, of the official's one is taken."""
    app = create_app(world.services)
    app.config["WTF_CSRF_ENABLED"] = False
    grant(world, "steward", "department")
    revision_id = world.submit("population")
    world.work()
    seen = world.revision(revision_id).hash
    statuses: dict[str, list[int]] = {"steward": [], "department": []}

    def post(name: str):
        client = app.test_client()
        assert client.post("/login", data={"name": name, "password": f"{name}-password"}).status_code == 303

        def run() -> None:
            form = {"seen": seen, "stage": "department", "verdict": "approved", "comment": "同时"}
            statuses[name].append(client.post(f"/desk/reviews/{revision_id}/decide", data=form).status_code)

        return run

    at_once(*[post(name) for name in ("steward", "steward", "department", "department")])
    assert all(status >= 400 for status in statuses["steward"])
    assert sorted(status < 400 for status in statuses["department"]) == [False, True]
    with world.services.database.read() as session:
        decisions = session.scalars(select(Decision)).all()
        assert [one.user_id for one in decisions] == [world.people["department"].id]


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        ({"translations": "x"}, "translations"),
        ({"contributors": 5}, "contributors"),
        ({"theme": [["a"]]}, "theme"),
        ({"keywords": 5}, "keywords"),
        ({"title": ["a"]}, "title"),
        ({"resources": [{"name": "t1", "path": "districts.csv", "schema": {"fields": "x"}}]}, "resources/0/schema"),
        ({"resources": [{"name": "t1", "path": "districts.csv", "schema": {"fields": [1]}}]}, "resources/0/schema"),
    ],
)
def test_what_nothing_can_read_is_refused_at_hand_in_with_its_place(world: World, properties, place: str) -> None:
    with pytest.raises(PortalError) as caught:
        world.submit("population", **properties)
    assert caught.value.code == "descriptor.shape"
    assert str(caught.value.params["property"]).startswith(place)
