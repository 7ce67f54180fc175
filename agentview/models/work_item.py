"""The worklist: cases that need a person, from every area."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class WorkItem(Tracked, Base):
    """A case that needs a person: for example a halted request. People see it as WI- and the id.

    `level` and `level_id` name the record that it is about; `department` is the role whose people work it.
    `resolution` says how it ended; a case that follows a record is ended by that record alone.
    """

    __tablename__ = "work_item"
    __table_args__ = (
        Index(None, "provider_id", "status", "resolve_by", "id"),
        Index(None, "provider_id", "assigned_to", "status"),
        Index(None, "task_id"),
        Index(None, "network_request_id"),
        Index(None, "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    type_code: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(40), default="", server_default="")
    level: Mapped[str] = mapped_column(String(20), default="TASK", server_default="TASK")
    level_id: Mapped[int | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("provisioning_task.id"))
    network_request_id: Mapped[int | None] = mapped_column(ForeignKey("network_request.id"))
    summary: Mapped[str] = mapped_column(String(200), default="", server_default="")
    raised_at: Mapped[datetime]
    raised_by: Mapped[str] = mapped_column(String(200), default="", server_default="")
    resolve_by: Mapped[datetime | None]
    department: Mapped[str] = mapped_column(String(40), default="", server_default="")
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    status: Mapped[str] = mapped_column(String(20))
    resolution: Mapped[str | None] = mapped_column(String(10_000))
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(String(200))


class WorkItemNote(Base):
    """A note on a case."""

    __tablename__ = "work_item_note"
    __table_args__ = (UniqueConstraint("work_item_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    work_item_id: Mapped[int] = mapped_column(ForeignKey("work_item.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(10_000))
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
