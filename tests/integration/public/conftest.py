"""A catalogue that the public side is looked at with: made once, by the real verbs, and only read by the tests.

``alpha``: open, two releases.  ``beta``: by application.  ``gamma``: its only release withdrawn.
``delta``: open, the first of two releases withdrawn, citing a code list of ``alpha``.
``hidden``: handed in, approved by nobody.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.clock import SystemClock
from portal.services import Services, open_services
from portal.settings import Settings
from portal.setup import prepare
from tests.conftest import POSTGRES
from tests.factories import World

CONTACT = [{"title": "数据管理岗", "roles": ["contact"], "email": "data@example.org"}]
CITING = {
    "name": "beds",
    "path": "beds.csv",
    "title": "床位",
    "schema": {
        "fields": [
            {
                "name": "代码",
                "type": "string",
                "codeList": {"package": "alpha", "resource": "districts", "field": "代码"},
            },
            {"name": "床位", "type": "integer", "title": "床位数", "translations": {"en": {"title": "Beds"}}},
        ]
    },
}


class Visitor(FlaskClient):
    """Reads each answer to its end and closes it, as a server does."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **options})


@pytest.fixture(scope="session")
def catalogue_url() -> Iterator[str]:
    """Give the address of a database for the whole session; empty: the SQLite file of the data folder."""
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


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory, catalogue_url: str) -> Iterator[Services]:
    """Give a portal with the datasets that the module's docstring names."""
    folder = tmp_path_factory.mktemp("catalogue")
    opened = open_services(Settings(data_dir=folder / "var", database_url=catalogue_url), SystemClock())
    prepare(opened)
    world = World(opened, folder / "packages")
    world.release("alpha")
    world.release("alpha", description="第二版。")
    world.release("beta", opening="conditional", grade="general-3", contributors=CONTACT)
    world.release("gamma")
    world.withdraw("gamma", 1, reason="统计口径有误。")
    for _ in range(2):
        world.release(
            "delta",
            by="health.steward",
            publisher="health-commission",
            theme=["health", "population"],
            title="医院床位",
            keywords=["医院", "床位"],
            files={"beds.csv": "代码,床位\n230102,10\n230103,20\n"},
            resources=[CITING],
        )
    world.withdraw("delta", 1, by="health.release")
    world.submit("hidden")
    world.work()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(catalogue: Services) -> FlaskClient:
    """Give a visitor of that portal."""
    app = create_app(catalogue)
    app.test_client_class = Visitor
    return app.test_client()
