"""Orders that come in as TM Forum TMF622 v4 ProductOrder resources (D-25).

Only what AgentView reads is declared; other attributes of the standard are ignored, not refused.
"""

import json
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from agentview.contract.op import Message, Op
from agentview.contract.value import Line, Prose
from agentview.core.power import Power


class OrderStatus(StrEnum):
    """The states of SM-0."""

    ORDER_INCOMPLETE = "ORDER_INCOMPLETE"
    ORDER_COMPLETED = "ORDER_COMPLETED"
    PROVISIONING_HALTED = "PROVISIONING_HALTED"
    ORDER_PENDING = "ORDER_PENDING"
    ORDER_QUARANTINED = "ORDER_QUARANTINED"
    ORDER_FAILED = "ORDER_FAILED"
    ORDER_CANCELLED = "ORDER_CANCELLED"


class OrderType(StrEnum):
    """What an order does."""

    NEW = "NEW"
    PORT_CHURN = "PORT_CHURN"
    CHOWN = "CHOWN"
    UPGRADE = "UPGRADE"
    MIGRATE = "MIGRATE"


def _as_text(value: object) -> object:
    """Keep structured values of characteristics, which nothing here reads, as their JSON."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def _in_our_time(moment: datetime) -> datetime:
    """Refuse years that no calendar of ours reaches."""
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise ValueError("lies too far away")
    return moment


_YEARS = (1970, 2199)
Moment: TypeAlias = Annotated[datetime, AfterValidator(_in_our_time)]
Ident: TypeAlias = Annotated[Line, Field(min_length=1, max_length=100)]
CharacteristicValue: TypeAlias = Annotated[
    Prose
    | Annotated[int, Field(ge=-(2**63), lt=2**63)]
    | Annotated[float, Field(allow_inf_nan=False)]
    | bool
    | None,
    BeforeValidator(_as_text),
]


class TmfMessage(Message):
    """A TM Forum resource: camelCase on the wire, unknown attributes ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: object) -> object:
        """Take an attribute that is null as one that is not there: senders write both."""
        if isinstance(data, dict):
            return {name: value for name, value in data.items() if value is not None}
        return data


class Ref(TmfMessage):
    """A reference to another resource."""

    id: Ident


class RelatedParty(TmfMessage):
    """A party and its role: customer, serviceProvider, newOwner; a Customer without role is the customer."""

    id: Ident
    role: Line = ""
    referred_type: Line = Field(default="", alias="@referredType")


class Characteristic(TmfMessage):
    """A named value of a product."""

    name: Line
    value: CharacteristicValue = None


class OrderNote(TmfMessage):
    """A note that came with the order."""

    text: Prose = ""
    author: Line = ""


class Place(TmfMessage):
    """A place of a product: its service address, in parts or written out as `name`."""

    role: Line = ""
    name: Line = ""
    street_nr: Line = ""
    street_name: Line = ""
    city: Line = ""
    state_or_province: Line = ""
    postcode: Line = ""
    country: Line = ""


class Product(TmfMessage):
    """The product of an item: an existing one by id, or the wishes for a new one."""

    id: Ident | None = None
    product_characteristic: tuple[Characteristic, ...] = Field(default=(), max_length=200)
    place: tuple[Place, ...] = Field(default=(), max_length=20)


class ItemRelationship(TmfMessage):
    """A relation of an item to another item of the order; `bundles` names a part."""

    id: Ident
    relationship_type: Line


class OrderItem(TmfMessage):
    """A line of the order; its parts are named by `bundles`, or nested in it."""

    id: Ident
    action: Literal["add", "modify", "delete", "noChange"]
    quantity: Annotated[int, Field(ge=1, le=100)] = 1
    product: Product | None = None
    product_offering: Ref | None = None
    product_order_item_relationship: tuple[ItemRelationship, ...] = Field(default=(), max_length=200)
    product_order_item: tuple["OrderItem", ...] = Field(default=(), max_length=200)


class ProductOrder(TmfMessage):
    """A TMF622 v4 ProductOrder as a sender posts it. Its state, href and dates of progress are ignored."""

    id: Ident | None = None
    external_id: Ident | None = None
    category: Line = ""
    description: Prose = ""
    requested_start_date: Moment | None = None
    note: tuple[OrderNote, ...] = Field(default=(), max_length=100)
    related_party: tuple[RelatedParty, ...] = Field(default=(), max_length=50)
    product_order_item: tuple[OrderItem, ...] = Field(min_length=1, max_length=200)


class PlaceOutcome(StrEnum):
    """What became of an order that came in."""

    CREATED = "CREATED"
    UNCHANGED = "UNCHANGED"


class Placed(Message):
    """The order as it stands: newly created, or known already and unchanged.

    `references` names the order and each cancel request that it led to, `order_reference` the first of them.
    """

    outcome: PlaceOutcome
    order_reference: str
    references: tuple[str, ...]
    status: str
    task_references: tuple[str, ...]


CHECK = Op(
    "orders.check",
    ProductOrder,
    Placed,
    False,
    Power.CREATE_ORDER,
    "Say what placing an order would come to, and change nothing",
)
PLACE = Op(
    "orders.place", ProductOrder, Placed, True, Power.CREATE_ORDER, "Place an order (TMF622 ProductOrder)"
)
