"""The lists that the demo operator is made from, as they stand in the resources."""

from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from agentview.contract.provisioning import HaltCode
from agentview.core.power import Role


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Staff(_Listed):
    """A person who works for a provider; a VIEWER is bound to an account."""

    username: str
    name: str
    role: Role
    account: str | None = None


class ProviderEntry(_Listed):
    """A provider with its staff."""

    code: str
    name: str
    kind: str
    timezone: str
    currency: str
    region: str
    customers_may_resubmit: bool
    private_fields: list[str]
    staff: tuple[Staff, ...]


class Parties(_Listed):
    """Providers, kinds of account, and the events that are switched on for them."""

    profiles: tuple[str, ...]
    events: tuple[str, ...]
    providers: tuple[ProviderEntry, ...]


class ServiceTypeEntry(_Listed):
    """A service type; `form` says what its identifiers look like, `#` stands for a digit."""

    key: str
    name: str
    method: str
    supplier: str | None
    label: str
    pattern: str | None
    form: str
    target_hours: dict[str, int]


class PlanEntry(_Listed):
    """A package plan; each service is its code, name, service type and whether it is mandatory."""

    code: str
    is_business: bool
    name: str
    setup: int
    fee: int
    honours_first_period: bool
    services: tuple[tuple[str, str, str, bool], ...]


class CatalogueLists(_Listed):
    """Service types, and plans by provider."""

    service_types: tuple[ServiceTypeEntry, ...]
    plans: dict[str, tuple[PlanEntry, ...]]


class Origin(_Listed):
    """Given and family names that go together."""

    given: tuple[str, ...]
    family: tuple[str, ...]


class FixedAccount(_Listed):
    """A customer with a known number."""

    account_no: str
    name: str


class CustomerLists(_Listed):
    """The names of a retailer's customers."""

    count: int
    account_prefix: str
    first_number: int
    fixed: tuple[FixedAccount, ...]
    notable: tuple[str, ...]
    origins: tuple[Origin, ...]
    companies: tuple[str, ...]
    domain: tuple[str, ...]


class PlaceLists(_Listed):
    """Streets and towns (name, region, postcode) of a country."""

    country: str
    streets: tuple[str, ...]
    units: tuple[str, ...]
    towns: tuple[tuple[str, str, str], ...]


class Customers(_Listed):
    """Names and places, by retailer."""

    retailers: dict[str, CustomerLists]
    places: dict[str, PlaceLists]


class HaltText(_Listed):
    """A reason to halt, and the kinds of request that it fits."""

    kinds: frozenset[str]
    code: HaltCode
    text: str
    note: str


class Texts(_Listed):
    """What people write."""

    halts: tuple[HaltText, ...]
    resubmits: tuple[str, ...]
    order_notes: tuple[str, ...]
    task_notes: tuple[str, ...]
    aborts: tuple[str, ...]
    take_overs: tuple[str, ...]
    references: tuple[str, ...]
    channels: tuple[str, ...]


class PeopleLists(_Listed):
    """What is said about people, who sells to them, and why accounts are barred, by their status."""

    agents: dict[str, tuple[str, ...]]
    alerts: tuple[str, ...]
    notes: tuple[str, ...]
    shared: tuple[str, ...]
    reasons: dict[int, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]]


List = TypeVar("List", bound=_Listed)


def read(name: str, kind: type[List]) -> List:
    """Read a list of the resources."""
    text = files("agentview").joinpath("resources", "demo", f"{name}.json").read_text(encoding="utf-8")
    return kind.model_validate_json(text)
