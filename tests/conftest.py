"""Fixtures that every test may use: a portal of its own, prepared by the real verbs, on SQLite or PostgreSQL.

Preparing takes a second, so each test process does it once, and every test gets a copy: of the data folder, and on
PostgreSQL of the database.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from portal.clock import SystemClock
from portal.services import Services, open_services
from portal.settings import Settings
from portal.setup import prepare
from tests.factories import World

POSTGRES = os.environ.get("PORTAL_TEST_DATABASE_URL", "")


@contextmanager
def postgres_database(template: str = "template1") -> Iterator[str]:
    """Make a database on the tests' PostgreSQL and give its address; it goes at the end."""
    name = f"test_{uuid.uuid4().hex}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template.rpartition('/')[2]}"))
    yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of the data folder that the tests' own are copied from."""
    return tmp_path_factory.mktemp("prepared") / "var"


@pytest.fixture(scope="session")
def prepared(prepared_folder: Path) -> Iterator[Settings]:
    """Give a portal with two publishers and their people, that no test touches."""
    if not POSTGRES:
        settings = Settings(data_dir=prepared_folder)
        _prepare(settings)
        yield settings
        return
    with postgres_database() as url:
        settings = Settings(data_dir=prepared_folder, database_url=url)
        _prepare(settings)
        yield settings


def _prepare(settings: Settings) -> None:
    services = open_services(settings, SystemClock())
    prepare(services)
    World(services, settings.data_dir)
    services.close()


@pytest.fixture
def database_url() -> Iterator[str]:
    """Give the address of an empty database; empty: the SQLite file of the data folder."""
    if not POSTGRES:
        yield ""
        return
    with postgres_database() as url:
        yield url


@pytest.fixture
def settings(tmp_path: Path, prepared: Settings) -> Iterator[Settings]:
    """Give settings of a portal of one's own, prepared, with two publishers and their people."""
    folder = tmp_path / "var"
    shutil.copytree(prepared.data_dir, folder)
    if not POSTGRES:
        yield Settings(data_dir=folder)
        return
    with postgres_database(prepared.database_url) as url:
        yield Settings(data_dir=folder, database_url=url)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """Give the services of a portal of one's own."""
    opened = open_services(settings, SystemClock())
    yield opened
    opened.close()


@pytest.fixture
def world(services: Services, tmp_path: Path) -> World:
    """Give a portal with two publishers and their people."""
    return World(services, tmp_path / "packages")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have to report: where each kill fell, which guards answered the walk."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in getattr(report, "user_properties", []):
            terminalreporter.write_line(f"{name}: {value}")
