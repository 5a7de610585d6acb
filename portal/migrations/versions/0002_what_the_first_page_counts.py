"""What the first page counts, and the charts of releases

Rows of each released file and the moment of hand-in stand beside the release, so that the public side can add them up
without opening descriptors or revisions; each chart is an artefact of its release.
"""

import json

import sqlalchemy as sa
from alembic import op

import portal.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("release_files") as batch_op:
        batch_op.add_column(sa.Column("rows", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("releases") as batch_op:
        batch_op.add_column(sa.Column("submitted_at", portal.db.UtcDateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE releases SET submitted_at = "
        "(SELECT submitted_at FROM revisions WHERE revisions.id = releases.revision_id)"
    )
    _count_rows(op.get_bind())
    with op.batch_alter_table("releases") as batch_op:
        batch_op.alter_column("submitted_at", nullable=False)
    op.create_table(
        "release_charts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("resource", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words_sha256", sa.String(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_release_charts_release_id_releases")),
        sa.ForeignKeyConstraint(["words_sha256"], ["blobs.sha256"], name=op.f("fk_release_charts_words_sha256_blobs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_charts")),
    )
    with op.batch_alter_table("release_charts") as batch_op:
        batch_op.create_index(batch_op.f("ix_release_charts_release_id"), ["release_id"], unique=False)


def _count_rows(connection: sa.Connection) -> None:
    releases = sa.table("releases", sa.column("id", sa.Uuid()), sa.column("descriptor", sa.JSON()))
    files = sa.table(
        "release_files", sa.column("release_id", sa.Uuid()), sa.column("resource"), sa.column("rows", sa.BigInteger())
    )
    for release_id, descriptor in connection.execute(sa.select(releases.c.id, releases.c.descriptor)).all():
        value = json.loads(descriptor) if isinstance(descriptor, str) else descriptor
        for resource in value["resources"]:
            if isinstance(resource.get("rows"), int):
                connection.execute(
                    sa.update(files)
                    .where(files.c.release_id == release_id, files.c.resource == resource["name"])
                    .values(rows=resource["rows"])
                )


def downgrade() -> None:
    op.drop_table("release_charts")
    with op.batch_alter_table("releases") as batch_op:
        batch_op.drop_column("submitted_at")
    with op.batch_alter_table("release_files") as batch_op:
        batch_op.drop_column("rows")
