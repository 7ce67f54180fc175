"""The lists that the demo operator is made from, as they stand in the resources."""

from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from agentview.contract.contract_pools import BlockSetting
from agentview.contract.contract_types import CreateTypeRequest
from agentview.contract.provisioning import HaltCode
from agentview.core.power import Role


class Listed(BaseModel):
    """An entry of a list, as it stands in the resources."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Staff(Listed):
    """A person who works for a provider; a VIEWER is bound to an account."""

    username: str
    name: str
    role: Role
    account: str | None = None


class ProviderEntry(Listed):
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


class Parties(Listed):
    """Providers, kinds of account, and the events that are switched on for them."""

    profiles: tuple[str, ...]
    events: tuple[str, ...]
    providers: tuple[ProviderEntry, ...]


class ServiceTypeEntry(Listed):
    """A service type; `form` says what its identifiers look like, `#` stands for a digit."""

    key: str
    name: str
    method: str
    supplier: str | None
    label: str
    pattern: str | None
    form: str
    target_hours: dict[str, int]


class PlanEntry(Listed):
    """A package plan; each service is its code, name, service type and whether it is mandatory."""

    code: str
    is_business: bool
    name: str
    setup: int
    fee: int
    honours_first_period: bool
    services: tuple[tuple[str, str, str, bool], ...]


class CatalogueLists(Listed):
    """Service types, and plans by provider."""

    service_types: tuple[ServiceTypeEntry, ...]
    plans: dict[str, tuple[PlanEntry, ...]]


class Origin(Listed):
    """Given and family names that go together."""

    given: tuple[str, ...]
    family: tuple[str, ...]


class FixedAccount(Listed):
    """A customer with a known number."""

    account_no: str
    name: str


class CustomerLists(Listed):
    """The names of a retailer's customers."""

    count: int
    account_prefix: str
    first_number: int
    fixed: tuple[FixedAccount, ...]
    notable: tuple[str, ...]
    origins: tuple[Origin, ...]
    companies: tuple[str, ...]
    domain: tuple[str, ...]


class PlaceLists(Listed):
    """Streets and towns (name, region, postcode) of a country."""

    country: str
    streets: tuple[str, ...]
    units: tuple[str, ...]
    towns: tuple[tuple[str, str, str], ...]


class Customers(Listed):
    """Names and places, by retailer."""

    retailers: dict[str, CustomerLists]
    places: dict[str, PlaceLists]


class HaltText(Listed):
    """A reason to halt, and the kinds of request that it fits."""

    kinds: frozenset[str]
    code: HaltCode
    text: str
    note: str


class Texts(Listed):
    """What people write."""

    halts: tuple[HaltText, ...]
    resubmits: tuple[str, ...]
    order_notes: tuple[str, ...]
    task_notes: tuple[str, ...]
    aborts: tuple[str, ...]
    take_overs: tuple[str, ...]
    references: tuple[str, ...]
    channels: tuple[str, ...]


class PeopleLists(Listed):
    """What is said about people, who sells to them, and why accounts are barred, by their status."""

    agents: dict[str, tuple[str, ...]]
    alerts: tuple[str, ...]
    notes: tuple[str, ...]
    shared: tuple[str, ...]
    reasons: dict[int, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]]


class PoolPlace(Listed):
    """How a plan stands in a pool: its weight, and what moving to it costs or is worth."""

    plan: str
    weight: int
    upgrade_charge_cents: int | None = None
    crossgrade_charge_cents: int | None = None
    downgrade_charge_cents: int | None = None
    upgrade_discount_cents: int | None = None
    crossgrade_discount_cents: int | None = None
    downgrade_discount_cents: int | None = None


class PoolEntry(Listed):
    """A pool of plans for contracts of a type."""

    name: str
    contract_type: str
    plans: tuple[PoolPlace, ...]


class ExtraEntry(Listed):
    """A bolt-on of packages of a plan, with an add-on where that has a name. Fees for each period."""

    plan: str
    name: str
    fee: int
    add_on: str
    add_on_fee: int


class ContractLists(Listed):
    """What a retailer binds its customers with: types by their internal names, plans by their codes.

    `withdrawn` is a type that binds customers and is not sold any more; `included` is the value of the usage
    that the access fee of a plan includes.
    """

    blocks: BlockSetting
    types: tuple[CreateTypeRequest, ...]
    pools: tuple[PoolEntry, ...]
    defaults: dict[str, str]
    withdrawn: str
    included: dict[str, int]
    extras: tuple[ExtraEntry, ...]


class Contracts(Listed):
    """Contracts, by retailer."""

    retailers: dict[str, ContractLists]


List = TypeVar("List", bound=Listed)


def read(name: str, kind: type[List]) -> List:
    """Read a list of the resources."""
    text = files("agentview").joinpath("resources", "demo", f"{name}.json").read_text(encoding="utf-8")
    return kind.model_validate_json(text)
