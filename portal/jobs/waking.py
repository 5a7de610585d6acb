"""Waking workers: on PostgreSQL as soon as work may be due (LISTEN), on SQLite they ask by the clock."""

import logging
import threading
import time
from types import TracebackType
from typing import Any, Self

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.db import Database

__all__ = ["Alarm", "wake"]

_CHANNEL = "portal_work"
_MOST = 2.0  # seconds that a listening worker sleeps: embargoes end and failures have rested without anyone's commit
_SLICE = 0.5  # seconds after which a listening worker looks whether it is to stop
_log = logging.getLogger("portal.worker")


def wake(session: Session) -> None:
    """Wake all workers that listen, once the caller's transaction is committed; on SQLite, do nothing."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"NOTIFY {_CHANNEL}"))


class Alarm:
    """Lets a worker sleep until work may be due. Whatever goes wrong with listening, it wakes by the clock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._can_listen = database.engine.dialect.driver == "psycopg"
        self._connection: Any = None  # psycopg's own, with which nothing else is done

    def __enter__(self) -> Self:
        """Begin to listen, so that nothing which is committed from now on is missed."""
        if self._can_listen:
            self._listen()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Give the connection back."""
        self._hang_up()

    def wait(self, stop: threading.Event, pause: float) -> None:
        """Sleep until someone wakes the workers, stop is set, or the time is over.

        pause: seconds; a worker that listens sleeps up to two, whatever pause says.
        """
        if self._connection is None:
            if not (self._can_listen and self._listen()):  # if it listens now, something may have been missed before
                stop.wait(pause)
            return
        try:
            self._sleep(stop)
        except self._database.engine.dialect.loaded_dbapi.Error as error:
            _log.warning("no longer woken by the database, asking by the clock: %s", error)
            self._hang_up()

    def _sleep(self, stop: threading.Event) -> None:
        end = time.monotonic() + _MOST
        while not stop.is_set() and (left := end - time.monotonic()) > 0:
            if list(self._connection.notifies(timeout=min(left, _SLICE), stop_after=1)):
                list(self._connection.notifies(timeout=0))  # many commits wake it once
                return

    def _listen(self) -> bool:
        try:
            pooled = self._database.engine.raw_connection()
            self._connection = pooled.driver_connection
            pooled.detach()  # the pool would give a connection that listens to someone else
            self._connection.autocommit = True
            self._connection.execute(f"LISTEN {_CHANNEL}")
        except (SQLAlchemyError, self._database.engine.dialect.loaded_dbapi.Error) as error:
            _log.warning("cannot be woken by the database, asking by the clock: %s", error)
            self._hang_up()
            return False
        return True

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
