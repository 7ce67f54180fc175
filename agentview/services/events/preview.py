"""Shows a text as it would be for a real account, and sends it to try it out (S-26)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select

from agentview.contract.event_templates import Preview, PreviewRequest, TemplateFields, Tried, TryRequest
from agentview.contract.events import TemplateChannel
from agentview.contract.notifications import Channel
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import RefusalInfo
from agentview.core.errors import NotFound, Refusal, refuse_if_any, rejected
from agentview.core.phone import e164
from agentview.models.money import Invoice, Payment, PaymentPlan
from agentview.models.party import Provider, User
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.customer_scope import account_of
from agentview.services.events.occurrence import Occurrence
from agentview.services.events.open_invoices import IS_OPEN
from agentview.services.events.rendering import problems, render, render_line, samples, warnings
from agentview.services.events.sms import sms_size
from agentview.services.events.variables import values_of
from agentview.services.notifications.queueing import Draft, queue_to
from agentview.services.unit import Unit

_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_UNNAMED = "preview"
"""The name of a text that has none yet; it is not looked at."""


@dataclass(frozen=True, slots=True)
class _Shown:
    subject: str
    body: str


def preview(unit: Unit, request: PreviewRequest) -> Preview:
    """Return a text as it would be for an account. Raises NotFound, also for another's."""
    shown = _shown(request, _values(unit, request))
    fields = _fields(request)
    found = problems(request.event_type, request.channel, fields)
    noted = warnings(request.event_type, request.channel, fields, shown.body)
    return Preview(
        subject=shown.subject,
        body=shown.body,
        problems=tuple(map(RefusalInfo.of, found)),
        warnings=tuple(map(RefusalInfo.of, noted)),
        sms=sms_size(shown.body) if request.channel is TemplateChannel.SMS else None,
    )


def try_out(unit: Unit, request: TryRequest) -> Tried:
    """Queue a text to an address or number that somebody typed, or to the own e-mail address.

    Raises Rejected (what refuses saving; `E-TEST-CHANNEL`, `E-TEST-NO-ADDRESS`, `E-TEST-TO`), NotFound.
    """
    if request.channel is TemplateChannel.TEXT:
        raise rejected("E-TEST-CHANNEL", field="channel")
    refuse_if_any(problems(request.event_type, request.channel, _fields(request)))
    to = _address(unit, request)
    shown = _shown(request, _values(unit, request))
    draft = Draft(
        account_id=request.account_id,
        service_id=request.service_id,
        event_instance_id=None,
        template_id=None,
        event_type=request.event_type.value,
        channel=Channel(request.channel.value),
        subject=shown.subject,
        body=shown.body,
        from_address="",
        once=f"test:{unit.caller.user_id}:{unit.now.isoformat()}",
    )
    queue_to(unit, draft, to)
    return Tried(to=to)


def _shown(request: PreviewRequest, values: Mapping[str, str]) -> _Shown:
    return _Shown(render_line(request.subject, values)[:200], render(request.body, values))


def _fields(request: PreviewRequest) -> TemplateFields:
    return TemplateFields(name=_UNNAMED, subject=request.subject, body=request.body)


def _values(unit: Unit, request: PreviewRequest) -> Mapping[str, str]:
    """Return the values of an account; of what it has not, such as a change of status, the samples."""
    sample = samples(request.event_type)
    if request.account_id is None:
        return sample
    account = account_of(unit, request.account_id)
    service = _service(unit, account.id, request.service_id)
    occurred = Occurrence(
        event_type=request.event_type,
        account_id=account.id,
        once="",
        service_id=service.id if service is not None else None,
        invoice_id=_invoice(unit, account.id, request.invoice_id),
        payment_id=_newest(unit, Payment, account.id),
        payment_plan_id=_newest(unit, PaymentPlan, account.id),
        package_id=service.package_subscription_id if service is not None else None,
    )
    told = {"task": sample.get("task", ""), "orderId": sample.get("orderId", "")}
    of_status = {name: sample.get(name, "") for name in ("oldStatus", "newStatus", "reason")}
    return {**told, **of_status, **values_of(unit, occurred)}


def _invoice(unit: Unit, account_id: int, invoice_id: int | None) -> int | None:
    """Return the invoice that was chosen, or the oldest open one. Raises NotFound for another's."""
    wanted = select(Invoice.id).where(Invoice.account_id == account_id)
    if invoice_id is not None:
        return _chosen(unit, wanted.where(Invoice.id == invoice_id), "invoice_id", invoice_id)
    return unit.session.scalars(wanted.where(IS_OPEN).order_by(Invoice.due_on, Invoice.id).limit(1)).first()


def _service(unit: Unit, account_id: int, service_id: int | None) -> ServiceSubscription | None:
    """Return the service that was chosen, or the first active one. Raises NotFound for another's."""
    wanted = (
        select(ServiceSubscription)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(PackageSubscription.account_id == account_id)
    )
    if service_id is not None:
        found = unit.session.scalars(wanted.where(ServiceSubscription.id == service_id)).first()
        if found is None:
            raise NotFound(Refusal("E-NOT-FOUND", values={"service_id": service_id}))
        return found
    is_active = ServiceSubscription.status == SubscriptionStatus.ACTIVE.value
    return unit.session.scalars(wanted.where(is_active).order_by(ServiceSubscription.id).limit(1)).first()


def _newest(unit: Unit, kind: type[Payment | PaymentPlan], account_id: int) -> int | None:
    wanted = select(kind.id).where(kind.account_id == account_id)
    return unit.session.scalars(wanted.order_by(kind.id.desc()).limit(1)).first()


def _chosen(unit: Unit, wanted: Select[int], name: str, number: int) -> int:
    found = unit.session.scalars(wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={name: number}))
    return found


def _address(unit: Unit, request: TryRequest) -> str:
    if not request.to and request.channel is TemplateChannel.EMAIL:
        own = unit.session.scalars(select(User.email).where(User.id == unit.caller.user_id)).first()
        if not own:
            raise rejected("E-TEST-NO-ADDRESS", field="to")
        return own
    is_mail = request.channel is TemplateChannel.EMAIL
    found = _mail(request.to) if is_mail else _number(unit, request.to)
    if found is None:
        raise rejected("E-TEST-TO", field="to", to=request.to)
    return found


def _mail(typed: str) -> str | None:
    return typed if _ADDRESS.fullmatch(typed) else None


def _number(unit: Unit, typed: str) -> str | None:
    """Return a number in E.164, read as one of the provider's region; None where it is none."""
    region = unit.session.get_one(Provider, unit.caller.provider_id).region
    return e164(typed, region)
