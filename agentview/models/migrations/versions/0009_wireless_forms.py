"""Fields of wireless forms have a help text and a place; a change may be of one account."""

import sqlalchemy as sa
from alembic import op

revision = "0009_wireless_forms"
down_revision = "0008_wireless"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wireless_field_config") as batch_op:
        batch_op.add_column(sa.Column("help", sa.String(length=300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("place", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("change_row") as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("change_row") as batch_op:
        batch_op.drop_column("account_id")
    with op.batch_alter_table("wireless_field_config") as batch_op:
        batch_op.drop_column("place")
        batch_op.drop_column("help")
