"""The path of a new order, for every order in which pages can be visited."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.order_entry import Draft, PageCheck
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.orders import OrderStatus
from agentview.contract.value import RefusalInfo
from agentview.ui.views.orders.flow import page_after, page_before, page_of, page_to_resume, pages_of, path

FORMS = st.builds(OrderForm, is_for_account=st.booleans(), account_id=st.none() | st.just(1))
PAGES = st.sampled_from(OrderPage)


def draft(form: OrderForm, at: OrderPage, wrong: set[OrderPage]) -> Draft:
    refusal = RefusalInfo(code="E-TYPES-MISSING")
    return Draft(
        order_id=1,
        reference="PO-1",
        status=OrderStatus.ORDER_INCOMPLETE,
        version=1,
        owner="",
        is_mine=True,
        started_at=None,
        saved_at=datetime(2026, 11, 16, tzinfo=UTC),
        saved_by="",
        current_page=at,
        form=form,
        is_contact_hidden=False,
        buyer=None,
        package=None,
        services=(),
        pages=tuple(PageCheck(page=page, refusals=(refusal,) if page in wrong else ()) for page in OrderPage),
        commands=(),
    )


@given(FORMS)
def test_going_on_from_the_first_page_shows_each_page_once_and_ends_at_the_review(form: OrderForm) -> None:
    seen = [path(form)[0]]
    while seen[-1] is not OrderPage.REVIEW:
        seen.append(page_after(seen[-1], form))
    assert tuple(seen) == path(form)
    assert (OrderPage.CUSTOMER in seen) is not form.is_for_account


@given(FORMS, PAGES)
def test_going_back_undoes_going_on(form: OrderForm, page: OrderPage) -> None:
    if page in path(form) and page is not OrderPage.REVIEW:
        assert page_before(page_after(page, form), form) is page
    assert page_before(path(form)[0], form) is None


@given(FORMS, PAGES, st.sets(PAGES))
def test_r_prv_38_resuming_shows_the_last_page_in_progress_or_an_earlier_one_that_is_wrong(
    form: OrderForm, at: OrderPage, wrong: set[OrderPage]
) -> None:
    shown = page_to_resume(draft(form, at, wrong))
    assert shown in path(form)
    earlier = [page for page in path(form) if page.is_before(at) and page in wrong]
    if earlier:
        assert shown is earlier[0]
    elif at in path(form):
        assert shown is at
    else:
        assert shown is page_after(at, form)


@pytest.mark.parametrize(
    ("field", "page"),
    [
        ("service_type_ids", OrderPage.SERVICE_TYPES),
        ("option_ids", OrderPage.PACKAGE),
        ("account_id", OrderPage.CUSTOMER),
        ("contact.email", OrderPage.CUSTOMER),
        ("services/12/identifier", OrderPage.SERVICES),
        ("port/losing_supplier", OrderPage.SERVICES),
        ("requested_on", OrderPage.REVIEW),
        (None, OrderPage.REVIEW),
    ],
)
def test_each_field_stands_on_a_page(field: str | None, page: OrderPage) -> None:
    assert page_of(field) is page


def test_pages_to_mend_come_in_their_order() -> None:
    assert pages_of(["note", "name", "package_plan_id", "note"]) == (
        OrderPage.PACKAGE,
        OrderPage.CUSTOMER,
        OrderPage.REVIEW,
    )
