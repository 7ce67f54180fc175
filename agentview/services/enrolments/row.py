"""Turns what was read of a device into what goes out."""

from typing import Any

from sqlalchemy import Row

from agentview.contract.enrolments import EnrolmentRow
from agentview.contract.hardware import EnrolmentRequestType, EnrolmentStatus, SerialType
from agentview.models.enrolment import DeviceEnrolment


def enrolment_row(row: Row[Any]) -> EnrolmentRow:
    """Return the line of a device, of a row of `queries.rows`."""
    item: DeviceEnrolment = row.DeviceEnrolment
    return EnrolmentRow(
        enrolment_id=item.id,
        version=item.row_version,
        serial_type=SerialType(item.serial_type),
        serial_no=item.serial_no,
        product_id=item.product_id,
        product=row.product,
        sku=row.sku,
        account_id=item.account_id,
        account_no=row.account_no,
        customer=row.customer,
        order_id=row.order_id,
        programme_id=item.enrolment_provider_id,
        programme=row.programme,
        status=EnrolmentStatus(item.status),
        request_type=EnrolmentRequestType(item.request_type) if item.request_type else None,
        attempt_no=item.attempt_no,
        last_error=item.last_error,
        updated_at=item.updated_at,
    )
