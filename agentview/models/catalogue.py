"""The catalogue: service types, package plans and the service plans in them."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class ServiceType(Tracked, Base):
    """A kind of service: how it is provisioned, by whom, and what identifies it."""

    __tablename__ = "service_type"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    provisioning_method: Mapped[str] = mapped_column(String(20))
    supplier_provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id"))
    identifier_label: Mapped[str] = mapped_column(String(100))
    identifier_pattern: Mapped[str | None] = mapped_column(String(200))


class ProvisioningTarget(Base):
    """How long a task of this service type and transfer type may take, in hours (D-20)."""

    __tablename__ = "provisioning_target"

    service_type_id: Mapped[int] = mapped_column(ForeignKey("service_type.id"), primary_key=True)
    transfer_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    hours: Mapped[int]


class PackagePlan(Tracked, Base):
    """A bundle of service plans that is sold; `code` is its offering id in TM Forum orders.

    `included_value_cents` is the usage that the access fee of a period includes; None: it is not limited.
    """

    __tablename__ = "package_plan"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    code: Mapped[str] = mapped_column(String(100))
    internal_name: Mapped[str] = mapped_column(String(200))
    external_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    setup_fee_cents: Mapped[int]
    access_fee_cents: Mapped[int]
    is_prorated: Mapped[bool]
    honour_first_period_end_date: Mapped[bool]
    included_value_cents: Mapped[int | None]
    default_contract_type_id: Mapped[int | None] = mapped_column(ForeignKey("contract_type.id"))
    status: Mapped[str] = mapped_column(String(20))


class ServicePlan(Tracked, Base):
    """A service of a package plan; `code` is its offering id in TM Forum orders."""

    __tablename__ = "service_plan"
    __table_args__ = (UniqueConstraint("package_plan_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    package_plan_id: Mapped[int] = mapped_column(ForeignKey("package_plan.id"))
    service_type_id: Mapped[int] = mapped_column(ForeignKey("service_type.id"))
    code: Mapped[str] = mapped_column(String(100))
    internal_name: Mapped[str] = mapped_column(String(200))
    external_name: Mapped[str] = mapped_column(String(200))
    is_mandatory: Mapped[bool]
