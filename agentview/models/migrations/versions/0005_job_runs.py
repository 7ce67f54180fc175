"""Runs of jobs, and the jobs whose schedule rests."""

import sqlalchemy as sa
from alembic import op

from agentview.models.base import Moment

revision = "0005_job_runs"
down_revision = "0004_hardware"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job_pause",
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("paused_at", Moment(), nullable=False),
        sa.Column("paused_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_job_pause_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("provider_id", "job", name=op.f("pk_job_pause")),
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("is_round", sa.Boolean(), nullable=False),
        sa.Column("run_key", sa.String(length=120), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("trigger", sa.String(length=10), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("total_count", sa.Integer(), nullable=True),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("put_off_count", sa.Integer(), nullable=False),
        sa.Column("is_handed", sa.Boolean(), nullable=False),
        sa.Column("cancel_asked_at", Moment(), nullable=True),
        sa.Column("error_code", sa.String(length=60), nullable=True),
        sa.Column("error_values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_job_run_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_job_run_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    op.create_index(op.f("ix_job_run_ended_at"), "job_run", ["ended_at"], unique=False)
    op.create_index(
        "ix_job_run_open",
        "job_run",
        ["provider_id", "job", "id"],
        unique=False,
        sqlite_where=sa.text("status IN ('QUEUED', 'RUNNING')"),
        postgresql_where=sa.text("status IN ('QUEUED', 'RUNNING')"),
    )
    op.create_index(op.f("ix_job_run_provider_id_id"), "job_run", ["provider_id", "id"], unique=False)
    op.create_index(
        op.f("ix_job_run_provider_id_job_id"), "job_run", ["provider_id", "job", "id"], unique=False
    )
    op.create_index(
        op.f("ix_job_run_provider_id_status_id"), "job_run", ["provider_id", "status", "id"], unique=False
    )
    op.create_index("uq_job_run_key", "job_run", ["provider_id", "job", "run_key"], unique=True)
    op.create_index(
        "uq_job_run_runs",
        "job_run",
        ["provider_id", "job"],
        unique=True,
        sqlite_where=sa.text("is_round AND status = 'RUNNING'"),
        postgresql_where=sa.text("is_round AND status = 'RUNNING'"),
    )
    op.create_index(
        "uq_job_run_waits",
        "job_run",
        ["provider_id", "job"],
        unique=True,
        sqlite_where=sa.text("is_round AND status = 'QUEUED'"),
        postgresql_where=sa.text("is_round AND status = 'QUEUED'"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_job_run_waits",
        table_name="job_run",
        sqlite_where=sa.text("is_round AND status = 'QUEUED'"),
        postgresql_where=sa.text("is_round AND status = 'QUEUED'"),
    )
    op.drop_index(
        "uq_job_run_runs",
        table_name="job_run",
        sqlite_where=sa.text("is_round AND status = 'RUNNING'"),
        postgresql_where=sa.text("is_round AND status = 'RUNNING'"),
    )
    op.drop_index("uq_job_run_key", table_name="job_run")
    op.drop_index(op.f("ix_job_run_provider_id_status_id"), table_name="job_run")
    op.drop_index(op.f("ix_job_run_provider_id_job_id"), table_name="job_run")
    op.drop_index(op.f("ix_job_run_provider_id_id"), table_name="job_run")
    op.drop_index(
        "ix_job_run_open",
        table_name="job_run",
        sqlite_where=sa.text("status IN ('QUEUED', 'RUNNING')"),
        postgresql_where=sa.text("status IN ('QUEUED', 'RUNNING')"),
    )
    op.drop_index(op.f("ix_job_run_ended_at"), table_name="job_run")
    op.drop_table("job_run")
    op.drop_table("job_pause")
