"""What migrations and contracts need in the small operator: contract types, pools, plans, agents, usage.

Everything is written past the services and returns ids; plans are named by their codes.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agentview.contract.contract_terms import BreakOutMethod, ContractStatus, EndMethod, LengthUnit
from agentview.core.power import Role
from agentview.models.catalogue import PackagePlan, ServicePlan
from agentview.models.contract import Contract, ContractPool, ContractPoolPlan, ContractType
from agentview.models.customer import Account
from agentview.models.database import Database, Stamp
from agentview.models.party import Agent, AgentDelegation, Provider, User, UserRole
from agentview.models.subscription import BillingPeriod, BoltOn, PackageSubscription
from agentview.services.contracts.rules import months_later
from agentview.services.session.password import hashed
from tests import build

STAMP = Stamp("test", build.START)
TODAY = build.START.date()


class Operator(Protocol):
    """Whose database is furnished: that of the tests of the services, or the demo's on somebody's desk."""

    @property
    def database(self) -> Database:
        """What everything is written to."""


@dataclass(frozen=True)
class Terms:
    """What a contract type binds to. The default: 12 months, 50.00 for leaving, no early upgrade."""

    name: str = "12 months"
    length: int = 12
    length_unit: LengthUnit = LengthUnit.MONTH
    end: EndMethod = EndMethod.NO_CONTRACT
    method: BreakOutMethod = BreakOutMethod.FIXED
    amount: int | None = 5000
    percent: int | None = None
    early_months: int | None = None
    early_fee: int | None = None
    credit: int | None = None
    credit_periods: int | None = None


FIXED = Terms()
PER_MONTH = Terms("24 months", length=24, method=BreakOutMethod.PER_REMAINING_MONTH, amount=1000)
PERCENT = Terms("Half the rest", method=BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE, amount=None, percent=50)
EARLY = Terms("Early upgrade", amount=9000, early_months=3, early_fee=2500)
"""With three or fewer begun months left, an upgrade costs 25.00 instead of 90.00."""
EARLY_WITHOUT_FEE = Terms("Early upgrade, no fee", amount=9000, early_months=3)
RENEWING = Terms("Renewing", end=EndMethod.RENEW_CONTRACT)
CANCELLING = Terms("Ends the service", end=EndMethod.CANCEL_SERVICE)


def contract_type(backend: Operator, terms: Terms = FIXED, provider: int = build.HARBOUR) -> int:
    """Make a contract type."""
    return _add(
        backend,
        ContractType(
            provider_id=provider,
            internal_name=f"{terms.name} internal",
            external_name=terms.name,
            length=terms.length,
            length_unit=terms.length_unit.value,
            tax_code="GST",
            end_method=terms.end.value,
            break_out_method=terms.method.value,
            break_out_amount_cents=terms.amount,
            break_out_percent=terms.percent,
            early_upgrade_remaining_months=terms.early_months,
            early_upgrade_fee_cents=terms.early_fee,
            period_credit_cents=terms.credit,
            credit_periods=terms.credit_periods,
            status="ACTIVE",
        ),
    )


@dataclass(frozen=True)
class Place:
    """How a plan stands in a pool: its weight, and what moving to it costs or is worth."""

    plan: str
    weight: int
    upgrade: int | None = None
    crossgrade: int | None = None
    downgrade: int | None = None
    upgrade_discount: int | None = None
    crossgrade_discount: int | None = None
    downgrade_discount: int | None = None


LADDER = (
    Place("MOB-40", 10, downgrade=500, downgrade_discount=700),
    Place("MOB-80", 20, upgrade=1500, crossgrade=900, downgrade_discount=200),
    Place("DUO", 30, upgrade=2500, upgrade_discount=300),
)
"""Two single plans of one service, and a bundle above them."""


def pool(
    backend: Operator,
    type_id: int,
    places: tuple[Place, ...] = LADDER,
    name: str = "Home",
    provider: int = build.HARBOUR,
) -> int:
    """Make a pool of plans whose contract type is `type_id`."""
    with backend.database.write(STAMP) as session:
        made = ContractPool(provider_id=provider, name=name, contract_type_id=type_id)
        session.add(made)
        session.flush()
        session.add_all(_standing(session, made.id, place) for place in places)
        return made.id


def _standing(session: Session, pool_id: int, place: Place) -> ContractPoolPlan:
    return ContractPoolPlan(
        pool_id=pool_id,
        package_plan_id=_plan_id(session, place.plan),
        weight=place.weight,
        upgrade_charge_cents=place.upgrade,
        crossgrade_charge_cents=place.crossgrade,
        downgrade_charge_cents=place.downgrade,
        upgrade_discount_cents=place.upgrade_discount,
        crossgrade_discount_cents=place.crossgrade_discount,
        downgrade_discount_cents=place.downgrade_discount,
    )


def make_default(backend: Operator, type_id: int | None, *plans: str) -> None:
    """Let orders of these plans begin with a contract of a type (R-CON-01)."""
    with backend.database.write(STAMP) as session:
        chosen = update(PackagePlan).where(PackagePlan.code.in_(plans))
        session.execute(chosen.values(default_contract_type_id=type_id))


@dataclass(frozen=True)
class Home:
    """A contract type that is the default of all plans of its pool."""

    type_id: int
    pool_id: int


def home(backend: Operator, terms: Terms = FIXED, places: tuple[Place, ...] = LADDER) -> Home:
    """Make a contract type, a pool for it, and make it the default of the plans of the pool."""
    type_id = contract_type(backend, terms)
    made = Home(type_id, pool(backend, type_id, places, name=f"Pool of {terms.name}"))
    make_default(backend, type_id, *(place.plan for place in places))
    return made


def bind(
    backend: Operator,
    package_id: int,
    type_id: int,
    end_on: date,
    *,
    started_on: date | None = None,
    status: ContractStatus = ContractStatus.ACTIVE,
) -> int:
    """Bind a package until a day, since twelve months before it unless `started_on` says otherwise."""
    return _add(
        backend,
        Contract(
            package_subscription_id=package_id,
            contract_type_id=type_id,
            started_on=started_on or months_later(end_on, -12),
            end_on=end_on,
            auto_end=False,
            status=status.value,
        ),
    )


def bolt_on(
    backend: Operator,
    package_id: int,
    name: str = "Roaming",
    *,
    service_id: int | None = None,
    parent_id: int | None = None,
    fee: int = 500,
    status: str = "ACTIVE",
) -> int:
    """Give a package an extra, or an add-on of the extra `parent_id` (R-MIG-15)."""
    return _add(
        backend,
        BoltOn(
            package_subscription_id=package_id,
            service_subscription_id=service_id,
            parent_id=parent_id,
            name=name,
            fee_cents=fee,
            status=status,
            start_on=TODAY,
        ),
    )


def plan(
    backend: Operator,
    code: str,
    *service_types: int,
    provider: int = build.HARBOUR,
    fee: int = 5990,
    kind: str = "SELL",
    status: str = "ACTIVE",
    included: int | None = None,
    is_prorated: bool = True,
    honours_first_period: bool = False,
    default_type: int | None = None,
) -> int:
    """Make a plan with one mandatory service of each type; a mobile one unless types are named."""
    with backend.database.write(STAMP) as session:
        made = PackagePlan(
            provider_id=provider,
            code=code,
            internal_name=f"{code} internal",
            external_name=f"Plan {code}",
            kind=kind,
            setup_fee_cents=0,
            access_fee_cents=fee,
            is_prorated=is_prorated,
            honour_first_period_end_date=honours_first_period,
            included_value_cents=included,
            default_contract_type_id=default_type,
            status=status,
        )
        session.add(made)
        session.flush()
        for number, service_type in enumerate(service_types or (build.MOBILE,), start=1):
            session.add(
                ServicePlan(
                    package_plan_id=made.id,
                    service_type_id=service_type,
                    code=f"{code}-{number}",
                    internal_name=f"{code}-{number}",
                    external_name=f"{code}-{number}",
                    is_mandatory=True,
                )
            )
        return made.id


def plan_id(backend: Operator, code: str) -> int:
    """Return the id of a plan of the catalogue."""
    with backend.database.read() as session:
        return _plan_id(session, code)


def service_plan_id(backend: Operator, code: str) -> int:
    """Return the id of a service plan of the catalogue."""
    with backend.database.read() as session:
        return session.scalars(select(ServicePlan.id).where(ServicePlan.code == code)).one()


def use(backend: Operator, package_id: int, cents: int, on: date = TODAY) -> None:
    """Let billing have rated usage in the period of a package that a day lies in (R-MIG-31)."""
    with backend.database.write(STAMP) as session:
        period = update(BillingPeriod).where(
            BillingPeriod.package_subscription_id == package_id,
            BillingPeriod.from_on <= on,
            BillingPeriod.to_on >= on,
        )
        session.execute(period.values(used_value_cents=cents))


def include(backend: Operator, code: str, cents: int | None) -> None:
    """Let the access fee of a plan include usage of a value; None: any."""
    with backend.database.write(STAMP) as session:
        session.execute(
            update(PackagePlan).where(PackagePlan.code == code).values(included_value_cents=cents)
        )


def agent(
    backend: Operator,
    name: str = "Quayside Phones",
    *,
    visibility: str = "ALL",
    provider: int = build.HARBOUR,
) -> int:
    """Make an agent that sells for a provider; with OWN_ONLY its people see own customers only."""
    return _add(backend, Agent(provider_id=provider, name=name, is_active=True, visibility=visibility))


def seller(backend: Operator, username: str, agent_id: int, role: Role = Role.CSA) -> int:
    """Make a person who works for an agent and can sign in."""
    with backend.database.write(STAMP) as session:
        provider_id = session.get_one(Agent, agent_id).provider_id
        return _person(session, username, provider_id, role, agent_id)


def colleague(backend: Operator, username: str = "harbour_csa2", role: Role = Role.CSA) -> str:
    """Make one more person at Harbour who can sign in, and return the name."""
    with backend.database.write(STAMP) as session:
        _person(session, username, build.HARBOUR, role)
    return username


def _person(
    session: Session, username: str, provider_id: int, role: Role, agent_id: int | None = None
) -> int:
    made = User(
        username=username,
        display_name=username.replace("_", " ").title(),
        provider_id=provider_id,
        agent_id=agent_id,
        password_hash=hashed(build.password_of(username)),
    )
    session.add(made)
    session.flush()
    session.add(UserRole(user_id=made.id, role=role.value))
    return made.id


def delegate(
    backend: Operator, agent_id: int, user_id: int, valid_from: date = TODAY, valid_to: date | None = None
) -> int:
    """Let a person migrate on behalf of an agent (R-MIG-09)."""
    return _add(
        backend,
        AgentDelegation(
            agent_id=agent_id, user_id=user_id, action="MIGRATE", valid_from=valid_from, valid_to=valid_to
        ),
    )


def attribute(
    backend: Operator, agent_id: int | None, *, package_id: int | None = None, account_id: int | None = None
) -> None:
    """Say which agent made a sale, or signed a customer up."""
    with backend.database.write(STAMP) as session:
        if package_id is not None:
            session.get_one(PackageSubscription, package_id).agent_id = agent_id
        if account_id is not None:
            session.get_one(Account, account_id).agent_id = agent_id


def block_under_contract(backend: Operator, provider: int = build.HARBOUR) -> None:
    """Let any contract in force block a migration (R-MIG-01, the other reading of D-03)."""
    with backend.database.write(STAMP) as session:
        session.get_one(Provider, provider).contract_blocks_migration = "STRICT"


def _plan_id(session: Session, code: str) -> int:
    return session.scalars(select(PackagePlan.id).where(PackagePlan.code == code)).one()


def _add(backend: Operator, row: ContractType | Contract | BoltOn | Agent | AgentDelegation) -> int:
    with backend.database.write(STAMP) as session:
        session.add(row)
        session.flush()
        return row.id
