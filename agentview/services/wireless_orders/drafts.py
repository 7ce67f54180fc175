"""Begins drafts of wireless orders, edits, confirms and discards them (SM-6)."""

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_orders import (
    ChangeRequest,
    EditRequest,
    StartRequest,
    WirelessCommand,
    WirelessOrder,
)
from agentview.core.errors import Refusal
from agentview.models.party import Provider
from agentview.models.wireless_order import WirelessOrder as Order
from agentview.services.customer_scope import account_of
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit
from agentview.services.wireless_forms.content import mark_policy, put_content, put_items, wishes_of
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_forms.fields import form_fields
from agentview.services.wireless_forms.lifecycle import LIFECYCLE, WirelessFacts
from agentview.services.wireless_forms.matter import Matter, matter_of, tell
from agentview.services.wireless_forms.problems import around, problems
from agentview.services.wireless_forms.subject_rows import Named, put_subjects
from agentview.services.wireless_forms.subjects import subject_refusals
from agentview.services.wireless_orders.describe import described
from agentview.services.wireless_orders.facts import demand, facts_of
from agentview.services.wireless_orders.hold import hold


def start(unit: Unit, request: StartRequest) -> WirelessOrder:
    """Begin a draft of a type for a line, device or person of a company (R-WL-01, 02, 04, 06, 07, 14, 34).

    Raises Rejected with every reason why the type is not possible, Denied, NotFound.
    """
    account = account_of(unit, request.account_id)
    definition = DEFINITIONS[request.type]
    order = Order(
        provider_id=account.provider_id,
        account_id=account.id,
        type_code=request.type.value,
        status=WirelessStatus.DRAFT.value,
        requester_user_id=unit.caller.user_id,
        currency=unit.session.get_one(Provider, account.provider_id).currency,
    )
    named = {name: getattr(request, name) for name in Named.__dataclass_fields__}
    put_subjects(unit, order, definition, Named(**named))
    unit.session.add(order)
    unit.session.flush()
    found = matter_of(unit, order.id)
    _demand_start(unit, found)
    tell(unit, order, WirelessCommand.START.value, new=order.status)
    return described(unit, matter_of(unit, order.id))


def edit(unit: Unit, request: EditRequest) -> WirelessOrder:
    """Replace what a draft says; its prices are those of now, and it has to be confirmed again (R-WL-16).

    Raises Conflict (`E-STALE`), Rejected (`E-STATE`, `E-WL-NOT-OFFERED`, `E-WL-FIELD`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, WirelessCommand.EDIT)
    about = _about(found)
    changes = put_content(unit, found, request.content)
    now = matter_of(unit, request.order_id)
    if _about(now) != about:
        _demand_start(unit, now)
    for change in changes:
        tell(
            unit,
            now.order,
            WirelessCommand.EDIT.value,
            field=change.name,
            old=change.old,
            new=change.new,
        )
    return described(unit, matter_of(unit, request.order_id))


def confirm(unit: Unit, request: ChangeRequest) -> WirelessOrder:
    """Take down that the requester saw what the order costs now, once and monthly (R-WL-16).

    Raises Rejected with every field that stands against it, Conflict (`E-STALE`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, WirelessCommand.CONFIRM)
    form = form_fields(unit, found.order.provider_id, found.definition, found.order.vendor_id)
    against = problems(unit, found, around(unit, found, form))
    demand(unit, found.status, WirelessCommand.CONFIRM, facts_of(found, unit, problems=against))
    put_items(unit, found, wishes_of(found))
    now = matter_of(unit, request.order_id)
    mark_policy(unit, now)
    now.order.confirmed_at = unit.now
    tell(unit, now.order, WirelessCommand.CONFIRM.value)
    return described(unit, matter_of(unit, request.order_id))


def discard(unit: Unit, request: ChangeRequest) -> WirelessOrder:
    """Throw a draft away; nobody is told. Raises Conflict (`E-STALE`), Rejected (`E-STATE`), NotFound."""
    found = hold(unit, request.order_id, request.version, WirelessCommand.DISCARD)
    order = found.order
    old, order.status = order.status, WirelessStatus.CANCELLED.value
    order.closed_at, order.confirmed_at = unit.now, None
    tell(unit, order, WirelessCommand.DISCARD.value, old=old, new=order.status)
    return described(unit, matter_of(unit, order.id))


def _demand_start(unit: Unit, found: Matter) -> None:
    """Raise why a type is not possible for what an order is about (the guard of START)."""
    against = tuple(
        one for one in subject_refusals(unit, found) if one.code != "E-WL-NEEDED" or not _is_later(one)
    )
    facts = WirelessFacts(start_refusals=against)
    for row in LIFECYCLE.rows_of(WirelessCommand.START):
        if refusals := row.guard(facts):
            raise refusal_error(refusals)


def _is_later(refusal: Refusal) -> bool:
    """Say whether what is missing can be chosen in the draft: a carrier or a person, not a line."""
    return refusal.field in {"vendor_id", "beneficiary_id"}


def _about(found: Matter) -> tuple[int | None, ...]:
    order = found.order
    return order.line_id, order.device_id, order.beneficiary_id, order.vendor_id
