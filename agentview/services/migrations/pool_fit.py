"""Finds the pool in which two plans stand together, and what moving between them is worth (R-MIG-11, 13)."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import aliased

from agentview.contract.contract_terms import ContractFee
from agentview.contract.migration_quote import ContractAction, Direction
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractPool, ContractPoolPlan
from agentview.services.unit import Unit


class Amounts(NamedTuple):
    """What a pool charges for moving to a plan in each direction, or gives; nothing where None."""

    upgrade: int | None
    crossgrade: int | None
    downgrade: int | None

    def of(self, direction: Direction) -> int:
        """Return that of a direction, 0 where nothing is set."""
        by_direction = {
            Direction.UPGRADE: self.upgrade,
            Direction.CROSSGRADE: self.crossgrade,
            Direction.DOWNGRADE: self.downgrade,
        }
        return by_direction[direction] or 0


@dataclass(frozen=True, slots=True)
class PoolFit:
    """A pool with the rows of both plans in it, and the winning plan, whose row sets the price."""

    pool: ContractPool
    losing: ContractPoolPlan
    winning: ContractPoolPlan
    plan: PackagePlan

    @property
    def direction(self) -> Direction:
        """Where moving leads."""
        return direction_of(self.losing.weight, self.winning.weight)

    @property
    def charge_cents(self) -> int:
        """What the pool charges for moving in this direction; 0 where nothing is set (R-MIG-25)."""
        row = self.winning
        charges = Amounts(row.upgrade_charge_cents, row.crossgrade_charge_cents, row.downgrade_charge_cents)
        return charges.of(self.direction)

    @property
    def discount_cents(self) -> int:
        """What the pool gives for moving in this direction, as a positive number (R-MIG-39)."""
        row = self.winning
        discounts = Amounts(
            row.upgrade_discount_cents, row.crossgrade_discount_cents, row.downgrade_discount_cents
        )
        return discounts.of(self.direction)


def direction_of(losing_weight: int, winning_weight: int) -> Direction:
    """Return where a move leads: by the weights alone (R-MIG-13)."""
    if winning_weight > losing_weight:
        return Direction.UPGRADE
    return Direction.DOWNGRADE if winning_weight < losing_weight else Direction.CROSSGRADE


def contract_action(
    contract: Contract | None, pool_type_id: int, direction: Direction, early_upgrade: ContractFee | None
) -> ContractAction:
    """Return what a migration in a pool of a type does to the contract in force (D-04, R-MIG-25, 27)."""
    if contract is None:
        return ContractAction.NONE
    if contract.contract_type_id == pool_type_id:
        return ContractAction.SAME_POOL
    is_early = early_upgrade is not None and direction is Direction.UPGRADE
    return ContractAction.EARLY_UPGRADE if is_early else ContractAction.BREAK_OUT


def pool_order(contract: Contract | None, default_type_id: int | None) -> tuple[ColumnElement[int], ...]:
    """Order pools that hold the same two plans: that of the contract, that of the plans' type, the oldest."""
    bound = contract.contract_type_id if contract is not None else None
    return (*(_last_unless(type_id) for type_id in (bound, default_type_id)), ContractPool.id.expression)


def _last_unless(type_id: int | None) -> ColumnElement[int]:
    return case((ContractPool.contract_type_id == type_id, 0), else_=1)


def pool_fit(
    unit: Unit, losing_plan: PackagePlan, winning_plan_id: int, contract: Contract | None
) -> PoolFit | None:
    """Return how two plans stand together in the pool that counts; None where they share none.

    The plan itself is not judged.
    """
    losing, winning = aliased(ContractPoolPlan), aliased(ContractPoolPlan)
    row = unit.session.execute(
        select(ContractPool, losing, winning, PackagePlan)
        .join(losing, losing.pool_id == ContractPool.id)
        .join(winning, winning.pool_id == ContractPool.id)
        .join(PackagePlan, PackagePlan.id == winning.package_plan_id)
        .where(
            losing.package_plan_id == losing_plan.id,
            winning.package_plan_id == winning_plan_id,
            ContractPool.provider_id == losing_plan.provider_id,
        )
        .order_by(*pool_order(contract, losing_plan.default_contract_type_id))
        .limit(1)
    ).first()
    return PoolFit(*row) if row is not None else None
