"""Decides what the wizard shows and does: begins, resumes, saves, merges, submits; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from agentview.contract import order_entry as contract
from agentview.contract.feed import Topic
from agentview.contract.op import Op
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
from agentview.core.errors import AgentViewError, Refusal, Rejected, Unknown
from agentview.gateway.port import FeedNews
from agentview.ui.kit.draft_store import Draft as KeptDraft
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Req, Res, Sending, new_key
from agentview.ui.views.orders.flow import page_after, page_before, page_to_resume
from agentview.ui.views.orders.wizard_local import Unsaved, from_plain, record_of
from agentview.ui.views.orders.wizard_merge import FormMerge, merged
from agentview.ui.views.orders.wizard_typed import Values, form_with

Then = Callable[[], None]


class WizardView(Protocol):
    """What the presenter tells the screen."""

    def show_loading(self) -> None:
        """An order is being begun or read."""

    def show_page(self, page: OrderPage) -> None:
        """Show a page with the presenter's draft and form."""

    def show_offers(self, offers: Offers) -> None:
        """What is on sale arrived."""

    def show_busy(self, doing: str) -> None:
        """Something is carried out: "next", "back", "save", "submit", "discard"."""

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """The page or order was refused; what was typed stays."""

    def show_failure(self, error: Exception) -> None:
        """A call failed; what was typed stays."""

    def show_unknown(self) -> None:
        """No answer came: nobody knows; `again` asks once more under the same key."""

    def show_not_begun(self, error: Exception) -> None:
        """There is no order to show: it was not begun, or could not be read."""

    def show_restored(self, saved_at: datetime) -> None:
        """What was typed on this computer and not saved is in the form again."""

    def show_clashes(self, both: FormMerge, by: str, at: datetime) -> None:
        """Both sides changed the same fields; `resolve` goes on."""

    def show_merged(self, by: str, at: datetime) -> None:
        """Somebody else saved meanwhile; both sides are in the form."""

    def show_link(self) -> None:
        """The link to the services was lost, or is there again."""

    def show_news(self, by: str) -> None:
        """Somebody else saved the order that is shown; `take_news` brings theirs in."""

    def show_order(self, order_id: int) -> None:
        """The order is not incomplete: it is for reading."""

    def forget_typed(self) -> None:
        """What was typed is on the server now: the draft on this computer goes."""

    def submitted(self, done: Submitted) -> None:
        """The order was submitted."""

    def discarded(self, gone: Discarded) -> None:
        """The order was given up; `bring_back` undoes it."""

    def finished(self) -> None:
        """The wizard is to close."""


class WizardPresenter:
    """Holds the draft, what is typed over it, and the page that is shown."""

    def __init__(self, desk: Desk, view: WizardView, make_key: NewKey = new_key) -> None:
        """Begin nothing yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self._again: Then | None = None
        self._unsubscribe = desk.shell.on_news(self._on_news)
        self.draft: Draft | None = None
        self.form = OrderForm()
        self.page = OrderPage.SERVICE_TYPES
        self.offers: Offers | None = None
        self.both: FormMerge | None = None
        self.is_busy = False

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not on the server."""
        return self.draft is not None and self.form != self.draft.form

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

    def type(self, values: Values) -> None:
        """Take in what the page holds now."""
        self.form = form_with(self.form, values)[0]

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

    def go_to(self, page: OrderPage) -> None:
        """Show another page, because something on it must be mended."""
        self._show(page)

    def save_and_close(self, values: Values) -> None:
        """Keep the page as it is, half filled in or not, and close."""
        if self._take(values):
            self._save(self.page, "save", self._view.finished)

    def discard(self) -> None:
        """Give the order up."""
        if self.draft is None or self.is_busy:
            return
        self._start("discard")
        request = OrderAt(order_id=self.draft.order_id, version=self.draft.version)
        self._send(contract.DISCARD, request, self._discarded)

    def again(self) -> None:
        """Ask once more what became of a command that was not answered."""
        if self._again is not None and not self.is_busy:
            self._start("next")
            self._again()

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

    def take_news(self) -> None:
        """Read what somebody else saved, and bring it together with what is typed."""
        if self.draft is not None and not self.is_busy:
            self._read_theirs(self.draft.order_id)

    def resolve(self, picks: dict[str, bool]) -> None:
        """Go on after a clash, with the sides that were picked."""
        if self.both is not None:
            self.form = self.both.picked(picks)
            self.both = None
            self._show(self.page)

    def start_over_from_server(self) -> None:
        """Throw away what was typed here, and show the order as it is saved."""
        if self.draft is not None:
            self.form = self.draft.form
            self._view.forget_typed()
            self._show(self.page)

    def close(self) -> None:
        """Hear of nothing any more."""
        self._unsubscribe()
        self._desk.runner.drop(self)

    # Beginning and resuming

    def _begun(self, draft: Draft) -> None:
        self.draft, self.form = draft, draft.form
        self._show(page_to_resume(draft))

    def _read(self, order_id: int) -> None:
        gateway, request = self._desk.gateway, OrderRef(order_id=order_id)
        drafts, record = self._desk.drafts, record_of(order_id)
        self._desk.runner.submit(
            lambda: (gateway.call(contract.DRAFT, request), drafts.load(record)),
            self._resumed,
            self._view.show_not_begun,
            self,
        )

    def _resumed(self, both: tuple[Draft, KeptDraft | None]) -> None:
        draft, unsaved = both[0], from_plain(both[1])
        self._begun(draft)
        if unsaved is not None and unsaved.form != draft.form:
            self._restore(draft, unsaved)

    def _restore(self, draft: Draft, unsaved: Unsaved) -> None:
        """Bring back what was typed here; where the order was saved elsewhere since, both are merged."""
        both = merged(unsaved.base, unsaved.form, draft.form)
        if both.clashes:
            self._clash(both, draft)
            return
        self.form = both.form
        self._show(self.page)
        self._view.show_restored(unsaved.saved_at)

    # Saving

    def _take(self, values: Values) -> bool:
        """Take in what the page holds; say whether it can be sent."""
        if self.draft is None or self.is_busy:
            return False
        self.form, refusals = form_with(self.form, values)
        if refusals:
            self._view.show_refusals(refusals)
        return not refusals

    def _save(self, go_on_at: OrderPage, doing: str, then: Then) -> None:
        draft = self.draft
        if draft is None:
            return
        if not self.page.is_before(go_on_at) and not self.is_dirty and draft.current_page is go_on_at:
            then()
            return
        self._start(doing)
        request = SavePageRequest(
            order_id=draft.order_id,
            version=draft.version,
            page=self.page,
            go_on_at=go_on_at,
            form=self.form,
        )
        self._send(contract.SAVE_PAGE, request, lambda saved: self._saved(saved, then))

    def _saved(self, draft: Draft, then: Then) -> None:
        self.draft, self.form = draft, draft.form
        self._view.forget_typed()
        then()

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

    def _start(self, doing: str) -> None:
        self.is_busy = True
        self._view.show_busy(doing)

    def _send(self, op: Op[Req, Res], request: Req, on_done: Callable[[Res], None]) -> None:
        sending = Sending(op, request, self._make_key())

        def done(answer: Res) -> None:
            self.is_busy, self._again = False, None
            on_done(answer)

        self._again = lambda: sending.send(self._desk, done, self._failed, self)
        self._again()

    def _failed(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, Unknown):
            self._view.show_unknown()
            return
        self._again = None
        is_stale = isinstance(error, AgentViewError) and error.code == "E-STALE"
        is_over = isinstance(error, Rejected) and error.code == "E-STATE"
        if self.draft is not None and (is_stale or is_over):
            self._read_theirs(self.draft.order_id)
        elif isinstance(error, Rejected):
            self._view.show_refusals(error.refusals)
        else:
            self._view.show_failure(error)

    # Others

    def _read_theirs(self, order_id: int) -> None:
        gateway, request = self._desk.gateway, OrderRef(order_id=order_id)
        self._desk.runner.submit(
            lambda: gateway.call(contract.DRAFT, request), self._theirs, self._view.show_failure, self
        )

    def _theirs(self, fresh: Draft) -> None:
        """Bring what was typed together with what somebody else saved meanwhile (R-PRV-41)."""
        if fresh.status is not OrderStatus.ORDER_INCOMPLETE:
            self._view.show_order(fresh.order_id)
            return
        base = self.draft.form if self.draft is not None else fresh.form
        both = merged(base, self.form, fresh.form)
        self.draft = fresh
        if both.clashes:
            self._clash(both, fresh)
            return
        self.form = both.form
        self._show(self.page)
        self._view.show_merged(fresh.saved_by, fresh.saved_at)

    def _clash(self, both: FormMerge, fresh: Draft) -> None:
        self.both, self.form = both, both.form
        self._view.show_clashes(both, fresh.saved_by, fresh.saved_at)

    def _on_news(self, news: FeedNews) -> None:
        self._view.show_link()
        for change in news.changes:
            is_ours = self.draft is not None and change.record_id == self.draft.order_id
            if change.topic is Topic.ORDER and is_ours and change.actor_id != self._desk.person.user_id:
                self._view.show_news(change.actor)

    def _offered(self, offers: Offers) -> None:
        self.offers = offers
        self._view.show_offers(offers)

    def _show(self, page: OrderPage) -> None:
        self.page = page
        self._view.show_page(page)
        self.read_offers(self.form.service_type_ids)


def bring_back(desk: Desk, gone: Discarded, on_done: Then, make_key: NewKey = new_key) -> None:
    """Bring back an order that was given up (D-22); the wizard that gave it up may be closed by now."""
    request = OrderAt(order_id=gone.order_id, version=gone.version)
    Sending(contract.REOPEN, request, make_key()).send(
        desk, lambda _draft: on_done(), desk.shell.show_error, desk.toasts
    )
