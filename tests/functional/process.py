"""A portal in a process of its own, with the demo, as ``make serve`` makes it; and Debian's Chromium."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CHROMIUM", "ROOT", "Live", "chromium", "load_demo", "run", "served"]

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
_KEPT = "people.json"


@dataclass(frozen=True)
class Live:
    """A portal that answers: its address, its data folder, and the demo's sign-ins by name."""

    address: str
    data: Path
    people: dict[str, dict[str, str]]

    def command(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run the command on this portal."""
        return run(self.data, *arguments)


def run(data: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the portal's command, in English, on a data folder."""
    command = [sys.executable, "-m", "portal", *map(str, arguments)]
    environment = {**os.environ, "PORTAL_DATA_DIR": str(data), "PORTAL_LANGUAGE": "en"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)


def load_demo(data: Path) -> None:
    """Make a portal in this folder, with the demo, and keep its sign-ins beside it."""
    made = run(data, "init")
    assert made.returncode == 0, made.stderr
    made = run(data, "demo", "--json")
    assert made.returncode == 0, made.stderr
    (data / _KEPT).write_text(made.stdout, encoding="utf-8")


@contextmanager
def served(data: Path) -> Iterator[Live]:
    """Serve what `load_demo` made, on a free port, without a limit to how often one address may ask."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "portal", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PORTAL_DATA_DIR": str(data), "PORTAL_RATE_LIMIT": ""},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(f"{address}/health/ready", serving)
        yield Live(address, data, json.loads((data / _KEPT).read_bytes()))
    finally:
        serving.terminate()
        assert serving.wait(30) == 0


def _wait_until_ready(url: str, serving: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert serving.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 loopback
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the portal did not become ready")


@contextmanager
def chromium() -> Iterator[object]:
    """Open the browser; the machine must have it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 needed by what opens a browser only

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=_ARGUMENTS)
        yield opened
        opened.close()
