"""Alembic's entry: runs on the engine that `portal.migrations` hands over."""

from alembic import context

from portal.db import Base
from portal.migrations.models import MODELS

engine = context.config.attributes["engine"]
assert MODELS  # noqa: S101 importing them fills the metadata
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=engine.dialect.name == "sqlite"
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
