"""A bound on the time of what DuckDB is asked: one thread looks after all that runs, and is gone when nothing does."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

__all__ = ["Deadline"]

_TICK = 0.1


class Deadline:
    """Interrupts what runs for longer than it may. May be used by several threads at once."""

    def __init__(self, seconds: float) -> None:
        """seconds: of one question; 0: no bound."""
        self.seconds = seconds
        self._lock = threading.Lock()
        self._running: dict[object, tuple[float, duckdb.DuckDBPyConnection]] = {}
        self._watch: threading.Thread | None = None

    @contextmanager
    def over(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Bound what the cursor is asked in this block; too long, it ends with duckdb.InterruptException.

        cursor: asked by nobody else.
        """
        if not self.seconds:
            yield
            return
        key = object()
        with self._lock:
            self._running[key] = (time.monotonic() + self.seconds, cursor)
            if self._watch is None or not self._watch.is_alive():  # not alive: this process was forked off meanwhile
                self._watch = threading.Thread(target=self._look, name="deadline", daemon=True)
                self._watch.start()
        try:
            yield
        finally:
            with self._lock:  # never interrupted once it is out of here
                del self._running[key]

    def _look(self) -> None:
        while True:
            time.sleep(_TICK)
            with self._lock:
                if not self._running:
                    self._watch = None
                    return
                now = time.monotonic()
                for due, cursor in self._running.values():
                    if due < now:  # again at each look: DuckDB forgets it where a question is planned
                        cursor.interrupt()
