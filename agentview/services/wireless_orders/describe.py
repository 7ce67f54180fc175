"""Shows a wireless order with all that its page has, in a fixed number of statements (S-28, S-29)."""

from agentview.contract import wireless_orders as contract
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import ItemAction, ItemKind, WirelessStatus
from agentview.contract.wireless_forms import FieldId
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.models.wireless_order import WirelessOrderItem
from agentview.services.unit import Unit
from agentview.services.wireless_forms.content import TEXT_VERSION
from agentview.services.wireless_forms.fields import Form, all_fields, asked
from agentview.services.wireless_forms.matter import Matter, matter_of, order_reference
from agentview.services.wireless_forms.policy import policy_reasons
from agentview.services.wireless_forms.problems import around, offer_id, problems
from agentview.services.wireless_orders.facts import approves, command_states, facts_of
from agentview.services.wireless_orders.hold import stale
from agentview.services.wireless_orders.known_place import known_place


def get(unit: Unit, request: contract.OrderRef) -> contract.WirelessOrder:
    """Read an order. Raises NotFound (`E-NOT-FOUND`), also for one that the caller may not know of."""
    return described(unit, matter_of(unit, request.order_id))


def mark_of(answer: contract.WirelessOrder) -> str:
    """Return all that is kept of an answer: what was typed stands with its order, and nowhere else."""
    return f"{answer.order_id}/{answer.version}"


def told_again(unit: Unit, mark: str) -> contract.WirelessOrder:
    """Answer again. Raises Conflict (`E-STALE`) where the order changed since, NotFound."""
    order_id, version = (int(part) for part in mark.split("/"))
    found = matter_of(unit, order_id)
    if found.order.row_version != version:
        raise stale(unit, found.order)
    return described(unit, found)


def described(unit: Unit, found: Matter) -> contract.WirelessOrder:
    """Show an order to the caller."""
    order = found.order
    every = all_fields(unit, order.provider_id, found.definition, order.vendor_id)
    form = asked(every)
    against = _problems(unit, found, form)
    facts = facts_of(found, unit, problems=against, is_approver=approves(unit, order))
    return contract.WirelessOrder(
        order_id=order.id,
        version=order.row_version,
        reference=found.reference,
        account_id=found.account.id,
        account_no=found.account.account_no,
        customer=found.account.name,
        type=found.type,
        group=found.definition.group,
        status=found.status,
        round_no=order.round_no,
        level=order.level,
        requester_id=found.requester.id,
        requester=found.requester.display_name,
        is_own=facts.is_requester,
        **_subjects(found),
        justification=order.justification,
        fields=_fields(found, form),
        not_asked=_fields(found, _left(found, every, form)),
        items=tuple(map(_item, found.items)),
        is_shipped=found.is_shipped,
        ship_to=_ship_to(found),
        known_place=known_place(unit, found),
        agreements=_agreements(found),
        policy_reasons=tuple(map(RefusalInfo.of, _reasons(unit, found))),
        is_policy_exception=order.is_policy_exception,
        is_policy_overwritten=order.is_policy_overwritten,
        can_overwrite=unit.caller.has(Power.OVERWRITE_POLICY),
        preferred_date=order.preferred_date,
        currency=order.currency,
        once_cents=order.onetime_cost_cents,
        monthly_cents=order.monthly_cost_cents,
        parent_id=order.parent_order_id,
        parent_reference=order_reference(order.parent_order_id) if order.parent_order_id else "",
        resubmit_note=order.resubmit_note,
        close_reason=order.close_reason,
        edit_count=order.edit_count,
        vendor_order_no=order.external_order_number,
        created_at=order.created_at,
        changed_at=order.updated_at,
        confirmed_at=order.confirmed_at,
        submitted_at=order.submitted_at,
        waiting_since=order.waiting_since,
        expires_at=order.expires_at,
        closed_at=order.closed_at,
        problems=tuple(map(RefusalInfo.of, against)),
        commands=command_states(unit, found.status, facts),
    )


def _problems(unit: Unit, found: Matter, form: Form) -> tuple[Refusal, ...]:
    """Return what stands against submitting a draft; what was submitted is not looked at again."""
    if found.status is not WirelessStatus.DRAFT:
        return ()
    return problems(unit, found, around(unit, found, form))


def _reasons(unit: Unit, found: Matter) -> tuple[Refusal, ...]:
    """Return why the order broke the policy when it was submitted, or breaks it now."""
    return policy_reasons(
        found.type,
        found.items,
        eligible_on=found.line.upgrade_eligible_on if found.line is not None else None,
        reason=found.text(FieldId.REASON),
        on=found.order.submitted_at.date() if found.order.submitted_at is not None else unit.today,
    )


def _subjects(found: Matter) -> dict[str, contract.Subject | None]:
    person, vendor, line, device = (
        found.beneficiary,
        found.vendor,
        found.line,
        found.device or found.line_device,
    )
    return {
        "beneficiary": contract.Subject(subject_id=person.id, name=person.name, more=person.employee_no)
        if person is not None
        else None,
        "vendor": contract.Subject(subject_id=vendor.id, name=vendor.name, more=vendor.code)
        if vendor is not None
        else None,
        "line": contract.Subject(subject_id=line.id, name=line.number, more=line.alias, status=line.status)
        if line is not None
        else None,
        "device": contract.Subject(
            subject_id=device.id, name=device.make_model, more=device.serial_no, status=device.status
        )
        if device is not None
        else None,
    }


def _fields(found: Matter, form: Form) -> tuple[contract.OrderField, ...]:
    return tuple(
        contract.OrderField(
            field=field,
            text=found.shown(field),
            is_filled=field.field_id in found.texts,
            is_veiled=found.is_veiled(field),
        )
        for field in form
    )


def _left(found: Matter, every: Form, form: Form) -> Form:
    """Return the fields that hold something and are asked for no more: nothing typed is lost (R-WL-15)."""
    return tuple(one for one in every if one not in form and one.field_id in found.texts)


def _item(item: WirelessOrderItem) -> contract.OrderItem:
    return contract.OrderItem(
        item_id=item.id,
        kind=ItemKind(item.kind),
        offer_id=offer_id(item),
        name=item.name,
        qty=item.qty,
        action=ItemAction(item.action) if item.action else None,
        once_cents=item.price_onetime_cents,
        monthly_cents=item.price_monthly_cents,
        is_in_policy=item.is_in_policy,
    )


def _ship_to(found: Matter) -> contract.ShipTo | None:
    row = found.ship_to
    if row is None:
        return None
    return contract.ShipTo(**{name: getattr(row, name) for name in contract.ShipTo.model_fields})


def _agreements(found: Matter) -> tuple[contract.Agreement, ...]:
    """Return what has to be agreed to, and what was, in the words of that time."""
    made = []
    for code in found.definition.acknowledgements:
        row = found.agreed.get(code)
        version = TEXT_VERSION if row is None else row.text_version
        at = None if row is None else row.accepted_at
        made.append(contract.Agreement(code=code, text_version=version, accepted_at=at))
    return tuple(made)
