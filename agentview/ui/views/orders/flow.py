"""The path through a new order: which page comes next by what was typed; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from agentview.contract.order_entry import Draft
from agentview.contract.order_form import OrderForm, OrderPage

_FIRST_PARTS = {
    "order_type": OrderPage.SERVICE_TYPES,
    "service_type_ids": OrderPage.SERVICE_TYPES,
    "package_plan_id": OrderPage.PACKAGE,
    "option_ids": OrderPage.PACKAGE,
    "services": OrderPage.SERVICES,
    "port": OrderPage.SERVICES,
    "requested_on": OrderPage.REVIEW,
    "purchase_order_ref": OrderPage.REVIEW,
    "agent_id": OrderPage.REVIEW,
    "note": OrderPage.REVIEW,
}


def path(form: OrderForm) -> tuple[OrderPage, ...]:
    """The pages in their order; an order that was begun for a customer does not ask for one."""
    return tuple(page for page in OrderPage if page is not OrderPage.CUSTOMER or not form.is_for_account)


def page_after(page: OrderPage, form: OrderForm) -> OrderPage:
    """The page that comes next; the review is the last one."""
    return next((one for one in path(form) if page.is_before(one)), OrderPage.REVIEW)


def page_before(page: OrderPage, form: OrderForm) -> OrderPage | None:
    """The page before; None on the first one."""
    earlier = [one for one in path(form) if one.is_before(page)]
    return earlier[-1] if earlier else None


def page_to_resume(draft: Draft) -> OrderPage:
    """The last page still in progress (R-PRV-38), or an earlier one that has become wrong meanwhile."""
    wrong = {check.page for check in draft.pages if check.refusals}
    for page in path(draft.form):
        if page in wrong and page.is_before(draft.current_page):
            return page
    pages = path(draft.form)
    return draft.current_page if draft.current_page in pages else page_after(draft.current_page, draft.form)


def page_of(field: str | None) -> OrderPage:
    """The page on which a field stands that a refusal names; the rest is the customer's."""
    if not field:
        return OrderPage.REVIEW
    return _FIRST_PARTS.get(field.split("/")[0], OrderPage.CUSTOMER)


def pages_of(fields: Iterable[str | None]) -> tuple[OrderPage, ...]:
    """The pages on which something must be mended, in their order."""
    found = {page_of(field) for field in fields}
    return tuple(page for page in OrderPage if page in found)
