"""The form of an incomplete order: as it is stored with the order, and as others may read it."""

from agentview.contract.customers import ContactFields, NewCustomerRequest
from agentview.contract.order_form import OrderForm
from agentview.core.text import masked
from agentview.models.order import Order

_KEY = "form"


def form_of(record: Order) -> OrderForm:
    """Return what was typed into an order; an empty form for one that came in from another system."""
    return OrderForm.model_validate(record.form_data.get(_KEY, {}))


def stored(form: OrderForm) -> dict[str, object]:
    """Return a form as it is stored."""
    return {_KEY: form.model_dump(mode="json")}


def without_contact(form: OrderForm, account_id: int) -> OrderForm:
    """Return a form for keeping: whom it made stands with the customer now, and nowhere else."""
    return form.model_copy(update={"new_customer": None, "account_id": account_id})


def hidden(form: OrderForm) -> OrderForm:
    """Return a form with the contact of its new customer masked, for who did not type it."""
    if form.new_customer is None:
        return form
    contact = form.new_customer.contact
    shown = ContactFields(
        kind=contact.kind,
        name=contact.name,
        phone=masked(contact.phone) if contact.phone else "",
        mobile=masked(contact.mobile) if contact.mobile else "",
        email=masked(contact.email) if contact.email else "",
        language=contact.language,
        may_email=contact.may_email,
        may_sms=contact.may_sms,
    )
    return _with_contact(form, form.new_customer, shown)


def unhidden(form: OrderForm, kept: OrderForm) -> OrderForm:
    """Return a form that comes back from `hidden` with the contact that was kept."""
    if form.new_customer is None or kept.new_customer is None:
        return form
    return _with_contact(form, form.new_customer, kept.new_customer.contact)


def tidy(form: OrderForm) -> OrderForm:
    """Return a form that names each thing once, and either a known or a new customer."""
    services = {one.service_plan_id: one for one in form.services}
    return form.model_copy(
        update={
            "service_type_ids": tuple(dict.fromkeys(form.service_type_ids)),
            "option_ids": tuple(dict.fromkeys(form.option_ids)),
            "services": tuple(services.values()),
            "account_id": None if form.new_customer is not None else form.account_id,
        }
    )


def _with_contact(form: OrderForm, customer: NewCustomerRequest, contact: ContactFields) -> OrderForm:
    new = customer.model_copy(update={"contact": contact})
    return form.model_copy(update={"new_customer": new})
