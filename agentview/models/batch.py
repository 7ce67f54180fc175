"""Batches: the files that go to warehouses and enrolment programmes, and those that come back."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked
from agentview.models.dialect import BIG_KEY

_UNDER_WAY = text("status IN ('RECEIVED', 'VALIDATED')")


class Batch(Tracked, Base):
    """One interface file. `partner` names the warehouse or programme, for the two unique constraints.

    `identifier` counts the batches of a kind and partner that go out; a file that comes in has none, and has
    its `external_file_name` once it was found good. `file_name` is how it is called in the partner's folder;
    `stage_token` marks the one copy of a file that may be published. Of its records `applied_upto` are
    settled: whoever goes on after an interruption starts behind them. applied + refused + duplicate =
    `record_count` once it is processed.
    """

    __tablename__ = "batch"
    __table_args__ = (
        UniqueConstraint("kind", "partner", "external_file_name"),
        UniqueConstraint("kind", "partner", "identifier"),
        Index(None, "provider_id", "id"),
        Index(None, "provider_id", "kind", "status", "id"),
        Index(None, "status", "id"),
        Index(
            "uq_batch_file_under_way",
            "kind",
            "partner",
            "file_name",
            unique=True,
            sqlite_where=_UNDER_WAY,
            postgresql_where=_UNDER_WAY,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    kind: Mapped[str] = mapped_column(String(30))
    partner: Mapped[str] = mapped_column(String(60))
    warehouse_id: Mapped[int | None] = mapped_column(ForeignKey("warehouse.id"), index=True)
    enrolment_provider_id: Mapped[int | None] = mapped_column(
        ForeignKey("device_enrolment_provider.id"), index=True
    )
    identifier: Mapped[int | None]
    external_file_name: Mapped[str | None] = mapped_column(String(20))
    file_name: Mapped[str | None] = mapped_column(String(200))
    stage_token: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(30))
    record_count: Mapped[int] = mapped_column(default=0, server_default="0")
    applied_upto: Mapped[int] = mapped_column(default=0, server_default="0")
    ok_count: Mapped[int] = mapped_column(default=0, server_default="0")
    refused_count: Mapped[int] = mapped_column(default=0, server_default="0")
    duplicate_count: Mapped[int] = mapped_column(default=0, server_default="0")
    payload_path: Mapped[str] = mapped_column(String(400), default="", server_default="")
    sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")
    received_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    processed_at: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(40))
    report: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    """What validation found: place, field and code of each problem, to a limit."""
    ignore_reason: Mapped[str | None] = mapped_column(String(10_000))


class BatchRecord(Base):
    """One record of a batch and its outcome, None until it is settled. `unit_no` is for one of many units."""

    __tablename__ = "batch_record"
    __table_args__ = (
        UniqueConstraint("batch_id", "seq"),
        Index(None, "line_id"),
        Index(None, "enrolment_id"),
        Index(None, "batch_id", "outcome", "seq"),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    seq: Mapped[int]
    hardware_order_id: Mapped[int | None] = mapped_column(ForeignKey("hardware_order.id"))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("hardware_order_line.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("device_enrolment.id"))
    unit_no: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    error_code: Mapped[str | None] = mapped_column(String(40))
    error_text: Mapped[str | None] = mapped_column(String(1_000))
