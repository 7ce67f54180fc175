"""Customers that come in from a file: how far it got, and what became of each line."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class CustomerImport(Tracked, Base):
    """A file of customers. `done_lines` is where it goes on after an interruption.

    `sha256` recognises the same file; `mapping` names the field of each column.
    """

    __tablename__ = "customer_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[dict[str, object]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(20))
    total_lines: Mapped[int]
    done_lines: Mapped[int]
    made_count: Mapped[int]
    rejected_count: Mapped[int]
    known_count: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class CustomerImportReject(Base):
    """A line that was not taken in, and why."""

    __tablename__ = "customer_import_reject"

    import_id: Mapped[int] = mapped_column(ForeignKey("customer_import.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60))
    field: Mapped[str | None] = mapped_column(String(60))
    values: Mapped[dict[str, object]] = mapped_column(JSON)
