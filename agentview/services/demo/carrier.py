"""Lets the carrier's simulated platform answer in the demo, and orders what it refuses or leaves open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.contract.orders import ProductOrder
from agentview.core.power import Role
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.customer import Contact
from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.services.demo.stage import Act, Stage
from agentview.services.demo.week import Shop
from agentview.services.network.errand import take_errand
from agentview.services.network.outcome import record
from agentview.services.network.system import SYSTEM
from agentview.services.orders.operations import place
from agentview.services.unit import Unit

_ANSWERS_AFTER = timedelta(seconds=40)
_PLAN = "BOX"
_NO_BIRTH_DATE = "13"


@dataclass(frozen=True, slots=True)
class _Wish:
    """An order of a mailbox: how many hours ago, by which of the shop's customers, with which number."""

    hours_ago: float
    customer: int
    mailbox: str


_WISHES = (
    _Wish(70.2, 4, "VM-204413"),
    _Wish(46.5, 9, "VM-204417"),
    _Wish(27.1, 13, "VM-204431"),
    _Wish(9.4, 21, "VM-204513"),
    _Wish(5.2, 17, "VM-204400"),
    _Wish(3.6, 26, "VM-204617"),
    _Wish(1.3, 30, "VM-204666"),
)
"""As the simulator behaves: date of birth missing, account number missing, other holder, fine, no answer."""


def order_boxes(stage: Stage, shops: tuple[Shop, ...]) -> None:
    """Plan orders of a package that has nothing but a service of an automatic type."""
    for shop in shops:
        session = stage.session
        plan = _plan(session, shop)
        for number, wish in enumerate(_WISHES):
            buyer = shop.customers[wish.customer % len(shop.customers)]
            if wish.mailbox.endswith(_NO_BIRTH_DATE):
                _forget_birth_date(session, buyer.account.id)
            order = _order(f"BOX-{number + 1}", plan.code, buyer.account.account_no, wish.mailbox)
            at = (stage.now - timedelta(hours=wish.hours_ago)).replace(microsecond=0)
            agent = stage.somebody(shop.provider.id, Role.CSA)
            stage.plan(at, agent, _placing(order))


def _forget_birth_date(session: Session, account_id: int) -> None:
    """Nobody asked this customer for the date of birth: the platform wants it."""
    for contact in session.scalars(select(Contact).where(Contact.account_id == account_id)):
        contact.date_of_birth = None


def settle(session: Session, now: datetime) -> None:
    """Let the platform answer all that was asked of it before `now`, in order."""
    platform = ProvisioningSimulator()
    while (due := _next_due(session)) is not None and due + _ANSWERS_AFTER <= now:
        at = due + _ANSWERS_AFTER
        session.info["stamp"] = Stamp(SYSTEM.username, at)
        errand = take_errand(Unit(session, SYSTEM, at))
        if errand is None:
            return
        if errand.is_question:
            answer = platform.ask(errand.reference)
        else:
            answer = platform.request(errand.reference, errand.action, errand.facts)
        record(Unit(session, errand.caller, at), errand, answer)
        session.flush()


def _next_due(session: Session) -> datetime | None:
    waiting = NetworkRequest.status.in_(("PENDING", "SENT"))
    return session.scalars(
        select(NetworkRequest.next_try_at).where(waiting).order_by(NetworkRequest.next_try_at).limit(1)
    ).first()


def _plan(session: Session, shop: Shop) -> PackagePlan:
    """Sell a mailbox alone."""
    service_type = session.scalars(
        select(ServiceType).where(ServiceType.provisioning_method == "AUTOMATIC").order_by(ServiceType.id)
    ).first()
    if service_type is None:
        raise LookupError("the demo has no service of an automatic type")
    plan = PackagePlan(
        provider_id=shop.provider.id,
        code=_PLAN,
        internal_name=f"{shop.provider.name} Mailbox",
        external_name="Mailbox",
        kind="SELL",
        setup_fee_cents=0,
        access_fee_cents=290,
        is_prorated=True,
        honour_first_period_end_date=False,
        status="ACTIVE",
    )
    session.add(plan)
    session.flush()
    session.add(
        ServicePlan(
            package_plan_id=plan.id,
            service_type_id=service_type.id,
            code=f"{_PLAN}-VM",
            internal_name="Mailbox",
            external_name="Mailbox",
            is_mandatory=True,
        )
    )
    session.flush()
    return plan


def _order(key: str, plan: str, account_no: str, mailbox: str) -> ProductOrder:
    return ProductOrder.model_validate(
        {
            "externalId": key,
            "category": "B2C product order",
            "relatedParty": [{"id": account_no, "role": "customer"}],
            "productOrderItem": [
                {
                    "id": "1",
                    "action": "add",
                    "productOffering": {"id": plan},
                    "product": {"productCharacteristic": [{"name": "Mailbox", "value": mailbox}]},
                }
            ],
        }
    )


def _placing(order: ProductOrder) -> Act:
    def act(unit: Unit) -> None:
        place(unit, order)

    return act
