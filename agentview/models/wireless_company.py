"""A company's people as wireless orders know them: units with managers, employees, cost centres."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class OrgUnit(Tracked, Base):
    """A unit of a company (an account): the organisation's hierarchy runs over `parent_id` (T17).

    `manager_user_id` heads it; its cost centre is that of its employees who have none of their own.
    """

    __tablename__ = "org_unit"
    __table_args__ = (UniqueConstraint("account_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"), index=True)
    manager_user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    cost_centre: Mapped[str] = mapped_column(String(40), default="", server_default="")


class Employee(Tracked, Base):
    """A person of a company who may have lines and devices. `user_id` is who they sign in as, if they do.

    `manager_id` is the reporting manager. From `absent_from` to `absent_to`, both included, the person
    decides nothing (R-WL-20).
    """

    __tablename__ = "employee"
    __table_args__ = (
        UniqueConstraint("account_id", "employee_no"),
        Index(None, "account_id", "name", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    employee_no: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(200), default="", server_default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), unique=True)
    org_unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    cost_centre: Mapped[str] = mapped_column(String(40), default="", server_default="")
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
    absent_from: Mapped[date | None]
    absent_to: Mapped[date | None]
