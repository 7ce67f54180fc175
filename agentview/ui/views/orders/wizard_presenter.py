"""Decides what the wizard of an order shows and does: begins, resumes, submits; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from agentview.contract import order_entry as contract
from agentview.contract.feed import Topic
from agentview.contract.order_entry import (
    Discarded,
    Draft,
    Offers,
    OrderAt,
    OrderRef,
    SavePageRequest,
    Submitted,
)
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.orders import OrderStatus
from agentview.ui.forms.saved_view import SavedView
from agentview.ui.forms.saved_wizard import SavedWizard, Then
from agentview.ui.forms.typed_form import NameOf, Values
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key
from agentview.ui.views.orders.flow import page_after, page_before, page_to_resume
from agentview.ui.views.orders.wizard_typed import field_name


class WizardView(SavedView[OrderPage, OrderForm], Protocol):
    """What the presenter tells the screen; `show_busy` also says "submit" and "discard"."""

    def show_offers(self, offers: Offers) -> None:
        """What is on sale arrived."""

    def submitted(self, done: Submitted) -> None:
        """The order was submitted."""

    def discarded(self, gone: Discarded) -> None:
        """The order was given up; `bring_back` undoes it."""


class WizardPresenter(SavedWizard[Draft, OrderForm, OrderPage]):
    """Holds the order, what is typed over it, the page that is shown, and what is on sale."""

    topic = Topic.ORDER

    def __init__(self, desk: Desk, view: WizardView, make_key: NewKey = new_key) -> None:
        """Begin nothing yet."""
        super().__init__(desk, view, OrderForm(), OrderPage.SERVICE_TYPES, make_key)
        self._view = view
        self.offers: Offers | None = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before."""
        return page_before(self.page, self.form) is not None

    def begin(self, account_id: int | None) -> None:
        """Begin an order, which gets its number at once."""
        self._view.show_loading()
        request = contract.StartRequest(account_id=account_id)
        Sending(contract.START, request, self._make_key()).send(
            self._desk, self._begun, self._view.show_not_begun, self
        )

    def resume(self, order_id: int) -> None:
        """Go on with an order where it was left (R-PRV-38); one that was submitted is shown (R-PRV-39)."""
        self._view.show_loading()
        gateway, request = self._desk.gateway, OrderRef(order_id=order_id)
        self._desk.runner.submit(
            lambda: gateway.call(contract.ORDER, request),
            lambda order: (
                self._read(order_id)
                if order.status is OrderStatus.ORDER_INCOMPLETE
                else self._view.show_order(order_id)
            ),
            self._view.show_not_begun,
            self,
        )

    def go_on(self, values: Values) -> None:
        """Save the page, have it checked, and go on; on the review the order is submitted."""
        if not self._take(values):
            return
        if self.page is OrderPage.REVIEW:
            self._save(OrderPage.REVIEW, "submit", self._submit)
            return
        following = page_after(self.page, self.form)
        self._save(following, "next", lambda: self._show(following))

    def go_back(self, values: Values) -> None:
        """Save the page as it is, and show the one before."""
        before = page_before(self.page, self.form)
        if before is not None and self._take(values):
            self._save(before, "back", lambda: self._show(before))

    def discard(self) -> None:
        """Give the order up."""
        if self.draft is None or self.is_busy:
            return
        self._start("discard")
        request = OrderAt(order_id=self.draft.order_id, version=self.draft.version)
        self._send(contract.DISCARD, request, self._discarded)

    def read_offers(self, type_ids: tuple[int, ...]) -> None:
        """Read what is on sale with these service types; the newest question wins."""
        gateway, request = self._desk.gateway, contract.OffersRequest(service_type_ids=type_ids)
        self._desk.runner.submit(
            lambda: gateway.call(contract.OFFERS, request),
            self._offered,
            self._view.show_failure,
            self,
            newest="offers",
        )

    # What is special to orders

    def record_of(self, order_id: int) -> str:
        """The name under which what is typed is kept on this computer."""
        return f"order:{order_id}"

    def _read_draft(self, order_id: int) -> Draft:
        return self._desk.gateway.call(contract.DRAFT, OrderRef(order_id=order_id))

    def form_of(self, draft: Draft) -> OrderForm:
        """What was saved."""
        return draft.form

    def _is_over(self, draft: Draft) -> bool:
        return draft.status is not OrderStatus.ORDER_INCOMPLETE

    def _last_save(self, draft: Draft) -> tuple[str, datetime]:
        return draft.saved_by, draft.saved_at

    def _resume_at(self, draft: Draft) -> OrderPage:
        return page_to_resume(draft)

    def _field_names(self) -> NameOf:
        return field_name

    def _needs_save(self, draft: Draft, go_on_at: OrderPage) -> bool:
        return self.page.is_before(go_on_at) or draft.current_page is not go_on_at

    def _send_page(self, draft: Draft, go_on_at: OrderPage, on_done: Callable[[Draft], None]) -> None:
        request = SavePageRequest(
            order_id=draft.order_id,
            version=draft.version,
            page=self.page,
            go_on_at=go_on_at,
            form=self.form,
        )
        self._send(contract.SAVE_PAGE, request, on_done)

    def _submit(self) -> None:
        if self.draft is None:
            return
        self._start("submit")
        request = OrderAt(order_id=self.draft.order_id, version=self.draft.version)
        self._send(contract.SUBMIT, request, self._submitted)

    def _submitted(self, done: Submitted) -> None:
        self._view.forget_typed()
        self._view.submitted(done)

    def _discarded(self, gone: Discarded) -> None:
        self._view.forget_typed()
        self._view.discarded(gone)

    def _offered(self, offers: Offers) -> None:
        self.offers = offers
        self._view.show_offers(offers)

    def _show(self, page: OrderPage) -> None:
        super()._show(page)
        self.read_offers(self.form.service_type_ids)


def bring_back(desk: Desk, gone: Discarded, on_done: Then, make_key: NewKey = new_key) -> None:
    """Bring back an order that was given up (D-22); the wizard that gave it up may be closed by now."""
    request = OrderAt(order_id=gone.order_id, version=gone.version)
    Sending(contract.REOPEN, request, make_key()).send(
        desk, lambda _draft: on_done(), desk.shell.show_error, desk.toasts
    )
