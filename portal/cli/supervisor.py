"""Two child processes: the web server, whose end is the end, and the worker, which is started again if it dies."""

import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence

__all__ = ["Supervisor"]

_GRACE = 15.0  # seconds that children have to finish what they are doing
_REST = 1.0  # seconds before a worker that died is started again


class Supervisor:
    """Runs web and worker until one of them is told to stop."""

    def __init__(self, web: Sequence[str], worker: Sequence[str], environment: Mapping[str, str]) -> None:
        self._web_command, self._worker_command, self._environment = web, worker, environment
        self._stop = threading.Event()

    def run(self) -> int:
        """Run until SIGTERM or SIGINT, or until the web server ends; returns the web server's exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        web = self._start(self._web_command)
        worker = self._start(self._worker_command)
        while not self._stop.is_set() and web.poll() is None:
            if worker.poll() is not None and not self._stop.wait(_REST):
                worker = self._start(self._worker_command)
            self._stop.wait(0.2)
        stopped = self._stop.is_set()
        for child in (worker, web):
            self._end(child)
        return 0 if stopped else web.returncode

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a child in a session of its own, so that Ctrl+C reaches it through us alone, in order."""
        return subprocess.Popen(command, env=dict(self._environment), start_new_session=True)

    @staticmethod
    def _end(child: subprocess.Popen[bytes]) -> None:
        child.terminate()
        try:
            child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
