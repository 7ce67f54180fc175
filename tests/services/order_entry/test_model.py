"""Any order of saving, leaving, giving up, bringing back and submitting, by owner and supervisor."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from agentview.contract import order_entry as contract
from agentview.contract.op import Op
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.orders import OrderStatus
from agentview.core.errors import AgentViewError
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.order_entry.ordering import PHONE, Ordering, Res
from tests.world import assert_world

OWNER, LEAD = "harbour_csa", "harbour_lead"
PEOPLE = st.sampled_from([OWNER, LEAD])
PAGES = st.sampled_from(OrderPage)
INCOMPLETE, GIVEN_UP = OrderStatus.ORDER_INCOMPLETE, OrderStatus.ORDER_CANCELLED


class Drafting(RuleBasedStateMachine):
    """One order, its owner and a supervisor; the model knows form, page, status and what was made."""

    open_backend: Callable[[], Backend]

    @initialize()
    def begin(self) -> None:
        self.backend = type(self).open_backend()
        self.ordering = Ordering(self.backend)
        with self.backend.database.write(Stamp("test", build.START)) as session:
            # The small operator stands in the tables alone; a customer is found from the start (D-35).
            index_account(Unit(session, NOBODY, build.START), session.get_one(Account, build.MARLOW))
        draft = self.ordering.start()
        self.order_id, self.version = draft.order_id, draft.version
        self.form, self.page, self.status = draft.form, draft.current_page, draft.status
        self.is_good = False

    def teardown(self) -> None:
        if hasattr(self, "backend"):
            assert_world(self.backend.database)
            self.backend.close()
            self.backend.embedded.close()

    def try_it(self, by: str, op: Op[Any, Res], **request: object) -> Res | None:
        try:
            return self.ordering.call(by, op, order_id=self.order_id, version=self.version, **request)
        except AgentViewError:
            return None

    @rule(
        by=PEOPLE,
        page=PAGES,
        go_on_at=PAGES,
        phone=st.sampled_from(["", PHONE, "12"]),
        plan=st.sampled_from(["MOB-40", "TALK", None]),
    )
    def save(self, by: str, page: OrderPage, go_on_at: OrderPage, phone: str, plan: str | None) -> None:
        form = self.ordering.form(plan, phone) if plan else OrderForm(account_id=build.MARLOW)
        saved = self.try_it(by, contract.SAVE_PAGE, page=page, go_on_at=go_on_at, form=form)
        is_wrong = {
            OrderPage.SERVICE_TYPES: plan is None,
            OrderPage.PACKAGE: plan is None,
            OrderPage.SERVICES: plan == "MOB-40" and phone == "12",
        }.get(page, False)
        is_refused = page.is_before(go_on_at) and is_wrong
        assert (saved is not None) is (self.status is INCOMPLETE and not is_refused)
        if saved is not None:
            self.version, self.form, self.page = saved.version, form, go_on_at
            self.is_good = plan is not None and not (plan == "MOB-40" and phone == "12")

    @rule(by=PEOPLE)
    def discard(self, by: str) -> None:
        gone = self.try_it(by, contract.DISCARD)
        assert (gone is not None) is (self.status is INCOMPLETE and by == OWNER)
        if gone is not None:
            self.version, self.status = gone.version, GIVEN_UP

    @rule(by=PEOPLE)
    def reopen(self, by: str) -> None:
        back = self.try_it(by, contract.REOPEN)
        assert (back is not None) is (self.status is GIVEN_UP and by == OWNER)
        if back is not None:
            self.version, self.status = back.version, INCOMPLETE

    @rule(by=PEOPLE)
    def submit(self, by: str) -> None:
        done = self.try_it(by, contract.SUBMIT)
        assert (done is not None) is (self.status is INCOMPLETE and by == OWNER and self.is_good)
        if done is not None:
            self.version, self.status = done.version, done.status

    @invariant()
    def it_reads_as_the_model_says(self) -> None:
        if not hasattr(self, "backend"):
            return
        order = self.ordering.call(OWNER, contract.ORDER, order_id=self.order_id)
        assert order.status is self.status
        is_made = self.status not in {INCOMPLETE, GIVEN_UP}
        assert (self.ordering.made()[0], bool(order.services)) == (int(is_made), is_made)
        if self.status is INCOMPLETE:
            seen = self.ordering.call(OWNER, contract.DRAFT, order_id=self.order_id)
            assert (seen.form, seen.current_page, seen.version) == (self.form, self.page, self.version)


@pytest.mark.timeout(600)
def test_any_sequence_of_acts_leaves_what_the_model_says(open_sqlite: Callable[[], Backend]) -> None:
    class Machine(Drafting):
        open_backend = staticmethod(open_sqlite)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=15, stateful_step_count=12, suppress_health_check=list(HealthCheck), deadline=None
        ),
    )
