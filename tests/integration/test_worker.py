"""The loop: what fails rests, is tried again, is given up with its reason; what a dead process held is free."""

from datetime import datetime, timedelta

from portal.jobs import Job, Loop
from portal.jobs.holders import is_dead, this_process
from portal.jobs.leases import LENGTH, given_up, is_worked_on, take
from portal.services import Services


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
