"""A list of many datasets asks the database as often as a list of few."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.app import create_app
from portal.db import Database
from portal.services import Services
from portal.web.answers import Answers
from tests.factories import World

FEW, MANY = 3, 30


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Count the statements of the read-only side."""
    statements: list[str] = []
    engine = database._reader

    def note(_connection, _cursor, statement, *_) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def unkept(services: Services) -> FlaskClient:
    """Return a client of an application that makes each answer anew."""
    app = create_app(services)
    app.extensions["portal.answers"] = Answers(most=0)
    return app.test_client()


@pytest.mark.parametrize("path", ["/datasets?per_page=100", "/", "/api/v1/datasets?facets=theme,tag&per_page=100"])
def test_queries_do_not_grow_with_the_list(world: World, path: str) -> None:
    client = unkept(world.services)
    counts = []
    for start, end in ((0, FEW), (FEW, MANY)):
        for number in range(start, end):
            world.release(f"set-{number}")
        client.get(path)
        with counted(world.services.database) as statements:
            assert client.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[1] < 40
