"""The loop: what fails rests, is tried again, is given up with its reason; what a dead process held is free."""

import threading
import time
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.jobs import Job, Loop
from portal.jobs.holders import is_dead, this_process
from portal.jobs.leases import LENGTH, fail, given_up, is_worked_on, take
from portal.jobs.waking import Alarm, wake
from portal.services import Services
from portal.worker import make_loop
from tests.factories import World


class Moving:
    """A clock that a test moves."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def now(self) -> datetime:
        return self.at


def test_what_fails_rests_and_is_given_up_with_its_reason(services: Services) -> None:
    clock = Moving(services.clock.now())
    tries: list[datetime] = []

    def fail(piece: str) -> None:
        tries.append(clock.at)
        raise RuntimeError(f"no {piece}")

    loop = Loop(services.database, clock, [Job("try", lambda *_: ["x"], fail, most_attempts=3)], this_process())
    for _ in range(100):
        assert loop.run_once() == 0
        clock.at += timedelta(seconds=1)
    assert [(at - tries[0]).total_seconds() for at in tries] == [0, 1, 3]
    with services.database.read() as session:
        assert given_up(session, most_attempts=3) == [("try:x", "RuntimeError: no x")]


def test_a_living_holder_is_left_alone_and_a_dead_one_is_not(services: Services) -> None:
    now = services.clock.now()
    living, dead = this_process(), this_process().rpartition("|")[0] + "|1"
    assert (is_dead(living), is_dead(dead)) == (False, True)
    assert is_dead("elsewhere|boot|space|1|1") is False
    assert take(services.database, "a:1", living, now, most_attempts=None)
    assert not take(services.database, "a:1", "another", now, most_attempts=None)
    with services.database.read() as session:
        assert is_worked_on(session, "a:1", now)
    assert take(services.database, "a:1", "another", now + LENGTH * 2, most_attempts=None)
    assert take(services.database, "b:1", dead, now, most_attempts=None)
    assert take(services.database, "b:1", living, now, most_attempts=None)


def test_a_lease_is_renewed_while_the_work_goes_on(services: Services) -> None:
    seen: list[bool] = []

    def look(piece: str) -> None:
        with services.database.read() as session:
            seen.append(is_worked_on(session, f"look:{piece}", services.clock.now()))

    done: list[str] = []
    job = Job("look", lambda *_: [] if done else ["x"], lambda piece: (look(piece), done.append(piece)))
    assert Loop(services.database, services.clock, [job], this_process()).run_until_idle() == 1
    assert seen == [True]


def test_work_that_kills_its_worker_is_given_up_and_named(services: Services) -> None:
    now = services.clock.now()
    living, dead = this_process(), this_process().rpartition("|")[0] + "|1"
    for _ in range(3):
        assert take(services.database, "check:x", dead, now, most_attempts=3)
        with services.database.read() as session:
            assert given_up(session, most_attempts=3) == []  # as far as anyone knows, it is being tried
    assert not take(services.database, "check:x", living, now, most_attempts=3)
    with services.database.read() as session:
        ((name, reason),) = given_up(session, most_attempts=3)
    assert (name, reason.partition(":")[0]) == ("check:x", "the worker ended before the work did")


def test_the_last_try_is_not_given_up_while_it_goes_on(services: Services) -> None:
    now = services.clock.now()
    assert take(services.database, "check:x", this_process(), now, most_attempts=2)
    fail(services.database, "check:x", this_process(), now, "no")
    assert take(services.database, "check:x", this_process(), now + LENGTH, most_attempts=2)
    with services.database.read() as session:
        assert given_up(session, most_attempts=2) == []


def test_a_release_does_not_wait_for_all_checks(services: Services) -> None:
    left, done = {"check": ["1", "2", "3"], "publish": ["a"]}, []

    def job(name: str) -> Job:
        def run(piece: str) -> None:
            left[name].remove(piece)
            done.append(piece)

        return Job(name, lambda *_: list(left[name]), run)

    loop = Loop(services.database, services.clock, [job("check"), job("publish")], this_process())
    assert loop.run_until_idle() == 4
    assert done == ["1", "a", "2", "3"]


def test_a_worker_outlives_a_database_that_is_away(services: Services, caplog: pytest.LogCaptureFixture) -> None:
    stop, asked = threading.Event(), []

    def due(session: Session, now: datetime) -> list[str]:
        asked.append(now)
        if len(asked) == 1:
            raise OperationalError("SELECT 1", {}, OSError("gone"))
        stop.set()
        return []

    Loop(services.database, services.clock, [Job("x", due, print)], this_process()).run_until(stop, pause=0.01)
    assert len(asked) == 2
    assert "the database does not answer" in caplog.text


def checked(world: World, revision_id: UUID, *, within: float) -> bool:
    """Wait until a revision's checks have run."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if world.state(revision_id) == "in_review":
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def listener(world: World, monkeypatch: pytest.MonkeyPatch):
    """Run a worker that wakes by itself after a minute only; it has nothing to do when it is given."""
    monkeypatch.setattr("portal.jobs.waking._MOST", 60.0)
    stop, loop = threading.Event(), make_loop(world.services)
    loop.run_until_idle()
    thread = threading.Thread(target=loop.run_until, args=(stop,), kwargs={"pause": 60.0})
    thread.start()
    deadline = time.monotonic() + 20
    while not (found := listeners(world)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(found) == 1
    yield found[0]
    stop.set()
    with world.services.database.write() as session:
        wake(session)
    thread.join(20)
    assert not thread.is_alive()


def listeners(world: World) -> list[int]:
    """Return the numbers of the server's processes that wait for notifications."""
    query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    with world.services.database.engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


@pytest.mark.postgres
def test_a_worker_on_postgresql_is_woken_by_what_is_committed(world: World, listener: int) -> None:
    for number in range(2):
        assert checked(world, world.submit(f"population-{number}"), within=10)


@pytest.mark.postgres
def test_a_worker_whose_listening_was_cut_off_listens_again(world: World, listener: int) -> None:
    with world.services.database.engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": listener})
    assert checked(world, world.submit("population"), within=20)
    assert listener not in listeners(world)


@pytest.mark.postgres
def test_nobody_is_woken_by_what_was_not_committed(services: Services) -> None:
    stop = threading.Event()
    with Alarm(services.database) as alarm:
        with pytest.raises(RuntimeError), services.database.write() as session:
            wake(session)
            raise RuntimeError
        begun = time.monotonic()
        alarm.wait(stop, 0.0)
        assert time.monotonic() - begun > 1.5
        with services.database.write() as session:
            wake(session)
        begun = time.monotonic()
        alarm.wait(stop, 0.0)
        assert time.monotonic() - begun < 1.0


def test_an_alarm_ends_at_once_when_it_is_to_stop(services: Services) -> None:
    stop = threading.Event()
    with Alarm(services.database) as alarm:
        stop.set()
        begun = time.monotonic()
        alarm.wait(stop, 60.0)
    assert time.monotonic() - begun < 1.0
