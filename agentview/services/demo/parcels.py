"""Plays orders of hardware: new, waiting, held, sent, complete, failed, mended, given up, come back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session
from stdnum import luhn

from agentview.adaptors.fraud_port import Failed, FraudReason
from agentview.contract.hardware import BillingMode, SerialType
from agentview.contract.hardware_orders import (
    AddLineRequest,
    ChangeRequest,
    DeliveryRequest,
    HardwareOrder,
    OrderRef,
    ReasonRequest,
    RetryRequest,
    ReturnRequest,
    StartRequest,
)
from agentview.contract.provisioning import AddressFields
from agentview.core.power import Role
from agentview.models.customer import Account, Address, Contact
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import (
    DeliveryMethod,
    DeviceEnrolmentProvider,
    EnrolmentAgreement,
    Product,
)
from agentview.models.party import Provider
from agentview.services.demo.depot import Depot, version_of
from agentview.services.demo.lists import Listed, read
from agentview.services.demo.registrar import Registrar
from agentview.services.demo.shelves import ShelfEntry, fill_shelves
from agentview.services.demo.stage import Stage
from agentview.services.hardware_orders.cancelling import cancel
from agentview.services.hardware_orders.deliveries import set_delivery
from agentview.services.hardware_orders.describe import get
from agentview.services.hardware_orders.drafts import add_line, start
from agentview.services.hardware_orders.fraud import override_fraud
from agentview.services.hardware_orders.generating import generate
from agentview.services.hardware_orders.mending import close, retry
from agentview.services.hardware_orders.returns import return_line
from agentview.services.sales_order_request.fraud import doubts, record_verdict
from agentview.services.unit import Unit

_SEED = 40
_IMPORT = "import"
_ENROLLED, _PROGRAMME_ANSWERS_AFTER = timedelta(hours=24), timedelta(hours=8)
"""So long ago programmes were asked for devices, and so long after that they answered."""
_SENT_AFTER, _ANSWERED_AFTER, _MENDED_AFTER = timedelta(hours=1), timedelta(hours=20), timedelta(hours=30)


class Then(StrEnum):
    """What becomes of an order."""

    NEW = "NEW"
    WAITS = "WAITS"
    HELD = "HELD"
    OVERRIDDEN = "OVERRIDDEN"
    SENT = "SENT"
    PART = "PART"
    COMPLETE = "COMPLETE"
    RETURNED = "RETURNED"
    ERROR = "ERROR"
    PART_ERROR = "PART_ERROR"
    RETRIED = "RETRIED"
    CLOSED = "CLOSED"
    CLOSED_EMPTY = "CLOSED_EMPTY"
    CANCELLED = "CANCELLED"
    CANCELLED_NEW = "CANCELLED_NEW"


_NOT_SENT = frozenset({Then.NEW, Then.WAITS, Then.HELD, Then.CANCELLED, Then.CANCELLED_NEW})
_SHIPS = {
    Then.COMPLETE: (9, 0),
    Then.RETURNED: (9, 0),
    Then.OVERRIDDEN: (9, 0),
    Then.PART: (1, 0),
    Then.ERROR: (0, 9),
    Then.PART_ERROR: (1, 9),
    Then.RETRIED: (1, 9),
    Then.CLOSED: (1, 9),
    Then.CLOSED_EMPTY: (0, 9),
}
"""How many lines are shipped at first, and how many of the next could not be."""


class Story(Listed):
    """Which customer ordered what, how many hours ago, and what became of it."""

    customer: int
    hours: float
    items: tuple[tuple[str, int], ...]
    then: Then
    is_immediate: bool = False
    is_enrolled: bool = False


class HardwareLists(Listed):
    """What each retailer sells as hardware, and the orders of its customers.

    Agreements: which customer, with which programme, under which organisation.
    """

    retailers: dict[str, ShelfEntry]
    agreements: dict[str, tuple[tuple[int, str, str], ...]]
    stories: dict[str, tuple[Story, ...]]


def play_hardware(session: Session, now: datetime) -> None:
    """Fill the shelves of the retailers, and play their orders."""
    lists = read("hardware", HardwareLists)
    session.info["stamp"] = Stamp(_IMPORT, now)
    stage = Stage(session, now, Random(_SEED))  # noqa: S311 - the demo is the same each time
    numbers = Random(_SEED)  # noqa: S311 - the demo is the same each time
    registrar = Registrar(session)
    depot = Depot(session, partial(_serial, numbers))
    wanted = select(Provider).where(Provider.code.in_(lists.retailers)).order_by(Provider.id)
    for provider in session.scalars(wanted).all():
        fill_shelves(session, provider, lists.retailers[provider.code], now)
        customers = session.scalars(
            select(Account)
            .where(Account.provider_id == provider.id, Account.status == 1)
            .order_by(Account.id)
        ).all()
        _agree(session, provider, customers, lists.agreements[provider.code])
        agent = stage.first(provider.id, Role.CSA)
        asking = partial(registrar.ask_all, provider_id=provider.id)
        answering = partial(registrar.answer_all, provider_id=provider.id)
        stage.plan(now - _ENROLLED, agent, asking)
        stage.plan(now - _ENROLLED + _PROGRAMME_ANSWERS_AFTER, agent, answering)
        for story in lists.stories[provider.code]:
            account = customers[story.customer % len(customers)]
            at = (now - timedelta(hours=story.hours)).replace(microsecond=0)
            stage.plan(at, agent, partial(_order, stage=stage, depot=depot, story=story, account=account))
    stage.play()


def _agree(
    session: Session,
    provider: Provider,
    customers: Sequence[Account],
    agreements: Sequence[tuple[int, str, str]],
) -> None:
    """Let customers have agreements with enrolment programmes, under organisations of their own."""
    programmes = dict(
        session.execute(
            select(DeviceEnrolmentProvider.code, DeviceEnrolmentProvider.id).where(
                DeviceEnrolmentProvider.provider_id == provider.id
            )
        ).all()
    )
    for number, code, organisation in agreements:
        session.add(
            EnrolmentAgreement(
                account_id=customers[number % len(customers)].id,
                enrolment_provider_id=programmes[code],
                organisation_ref=organisation,
            )
        )
    session.flush()


def _order(unit: Unit, stage: Stage, depot: Depot, story: Story, account: Account) -> None:
    mode = BillingMode.IMMEDIATE if story.is_immediate else BillingMode.NEXT_INVOICE
    order = start(unit, StartRequest(account_id=account.id, billing_mode=mode))
    for sku, qty in story.items:
        order = _item(unit, order, sku, qty, is_enrolled=story.is_enrolled)
    if story.items:
        order = _deliver(unit, order, account)
    if story.then is Then.CANCELLED_NEW:
        _cancel(unit, order.order_id)
    if story.then in {Then.NEW, Then.CANCELLED_NEW}:
        return
    generate(unit, ChangeRequest(order_id=order.order_id, version=order.version))
    if story.then is Then.CANCELLED:
        stage.plan(
            unit.now + timedelta(minutes=20), unit.caller.username, partial(_cancel, order_id=order.order_id)
        )
    if story.then in {Then.HELD, Then.OVERRIDDEN}:
        _hold(unit, order)
    if story.then is Then.OVERRIDDEN:
        lead = stage.first(unit.caller.provider_id, Role.SUPERVISOR)
        stage.plan(unit.now + timedelta(minutes=40), lead, partial(_override, order_id=order.order_id))
    if story.then not in _NOT_SENT:
        _go_on(unit, stage, depot, story, order.order_id)


def _go_on(unit: Unit, stage: Stage, depot: Depot, story: Story, order_id: int) -> None:
    """Let the warehouses have an order, answer, and somebody do what is to be done then."""
    who, provider_id = unit.caller.username, unit.caller.provider_id
    stage.plan(unit.now + _SENT_AFTER, who, lambda later: depot.take_all(later.now, provider_id))
    if story.then not in _SHIPS:
        return
    ships, fails = _SHIPS[story.then]
    stage.plan(
        unit.now + _ANSWERED_AFTER,
        who,
        lambda later: depot.answer(later.now, order_id, ships=ships, fails=fails),
    )
    lead = stage.first(provider_id, Role.SUPERVISOR)
    if story.then in {Then.CLOSED, Then.CLOSED_EMPTY}:
        stage.plan(unit.now + _MENDED_AFTER, lead, partial(_close, order_id=order_id))
    if story.then is Then.RETURNED:
        stage.plan(unit.now + _MENDED_AFTER, who, partial(_return, order_id=order_id))
    if story.then is Then.RETRIED:
        stage.plan(unit.now + _MENDED_AFTER, who, partial(_retry, order_id=order_id))
        again = unit.now + _MENDED_AFTER + _SENT_AFTER
        stage.plan(again, who, lambda later: depot.take_all(later.now, provider_id))
        stage.plan(again + _ANSWERED_AFTER, who, lambda later: depot.answer(later.now, order_id, ships=9))


def _item(unit: Unit, order: HardwareOrder, sku: str, qty: int, *, is_enrolled: bool) -> HardwareOrder:
    product = unit.session.scalars(
        select(Product).where(Product.provider_id == unit.caller.provider_id, Product.sku == sku)
    ).one()
    return add_line(
        unit,
        AddLineRequest(
            order_id=order.order_id,
            version=order.version,
            product_id=product.id,
            qty=qty,
            is_enrolment_requested=is_enrolled and product.is_enrolment_supported,
        ),
    )


def _deliver(unit: Unit, order: HardwareOrder, account: Account) -> HardwareOrder:
    """Ask the customer where it goes, and type it in: the known address, by the first way there is."""
    known = unit.session.scalars(select(Address).where(Address.account_id == account.id)).first()
    holder = unit.session.scalars(select(Contact).where(Contact.account_id == account.id)).first()
    method = unit.session.scalars(
        select(DeliveryMethod.id)
        .where(DeliveryMethod.provider_id == account.provider_id)
        .order_by(DeliveryMethod.id)
    ).first()
    names = ("line1", "line2", "city", "region", "postcode", "country")
    return set_delivery(
        unit,
        DeliveryRequest(
            order_id=order.order_id,
            version=order.version,
            name=account.name,
            address=AddressFields(**{name: getattr(known, name, "") for name in names}),
            phone=(holder.mobile or holder.phone or "") if holder is not None else "",
            delivery_method_id=method,
            billing_mode=order.billing_mode,
        ),
    )


def _hold(unit: Unit, order: HardwareOrder) -> None:
    """Let the fraud check doubt the delivery."""
    for doubt in doubts(unit.session, unit.caller.provider_id):
        if doubt.order_id == order.order_id:
            record_verdict(unit, doubt, Failed((FraudReason.ADDRESS_BOX,)))


def _override(unit: Unit, order_id: int) -> None:
    override_fraud(
        unit, _reason(unit, order_id, "Rang the customer back; the address is a co-working office.")
    )


def _cancel(unit: Unit, order_id: int) -> None:
    cancel(unit, _reason(unit, order_id, "Bought it in a shop meanwhile."))


def _close(unit: Unit, order_id: int) -> None:
    close(unit, _reason(unit, order_id, "Not to be had any more; the customer was told."))


def _retry(unit: Unit, order_id: int) -> None:
    retry(unit, RetryRequest(order_id=order_id, version=version_of(unit.session, order_id)))


def _return(unit: Unit, order_id: int) -> None:
    order = get(unit, OrderRef(order_id=order_id))
    request = {"order_id": order_id, "version": order.version, "line_id": order.lines[0].line_id}
    return_line(unit, ReturnRequest(**request, reason="Does not fit the customer's car."))


def _reason(unit: Unit, order_id: int, reason: str) -> ReasonRequest:
    return ReasonRequest(order_id=order_id, version=version_of(unit.session, order_id), reason=reason)


def _serial(random: Random, product: Product) -> str:
    """Return a serial number of the kind that a product has, with its check digit where there is one."""
    if product.serial_type == SerialType.IMEI.value:
        bare = f"35{random.randint(0, 10**12 - 1):012d}"
        return bare + luhn.calc_check_digit(bare)
    if product.serial_type == SerialType.ICCID.value:
        bare = f"8961{random.randint(0, 10**14 - 1):014d}"
        return bare + luhn.calc_check_digit(bare)
    return f"MS{random.randint(0, 10**9 - 1):09d}"
