"""Finds orders and takes hold of one for a command: one conditional UPDATE checks version and state."""

from dataclasses import dataclass, replace

from sqlalchemy import select, update

from agentview.contract.orders import OrderStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.errors import Conflict, NotFound, Refusal, Value
from agentview.core.power import Power
from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.party import User
from agentview.services.order_lifecycle import LIFECYCLE, OrderCommand, OrderFacts
from agentview.services.order_scope import entered_orders
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit

_OF_A_DRAFT = (OrderCommand.SAVE_PAGE, OrderCommand.SUBMIT, OrderCommand.DISCARD, OrderCommand.REOPEN)


@dataclass(frozen=True, slots=True)
class Held:
    """An order and what its lifecycle looks at."""

    record: Order
    owner: str
    facts: OrderFacts

    @property
    def status(self) -> OrderStatus:
        """Where it stands."""
        return OrderStatus(self.record.status)


def find(unit: Unit, order_id: int) -> Held:
    """Return an order. Raises NotFound (`E-NOT-FOUND`), also for one of another provider."""
    row = unit.session.execute(
        select(Order, User.display_name, Account.status)
        .outerjoin(User, User.id == Order.owner_id)
        .outerjoin(Account, Account.id == Order.account_id)
        .where(Order.id == order_id, entered_orders(unit.caller))
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"order_id": order_id}))
    record, owner, account_status = row
    facts = OrderFacts(
        account_status=account_status,
        is_owner=record.owner_id == unit.caller.user_id,
        is_lead=unit.caller.has(Power.TAKE_OVER),
        owner=owner or record.submitted_by or "",
        was_submitted=record.submitted_at is not None,
    )
    return Held(record, owner or "", facts)


def hold(unit: Unit, order_id: int, version: int, command: OrderCommand) -> Held:
    """Lock an order for a command, in the version that was seen.

    Raises Conflict (`E-STALE` with who changed it), Rejected (`E-STATE` and guards), Denied, NotFound. Of
    several callers with one version exactly one gets through (R-PRV-41).
    """
    row = LIFECYCLE.rows_of(command)[0]
    held = unit.session.scalars(
        update(Order)
        .where(
            Order.id == order_id,
            entered_orders(unit.caller),
            Order.row_version == version,
            Order.status.in_([source.value for source in row.sources]),
        )
        .values(row_version=Order.row_version + 1)
        .returning(Order.id),
        execution_options={"synchronize_session": False},
    ).first()
    found = find(unit, order_id)
    if held is None:
        _refuse(unit, found, version, command)
    # The customer's status is judged with its page, so that it comes with the reasons of the other pages.
    demand(unit, replace(found, facts=replace(found.facts, account_status=None)), command)
    return found


def demand(unit: Unit, found: Held, command: OrderCommand) -> None:
    """Raise every reason why the caller cannot do `command` to the order now."""
    verdict = LIFECYCLE.judge(found.status, command, found.facts, unit.caller.powers)
    if not verdict.is_open:
        raise refusal_error(verdict.refusals)


def commands(unit: Unit, found: Held) -> tuple[CommandState, ...]:
    """Say of each command on an incomplete order whether it is open to the caller."""
    verdicts = (
        LIFECYCLE.judge(found.status, command, found.facts, unit.caller.powers) for command in _OF_A_DRAFT
    )
    return tuple(
        CommandState(
            command=verdict.command.value, refusals=tuple(RefusalInfo.of(one) for one in verdict.refusals)
        )
        for verdict in verdicts
    )


def _refuse(unit: Unit, found: Held, version: int, command: OrderCommand) -> None:
    """Raise why it could not be held: a state that does not allow it first, for that ends the matter."""
    if found.record.row_version == version or found.status not in LIFECYCLE.rows_of(command)[0].sources:
        demand(unit, found, command)
    raise stale(unit, found.record)


def stale(unit: Unit, record: Order) -> Conflict:
    """Return the error for an order that changed since it was seen: who changed it, and when."""
    by = unit.session.scalars(select(User.display_name).where(User.username == record.updated_by)).first()
    values: dict[str, Value] = {
        "by": by or record.updated_by,
        "at": record.updated_at.isoformat(),
        "status": record.status,
        "version": record.row_version,
    }
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))
