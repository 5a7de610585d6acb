"""Bringing a database to the state of the models."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.db import Database

__all__ = ["config_for", "is_current", "upgrade"]


def upgrade(database: Database) -> None:
    """Run the migrations that the database has not seen."""
    command.upgrade(config_for(database), "head")


def is_current(database: Database) -> bool:
    """Tell whether the database has seen every migration."""
    with database.engine.connect() as connection:
        seen = MigrationContext.configure(connection).get_current_revision()
    return seen == ScriptDirectory.from_config(config_for(database)).get_current_head()


def config_for(database: Database) -> Config:
    """Return Alembic's configuration for a database that is open."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = database.engine
    return config
