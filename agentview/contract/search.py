"""Find a customer, a number or an order in one box."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Line
from agentview.core.power import Power


class HitKind(StrEnum):
    """What was found."""

    CUSTOMER = "CUSTOMER"
    TASK = "TASK"
    ORDER = "ORDER"


class FindRequest(Message):
    """What was typed: part of a name, digits of a number, or a reference such as PO-10482."""

    text: Line
    limit: Annotated[int, Field(ge=1, le=20)] = 8


class Hit(Message):
    """A match; `record_id` is an account for CUSTOMER, a task for TASK, an order for ORDER."""

    kind: HitKind
    record_id: int
    title: str
    detail: str
    status: str


class Hits(Message):
    """The best matches first."""

    hits: tuple[Hit, ...]


FIND = Op("search.find", FindRequest, Hits, False, Power.FIND_CUSTOMER, "Find customers and orders")
