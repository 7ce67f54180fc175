"""Administration of the vendors of wireless orders: carriers, and how their orders go out."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import ExchangeAddress
from agentview.contract.hardware_admin import ExchangeFault
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Line, RecordId, Version
from agentview.core.power import Power

LONGEST_REACTIVATION = 3_650
"""A vendor restores a line for so many days after its disconnection at most (R-WL-04)."""


class VendorExchange(StrEnum):
    """How a vendor is given its orders."""

    BY_HAND = "BY_HAND"
    """People place them, and note what comes of it in the fulfilment queue."""
    FILES = "FILES"
    HTTP = "HTTP"
    SIMULATED = "SIMULATED"


class VendorFields(Message):
    """What can be set of a vendor. `exchange_url` holds no secrets; it is empty where people place orders.

    One that is not active is offered to no order any more.
    """

    code: Annotated[Line, Field(min_length=1, max_length=40)]
    name: Annotated[Line, Field(min_length=1)]
    exchange: VendorExchange = VendorExchange.BY_HAND
    exchange_url: ExchangeAddress = ""
    reactivation_limit_days: Annotated[int, Field(ge=0, le=LONGEST_REACTIVATION)] = 30
    is_active: bool = True


class AdminVendor(Message):
    """A vendor with all that can be set of it, and what uses it.

    `open_parts` it has to carry out; of these the program has sent `sent_parts` to its address.
    """

    vendor_id: int
    version: int
    fields: VendorFields
    open_parts: int
    sent_parts: int
    line_count: int
    changed_at: datetime
    changed_by: str


class AdminVendors(Message):
    """The vendors of the own provider, by name."""

    rows: tuple[AdminVendor, ...]


class SaveVendorRequest(Message):
    """Add a vendor, or change the one named in the version that was seen."""

    vendor_id: RecordId | None = None
    version: Version | None = None
    fields: VendorFields


class VendorRef(Message):
    """A vendor of the own provider."""

    vendor_id: RecordId


class VendorChecked(Message):
    """What became of trying a vendor's address out; `fault` is None where it can be given orders."""

    vendor_id: int
    name: str
    fault: ExchangeFault | None
    checked_at: datetime


_P = Power.CATALOGUE_ADMIN

VENDORS = Op("wireless_vendors.vendors", Nothing, AdminVendors, False, _P, "List all vendors")
SAVE_VENDOR = Op(
    "wireless_vendors.save_vendor", SaveVendorRequest, AdminVendor, True, _P, "Add or change a vendor"
)
CHECK_VENDOR = Op(
    "wireless_vendors.check_vendor",
    VendorRef,
    VendorChecked,
    True,
    _P,
    "Try out whether a vendor can be given orders",
    asks_outside=True,
)
