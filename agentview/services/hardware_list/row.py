"""A hardware order as a row of its list, with what may be done to it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from agentview.contract.hardware import BillingMode, FraudStatus, HardwareStatus
from agentview.contract.hardware_list import HardwareRow
from agentview.contract.value import CommandState
from agentview.core.text import masked
from agentview.services.customer_scope import is_customer
from agentview.services.hardware_lifecycle import LIFECYCLE, HardwareFacts
from agentview.services.hardware_orders.facts import (
    OFFERED,
    PLACE,
    delivery_problems,
    has_been_in_a_batch,
    is_claimed,
)
from agentview.services.hardware_orders.matter import order_reference
from agentview.services.unit import Unit

Lines = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Around:
    """What is the same for all rows of a page: percent by tax code, and whether stock can be asked for."""

    percents: Mapping[str, int]
    has_stock_source: bool


def shown(unit: Unit, row: Row[Any], lines: Lines, key: str) -> HardwareRow:
    """Return a fetched row as it is listed; the name is masked for who did not type it."""
    is_own = row.delivery_typed_by == unit.caller.user_id
    name = row.delivery_name if is_own or not row.delivery_name else masked(row.delivery_name)
    hides = is_customer(unit.caller)
    return HardwareRow(
        order_id=row.id,
        version=row.row_version,
        reference=order_reference(row.id),
        account_id=row.account_id,
        account_no=row.account_no,
        customer=row.customer,
        status=HardwareStatus(row.status),
        fraud=FraudStatus.NOT_REQUIRED if hides else FraudStatus(row.fraud_status),
        line_count=len(lines),
        total_cents=sum(line.qty * line.unit_price_cents for line in lines) + row.delivery_price_cents,
        currency=row.currency,
        delivery_name=name,
        created_by=row.creator,
        generated_at=row.generated_at,
        changed_at=row.updated_at,
        commands=key,
    )


def commands_of(unit: Unit, row: Row[Any], lines: Lines, around: Around) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller (SM-3)."""
    place = {name: getattr(row, name, "") for name in PLACE}
    missing, wrong = delivery_problems(row.delivery_name, place, row.delivery_method_id)
    is_at_once = row.billing_mode == BillingMode.IMMEDIATE.value
    codes = {line.tax_code for line in lines} if is_at_once else set()
    facts = HardwareFacts(
        line_count=len(lines),
        missing_delivery=missing,
        wrong_delivery=wrong,
        unplaced=tuple(line.product for line in lines if not line.is_placed),
        untaxed=tuple(sorted(codes - set(around.percents))),
        fraud=FraudStatus(row.fraud_status),
        has_batch=any(
            has_been_in_a_batch(line.status, line.request_batch_id, line.retry_count) for line in lines
        ),
        is_being_sent=any(is_claimed(line.status, line.request_batch_id) for line in lines),
        has_stock_source=around.has_stock_source,
    )
    status = HardwareStatus(row.status)
    verdicts = (LIFECYCLE.judge(status, one, facts, unit.caller.powers) for one in OFFERED)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)
