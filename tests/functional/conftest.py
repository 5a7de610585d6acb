"""A live portal with the demo, as ``make serve`` makes it, and a real browser."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


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
    command = [sys.executable, "-m", "portal", *map(str, arguments)]
    environment = {**os.environ, "PORTAL_DATA_DIR": str(data), "PORTAL_LANGUAGE": "en"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Give a live portal with the demo."""
    data = tmp_path_factory.mktemp("live") / "var"
    assert run(data, "init").returncode == 0
    made = run(data, "demo", "--json")
    assert made.returncode == 0, made.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "portal", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PORTAL_DATA_DIR": str(data)},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(f"{address}/health/ready", serving)
        yield Live(address, data, json.loads(made.stdout))
    finally:
        serving.terminate()
        assert serving.wait(30) == 0


def wait_until_ready(url: str, serving: subprocess.Popen[bytes]) -> None:
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


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Give Debian's Chromium; without it the browser tests are skipped, or fail where they are required."""
    if CHROMIUM is None:
        why = "Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("PORTAL_TEST_REQUIRED"):
            pytest.fail(why)
        pytest.skip(why)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 needed by these tests only

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser, live: Live) -> Iterator[object]:
    """Give a page of a phone's size; whatever leaves the portal's own address fails the test."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}, base_url=live.address)
    opened = context.new_page()
    strangers: list[str] = []
    opened.on(
        "request", lambda request: strangers.append(request.url) if not request.url.startswith(live.address) else None
    )
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert strangers == []
    assert errors == []
