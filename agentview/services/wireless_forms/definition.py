"""What a type of wireless order is: the shape of a row of `definitions`."""

from dataclasses import dataclass
from enum import StrEnum

from agentview.contract.wireless import (
    Acknowledged,
    DeviceStatus,
    ItemKind,
    LineStatus,
    OrderGroup,
    OrderType,
)
from agentview.contract.wireless_catalogue import ItemRule, Need, VendorChoice
from agentview.contract.wireless_forms import FieldId
from agentview.services.wireless_forms.field_definitions import FieldDefinition

SHIPPED_KINDS = frozenset({ItemKind.DEVICE, ItemKind.ACCESSORY, ItemKind.SIM})
"""Items that go by post (R-WL-10)."""


class Result(StrEnum):
    """What a fulfilled order has to have brought (R-WL-30)."""

    NUMBER = "NUMBER"
    SERIAL = "SERIAL"
    ICCID = "ICCID"
    TRACKING = "TRACKING"


class Aspect(StrEnum):
    """What of a line or device an order changes: two orders that change the same conflict (R-WL-34)."""

    STATE = "STATE"
    """Whether it is there at all; whatever else is changed depends on it."""
    HOLDER = "HOLDER"
    PLAN = "PLAN"
    FEATURES = "FEATURES"
    NUMBER = "NUMBER"
    DEVICE = "DEVICE"
    SIM = "SIM"


@dataclass(frozen=True, slots=True)
class Definition:
    """A type of order. Adding a type is a row of this.

    `line_statuses` and `device_statuses` are those of the line and device that it is possible for. `words`
    are what people say who want it; the first of them are the most typical. A device that `is_spare` is in
    stock and nobody's.
    """

    type: OrderType
    group: OrderGroup
    line: Need = Need.NONE
    device: Need = Need.NONE
    beneficiary: Need = Need.OPTIONAL
    vendor: VendorChoice = VendorChoice.NONE
    line_statuses: frozenset[LineStatus] = frozenset()
    device_statuses: frozenset[DeviceStatus] = frozenset()
    is_spare: bool = False
    items: tuple[ItemRule, ...] = ()
    fields: tuple[FieldDefinition, ...] = ()
    acknowledgements: tuple[Acknowledged, ...] = ()
    is_shipped: bool = False
    results: frozenset[Result] = frozenset()
    completes_on_approval: bool = False
    touches: frozenset[Aspect] = frozenset()
    words: tuple[str, ...] = ()

    @property
    def needs_vendor(self) -> bool:
        """Whether somebody outside fulfils it."""
        return not self.completes_on_approval

    def rule(self, kind: ItemKind) -> ItemRule | None:
        """How many items of a kind it takes; None for none."""
        return next((one for one in self.items if one.kind is kind), None)

    def has_quantity(self, kind: ItemKind) -> bool:
        """Whether of an item of a kind several pieces may be ordered."""
        found = self.rule(kind)
        return found is not None and found.has_quantity

    def field(self, field_id: FieldId) -> FieldDefinition | None:
        """A field of its form; None where it has none such."""
        return next((one for one in self.fields if one.field_id is field_id), None)


def do_conflict(one: Definition, other: Definition) -> bool:
    """Say whether two types change the same of a line, or one of them whether it is there (R-WL-34)."""
    if not one.touches or not other.touches:
        return False
    return bool(one.touches & other.touches) or Aspect.STATE in one.touches | other.touches
