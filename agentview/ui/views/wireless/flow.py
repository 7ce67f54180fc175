"""The path through a wireless request: which page comes next, and where a field stands; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from agentview.contract.wireless import ItemKind
from agentview.contract.wireless_catalogue import ItemRule, Need, TypeRow, VendorChoice
from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_orders import WirelessOrder
from agentview.ui.views.wireless.request_step import RequestStep

_WHO = frozenset({"beneficiary_id", "vendor_id", "line_id", "device_id"})
_FIRST = {"account_id": RequestStep.COMPANY, "type": RequestStep.WHAT, "text": RequestStep.WHAT}
_FIELD_IDS = frozenset(one.value for one in FieldId)
_ITEM_KINDS = frozenset(one.value for one in ItemKind)


def step_of(field: str | None) -> RequestStep:
    """The page on which a field stands that a refusal names; the rest stands against the whole."""
    name = field or ""
    head = name.split("/", maxsplit=1)[0]
    if head in _FIRST:
        return _FIRST[head]
    if head in _WHO:
        return RequestStep.WHO
    if head == "ship_to":
        return RequestStep.SHIPPING
    is_detail = head in {"fields", "items", "justification", "is_policy_overwritten"}
    if is_detail or name in _FIELD_IDS or head in _ITEM_KINDS:
        return RequestStep.DETAILS
    return RequestStep.CONFIRM


def asks_who(row: TypeRow) -> bool:
    """Whether a type is about somebody or something that has to be chosen."""
    needs = (row.line, row.device, row.beneficiary)
    return any(need is not Need.NONE for need in needs) or row.vendor is VendorChoice.CHOSEN


def steps_of(
    *, asks_company: bool, row: TypeRow | None, order: WirelessOrder | None, is_decided: bool
) -> list[RequestStep]:
    """The pages that there are for a request, as far as is known.

    Whether something of it is sent `is_decided` with its items; before that its type tells.
    """
    steps = list(RequestStep)
    if not asks_company:
        steps.remove(RequestStep.COMPANY)
    if row is not None and not asks_who(row):
        steps.remove(RequestStep.WHO)
    is_shipped = order is not None and order.is_shipped
    if not is_decided and not is_shipped:
        is_shipped = row is None or row.is_shipped or any(_must_ship(rule) for rule in row.items)
    if not is_shipped:
        steps.remove(RequestStep.SHIPPING)
    return steps


def _must_ship(rule: ItemRule) -> bool:
    return bool(rule.least) and rule.kind in {ItemKind.DEVICE, ItemKind.ACCESSORY, ItemKind.SIM}


def step_after(step: RequestStep, steps: Iterable[RequestStep]) -> RequestStep:
    """The page that comes next; the confirmation is the last one."""
    return next((one for one in steps if one.number > step.number), RequestStep.CONFIRM)


def step_before(step: RequestStep, steps: Iterable[RequestStep], *, is_begun: bool) -> RequestStep | None:
    """The page before; None on the first one. What a draft is for cannot be changed: it is begun anew."""
    least = RequestStep.WHO.number if is_begun else 0
    before = [one for one in steps if least <= one.number < step.number]
    return before[-1] if before else None


def step_to_resume(order: WirelessOrder) -> RequestStep:
    """The first page on which something is missing, else the confirmation."""
    wrong = {step_of(one.field) for one in order.problems}
    return next((one for one in RequestStep if one in wrong), RequestStep.CONFIRM)


def seen_costs(order: WirelessOrder) -> tuple[object, ...]:
    """What was shown of the costs: other ones have to be seen before they are agreed to (R-WL-16)."""
    lines = tuple((one.name, one.qty, one.once_cents, one.monthly_cents) for one in order.items)
    return (order.once_cents, order.monthly_cents, order.currency, lines)
