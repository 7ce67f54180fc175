"""Runs of jobs: what was asked for, how far it is, and how it ended; and the jobs that are paused."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.core.errors import Scalar
from agentview.models.base import Base

_ROUND_WAITS = text("is_round AND status = 'QUEUED'")
_ROUND_RUNS = text("is_round AND status = 'RUNNING'")
IS_OPEN = text("job_run.status IN ('QUEUED', 'RUNNING')")
"""Said with the values in it: with parameters, SQLite would not use the index."""
_OF_OPEN = text("status IN ('QUEUED', 'RUNNING')")


class JobRun(Base):
    """A run of a job for a provider.

    `run_key` names the one thing that it does; a round (`is_round`) has none, or that of its schedule's time.
    `turn` counts how often it was handed to the engine, `attempts` how often it was begun: whoever began it
    before the last one has lost it. `put_off_count`: how often in a row an outside system did not answer.
    `error_values` hold no personal data.
    """

    __tablename__ = "job_run"
    __table_args__ = (
        Index("uq_job_run_key", "provider_id", "job", "run_key", unique=True),
        Index(
            "uq_job_run_waits",
            "provider_id",
            "job",
            unique=True,
            sqlite_where=_ROUND_WAITS,
            postgresql_where=_ROUND_WAITS,
        ),
        Index(
            "uq_job_run_runs",
            "provider_id",
            "job",
            unique=True,
            sqlite_where=_ROUND_RUNS,
            postgresql_where=_ROUND_RUNS,
        ),
        Index(
            "ix_job_run_open",
            "provider_id",
            "job",
            "id",
            sqlite_where=_OF_OPEN,
            postgresql_where=_OF_OPEN,
        ),
        Index(None, "provider_id", "id"),
        Index(None, "provider_id", "job", "id"),
        Index(None, "provider_id", "status", "id"),
        Index(None, "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    job: Mapped[str] = mapped_column(String(40))
    is_round: Mapped[bool]
    run_key: Mapped[str | None] = mapped_column(String(120))
    payload: Mapped[dict[str, object]] = mapped_column(JSON)
    trigger: Mapped[str] = mapped_column(String(10))
    asked_by: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    status: Mapped[str] = mapped_column(String(30))
    total_count: Mapped[int | None]
    done_count: Mapped[int]
    failed_count: Mapped[int]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    attempts: Mapped[int]
    turn: Mapped[int]
    put_off_count: Mapped[int]
    is_handed: Mapped[bool]
    cancel_asked_at: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_values: Mapped[dict[str, Scalar]] = mapped_column(JSON)


class JobPause(Base):
    """A job whose schedule rests for a provider, since when, and who said so."""

    __tablename__ = "job_pause"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    paused_at: Mapped[datetime]
    paused_by: Mapped[str] = mapped_column(String(200))
