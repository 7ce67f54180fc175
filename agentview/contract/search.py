"""Find a customer, a number, an order or a device in one box."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.orders import OrderType
from agentview.contract.provisioning import TransferType
from agentview.contract.value import Line
from agentview.core.power import Power


class HitKind(StrEnum):
    """What was found."""

    CUSTOMER = "CUSTOMER"
    TASK = "TASK"
    ORDER = "ORDER"
    WORK_ITEM = "WORK_ITEM"
    HARDWARE_ORDER = "HARDWARE_ORDER"
    ENROLMENT = "ENROLMENT"
    WIRELESS_ORDER = "WIRELESS_ORDER"
    RESTRICTION_CASE = "RESTRICTION_CASE"


class HitField(StrEnum):
    """What of a record fits what was typed."""

    REFERENCE = "REFERENCE"
    NAME = "NAME"
    NUMBER = "NUMBER"
    ACCOUNT_NO = "ACCOUNT_NO"
    CONTACT = "CONTACT"
    VANITY_NAME = "VANITY_NAME"
    SERVICE = "SERVICE"
    SERIAL = "SERIAL"
    EMAIL = "EMAIL"
    ADDRESS = "ADDRESS"
    TRACKING = "TRACKING"


class FindRequest(Message):
    """What was typed: part of a name, digits of a number, or a reference such as PO-10482."""

    text: Line
    limit: Annotated[int, Field(ge=1, le=20)] = 8


class Hit(Message):
    """A match; `record_id` is an account, task, order, case, enrolment or what else its `kind` says.

    `reference` is the number that people quote: an account number, or PO-10482/1. `matched` is the part of
    the record that fits what was typed. `order_type` says what an order does, `transfer_type` what a task
    does.
    """

    kind: HitKind
    record_id: int
    title: str
    detail: str
    status: str
    reference: str = ""
    matched: HitField | None = None
    order_type: OrderType | None = None
    transfer_type: TransferType | None = None


class Hits(Message):
    """The best matches first."""

    hits: tuple[Hit, ...]


FIND = Op("search.find", FindRequest, Hits, False, Power.FIND_CUSTOMER, "Find customers and orders")
