"""The loop of a worker: it asks what is due, takes a lease, does it. It knows names, not what the work is."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.jobs import leases
from portal.jobs.waking import Alarm

__all__ = ["MOST_ATTEMPTS", "Job", "Loop"]

MOST_ATTEMPTS = 8
_log = logging.getLogger("portal.worker")


@dataclass(frozen=True)
class Job:
    """A kind of work.

    due: names the pieces that committed rows say are due, oldest first.
    run: does one piece; may be run twice, and after a crash at any line.
    most_attempts: give a piece up after so many tries, its reason kept; None: never.
    """

    name: str
    due: Callable[[Session, datetime], Sequence[str]]
    run: Callable[[str], object]
    most_attempts: int | None = MOST_ATTEMPTS


class Loop:
    """Does what is due, piece by piece, each under a lease that it renews while it works."""

    def __init__(self, database: Database, clock: Clock, jobs: Sequence[Job], holder: str) -> None:
        self._database, self._clock, self._jobs, self._holder = database, clock, jobs, holder

    def run_once(self) -> int:
        """Do of each kind of work the first piece that is due and free; returns how many were done.

        One of each, so that a release need not wait until a hundred hand-ins are checked.
        """
        return sum(self._do_first(job) for job in self._jobs)

    def _do_first(self, job: Job) -> bool:
        with self._database.read() as session:
            pieces = job.due(session, self._clock.now())
        return any(self._do(job, piece) for piece in pieces)

    def run_until_idle(self) -> int:
        """Do what is due until nothing more can be done; returns how many pieces were done.

        Waits for what another worker has under way; what failed, and rests, is left for a later run.
        """
        total = 0
        while True:
            done = self.run_once()
            total += done
            if done == 0:
                if not self._others_at_work():
                    return total
                time.sleep(0.2)

    def _others_at_work(self) -> bool:
        now = self._clock.now()
        with self._database.read() as session:
            return any(
                leases.is_worked_on(session, f"{job.name}:{piece}", now)
                for job in self._jobs
                for piece in job.due(session, now)
            )

    def run_until(self, stop: threading.Event, *, pause: float = 0.5) -> None:
        """Do what is due until stop is set. Asks when it is woken, else every so many seconds (pause).

        A database that is away is asked again, ten times as seldom.
        """
        with Alarm(self._database) as alarm:
            while not stop.is_set():
                try:
                    if self.run_once() == 0:
                        alarm.wait(stop, pause)
                except OperationalError:
                    _log.exception("the database does not answer")
                    stop.wait(10 * pause)

    def _do(self, job: Job, piece: str) -> bool:
        name = f"{job.name}:{piece}"
        if not leases.take(self._database, name, self._holder, self._clock.now(), most_attempts=job.most_attempts):
            return False
        finished = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(name, finished), daemon=True)
        keeper.start()
        try:
            job.run(piece)
        except Exception:  # noqa: BLE001 whatever it was: the reason is kept on the lease, the log has it, the work stays due
            finished.set()
            keeper.join()
            _log.exception("%s failed", name)
            leases.fail(self._database, name, self._holder, self._clock.now(), traceback.format_exc(limit=-3))
            return False
        finished.set()
        keeper.join()
        leases.end(self._database, name, self._holder)
        return True

    def _keep(self, name: str, finished: threading.Event) -> None:
        while not finished.wait(leases.LENGTH.total_seconds() / 3):
            try:
                leases.renew(self._database, name, self._holder, self._clock.now())
            except OperationalError:  # tried again: if it lasts, another takes the work, which may be done twice
                _log.exception("the lease of %s was not renewed", name)
