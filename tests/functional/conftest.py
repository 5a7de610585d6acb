"""A live portal with the demo for each worker, and a real browser."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.kinds import Kind
from tests.functional.process import CHROMIUM, Live, chromium, load_demo, served
from tests.functional.site import Missing, Site

__all__ = ["Live"]


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with the demo. It is loaded once: what other workers get is a copy."""
    mine = tmp_path_factory.mktemp("live") / "var"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        load_demo(mine)
        return mine
    shared = tmp_path_factory.getbasetemp().parent / "demo"
    with (shared.parent / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            loading = shared.with_name("demo.loading")
            load_demo(loading)
            loading.rename(shared)
    shutil.copytree(shared, mine)
    return mine


@pytest.fixture(scope="session")
def live(demo_data: Path) -> Iterator[Live]:
    """Give a live portal with the demo."""
    with served(demo_data) as answering:
        yield answering


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Give Debian's Chromium; without it the browser tests are skipped, or fail where they are required."""
    if CHROMIUM is None:
        lacking("Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    with chromium() as opened:
        yield opened


def lacking(why: str) -> None:
    """Skip what the machine lacks a part for; where every part is required, fail."""
    if os.environ.get("PORTAL_TEST_REQUIRED"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def site(browser, live: Live) -> Site:
    """Give the demo's pages by kind, with its officials signed in when they are needed."""
    return Site(live, browser)


def found(site: Site, kind: Kind) -> tuple[str, str | None]:
    """Return where a kind of page is and who reads it; what the demo does not show is a failure."""
    try:
        return kind.path(site), kind.reads(site)
    except Missing as missing:
        why = f"{kind.name}: {missing}"
    pytest.fail(why, pytrace=False)


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
