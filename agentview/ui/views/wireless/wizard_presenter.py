"""Decides what the wizard of a wireless request shows and does; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from agentview.contract import wireless_orders as contract
from agentview.contract.feed import Topic
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_catalogue import TYPES, CompanyRow, TypeRow, Types, TypesRequest
from agentview.contract.wireless_orders import Content, OrderRef, WirelessOrder
from agentview.core.errors import Refusal
from agentview.ui.forms.saved_view import SavedView
from agentview.ui.forms.saved_wizard import SavedWizard, Then
from agentview.ui.forms.typed_form import Values
from agentview.ui.kit.draft_store import Draft
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.wireless.flow import (
    asks_who,
    seen_costs,
    step_after,
    step_before,
    step_of,
    step_to_resume,
    steps_of,
)
from agentview.ui.views.wireless.request_lookups import Case, Lookups, LookupView
from agentview.ui.views.wireless.request_step import RequestStep
from agentview.ui.wireless.content import content_of
from agentview.ui.wireless.shipping_fill import filled, refilled

_NO_COMPANY = Refusal("E-FIELD", "account_id", values={"kind": "missing"})
_NO_TYPE = Refusal("E-FIELD", "type", values={"kind": "missing"})


class RequestView(SavedView[RequestStep, Content], LookupView, Protocol):
    """What the presenter tells the screen; `show_busy` also says "begin", "submit" and "discard"."""

    def show_costs_changed(self) -> None:
        """The costs are others than those that were seen; the new ones are shown."""

    def submitted(self, order: WirelessOrder) -> None:
        """The order was submitted."""

    def discarded(self, order: WirelessOrder) -> None:
        """The draft was given up."""


class RequestPresenter(SavedWizard[WirelessOrder, Content, RequestStep]):
    """First holds what is chosen to begin with, then the draft with what is typed over it."""

    topic = Topic.WIRELESS_ORDER

    def __init__(self, desk: Desk, view: RequestView, make_key: NewKey = new_key) -> None:
        """Begin nothing yet."""
        super().__init__(desk, view, Content(), RequestStep.COMPANY, make_key)
        self._view = view
        self._seen: tuple[object, ...] = ()
        self.lookups = Lookups(desk, view)
        self.company: CompanyRow | None = None
        self.asks_company = False
        self.types: tuple[TypeRow, ...] = ()
        self.wanted_type: OrderType | None = None

    # What is known

    @property
    def row(self) -> TypeRow | None:
        """The type that is chosen, with what it needs."""
        wanted = self.draft.type if self.draft is not None else self.wanted_type
        return next((one for one in self.types if one.type is wanted), None)

    @property
    def steps(self) -> list[RequestStep]:
        """The pages that there are."""
        return self._steps(is_decided=self.page.number > RequestStep.DETAILS.number)

    def _steps(self, *, is_decided: bool) -> list[RequestStep]:
        return steps_of(asks_company=self.asks_company, row=self.row, order=self.draft, is_decided=is_decided)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before."""
        return self._before() is not None

    @property
    def case(self) -> Case | None:
        """For what something is looked up."""
        account_id = self.draft.account_id if self.draft is not None else self._account_id
        row = self.row
        if account_id is None or row is None:
            return None
        form = self.form
        own = self.company.employee_id if self.company is not None else None
        person_id = form.beneficiary_id or own
        return Case(account_id, row.type, form.line_id, form.device_id, form.vendor_id, person_id)

    @property
    def _account_id(self) -> int | None:
        return self.company.account_id if self.company is not None else None

    # Before anything is begun

    def open_new(self, line_id: int | None = None, device_id: int | None = None, account_id: int = 0) -> None:
        """Ask for whom something is wanted; a company's own people are not asked."""
        self.form = Content(line_id=line_id, device_id=device_id)
        self._view.show_loading()

        def found(companies: object) -> None:
            self._companies(companies, account_id)

        self.lookups.companies("", found)

    def choose_company(self, company: CompanyRow) -> None:
        """Take a company; what was chosen for another one is forgotten."""
        if company == self.company:
            return
        if self.company is not None:
            self.form, self.wanted_type = Content(), None
        self.company, self.types = company, ()

    def find_types(self, text: str) -> None:
        """Look for what fits somebody's words (S-28)."""
        account_id = self._account_id
        if account_id is not None:
            self.lookups.types(
                self._types_request(account_id, text),
                lambda found: self._view.show_types(found, is_search=True),
            )

    def choose_type(self, order_type: OrderType | None) -> None:
        """Take what is wanted."""
        self.wanted_type = order_type

    def choose(self, **chosen: int | None) -> None:
        """Take whom or what a request is about, before it is begun."""
        if self.draft is None:
            self.form = self.form.model_copy(update=chosen)

    def resume(self, order_id: int) -> None:
        """Go on with a draft, at any desktop."""
        self._view.show_loading()
        self._read(order_id)

    # The pages

    def go_on(self, values: Values) -> None:
        """Go to the next page; a draft is saved and judged first, and submitted on the last one."""
        if self.is_busy:
            return
        if self.draft is None:
            self._go_on_unsaved(values)
        elif self._take(values):
            if self.page is RequestStep.CONFIRM:
                self._save(self.page, "submit", self._confirm)
            else:
                self._save(self.page, "next", self._judge)

    def go_back(self, values: Values) -> None:
        """Show the page before; what is typed is kept."""
        before = self._before()
        if before is None or self.is_busy:
            return
        if self.draft is None:
            self._show(before)
        elif self._take(values):
            self._save(before, "back", lambda: self._show(before))

    def discard(self) -> None:
        """Give the draft up."""
        draft = self.draft
        if draft is not None and not self.is_busy:
            self._start("discard")
            request = contract.ChangeRequest(order_id=draft.order_id, version=draft.version)
            self._send(contract.DISCARD, request, self._discarded)

    def close(self) -> None:
        """Hear of nothing any more."""
        self.lookups.close()
        super().close()

    # What is special to these requests

    def record_of(self, order_id: int) -> str:
        """The name under which what is typed is kept on this computer."""
        return f"wireless:{order_id}"

    def form_of(self, draft: WirelessOrder) -> Content:
        """What was saved."""
        return content_of(draft)

    def _read_draft(self, order_id: int) -> WirelessOrder:
        return self._desk.gateway.call(contract.GET, OrderRef(order_id=order_id))

    def _is_over(self, draft: WirelessOrder) -> bool:
        return draft.status is not WirelessStatus.DRAFT

    def _last_save(self, draft: WirelessOrder) -> tuple[str, datetime]:
        return draft.requester, draft.changed_at

    def _resume_at(self, draft: WirelessOrder) -> RequestStep:
        return step_to_resume(draft)

    def _needs_save(self, draft: WirelessOrder, go_on_at: RequestStep) -> bool:
        del draft, go_on_at
        return False

    def _send_page(
        self, draft: WirelessOrder, go_on_at: RequestStep, on_done: Callable[[WirelessOrder], None]
    ) -> None:
        del go_on_at
        request = contract.EditRequest(order_id=draft.order_id, version=draft.version, content=self.form)
        self._send(contract.EDIT, request, on_done)

    def _saved(self, draft: WirelessOrder, then: Then) -> None:
        """For another person the address that nobody touched becomes theirs, and is saved with it."""
        before = self.draft
        is_other = before is not None and before.beneficiary != draft.beneficiary
        super()._saved(draft, lambda: None if is_other else then())
        if before is None or not is_other:
            return
        self.form = refilled(self.form, before.known_place, draft.known_place)
        self._save(self.page, "save", then)

    def _read(self, order_id: int) -> None:
        """A draft is gone on with once it is known what its type needs."""
        drafts, record, gateway = self._desk.drafts, self.record_of(order_id), self._desk.gateway

        def read() -> tuple[WirelessOrder, Draft | None, Types]:
            order = self._read_draft(order_id)
            return order, drafts.load(record), gateway.call(TYPES, self._types_request(order.account_id))

        def resumed(found: tuple[WirelessOrder, Draft | None, Types]) -> None:
            order, kept, types = found
            if self._is_over(order):
                self._view.show_order(order_id)
                return
            self.types = types.rows
            self._resumed((order, kept))

        self._desk.runner.submit(read, resumed, self._not_read, self)

    def _show(self, page: RequestStep) -> None:
        steps = self._steps(is_decided=page.number > RequestStep.DETAILS.number)
        if page not in steps:
            page = step_after(page, steps)
        if page is RequestStep.CONFIRM and self.draft is not None:
            self._seen = seen_costs(self.draft)
        if page is RequestStep.SHIPPING and self.draft is not None:
            self.form = filled(self.form, self.draft.known_place)
        super()._show(page)

    # Beginning

    def _companies(self, found: object, account_id: int) -> None:
        rows = getattr(found, "rows", ())
        self.asks_company = len(rows) > 1 and not account_id
        wanted = [one for one in rows if one.account_id == account_id] if account_id else list(rows)
        if self.asks_company or not wanted:
            self.asks_company = True
            self._show(RequestStep.COMPANY)
            return
        self.choose_company(wanted[0])
        self._read_types(self._types_request(wanted[0].account_id), lambda: self._show(RequestStep.WHAT))

    def _types_request(self, account_id: int, text: str = "") -> TypesRequest:
        form = self.form
        return TypesRequest(
            account_id=account_id,
            line_id=form.line_id,
            device_id=form.device_id,
            beneficiary_id=form.beneficiary_id,
            text=text,
        )

    def _read_types(self, request: TypesRequest, then: Then) -> None:
        def found(types: Types) -> None:
            self.types = types.rows
            then()

        self.lookups.types(request, found)

    def _go_on_unsaved(self, values: Values) -> None:
        if self.page is RequestStep.COMPANY:
            company = self.company
            if company is None:
                self._view.show_refusals((_NO_COMPANY,))
                return
            request = self._types_request(company.account_id)
            self._read_types(request, lambda: self._show(RequestStep.WHAT))
        elif self.page is RequestStep.WHAT:
            row = self.row
            if row is None:
                self._view.show_refusals((_NO_TYPE,))
            elif row.refusals:
                self._view.show_refusals(tuple(one.refusal() for one in row.refusals))
            elif asks_who(row):
                self._show(RequestStep.WHO)
            else:
                self._begin()
        else:
            self.choose(**{name: chosen for name, chosen in values.items() if isinstance(chosen, int | None)})
            self._begin()

    def _begin(self) -> None:
        account_id, row, form = self._account_id, self.row, self.form
        if account_id is None or row is None:
            return
        self._start("begin")
        request = contract.StartRequest(
            account_id=account_id,
            type=row.type,
            beneficiary_id=form.beneficiary_id,
            vendor_id=form.vendor_id,
            line_id=form.line_id,
            device_id=form.device_id,
        )
        self._send(contract.START, request, self._started)

    def _started(self, draft: WirelessOrder) -> None:
        self.draft, self.form = draft, self.form_of(draft)
        self._show(RequestStep.DETAILS)

    # Going on

    def _before(self) -> RequestStep | None:
        return step_before(self.page, self.steps, is_begun=self.draft is not None)

    def _judge(self) -> None:
        """What stands against this page is shown on it; else the next one comes."""
        wrong = self._problems(self.page)
        if wrong:
            self._view.show_refusals(wrong)
        else:
            is_decided = self.page.number >= RequestStep.DETAILS.number
            self._show(step_after(self.page, self._steps(is_decided=is_decided)))

    def _problems(self, page: RequestStep | None = None) -> tuple[Refusal, ...]:
        found: tuple[RefusalInfo, ...] = self.draft.problems if self.draft is not None else ()
        return tuple(one.refusal() for one in found if page is None or step_of(one.field) is page)

    def _confirm(self) -> None:
        """Confirm the costs that were seen; other ones by now are shown first (R-WL-16)."""
        draft, wrong = self.draft, self._problems()
        if draft is None:
            return
        if seen_costs(draft) != self._seen:
            self._show(RequestStep.CONFIRM)
            self._view.show_costs_changed()
        elif wrong:
            self._view.show_refusals(wrong)
        else:
            self._start("submit")
            request = contract.ChangeRequest(order_id=draft.order_id, version=draft.version)
            self._send(contract.CONFIRM, request, self._confirmed)

    def _confirmed(self, order: WirelessOrder) -> None:
        self.draft = order
        if seen_costs(order) != self._seen:
            self._show(RequestStep.CONFIRM)
            self._view.show_costs_changed()
            return
        self._start("submit")
        request = contract.ChangeRequest(order_id=order.order_id, version=order.version)
        self._send(contract.SUBMIT, request, self._submitted)

    def _submitted(self, order: WirelessOrder) -> None:
        self.draft, self.form = order, self.form_of(order)
        self._view.forget_typed()
        self._view.submitted(order)

    def _discarded(self, order: WirelessOrder) -> None:
        self.draft, self.form = order, self.form_of(order)
        self._view.forget_typed()
        self._view.discarded(order)
