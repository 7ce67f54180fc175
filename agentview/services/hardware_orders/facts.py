"""What the lifecycle of a hardware order looks at, and what may be done to an order and to its lines now."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from agentview.contract.hardware import BillingMode, HardwareCommand, HardwareLineStatus
from agentview.contract.value import CommandState
from agentview.core.postal import address_problems
from agentview.models.customer import Address
from agentview.models.hardware import HardwareOrder, HardwareUnit
from agentview.models.hardware_catalogue import HardwareSetting, Warehouse
from agentview.services.hardware_lifecycle import LIFECYCLE, HardwareFacts, LineFacts
from agentview.services.hardware_orders.matter import Item, Matter
from agentview.services.hardware_scope import own_warehouses
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit

OFFERED = (
    HardwareCommand.EDIT_LINES,
    HardwareCommand.EDIT_DELIVERY,
    HardwareCommand.CHECK_STOCK,
    HardwareCommand.GENERATE,
    HardwareCommand.CANCEL,
    HardwareCommand.RECHECK_FRAUD,
    HardwareCommand.OVERRIDE_FRAUD,
    HardwareCommand.RETRY,
    HardwareCommand.CLOSE,
)
"""What people do to an order."""
OFFERED_OF_LINE = (HardwareCommand.EDIT_LINES, HardwareCommand.RETRY, HardwareCommand.RETURN_LINE)
"""What people do to a line."""

_BEFORE_A_BATCH = frozenset({HardwareLineStatus.NEW, HardwareLineStatus.GENERATED})
PLACE = ("line1", "line2", "city", "region", "postcode", "country")
"""The fields of an address."""


def facts_of(unit: Unit, found: Matter, *, line: LineFacts | None = None) -> HardwareFacts:
    """Return what an order is judged by."""
    order = found.order
    missing, wrong = delivery_problems(order.delivery_name, place_of(found.address), order.delivery_method_id)
    lines = [item.line for item in found.items]
    return HardwareFacts(
        line_count=len(found.items),
        missing_delivery=missing,
        wrong_delivery=wrong,
        unplaced=tuple(item.product.name for item in found.items if not _is_placed(item)),
        untaxed=untaxed(unit, order, (line.tax_code for line in lines)),
        fraud=found.fraud,
        has_batch=any(
            has_been_in_a_batch(line.status, line.request_batch_id, line.retry_count) for line in lines
        ),
        is_being_sent=any(is_claimed(line.status, line.request_batch_id) for line in lines),
        has_stock_source=has_stock_source(unit),
        line=line,
    )


def delivery_problems(
    name: str, place: Mapping[str, str], method_id: int | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of a delivery that are missing, and those that its country does not know so."""
    missing, wrong = address_problems(place)
    named = () if name else ("name",)
    sent = () if method_id is not None else ("delivery_method_id",)
    return (*named, *missing, *sent), wrong


def place_of(address: Address | None) -> dict[str, str]:
    """Return the fields of an address, each "" where there is none."""
    return {name: getattr(address, name) if address is not None else "" for name in PLACE}


def untaxed(unit: Unit, order: HardwareOrder, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the tax codes for which the provider has no percentage, where an order is invoiced at once."""
    if order.billing_mode != BillingMode.IMMEDIATE.value:
        return ()
    percents = tax_percents(unit, (order.provider_id,)).get(order.provider_id, {})
    return tuple(dict.fromkeys(code for code in codes if code not in percents))


def tax_percents(unit: Unit, provider_ids: Collection[int]) -> dict[int, Mapping[str, int]]:
    """Return the whole percent by tax code of each provider."""
    rows = unit.session.execute(
        select(HardwareSetting.provider_id, HardwareSetting.tax_percent).where(
            HardwareSetting.provider_id.in_(provider_ids)
        )
    )
    return {row.provider_id: row.tax_percent for row in rows}


def has_been_in_a_batch(status: str, batch_id: int | None, retries: int) -> bool:
    """Say whether a line stands in a batch, written or being written, or did before it was tried again."""
    is_later = HardwareLineStatus(status) not in _BEFORE_A_BATCH
    is_given_up = status == HardwareLineStatus.CANCELLED.value and batch_id is None
    return retries > 0 or batch_id is not None or (is_later and not is_given_up)


def is_claimed(status: str, batch_id: int | None) -> bool:
    """Say whether a batch with a line is being written."""
    return status == HardwareLineStatus.GENERATED.value and batch_id is not None


def has_stock_source(unit: Unit) -> bool:
    """Say whether a connected warehouse can be asked for its stock (R-HW-03)."""
    wanted = select(Warehouse.id).where(
        own_warehouses(unit.caller), Warehouse.is_connected, Warehouse.supports_stock_check
    )
    return unit.session.scalars(wanted.limit(1)).first() is not None


def return_until(item: Item) -> datetime | None:
    """Return the last moment at which a dispatched line may come back."""
    at = item.line.dispatched_at
    return at + timedelta(days=item.product.return_days) if at is not None else None


def line_facts(unit: Unit, item: Item, unit_count: int) -> LineFacts:
    """Return what a line is judged by; `unit_count`: so many of its pieces have a number and are out."""
    is_known = not item.product.is_serialised or 0 < unit_count == item.line.shipped_qty
    return LineFacts(item.status, unit.now, return_until(item), is_known)


def units_out(unit: Unit, line_ids: Collection[int]) -> dict[int, int]:
    """Count the pieces of lines that are out, by line."""
    rows = unit.session.execute(
        select(HardwareUnit.line_id, func.count())
        .where(HardwareUnit.line_id.in_(line_ids), ~HardwareUnit.is_returned)
        .group_by(HardwareUnit.line_id)
    )
    return {row[0]: row[1] for row in rows}


def demand(unit: Unit, found: Matter, command: HardwareCommand, facts: HardwareFacts) -> None:
    """Raise every reason why the caller cannot do `command` now: Rejected or Denied."""
    verdict = LIFECYCLE.judge(found.status, command, facts, unit.caller.powers)
    if not verdict.is_open:
        raise refusal_error(verdict.refusals)


def command_states(
    unit: Unit, found: Matter, facts: HardwareFacts, commands: Iterable[HardwareCommand] = OFFERED
) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller."""
    verdicts = (LIFECYCLE.judge(found.status, one, facts, unit.caller.powers) for one in commands)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)


def _is_placed(item: Item) -> bool:
    return item.warehouse is not None and item.warehouse.is_connected
