"""Taking what was released as anyone would, and proving it."""

import http.client
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from benchmarks.real_portal import CommandFailed, Portal, last_line

__all__ = ["prove_downloads"]

PATIENCE = 60.0
"""Seconds for the server to answer the first time."""


def prove_downloads(portal: Portal, datasets: Sequence[str]) -> list[str]:
    """Serve, download the first release of each dataset as a zip, verify it; what did not hold, a line each.

    Raises CommandFailed if the portal does not serve.
    """
    with tempfile.TemporaryDirectory() as place, serving(portal) as address:

        def prove(dataset: str) -> str | None:
            target = Path(place) / f"{dataset}-v1.zip"
            url = f"{address}/datasets/{dataset}/releases/1/{target.name}"
            try:
                urllib.request.urlretrieve(url, target)  # noqa: S310 the server is our own
            except (urllib.error.URLError, http.client.HTTPException) as error:
                return f"{dataset}: not downloaded: {error}"
            code, out, error_text = portal.run("verify", target)
            return f"{dataset}: not as released: {last_line(error_text or out)}" if code else None

        with ThreadPoolExecutor(2) as pool:
            return [line for line in pool.map(prove, datasets) if line]


@contextmanager
def serving(portal: Portal) -> Iterator[str]:
    """Serve on a free port while the block runs; gives the address. Raises CommandFailed if it does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = portal.start("serve", "--port", str(port), error=errors)
        try:
            if not _answers(process, f"{address}/health/live"):
                errors.seek(0)
                raise CommandFailed(f"portal serve does not answer: {last_line(errors.read())}")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()


def _answers(process: "subprocess.Popen[str]", url: str) -> bool:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 the server is our own
                return True
        except urllib.error.HTTPError:
            return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    return False
