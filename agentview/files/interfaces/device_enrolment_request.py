"""Device Enrolment Request v1.1 (M6): devices that a manufacturer's programme is to take, or to let go.

Sourced: the header, `orders[]` with `id` and `requestType`. [P]: organisation, sales order, device fields.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from agentview.files.interfaces.interface import Interface
from agentview.files.interfaces.limits import Code, Count, OptionalCode, OptionalName, RecordId, Word


class DeviceEnrolmentRequest(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The header: everything but `orders` (R-ENR-03)."""

    identifier: RecordId
    version: Literal["1.1"] = "1.1"
    interface_category: Literal["Device Enrolment"] = "Device Enrolment"
    interface_type: Literal["Device Enrolment Request"] = "Device Enrolment Request"
    batch_date_time: datetime
    extract_load_date_time: datetime
    record_count: Count
    device_enrolment_provider_id: Word


class RequestedDevice(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """A device [P]: `device_id` is its serial number, as `serial_type` (IMEI, MEID, ESN, ...) says."""

    device_id: Code
    serial_type: OptionalCode = ""
    sku: OptionalCode = ""
    product_name: OptionalName = ""


class EnrolmentOrder(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One request for one organisation (R-ENR-04); RETURN lets a device go (R-ENR-05)."""

    id: RecordId
    request_type: Literal["RETURN", "ORDER", "VOID", "OVERRIDE"]
    organisation_id: Word
    sales_order_id: OptionalCode = ""
    devices: Annotated[list[RequestedDevice], Meta(min_length=1)]


ENROLMENT_REQUEST = Interface(DeviceEnrolmentRequest, EnrolmentOrder, "orders")
