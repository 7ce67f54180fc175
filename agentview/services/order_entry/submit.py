"""Submits an incomplete order: the customer if new, the package, services and tasks, all or nothing."""

from agentview.contract.feed import Topic
from agentview.contract.order_entry import OrderAt, Submitted
from agentview.contract.order_form import OrderForm
from agentview.contract.orders import OrderNote, OrderStatus, OrderType
from agentview.contract.provisioning import AddressFields
from agentview.core.errors import refuse_if_any
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.subscription import PackageSubscription
from agentview.services.customers.create import create
from agentview.services.order_entry import queries
from agentview.services.order_entry.describe import address_fields
from agentview.services.order_entry.drafts import SOURCE
from agentview.services.order_entry.form import form_of, stored, without_contact
from agentview.services.order_entry.hold import hold
from agentview.services.order_entry.rules import stored_identifier
from agentview.services.order_entry.sight import Sight, look
from agentview.services.order_lifecycle import OrderCommand
from agentview.services.orders.key import task_references
from agentview.services.orders.notes import note_tasks
from agentview.services.orders.wish import Origin, PackageWish, ServiceWish, Wish
from agentview.services.orders.writing import submit_order
from agentview.services.unit import Unit


def submit(unit: Unit, request: OrderAt) -> Submitted:
    """Submit an order of one's own (R-PRV-01, 02, 05): every page is checked again, with what holds now.

    Raises Rejected with every reason of every page, Conflict (`E-STALE`), Denied. What is submitted is never
    incomplete again, so of two submits one gets through.
    """
    held = hold(unit, request.order_id, request.version, OrderCommand.SUBMIT)
    sight = look(unit, form_of(held.record), is_held=True)
    refuse_if_any(sight.refusals())
    account, is_new = _customer(unit, sight)
    wish = _wish(unit, sight, account)
    form = without_contact(sight.form, account.id)
    record = submit_order(unit, wish, Origin(SOURCE, form_data=stored(form), draft=held.record))
    _credit(unit, record)
    number = reference(Prefix.ORDER, record.id)
    references = task_references(unit, (number,))
    note_tasks(unit, _notes(sight.form), references)
    unit.session.flush()
    unit.changed(Topic.ORDER, record.id, OrderCommand.SUBMIT.value, (record.provider_id, None))
    unit.changed(Topic.ACCOUNT, account.id, "order", (record.provider_id, None))
    return Submitted(
        order_id=record.id,
        reference=number,
        status=OrderStatus(record.status),
        version=record.row_version,
        account_id=account.id,
        account_no=account.account_no,
        customer=account.name,
        is_new_customer=is_new,
        task_references=references,
    )


def _customer(unit: Unit, sight: Sight) -> tuple[Account, bool]:
    """Return who orders; a new customer is added now, in the same transaction."""
    if sight.form.new_customer is not None:
        kept = create(unit, sight.form.new_customer)
        return unit.session.get_one(Account, kept.account_id), True
    if sight.account is None:
        raise LookupError("a customer who is not there was not refused")
    return sight.account, False


def _wish(unit: Unit, sight: Sight, account: Account) -> Wish:
    if sight.plan is None:
        raise LookupError("a package that is not there was not refused")
    known = queries.address_of_account(unit, account.id)
    address = address_fields(known) if known is not None else None
    services = tuple(_service(sight, part, address) for part in sight.wanted)
    return Wish(
        order_type=OrderType(sight.form.order_type),
        account=account,
        holder=account,
        requested_on=sight.form.requested_on or unit.today,
        packages=(PackageWish(sight.plan, services),),
        cancels=(),
    )


def _service(sight: Sight, part: queries.Part, address: AddressFields | None) -> ServiceWish:
    typed = sight.form.service(part.plan.id)
    number = stored_identifier(typed.identifier, sight.provider.region) if typed.identifier else None
    return ServiceWish(part.plan, part.service_type, number, typed.address or address)


def _credit(unit: Unit, record: Order) -> None:
    """Let the package know the agent who sold it."""
    if record.agent_id is not None and record.package_subscription_id is not None:
        package = unit.session.get_one(PackageSubscription, record.package_subscription_id)
        package.agent_id = record.agent_id


def _notes(form: OrderForm) -> tuple[OrderNote, ...]:
    """Return what the provisioner must know: where a number comes from, and what the agent wrote."""
    port = port_text(form)
    return tuple(OrderNote(text=text) for text in (port, form.note) if text)


def port_text(form: OrderForm) -> str:
    """Say where a port comes from; "" where nothing is ported."""
    if form.order_type is not OrderType.PORT_CHURN:
        return ""
    number = f", account {form.port.account_no} there" if form.port.account_no else ""
    return f"Port from {form.port.losing_supplier}{number}"
