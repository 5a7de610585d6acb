"""An empty database is brought to the models, both ways."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from portal import migrations
from portal.catalog.models import Theme
from portal.db import Base, Database
from portal.services import Services


@pytest.fixture
def empty(tmp_path: Path, database_url: str):
    database = Database(database_url or f"sqlite:///{tmp_path / 'empty.db'}")
    yield database
    database.close()


def test_migrations_make_the_models(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_back_to_nothing(empty: Database) -> None:
    migrations.upgrade(empty)
    assert migrations.is_current(empty)
    command.downgrade(migrations.config_for(empty), "base")
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}
    assert not migrations.is_current(empty)


def test_a_reader_cannot_write(services: Services) -> None:

    with services.database.read() as session:
        session.add(Theme(name="x", title="x", title_en="x", position=1))
        with pytest.raises(SQLAlchemyError):
            session.flush()
