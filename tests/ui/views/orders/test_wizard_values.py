"""Merging two sides, keeping what is unsaved, and what cannot be stored."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.order_form import OrderForm, ServiceForm
from agentview.ui.forms.form_merge import merged
from agentview.ui.forms.typed_form import form_with
from agentview.ui.forms.unsaved import from_plain, to_plain
from agentview.ui.kit.draft_store import Draft
from agentview.ui.views.orders.wizard_typed import field_name

IDS = st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple)
FORMS = st.builds(
    OrderForm,
    service_type_ids=IDS,
    package_plan_id=st.none() | st.integers(1, 3),
    option_ids=IDS,
    account_id=st.none() | st.integers(1, 3),
    note=st.sampled_from(["", "a", "b"]),
    services=st.just(()) | st.just((ServiceForm(service_plan_id=1, identifier="x"),)),
)


@given(FORMS, FORMS, FORMS)
def test_each_side_keeps_what_it_alone_changed_and_clashes_are_told(
    base: OrderForm, mine: OrderForm, theirs: OrderForm
) -> None:
    both = merged(base, mine, theirs)
    for name in OrderForm.model_fields:
        old, own, other, got = (getattr(form, name) for form in (base, mine, theirs, both.form))
        if name in both.clashes:
            assert own != other
            assert old not in (own, other)
            assert got == other
        else:
            assert got == (own if other == old else other)


@given(FORMS, FORMS, FORMS)
def test_picking_all_of_mine_keeps_what_only_they_changed(
    base: OrderForm, mine: OrderForm, theirs: OrderForm
) -> None:
    both = merged(base, mine, theirs)
    picked = both.picked(dict.fromkeys(both.clashes, True))
    for name in both.clashes:
        assert getattr(picked, name) == getattr(mine, name)
    assert both.picked(dict.fromkeys(both.clashes, False)) == both.form


@given(FORMS, FORMS)
def test_what_is_unsaved_comes_back_as_it_was(base: OrderForm, form: OrderForm) -> None:
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    found = from_plain(OrderForm, Draft("order:1", at, dict(to_plain(base, form))))
    assert (found is None) is (base == form)
    if found is not None:
        assert (found.base, found.form, found.saved_at) == (base, form, at)


@pytest.mark.parametrize("values", [{}, {"base": "{", "form": "x"}, {"base": None, "form": '{"gone": 1}'}])
def test_a_draft_that_cannot_be_read_is_none(values: dict[str, str | None]) -> None:
    assert from_plain(OrderForm, Draft("order:1", datetime(2026, 11, 16, tzinfo=UTC), dict(values))) is None


def test_what_cannot_be_stored_is_refused_by_its_field_and_the_form_stays() -> None:
    form = OrderForm()
    services = [{"service_plan_id": 12, "identifier": "x" * 201, "address": None}]
    kept, refusals = form_with(form, {"services": services, "note": "a\x00b"}, field_name)
    assert kept is form
    assert [refusal.field for refusal in refusals] == ["note", "services/12/identifier"]
    assert form_with(form, {"note": " fine "})[0].note == "fine"
