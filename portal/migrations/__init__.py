"""Bringing a database to the state of the models."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from portal.db import Database
from portal.errors import PortalError

__all__ = ["config_for", "is_current", "upgrade"]


def upgrade(database: Database) -> None:
    """Run the migrations that the database has not seen. Raises PortalError if it does not answer."""
    with _answering():
        database.engine.connect().close()
    command.upgrade(config_for(database), "head")


def is_current(database: Database) -> bool:
    """Tell whether the database has seen every migration. Raises PortalError if it does not answer."""
    if not database.exists:
        return False
    with _answering(), database.engine.connect() as connection:
        seen = MigrationContext.configure(connection).get_current_revision()
    return seen == ScriptDirectory.from_config(config_for(database)).get_current_head()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise PortalError("database.away", reason=str(error.orig).strip().partition("\n")[0]) from error


def config_for(database: Database) -> Config:
    """Return Alembic's configuration for a database that is open."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = database.engine
    return config
