"""What a table would reveal

Each file of a draft and of a revision carries the report of its scan, samples masked; a file of a draft without one is
work that is due, and ``scanned`` says how far it is, in per cent.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("draft_files") as batch_op:
        batch_op.add_column(sa.Column("report", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("scanned", sa.Integer(), nullable=True))
    with op.batch_alter_table("revision_files") as batch_op:
        batch_op.add_column(sa.Column("report", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("revision_files") as batch_op:
        batch_op.drop_column("report")
    with op.batch_alter_table("draft_files") as batch_op:
        batch_op.drop_column("scanned")
        batch_op.drop_column("report")
