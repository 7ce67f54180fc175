"""Orders that were begun and not submitted yet: left at different pages by different people."""

from datetime import timedelta

from agentview.contract.customers import AccountType, ContactFields, CustomerFields, NewCustomerRequest
from agentview.contract.order_entry import SavePageRequest, StartRequest
from agentview.contract.order_form import OrderForm, OrderPage, PortForm, ServiceForm
from agentview.contract.orders import OrderType
from agentview.contract.provisioning import AddressFields
from agentview.core.power import Role
from agentview.services.demo.scenery import Offer
from agentview.services.demo.stage import Act, Stage
from agentview.services.demo.week import Shop
from agentview.services.order_entry.drafts import save_page, start
from agentview.services.unit import Unit

_LEFT = ((timedelta(hours=3), 2), (timedelta(minutes=50), 5), (timedelta(minutes=12), 9))
"""How long ago an order was left, and at which customer of the shop."""


def plan_drafts(stage: Stage, shops: tuple[Shop, ...]) -> None:
    """Let agents of each shop leave orders behind: one for a customer, a port, and one for a new customer."""
    for shop in shops:
        agent = stage.first(shop.provider.id, Role.CSA)
        consumer = next(offer for offer in shop.offers if not offer.is_business)
        forms = (
            (_typed(consumer, OrderType.NEW), OrderPage.REVIEW),
            (_typed(consumer, OrderType.PORT_CHURN), OrderPage.SERVICES),
            (_new_customer(consumer), OrderPage.CUSTOMER),
        )
        for (ago, number), (form, page) in zip(_LEFT, forms, strict=True):
            customer = shop.customers[number]
            is_known = form.new_customer is None
            account_id = customer.account.id if is_known else None
            stage.plan(stage.now - ago, agent, _leave(form, page, account_id))


def _leave(form: OrderForm, page: OrderPage, account_id: int | None) -> Act:
    """Begin an order and leave it at a page."""

    def act(unit: Unit) -> None:
        draft = start(unit, StartRequest(account_id=account_id))
        known = {"account_id": account_id, "is_for_account": account_id is not None}
        save_page(
            unit,
            SavePageRequest(
                order_id=draft.order_id,
                version=draft.version,
                page=page,
                go_on_at=page,
                form=form.model_copy(update=known),
            ),
        )

    return act


def _typed(offer: Offer, kind: OrderType) -> OrderForm:
    part = offer.parts[0]
    is_port = kind is OrderType.PORT_CHURN
    return OrderForm(
        order_type=OrderType.PORT_CHURN if is_port else OrderType.NEW,
        service_type_ids=(part.service_type.id,),
        package_plan_id=offer.plan.id,
        services=(ServiceForm(service_plan_id=part.plan.id),),
        port=PortForm(losing_supplier="Southern Cross Telecom") if is_port else PortForm(),
        note="" if is_port else "Deliver the SIM card first, please.",
    )


def _new_customer(offer: Offer) -> OrderForm:
    return _typed(offer, OrderType.NEW).model_copy(
        update={
            "note": "",
            "new_customer": NewCustomerRequest(
                fields=CustomerFields(
                    name="Tamsin Whitlock", account_type=AccountType.CONSUMER, profile_id=1
                ),
                contact=ContactFields(name="Tamsin Whitlock", email="tamsin.whitlock@example.com"),
                address=AddressFields(line1="27 Jetty Road"),
            ),
        }
    )
