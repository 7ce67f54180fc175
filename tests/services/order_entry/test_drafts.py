"""Incomplete orders: begun, saved page by page, resumed, given up and brought back (SM-0, R-PRV-38, 39)."""

from typing import Any

import pytest
from sqlalchemy import select

from agentview.contract import order_entry as contract
from agentview.contract.op import Message, Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.orders import OrderStatus
from agentview.core.errors import AgentViewError, Conflict, Denied, NotFound, Rejected
from agentview.core.reference import Prefix, reference
from agentview.models.trail import AuditEntry, ChangeRow
from tests import build
from tests.services.order_entry.ordering import PHONE, Ordering, at, codes, steps
from tests.world import assert_world

TYPES, PACKAGE, CUSTOMER, SERVICES, REVIEW = OrderPage


def test_sm_0_an_order_has_its_number_at_once_and_nothing_else_is_made(ordering: Ordering) -> None:
    before = ordering.made()
    draft = ordering.start()
    assert draft.reference == reference(Prefix.ORDER, draft.order_id)
    assert (draft.status, draft.current_page) == (OrderStatus.ORDER_INCOMPLETE, TYPES)
    assert (draft.owner, draft.is_mine) == ("Harbour Csa", True)
    assert draft.buyer is not None
    assert (draft.buyer.name, draft.buyer.account_no) == ("Marlow Dental Group", "004-1001")
    assert ordering.made() == before
    assert_world(ordering.backend.database)


def test_sm_0_an_account_that_is_not_active_begins_no_order(ordering: Ordering) -> None:
    error = ordering.refused("harbour_csa", contract.START, account_id=build.SUSPENDED)
    assert isinstance(error, Rejected)
    assert codes(error) == {"E-ACCOUNT-STATUS"}
    assert error.values["status"] == 2


def test_an_account_of_another_provider_begins_no_order(ordering: Ordering) -> None:
    error = ordering.refused("harbour_csa", contract.START, account_id=build.ALPINE_LEE)
    assert isinstance(error, NotFound)


@pytest.mark.parametrize("who", ["harbour_prov", "harbour_auditor", "harbour_admin"])
def test_d_19_only_who_may_order_begins_one(ordering: Ordering, who: str) -> None:
    assert isinstance(ordering.refused(who, contract.START, account_id=build.MARLOW), Denied)


def test_r_prv_38_an_order_goes_on_at_the_last_page_still_in_progress(ordering: Ordering) -> None:
    draft = ordering.start()
    for page, go_on_at, form in steps(ordering.form()):
        draft = ordering.save(draft, form, page, go_on_at)
        seen = ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id)
        assert seen == draft
        assert (seen.current_page, seen.form) == (go_on_at, form)


def test_sm_0_a_page_is_checked_when_the_order_goes_on_behind_it_only(ordering: Ordering) -> None:
    draft = ordering.start()
    empty = OrderForm(is_for_account=True, account_id=build.MARLOW)
    error = ordering.refused(
        "harbour_csa", contract.SAVE_PAGE, **at(draft), page=TYPES, go_on_at=PACKAGE, form=empty
    )
    assert codes(error) == {"E-TYPES-MISSING"}
    assert ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id) == draft
    kept = ordering.save(draft, empty, TYPES)
    assert kept.current_page is TYPES
    back = ordering.save(kept, empty, PACKAGE, TYPES)
    assert back.current_page is TYPES


def test_what_is_half_typed_is_kept_to_the_letter(ordering: Ordering) -> None:
    draft = ordering.start(None)
    typed = ordering.form(
        account_id=None,
        phone="04 91-57",
        note="<b>=1+1</b>\n\u202eabc \U0001f469",
        new_customer={
            "fields": {"name": "", "account_type": "CONSUMER", "profile_id": 1},
            "contact": {"phone": "(02) 5550/0142 ext 3", "email": "not yet"},
        },
    )
    saved = ordering.save(draft, typed, SERVICES)
    assert saved.form == typed
    assert ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id).form == typed


def test_r_prv_41_of_two_desktops_the_second_save_is_a_conflict_that_says_who(ordering: Ordering) -> None:
    draft = ordering.start()
    form = ordering.form()
    ordering.save(draft, form, by="harbour_lead")
    error = ordering.refused(
        "harbour_csa", contract.SAVE_PAGE, **at(draft), page=SERVICES, go_on_at=SERVICES, form=form
    )
    assert isinstance(error, Conflict)
    assert (error.code, error.values["by"]) == ("E-STALE", "Harbour Lead")
    fresh = ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id)
    assert fresh.version == error.values["version"]
    assert ordering.save(fresh, form).version > fresh.version


def test_sm_0_a_page_is_saved_by_the_owner_or_a_supervisor(ordering: Ordering) -> None:
    draft = ordering.ready(by="harbour_lead")
    form = ordering.form()
    error = ordering.refused(
        "harbour_csa", contract.SAVE_PAGE, **at(draft), page=SERVICES, go_on_at=SERVICES, form=form
    )
    assert (error.code, error.values["owner"]) == ("E-NOT-OWNER", "Harbour Lead")
    seen = ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id)
    assert not seen.is_mine
    assert [state.command for state in seen.commands if state.is_open] == []
    theirs = ordering.ready()
    assert ordering.save(theirs, form, by="harbour_lead").saved_by == "Harbour Lead"


@pytest.mark.parametrize("op", [contract.SUBMIT, contract.DISCARD], ids=lambda op: op.name)
def test_sm_0_an_order_is_submitted_and_given_up_by_its_owner(ordering: Ordering, op: Op[Any, Any]) -> None:
    draft = ordering.ready()
    error = ordering.refused("harbour_lead", op, **at(draft))
    assert codes(error) == {"E-NOT-OWNER"}
    ordering.call("harbour_csa", op, **at(draft))


def test_discarding_makes_nothing_and_d_22_is_undone(ordering: Ordering) -> None:
    draft = ordering.ready()
    before = ordering.made()
    gone = ordering.call("harbour_csa", contract.DISCARD, **at(draft))
    assert ordering.call("harbour_csa", contract.ORDER, order_id=draft.order_id).status == "ORDER_CANCELLED"
    assert ordering.call("harbour_csa", contract.DRAFTS).drafts == ()
    closed = ordering.refused("harbour_csa", contract.SUBMIT, order_id=gone.order_id, version=gone.version)
    assert codes(closed) == {"E-STATE"}
    back = ordering.call("harbour_csa", contract.REOPEN, order_id=gone.order_id, version=gone.version)
    assert (back.status, back.form) == (OrderStatus.ORDER_INCOMPLETE, draft.form)
    assert ordering.made() == before
    assert_world(ordering.backend.database)


def test_lists_show_the_own_incomplete_orders_or_all_newest_first(ordering: Ordering) -> None:
    first, second = ordering.start(), ordering.start(None)
    theirs = ordering.ready("DUO", by="harbour_lead")
    mine = ordering.call("harbour_csa", contract.DRAFTS)
    assert [row.order_id for row in mine.drafts] == [second.order_id, first.order_id]
    everybody = ordering.call("harbour_csa", contract.DRAFTS, is_mine=False)
    assert [row.order_id for row in everybody.drafts] == [theirs.order_id, second.order_id, first.order_id]
    row = everybody.drafts[0]
    assert (row.customer, row.package, row.owner) == ("Marlow Dental Group", "Plan DUO", "Harbour Lead")
    of_customer = ordering.call("harbour_csa", contract.DRAFTS, is_mine=False, account_id=build.MARLOW)
    assert [row.order_id for row in of_customer.drafts] == [theirs.order_id, first.order_id]


def test_lists_are_paged(ordering: Ordering) -> None:
    made = [ordering.start().order_id for _ in range(5)]
    seen: list[int] = []
    before_id = None
    while True:
        page = ordering.call("harbour_csa", contract.DRAFTS, limit=2, before_id=before_id)
        seen += [row.order_id for row in page.drafts]
        if not page.has_older:
            break
        before_id = seen[-1]
    assert seen == made[::-1]


ON_AN_ORDER = [op for op in OPERATIONS if issubclass(op.request, contract.OrderRef)]
"""Every operation that names an order here: a new one is tested without a line."""


def filled(op: Op[Any, Any], order_id: int) -> Message:
    """Return a request that would be good for an order of one's own."""
    fillings: dict[str, object] = {"version": 1, "page": TYPES, "go_on_at": TYPES, "form": OrderForm()}
    names = op.request.model_fields
    request: Message = op.request.model_validate(
        {"order_id": order_id, **{name: value for name, value in fillings.items() if name in names}}
    )
    return request


@pytest.mark.parametrize("op", ON_AN_ORDER, ids=lambda op: op.name)
@pytest.mark.parametrize("stranger", ["alpine_csa", "alpine_lead", "meridian_lead", "harbour_viewer"])
def test_r_gen_10_an_incomplete_order_of_others_is_not_there(
    ordering: Ordering, op: Op[Any, Any], stranger: str
) -> None:
    draft = ordering.ready()
    with pytest.raises(AgentViewError) as refused:
        ordering.on(stranger).call(op, filled(op, draft.order_id))
    assert isinstance(refused.value, NotFound | Denied), refused.value
    assert "Marlow" not in str(refused.value.refusals)
    assert ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id) == draft


def test_d_19_a_viewer_orders_for_the_own_account_alone(ordering: Ordering) -> None:
    assert isinstance(ordering.refused("harbour_viewer", contract.START, account_id=build.BRIGHT), NotFound)
    draft = ordering.call("harbour_viewer", contract.START)
    assert draft.form.account_id == build.MARLOW
    other = ordering.form(account_id=build.BRIGHT)
    saved = ordering.save(draft, other, by="harbour_viewer")
    assert saved.buyer is None
    error = ordering.refused("harbour_viewer", contract.SUBMIT, **at(saved))
    assert codes(error) == {"E-CUSTOMER-GONE"}
    own = ordering.save(saved, ordering.form(), by="harbour_viewer")
    assert ordering.submit(own, "harbour_viewer").account_id == build.MARLOW
    assert ordering.call("harbour_viewer", contract.DRAFTS, is_mine=False).drafts == ()


def test_d_19_a_viewer_adds_no_customer(ordering: Ordering) -> None:
    draft = ordering.call("harbour_viewer", contract.START)
    saved = ordering.save(draft, ordering.form(account_id=None, new_customer=NEW), by="harbour_viewer")
    assert codes(ordering.refused("harbour_viewer", contract.SUBMIT, **at(saved))) == {"E-POWER"}


NEW = {
    "fields": {"name": "Noor Vance", "account_type": "CONSUMER", "profile_id": 1},
    "contact": {
        "name": "Noor Vance",
        "phone": "02 5550 0199",
        "email": "noor@example.com",
        "date_of_birth": "1990-02-03",
    },
    "address": {"line1": "8 Weir Lane", "city": "Sydney", "country": "AU"},
}


def test_the_contact_of_a_new_customer_is_masked_for_others_and_kept_when_they_save(
    ordering: Ordering,
) -> None:
    draft = ordering.save(ordering.start(None), ordering.form(account_id=None, new_customer=NEW))
    typed = draft.form.new_customer
    assert typed is not None
    assert not draft.is_contact_hidden
    seen = ordering.call("harbour_lead", contract.DRAFT, order_id=draft.order_id)
    assert seen.is_contact_hidden
    assert seen.form.new_customer is not None
    for secret in ("5550", "noor@", "1990"):
        assert secret not in seen.form.new_customer.contact.model_dump_json()
    renamed = seen.form.model_copy(update={"note": "Call first"})
    ordering.save(seen, renamed, by="harbour_lead")
    kept = ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id).form
    assert kept.new_customer == typed
    assert kept.note == "Call first"


def test_what_is_typed_stands_in_no_trail(ordering: Ordering) -> None:
    draft = ordering.save(ordering.start(None), ordering.form(account_id=None, new_customer=NEW))
    ordering.call("harbour_csa", contract.DISCARD, **at(draft))
    with ordering.backend.database.read() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.entity == "order")).all()
        said = [str(vars(row)) for row in entries]
        said += [str(vars(row)) for row in session.scalars(select(ChangeRow)).all()]
    assert [entry.action for entry in entries] == ["start", "save_page", "discard"]
    for secret in ("Noor", "5550", "noor@", "1990-02-03", "Weir", PHONE):
        assert not [text for text in said if secret in text]


def test_open_screens_hear_of_each_step(ordering: Ordering) -> None:
    draft = ordering.ready()
    ordering.call("harbour_csa", contract.DISCARD, **at(draft))
    with ordering.backend.database.read() as session:
        rows = session.execute(
            select(ChangeRow.verb, ChangeRow.provider_id)
            .where(ChangeRow.topic == "ORDER", ChangeRow.record_id == draft.order_id)
            .order_by(ChangeRow.id)
        ).all()
    assert [row.verb for row in rows] == ["start", *["save_page"] * 5, "discard"]
    assert {row.provider_id for row in rows} == {build.HARBOUR}
