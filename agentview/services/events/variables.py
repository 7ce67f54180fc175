"""The values of an event's variables: from the records that it is about (E39, R-EVT-11).

Amounts have two decimals and no symbol, days are those of the provider's zone, and what there is not is
missing, so that a text shows nothing in its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from agentview.contract.event_catalogue import CATALOGUE
from agentview.core.clock import local_day
from agentview.core.money import Money
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan, ServicePlan
from agentview.models.contract import Contract
from agentview.models.customer import Account, Contact
from agentview.models.events import DeliverySetting
from agentview.models.money import Invoice, Payment, PaymentPlan, PaymentPlanInvoice
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.contracts.in_force import contract_in_force
from agentview.services.events.occurrence import Occurrence
from agentview.services.events.open_invoices import IS_OPEN
from agentview.services.events.rules import first_contact, overdue_days
from agentview.services.unit import Unit

Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _About:
    """An account on a day of its provider."""

    account: Account
    provider: Provider
    today: date


def values_of(unit: Unit, occurred: Occurrence) -> Mapping[str, str]:
    """Return the values of the variables of an event; only those of its type."""
    account = unit.session.get_one(Account, occurred.account_id)
    provider = unit.session.get_one(Provider, account.provider_id)
    about = _About(account, provider, local_day(unit.now, provider.timezone))
    found = {
        **dict(_of_account(unit, about)),
        **dict(_of_owing(unit, about)),
        **dict(_of_invoice(unit, about, occurred.invoice_id)),
        **dict(_of_payment(unit, occurred.payment_id)),
        **dict(_of_plan(unit, occurred.payment_plan_id)),
        **dict(_of_service(unit, occurred.service_id)),
        **dict(_of_package(unit, about, occurred.package_id)),
        **occurred.values,
    }
    names = CATALOGUE[occurred.event_type].names
    return {name: value for name, value in found.items() if name in names}


def amount(cents: int, currency: str) -> str:
    """Return an amount with two decimals and without its currency, which is a variable of its own."""
    return f"{Money(cents, currency).decimal():.2f}"


def _of_account(unit: Unit, about: _About) -> Pairs:
    account, provider = about.account, about.provider
    yield "accountId", account.account_no
    yield "accountName", account.name
    yield "exportReference", account.export_reference or ""
    yield "tradingName", provider.name
    yield "today", about.today.isoformat()
    contacts = unit.session.scalars(
        select(Contact).where(Contact.account_id == account.id).order_by(Contact.id)
    ).all()
    first, _, rest = first_contact([(one.kind, one.name) for one in contacts]).partition(" ")
    yield "contactFirstName", first
    yield "contactSurname", rest.strip()
    setting = unit.session.get(DeliverySetting, provider.id)
    if setting is not None:
        yield "payUrl", setting.pay_url
        yield "careLine", setting.care_line


def _of_owing(unit: Unit, about: _About) -> Pairs:
    owing, oldest = unit.session.execute(
        select(func.sum(Invoice.amount_due_inc_cents), func.min(Invoice.due_on)).where(
            Invoice.account_id == about.account.id, IS_OPEN
        )
    ).one()
    yield "totalOwing", amount(owing or 0, about.provider.currency)
    yield "currency", about.provider.currency
    if oldest is not None:
        yield "oldestDueDate", oldest.isoformat()


def _of_invoice(unit: Unit, about: _About, invoice_id: int | None) -> Pairs:
    if invoice_id is None:
        return
    found = unit.session.get_one(Invoice, invoice_id, populate_existing=True)
    due = found.amount_due_inc_cents
    yield "invoiceId", found.invoice_no
    yield "invoiceDate", found.issued_on.isoformat()
    yield "invoiceDueDate", found.due_on.isoformat()
    yield "invoiceAmountIncTax", amount(found.total_inc_cents, found.currency)
    yield "amountDueIncTax", amount(due, found.currency)
    yield "amountPayableIncTax", amount(max(0, due - found.disputed_cents), found.currency)
    yield "daysOverdue", str(overdue_days(found.due_on, about.today))
    yield "currency", found.currency


def _of_payment(unit: Unit, payment_id: int | None) -> Pairs:
    if payment_id is None:
        return
    found = unit.session.get_one(Payment, payment_id)
    yield "paymentAmount", amount(found.amount_cents, found.currency)
    yield "paymentDate", found.received_on.isoformat()
    yield "paymentMethod", found.method
    yield "paymentReference", found.reference
    yield "currency", found.currency


def _of_plan(unit: Unit, payment_plan_id: int | None) -> Pairs:
    if payment_plan_id is None:
        return
    found = unit.session.get_one(PaymentPlan, payment_plan_id)
    total, currency = unit.session.execute(
        select(func.sum(Invoice.total_inc_cents), func.max(Invoice.currency))
        .join(PaymentPlanInvoice, PaymentPlanInvoice.invoice_id == Invoice.id)
        .where(PaymentPlanInvoice.payment_plan_id == found.id)
    ).one()
    yield "planStartDate", found.start_on.isoformat()
    yield "planFrequency", found.frequency
    yield "planPayments", str(found.number_of_payments)
    if currency is not None:
        yield "planAmount", amount(total or 0, currency)
        yield "currency", currency


def _of_service(unit: Unit, service_id: int | None) -> Pairs:
    if service_id is None:
        return
    service, plan, package = unit.session.execute(
        select(ServiceSubscription, ServicePlan.external_name, PackagePlan.external_name)
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
        .where(ServiceSubscription.id == service_id)
    ).one()
    yield "serviceId", reference(Prefix.SERVICE, service.id)
    yield "serviceIdentifier", service.core_service_identifier or ""
    yield "servicePlanName", plan
    yield "packageName", package
    yield "serviceStartDate", _day(service.start_on)
    contract: Contract | None = contract_in_force(unit, service.package_subscription_id)
    if contract is not None:
        yield "contractStartDate", contract.started_on.isoformat()
        yield "contractEndDate", contract.end_on.isoformat()


def _of_package(unit: Unit, about: _About, package_id: int | None) -> Pairs:
    if package_id is None:
        return
    package = unit.session.get_one(PackageSubscription, package_id)
    plan = unit.session.get_one(PackagePlan, package.package_plan_id)
    yield "packageExternalName", plan.external_name
    yield "packageInternalName", plan.internal_name
    yield "packageSubscriptionId", reference(Prefix.PACKAGE, package.id)
    yield "packageStatus", package.status
    yield "packageCreationDate", local_day(package.created_at, about.provider.timezone).isoformat()
    yield "accessFee", amount(package.access_fee_cents, about.provider.currency)


def _day(on: date | None) -> str:
    return on.isoformat() if on is not None else ""
