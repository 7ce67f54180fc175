"""Decides what the migration wizard shows and does: checks, begins, resumes, submits; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from agentview.contract import migrations as contract
from agentview.contract.feed import Topic
from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import (
    MigrationChanged,
    MigrationDraft,
    MigrationRef,
    MigrationStatus,
    Preflight,
)
from agentview.core.errors import AgentViewError, Conflict, Refusal, Rejected, Unknown
from agentview.gateway.port import FeedNews
from agentview.ui.forms.saved_view import SavedView
from agentview.ui.forms.saved_wizard import SavedWizard, Then, is_outdated
from agentview.ui.forms.typed_form import Values
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.migrations.flow import fee_lines, page_after, page_before, page_to_resume

QUOTE_CHANGED = "E-QUOTE-CHANGED"
_BLOCKING = frozenset(
    {Topic.TASK, Topic.ORDER, Topic.NETWORK_REQUEST, Topic.ACCOUNT, Topic.MIGRATION, Topic.CATALOGUE}
)
"""News of these kinds may bring a blocker, or take one away."""


class WizardView(SavedView[MigrationPage, MigrationForm], Protocol):
    """What the presenter tells the screen; `show_busy` also says "begin", "submit" and "withdraw"."""

    def show_checking(self, *, is_on: bool) -> None:
        """The blockers are being read again, or are read."""

    def show_flight(self) -> None:
        """What stands against it was read again while page 1 is in front."""

    def show_blocked(self) -> None:
        """Something stands against the migration now: page 1 is shown, what was typed is kept (R-MIG-36)."""

    def show_fees_changed(self) -> None:
        """Other fees than those that were confirmed: their page is shown, to confirm them again."""

    def show_quote(self, quote: Quote) -> None:
        """What the migration comes to as it is typed now."""

    def show_quote_changed(self) -> None:
        """The quote is another one than the one that was seen; the new one is shown."""

    def news_came(self) -> None:
        """Something changed that may stand against it: call `recheck` in a moment."""

    def ask_submit(self, quote: Quote) -> None:
        """Ask whether the migration is to be submitted with this quote; then `submit`."""

    def submitted(self, done: MigrationChanged) -> None:
        """The migration was submitted."""

    def withdrawn(self, gone: MigrationChanged) -> None:
        """The migration was given up."""


class MigrationPresenter(SavedWizard[MigrationDraft, MigrationForm, MigrationPage]):
    """Holds the pre-flight, then the draft, what is typed over it, and the quote that is seen."""

    topic = Topic.MIGRATION

    def __init__(self, desk: Desk, view: WizardView, make_key: NewKey = new_key) -> None:
        """Check nothing yet."""
        super().__init__(desk, view, MigrationForm(), MigrationPage.ELIGIBILITY, make_key)
        self._view = view
        self._is_submitting = False
        self._seen = ""
        self._wanted: int | None = None
        self.flight: Preflight | None = None
        self.quote: Quote | None = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before."""
        return page_before(self.page) is not None

    # Page 1, before anything is begun

    def check(self, package_id: int) -> None:
        """Show what stands against migrating a package; one that is in progress is gone on with."""
        self._view.show_loading()
        self._check(package_id, self._view.show_not_begun)

    def resume(self, order_id: int) -> None:
        """Go on where it was left, at any desktop; one that was submitted is for reading (R-MIG-34)."""
        self._view.show_loading()
        self._read(order_id)

    def begin(self, override_reason: str) -> None:
        """Begin to migrate the package that was checked."""
        if self.flight is None or self.is_busy:
            return
        self._start("begin")
        request = contract.StartRequest(package_id=self.flight.package_id, override_reason=override_reason)
        self._send(contract.START, request, self._started)

    def recheck(self, *, is_asked: bool = False) -> None:
        """Read again what stands against it; `is_asked`: a person waits for it."""
        if self.is_busy or self.both is not None:
            return
        if is_asked:
            self._view.show_checking(is_on=True)
        if self.draft is None:
            if self.flight is not None:
                self._check(self.flight.package_id, self._not_checked if is_asked else _ignore)
            return
        order_id = self.draft.order_id
        self._desk.runner.submit(
            lambda: self._read_draft(order_id),
            self._rechecked,
            self._not_checked if is_asked else _ignore,
            self,
            newest="check",
        )

    # The pages

    def go_on(self, values: Values) -> None:
        """Begin; or save the page, have it checked, and go on; on the review ask to submit."""
        if self.draft is None:
            self.begin(str(values.get("override_reason") or ""))
            return
        if not self._take(values):
            return
        following = page_after(self.page)
        if self.page is MigrationPage.REVIEW:
            self._save(MigrationPage.REVIEW, "next", self._ask_submit)
        else:
            self._save(following, "next", lambda: self._show(following))

    def go_back(self, values: Values) -> None:
        """Save the page as it is, and show the one before."""
        before = page_before(self.page)
        if before is not None and self._take(values):
            self._save(before, "back", lambda: self._show(before))

    def submit(self) -> None:
        """Submit with the quote that was seen; another one by now is refused."""
        if self.draft is None or self.is_busy:
            return
        self._start("submit")
        self._is_submitting = True
        request = contract.SubmitRequest(
            order_id=self.draft.order_id, version=self.draft.version, fingerprint=self._seen
        )
        self._send(contract.SUBMIT, request, self._submitted)

    def withdraw(self, reason: str) -> None:
        """Give the migration up; the package stays as it is."""
        if self.draft is None or self.is_busy:
            return
        self._start("withdraw")
        request = contract.WithdrawRequest(
            order_id=self.draft.order_id, version=self.draft.version, reason=reason
        )
        self._send(contract.WITHDRAW, request, self._withdrawn)

    def read_quote(self) -> None:
        """Read what the migration comes to as it is typed; the newest question wins."""
        if self.draft is None or self.draft.winning is None or self.is_busy:
            return
        gateway = self._desk.gateway
        request = contract.QuoteRequest(order_id=self.draft.order_id, form=self.form)
        self._desk.runner.submit(
            lambda: gateway.call(contract.QUOTE, request), self._quoted, _ignore, self, newest="quote"
        )

    # What is special to migrations

    def record_of(self, order_id: int) -> str:
        """The name under which what is typed is kept on this computer."""
        return f"migration:{order_id}"

    def form_of(self, draft: MigrationDraft) -> MigrationForm:
        """What was saved."""
        return draft.form

    def _read_draft(self, order_id: int) -> MigrationDraft:
        return self._desk.gateway.call(contract.DRAFT, MigrationRef(order_id=order_id))

    def _is_over(self, draft: MigrationDraft) -> bool:
        return draft.status is not MigrationStatus.INCOMPLETE

    def _last_save(self, draft: MigrationDraft) -> tuple[str, datetime]:
        return draft.changed_by, draft.changed_at

    def _resume_at(self, draft: MigrationDraft) -> MigrationPage:
        return page_to_resume(draft)

    def _send_page(
        self, draft: MigrationDraft, go_on_at: MigrationPage, on_done: Callable[[MigrationDraft], None]
    ) -> None:
        request = contract.SavePageRequest(
            order_id=draft.order_id,
            version=draft.version,
            page=self.page,
            go_on_at=go_on_at,
            form=self.form,
        )
        self._send(contract.SAVE_PAGE, request, on_done)

    def _typed(self, values: Values) -> tuple[MigrationForm, tuple[Refusal, ...]]:
        """Another plan has other services and fees: what was chosen for the plan before is forgotten."""
        form, refusals = super()._typed(values)
        if form.winning_plan_id == self.form.winning_plan_id:
            return form, refusals
        forgotten = {
            "mapping": None,
            "is_fee_confirmed": False,
            "is_early_fee_waived": False,
            "first_period_end_on": None,
        }
        return form.model_copy(update=forgotten), refusals

    def _not_read(self, error: Exception) -> None:
        """A migration that is submitted already has no draft; it is for reading."""
        if isinstance(error, Rejected) and error.code == "E-STATE" and self._wanted is not None:
            self._view.show_order(self._wanted)
        else:
            super()._not_read(error)

    def _read(self, order_id: int) -> None:
        self._wanted = order_id
        super()._read(order_id)

    def _saved(self, draft: MigrationDraft, then: Then) -> None:
        before, is_closing = self.draft, then == self._view.finished
        self.draft, self.form = draft, draft.form
        self._view.forget_typed()
        if is_closing:
            then()
        elif draft.preflight.blockers:
            self._show(MigrationPage.ELIGIBILITY)
            self._view.show_blocked()
        elif before is not None and self._are_other_fees(before, draft):
            self.form = draft.form.model_copy(update={"is_fee_confirmed": False})
            self._show(MigrationPage.FEES)
            self._view.show_fees_changed()
        else:
            then()

    def _are_other_fees(self, before: MigrationDraft, draft: MigrationDraft) -> bool:
        """Whether what was confirmed has become something else, by another day or another price."""
        is_behind = self.page.number > MigrationPage.FEES.number
        is_other = fee_lines(before.quote) != fee_lines(draft.quote)
        return is_behind and draft.form.is_fee_confirmed and is_other

    def _show(self, page: MigrationPage) -> None:
        self.quote = self.draft.quote if self.draft is not None else None
        if self.draft is not None:
            self.flight = self.draft.preflight
        if page is MigrationPage.REVIEW and self.quote is not None:
            self._seen = self.quote.fingerprint
        super()._show(page)

    def _on_news(self, news: FeedNews) -> None:
        super()._on_news(news)
        if news.is_gap or any(change.topic in _BLOCKING for change in news.changes):
            self._view.news_came()

    # Beginning and checking

    def _check(self, package_id: int, on_error: Callable[[Exception], None]) -> None:
        gateway, request = self._desk.gateway, contract.PackageCheck(package_id=package_id)
        self._desk.runner.submit(
            lambda: gateway.call(contract.CHECK, request), self._checked, on_error, self, newest="check"
        )

    def _checked(self, flight: Preflight) -> None:
        if self.draft is not None:
            return
        self._view.show_checking(is_on=False)
        if flight.open_order_id is not None:
            self.resume(flight.open_order_id)
            return
        is_first, self.flight = self.flight is None, flight
        if is_first:
            self._show(MigrationPage.ELIGIBILITY)
        else:
            self._view.show_flight()

    def _not_checked(self, error: Exception) -> None:
        self._view.show_checking(is_on=False)
        self._view.show_failure(error)

    def _started(self, draft: MigrationDraft) -> None:
        self.draft, self.form = draft, draft.form
        self._show(MigrationPage.ELIGIBILITY)
        # Saved at once, so that every desktop goes on with the plans.
        self._save(MigrationPage.PACKAGE, "next", lambda: self._show(MigrationPage.PACKAGE))

    def _rechecked(self, fresh: MigrationDraft) -> None:
        """Take over what stands against it now; what somebody else saved waits until it is asked for."""
        self._view.show_checking(is_on=False)
        known = self.draft
        if known is None or self.is_busy or self.both is not None:
            return
        if self._is_over(fresh):
            self._view.show_order(fresh.order_id)
        elif fresh.version != known.version:
            self._view.show_news(fresh.changed_by)
        else:
            self._take_over(known, fresh)

    def _take_over(self, known: MigrationDraft, fresh: MigrationDraft) -> None:
        self.draft, self.flight = fresh, fresh.preflight
        is_new = bool(fresh.preflight.blockers) and not known.preflight.blockers
        if self.page is MigrationPage.ELIGIBILITY:
            self._view.show_flight()
        elif is_new:
            self._show(MigrationPage.ELIGIBILITY)
            self._view.show_blocked()
        elif self.page is MigrationPage.REVIEW and _mark(fresh.quote) != self._seen:
            self._show(MigrationPage.REVIEW)
            self._view.show_quote_changed()

    # Submitting

    def _ask_submit(self) -> None:
        """Ask only about the quote that is on the screen; another one is shown first."""
        quote = self.draft.quote if self.draft is not None else None
        if quote is None or quote.fingerprint != self._seen:
            self._show(MigrationPage.REVIEW)
            self._view.show_quote_changed()
            return
        self._show(MigrationPage.REVIEW)
        open_refusals = self._refusals()
        if open_refusals:
            self._view.show_refusals(open_refusals)
        else:
            self._view.ask_submit(quote)

    def _refusals(self) -> tuple[Refusal, ...]:
        """What stands against the pages as they were saved; each leads to its page."""
        checks = self.draft.pages if self.draft is not None else ()
        return tuple(one.refusal() for check in checks for one in check.refusals)

    def _submitted(self, done: MigrationChanged) -> None:
        self._is_submitting = False
        self._view.forget_typed()
        self._view.submitted(done)

    def _withdrawn(self, gone: MigrationChanged) -> None:
        self._view.forget_typed()
        self._view.withdrawn(gone)

    def _failed(self, error: Exception) -> None:
        """A refused beginning or submission is judged anew: page 1 where something stands against it."""
        is_refused = isinstance(error, Rejected | Conflict) and not is_outdated(error)
        was_submitting = self._is_submitting
        if not isinstance(error, Unknown):
            self._is_submitting = False
        if self.draft is None and self.flight is not None and is_refused:
            self.is_busy, self._again = False, None
            self._check(self.flight.package_id, self._view.show_failure)
            self._view.show_failure(error)
        elif self.draft is not None and was_submitting and is_refused:
            self.is_busy, self._again = False, None
            self._judge_again(self.draft.order_id, error)
        else:
            super()._failed(error)

    def _judge_again(self, order_id: int, error: Exception) -> None:
        self._desk.runner.submit(
            lambda: self._read_draft(order_id),
            lambda fresh: self._judged(fresh, error),
            self._view.show_failure,
            self,
        )

    def _judged(self, fresh: MigrationDraft, error: Exception) -> None:
        if self._is_over(fresh):
            self._view.show_order(fresh.order_id)
            return
        self.draft, self.form = fresh, fresh.form
        if fresh.preflight.blockers:
            self._show(MigrationPage.ELIGIBILITY)
            self._view.show_blocked()
            return
        self._show(MigrationPage.REVIEW)
        if isinstance(error, AgentViewError) and error.code == QUOTE_CHANGED:
            self._view.show_quote_changed()
        elif isinstance(error, AgentViewError):
            self._view.show_refusals(error.refusals)

    def _quoted(self, quote: Quote) -> None:
        self.quote = quote
        self._view.show_quote(quote)


def _mark(quote: Quote | None) -> str:
    return quote.fingerprint if quote is not None else ""


def _ignore(_error: Exception) -> None:
    """What nobody asked for is read again with the next news, and by the page when it is saved."""
