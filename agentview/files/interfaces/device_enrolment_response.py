"""Device Enrolment Response v1.0 (M7): what became of one order of an enrolment request.

Sourced: the header, `order.id`, `errors[]` with its limits, `devices[].deviceId`. [P]: that these belong to
the order, and the other fields of a device. A file is about one order: read and written as one value.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from agentview.files.interfaces.limits import Code, FileName, OptionalWord, RecordId, Sentence, Word


class EnrolmentError(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """What the programme could not do; the text goes into the event's notes (R-ENR-06)."""

    id: Annotated[str, Meta(max_length=100)]
    error_message: Sentence


class EnrolledDevice(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """A device [P]: `device_id` as it was asked for, and how the programme calls it."""

    device_id: Code
    provider_device_id: OptionalWord = ""
    errors: list[EnrolmentError] = []


class RespondedOrder(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """The order that is answered. Without errors all of it was carried out."""

    id: RecordId
    errors: list[EnrolmentError] = []
    devices: list[EnrolledDevice] = []


class DeviceEnrolmentResponse(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A whole response file."""

    version: Literal["1.0"]
    interface_category: Literal["Device Enrolment"]
    interface_type: Literal["Device Enrolment Response"]
    extract_load_date_time: datetime | None = None
    device_enrolment_provider_id: Word
    external_file_name: FileName
    order: RespondedOrder


def enrolment_response(
    file_name: str, provider: str, order: RespondedOrder, loaded_at: datetime | None = None
) -> DeviceEnrolmentResponse:
    """Return the response of programme `provider` about `order`."""
    return DeviceEnrolmentResponse(
        version="1.0",
        interface_category="Device Enrolment",
        interface_type="Device Enrolment Response",
        extract_load_date_time=loaded_at,
        device_enrolment_provider_id=provider,
        external_file_name=file_name,
        order=order,
    )
