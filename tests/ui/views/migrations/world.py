"""Plans in contract pools, and packages of every kind, for the tests of the migration screens."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.core.reference import parse_reference
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractPool, ContractPoolPlan, ContractType
from agentview.models.database import Stamp
from agentview.models.migration import Migration
from agentview.models.party import Agent, User, UserRole
from agentview.models.subscription import BoltOn, PackageSubscription, ServiceSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import Held, hold
from tests.services.provisioning.working import Working

YEAR, HALF = 1, 2
TYPES = {YEAR: "Twelve months", HALF: "Six months"}
MOBILE_POOL, OTHER_POOL = 1, 2
WEIGHTS = {"MOB-40": 10, "MOB-80": 20, "DUO": 50}
STAMP = Stamp("test", build.START)


@dataclass
class World:
    """The plans MOB-40 (10), MOB-80 (20) and DUO (50) in one pool; moving up to MOB-80 costs 15.00."""

    backend: Backend

    def __post_init__(self) -> None:
        with self.backend.database.write(STAMP) as session:
            for key, name in TYPES.items():
                session.add(_type(key, name))
            session.flush()
            session.add(
                ContractPool(
                    id=MOBILE_POOL, provider_id=build.HARBOUR, name="Mobile pool", contract_type_id=YEAR
                )
            )
            session.flush()
            for code, weight in WEIGHTS.items():
                session.add(
                    ContractPoolPlan(
                        pool_id=MOBILE_POOL,
                        package_plan_id=self.plan_id(code),
                        weight=weight,
                        upgrade_charge_cents=1500,
                        downgrade_charge_cents=500,
                        downgrade_discount_cents=700,
                    )
                )

    def plan_id(self, code: str) -> int:
        """Return the id of a plan."""
        with self.backend.database.read() as session:
            return session.scalars(select(PackagePlan.id).where(PackagePlan.code == code)).one()

    def pool_weights(self) -> dict[str, int]:
        """Return the plans of the pool with their weights."""
        with self.backend.database.read() as session:
            rows = session.execute(
                select(PackagePlan.code, ContractPoolPlan.weight)
                .join(ContractPoolPlan, ContractPoolPlan.package_plan_id == PackagePlan.id)
                .where(ContractPoolPlan.pool_id == MOBILE_POOL)
            )
            return {row.code: row.weight for row in rows}

    def type_of(self, code: str) -> int | None:
        """Return the default contract type of a plan."""
        with self.backend.database.read() as session:
            return session.get_one(PackagePlan, self.plan_id(code)).default_contract_type_id

    def status(self, order_id: int) -> str:
        """Return how far a migration is."""
        with self.backend.database.read() as session:
            return session.scalars(select(Migration.status).where(Migration.order_id == order_id)).one()

    def package(self, plan: str = "MOB-40", **more: object) -> Held:
        """Give Marlow an active package."""
        return hold(self.backend, plan, **more)  # type: ignore[arg-type] # passed on as it is

    def bind(self, held: Held, kind: int = YEAR, end_on: date = date(2027, 6, 15)) -> None:
        """Bind a package to a contract."""
        with self.backend.database.write(STAMP) as session:
            session.add(
                Contract(
                    package_subscription_id=held.package_id,
                    contract_type_id=kind,
                    started_on=date(2026, 6, 16),
                    end_on=end_on,
                    auto_end=True,
                    status="ACTIVE",
                )
            )

    def set_type(self, code: str, kind: int | None) -> None:
        """Give a plan a default contract type."""
        with self.backend.database.write(STAMP) as session:
            session.get_one(PackagePlan, self.plan_id(code)).default_contract_type_id = kind

    def charge(self, code: str, cents: int) -> None:
        """Change what moving up to a plan costs."""
        with self.backend.database.write(STAMP) as session:
            row = session.scalars(
                select(ContractPoolPlan).where(ContractPoolPlan.package_plan_id == self.plan_id(code))
            ).one()
            row.upgrade_charge_cents = cents

    def access_fee(self, held: Held, cents: int) -> None:
        """Change what a package costs each period."""
        with self.backend.database.write(STAMP) as session:
            session.get_one(PackageSubscription, held.package_id).access_fee_cents = cents

    def empty_pool(self) -> None:
        """Take every other plan than MOB-40 out of the pool."""
        with self.backend.database.write(STAMP) as session:
            for row in session.scalars(select(ContractPoolPlan)):
                if row.package_plan_id != self.plan_id("MOB-40"):
                    session.delete(row)

    def extras(self, held: Held) -> None:
        """Give a package a bolt-on with an add-on."""
        with self.backend.database.write(STAMP) as session:
            bolt_on = BoltOn(
                package_subscription_id=held.package_id, name="Data 10 GB", fee_cents=990, status="ACTIVE"
            )
            session.add(bolt_on)
            session.flush()
            session.add(
                BoltOn(
                    package_subscription_id=held.package_id,
                    parent_id=bolt_on.id,
                    name="Roaming",
                    fee_cents=500,
                    status="ACTIVE",
                )
            )

    def service(self, held: Held, status: str, at: int = 0) -> None:
        """Set the status of a service."""
        with self.backend.database.write(STAMP) as session:
            session.get_one(ServiceSubscription, held.service_ids[at]).status = status

    def upgrade_order(self, held: Held) -> int:
        """Order an upgrade of a package, while nothing stands against that."""
        number = Working(self.backend).upgrade(f"PS-{held.package_id}").row.reference
        parsed = parse_reference(number)
        assert parsed is not None
        return parsed[1]

    def sold_by_another(self, held: Held) -> None:
        """Let another agent have made the sale, and harbour_lead sell for an agent."""
        with self.backend.database.write(STAMP) as session:
            for key, name in ((1, "Corner Shop"), (2, "High Street")):
                session.add(Agent(id=key, provider_id=build.HARBOUR, name=name))
            session.flush()
            session.get_one(PackageSubscription, held.package_id).agent_id = 1
            session.scalars(select(User).where(User.username == "harbour_lead")).one().agent_id = 2

    def let(self, username: str, role: str) -> None:
        """Give a person another role."""
        with self.backend.database.write(STAMP) as session:
            user = session.scalars(select(User).where(User.username == username)).one()
            session.add(UserRole(user_id=user.id, role=role))


def _type(key: int, name: str) -> ContractType:
    return ContractType(
        id=key,
        provider_id=build.HARBOUR,
        internal_name=name.upper(),
        external_name=name,
        length=12 if key == YEAR else 6,
        length_unit="MONTH",
        tax_code="GST",
        end_method="NO_CONTRACT",
        break_out_method="PER_REMAINING_MONTH",
        break_out_amount_cents=1000,
        early_upgrade_remaining_months=9,
        early_upgrade_fee_cents=2500,
        status="ACTIVE",
    )
