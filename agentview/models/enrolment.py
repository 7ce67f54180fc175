"""Devices of customers in the enrolment programmes of their manufacturers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked

_LISTED = "status not in ('NOT_REQUESTED', 'UNENROLLED', 'VOIDED')"


class DeviceEnrolment(Tracked, Base):
    """A device and how far its enrolment is (SM-4). `provider_id` is the operator, as everywhere.

    A serial stands at one programme once (R-ENR-10). `last_error` is the programme's own text (R-ENR-06).
    `request_batch_id` is the batch that has claimed the record, or sent it. `is_void_due`: the order that was
    sent is to be voided before the next one; `is_override`: the next one overrides what the programme lists.
    """

    __tablename__ = "device_enrolment"
    __table_args__ = (
        Index(None, "provider_id", "status", "id"),
        Index(None, "provider_id", "id"),
        Index(None, "provider_id", "updated_at", "id"),
        Index(None, "provider_id", "serial_no", "id"),
        Index(None, "account_id", "id"),
        Index(None, "hardware_unit_id"),
        Index(None, "enrolment_provider_id", "status", "request_batch_id", "id"),
        Index(None, "request_batch_id", "id"),
        Index(
            "uq_device_enrolment_listed_once",
            "enrolment_provider_id",
            "serial_type",
            "serial_no",
            unique=True,
            sqlite_where=text(_LISTED),
            postgresql_where=text(_LISTED),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    hardware_unit_id: Mapped[int | None] = mapped_column(ForeignKey("hardware_unit.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    enrolment_provider_id: Mapped[int] = mapped_column(ForeignKey("device_enrolment_provider.id"))
    serial_type: Mapped[str] = mapped_column(String(10))
    serial_no: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20))
    request_type: Mapped[str | None] = mapped_column(String(10))
    request_batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    response_batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    provider_device_id: Mapped[str | None] = mapped_column(String(100))
    last_error: Mapped[str | None] = mapped_column(String(1_000))
    attempt_no: Mapped[int] = mapped_column(default=0, server_default="0")
    unenrol_reason: Mapped[str | None] = mapped_column(String(10_000))
    enrolled_at: Mapped[datetime | None]
    unenrolled_at: Mapped[datetime | None]
    is_void_due: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_override: Mapped[bool] = mapped_column(default=False, server_default=false())


class EnrolmentRequest(Base):
    """One request to a programme about a device; its id is the order id of the files (M6, M7).

    It says all that the file says, so that the same file is written again after an interruption. `outcome` is
    None until the programme has answered.
    """

    __tablename__ = "enrolment_request"
    __table_args__ = (
        Index(None, "enrolment_id", "id"),
        Index(None, "batch_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("device_enrolment.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    request_type: Mapped[str] = mapped_column(String(10))
    attempt_no: Mapped[int]
    organisation_ref: Mapped[str] = mapped_column(String(100))
    requested_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    error_text: Mapped[str | None] = mapped_column(String(1_000))
