"""What companies of the demo can order for mobile lines, and who works for them, from the lists."""

from pydantic import RootModel

from agentview.contract.wireless import DeviceType, FieldType, OrderType, Requirement
from agentview.contract.wireless_forms import FieldId
from agentview.services.demo.lists import Listed


class VendorEntry(Listed):
    """A carrier."""

    code: str
    name: str
    prefix: str
    reactivation_days: int = 30


class PlanEntry(Listed):
    """A plan of a carrier, or of reimbursement."""

    vendor: str | None
    code: str
    name: str
    monthly: int
    once: int = 0
    months: int = 0
    types: tuple[DeviceType, ...] = ()
    in_policy: bool = True


class FeatureEntry(Listed):
    """A feature of a carrier."""

    vendor: str
    code: str
    name: str
    monthly: int
    in_policy: bool = True


class ModelEntry(Listed):
    """A product of the hardware catalogue that is ordered for lines, with the accessories that fit it."""

    sku: str
    type: DeviceType
    vendors: tuple[str, ...] = ()
    in_policy: bool = True
    fits: tuple[str, ...] = ()


class FieldEntry(Listed):
    """How a field is asked for, where it is not as usual."""

    type: OrderType
    field: FieldId
    kind: FieldType
    requirement: Requirement
    label: str = ""
    encrypted: bool = False


class PersonEntry(Listed):
    """Somebody of a company who signs in and sees it alone; some approve orders."""

    username: str
    name: str
    unit: str
    manager: str | None = None
    approves: bool = False


class UnitEntry(Listed):
    """A unit of a company, with the username of who heads it."""

    code: str
    name: str
    centre: str
    head: str
    parent: str | None = None


class WirelessEntry(Listed):
    """All of a provider's wireless area."""

    vendors: tuple[VendorEntry, ...]
    plans: tuple[PlanEntry, ...]
    features: tuple[FeatureEntry, ...]
    models: tuple[ModelEntry, ...]
    fields: tuple[FieldEntry, ...]
    people: tuple[PersonEntry, ...]
    units: tuple[UnitEntry, ...]
    names: tuple[str, ...]


class WirelessLists(RootModel[dict[str, WirelessEntry]]):
    """By the code of the provider."""
