"""A worker that is killed at any commit, fsync or rename leaves no release or a whole one, and loses nothing."""

import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select

from portal import audit
from portal.catalog.models import Release, Revision
from portal.clock import SystemClock
from portal.ledger import verify_ledger
from portal.ledger.models import LedgerEntry
from portal.package import verify_zip
from portal.services import Services, open_services
from portal.settings import Settings
from tests.conftest import POSTGRES, postgres_database
from tests.factories import World
from tests.kills.story import Story

ROOT = Path(__file__).parents[2]
MUST_BE_HIT = ("hand-in", "checks", "publish", "withdraw")


Place = tuple[str, int, str]
"""A phase, a number in it, and what was passed there."""


def launch(folder: Path, phase: str, kill_at: int, database_url: str) -> int:
    command = [sys.executable, "-m", "tests.kills.launcher", str(folder), phase, str(kill_at), database_url]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120).returncode


@pytest.fixture
def launchpad(prepared: Settings, tmp_path: Path):
    """Give a function that lays out a fresh portal and returns its folder and database."""
    with ExitStack() as databases:

        def lay(name: str) -> tuple[Path, str]:
            folder = tmp_path / name
            shutil.copytree(prepared.data_dir, folder / "var")
            return folder, databases.enter_context(postgres_database(prepared.database_url)) if POSTGRES else ""

        yield lay


def places_of(folder: Path) -> list[Place]:
    lines = (line.split(" ") for line in (folder / "places").read_text().splitlines())
    return [(phase, int(number), what) for phase, number, what in lines]


def choose(places: list[Place], count: int, seed: int) -> list[Place]:
    """Choose places by seed, so that every phase that must be hit is; the rest anywhere."""
    chance = random.Random(seed)
    chosen = [chance.choice([place for place in places if place[0] == phase]) for phase in MUST_BE_HIT]
    return chosen + [chance.choice(places) for _ in range(count - len(chosen))]


def check_whole_or_nothing(services: Services, folder: Path) -> None:
    """Whatever was interrupted: ledger and audit hold, and each release is complete."""
    with services.database.read() as session:
        assert verify_ledger(session, services.public_keys) == len(session.scalars(select(LedgerEntry)).all())
        audit.verify(session)
        for release in session.scalars(select(Release)):
            tail = session.scalar(select(Release.zip_tail).where(Release.id == release.id))
            package = folder / "release.zip"
            package.write_bytes(services.storage.path(release.zip_prefix_sha256).read_bytes() + tail)
            assert verify_zip(package, services.public_keys).holds


def check_acknowledged(services: Services, story: Story) -> None:
    """Nothing that a person was told has been lost."""
    answers = story.answers()
    with services.database.read() as session:
        revisions = {str(one.id): one for one in session.scalars(select(Revision))}
        if "revision" in answers:
            assert answers["revision"] in revisions
        if "release" in answers:
            assert revisions[answers["revision"]].record is not None
        if "withdrawn" in answers:
            assert session.scalar(select(Release.withdrawn_at).where(Release.number == 1)) is not None


def kill_and_recover(folder: Path, database_url: str, phase: str, kill_at: int) -> None:
    assert launch(folder, phase, kill_at, database_url) == -signal.SIGKILL
    services = open_services(Settings(data_dir=folder / "var", database_url=database_url), SystemClock())
    story = Story(World(services, folder / "packages"), folder / "answers.json")
    try:
        check_whole_or_nothing(services, folder)
        check_acknowledged(services, story)
        story.tell()
        check_whole_or_nothing(services, folder)
        with services.database.read() as session:
            releases = session.scalars(select(Release)).all()
            assert [(one.number, one.withdrawn_at is not None) for one in releases] == [(1, True)]
            assert session.scalars(select(LedgerEntry.kind).order_by(LedgerEntry.number)).all() == [
                "release",
                "withdrawal",
            ]
        assert story.is_at_its_end()
        assert services.search.search("人口", limit=9).names == []
    finally:
        services.close()


def run_kills(launchpad, count: int, seed: int, report) -> None:
    folder, database_url = launchpad("rehearsal")
    assert launch(folder, "none", 0, database_url) == 0
    places = places_of(folder)
    chosen = choose(places, count, seed)
    for turn, (phase, number, _) in enumerate(chosen):
        folder, database_url = launchpad(f"kill-{turn}")
        kill_and_recover(folder, database_url, phase, number)
        killed_in, at, what = places_of(folder)[-1]
        assert (killed_in, at) == (phase, number)
        report(f"killed in {phase} at {number}: {what}")
    hit = Counter(phase for phase, _, _ in chosen)
    assert set(MUST_BE_HIT) <= set(hit)
    report(f"{len(chosen)} kills among {len(places)} places: {dict(hit)}")


def test_ten_kills(launchpad, record_property) -> None:
    run_kills(launchpad, 10, seed=20261124, report=lambda line: record_property("kill", line))


@pytest.mark.long
def test_a_hundred_kills(launchpad, record_property) -> None:
    run_kills(launchpad, 100, seed=7, report=lambda line: record_property("kill", line))
