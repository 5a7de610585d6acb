"""Fixtures that every test may use: a portal of its own, prepared by the real verbs, on SQLite or PostgreSQL."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from portal.clock import SystemClock
from portal.services import Services, open_services
from portal.settings import Settings
from portal.setup import prepare
from tests.factories import World

POSTGRES = os.environ.get("PORTAL_TEST_DATABASE_URL", "")


@pytest.fixture
def database_url() -> Iterator[str]:
    """Give the address of a database of one's own; empty: the SQLite file of the data folder."""
    if not POSTGRES:
        yield ""
        return
    name = f"test_{uuid.uuid4().hex}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Give settings with a data folder of one's own."""
    return Settings(data_dir=tmp_path / "var", database_url=database_url)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """Give a portal that has been prepared."""
    opened = open_services(settings, SystemClock())
    prepare(opened)
    yield opened
    opened.close()


@pytest.fixture
def world(services: Services, tmp_path: Path) -> World:
    """Give a portal with two publishers and their people."""
    return World(services, tmp_path / "packages")
