"""One customer on the screen: reads, follows the change feed, shows a contact in full; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from pydantic import ValidationError

from agentview.contract.customers import (
    CUSTOMER,
    END_ALERT,
    REVEAL_CONTACT,
    CustomerDetail,
    CustomerRef,
    Note,
    NoteRef,
    RevealContactRequest,
    RevealedContact,
)
from agentview.contract.feed import Change, Topic
from agentview.contract.value import RefusalInfo
from agentview.core.errors import NotFound
from agentview.gateway.port import FeedNews
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of

READ_AGAIN_AFTER = timedelta(seconds=15)
"""So long a page rests after news that may concern another customer; news of its own is read at once."""

_MAYBE = (Topic.TASK, Topic.ORDER, Topic.WORK_ITEM, Topic.NETWORK_REQUEST, Topic.HARDWARE_ORDER)


class CustomerView(Protocol):
    """What the presenter tells the page."""

    def show_customer(self, customer: CustomerDetail) -> None:
        """Show a customer, perhaps the same one in a newer state."""
        ...

    def show_loading(self) -> None:
        """Show that the customer is being read for the first time."""
        ...

    def show_failed(self, error: Exception, *, is_gone: bool) -> None:
        """Show that the customer could not be read; `is_gone`: it is not there for this person."""
        ...

    def show_contact(self, contact: RevealedContact) -> None:
        """Show a contact in full, for a while."""
        ...


class CustomerPresenter:
    """Follows one customer as long as its tab is open."""

    def __init__(
        self,
        desk: Desk,
        view: CustomerView,
        account_id: int,
        times: ServerTime,
        make_key: NewKey = new_key,
    ) -> None:
        """Reads nothing yet."""
        self._desk, self._view, self._times, self._make_key = desk, view, times, make_key
        self.account_id = account_id
        self.detail: CustomerDetail | None = None
        self._is_shown = False
        self._is_stale = False

    # Reading

    def show(self) -> None:
        """The tab is in front: reads the customer unless it is known as it is now."""
        self._is_shown = True
        if self.detail is None or self._is_stale:
            self.read()

    def hide(self) -> None:
        """Another tab is in front: what changes is read once this one comes back."""
        self._is_shown = False

    def read(self) -> None:
        """Reads the customer, again if it is shown already."""
        if self.detail is None:
            self._view.show_loading()
        gateway, wanted = self._desk.gateway, CustomerRef(account_id=self.account_id)
        self._desk.runner.submit(
            lambda: gateway.call(CUSTOMER, wanted), self._on_read, self._on_failed, self, newest="customer"
        )

    def hear(self, news: FeedNews) -> None:
        """Reads again what changed or may have changed for this customer."""
        if news.is_gap or any(map(self._is_ours, news.changes)):
            self._news_came()
        elif any(change.topic in _MAYBE for change in news.changes):
            self._is_stale = True
            self.look()

    def look(self) -> None:
        """Reads news that may be ours, if the page has rested long enough; called now and then."""
        if self._is_stale and self._is_shown and self.detail is not None:
            age = self._times.now() - self.detail.as_of
            if age >= READ_AGAIN_AFTER:
                self.read()

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    # Commands without a form

    def refusals(self, command: str) -> tuple[RefusalInfo, ...]:
        """Every reason against a command; one that is not listed counts as closed."""
        for state in self.detail.commands if self.detail is not None else ():
            if state.command == command:
                return state.refusals
        return (RefusalInfo(code="E-POWER", values={"power": command}),)

    def reveal(
        self,
        contact_id: int,
        reason: str,
        on_done: Callable[[], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Has a contact shown in full; the reason is recorded."""

        def revealed(contact: RevealedContact) -> None:
            on_done()
            self._view.show_contact(contact)

        try:
            request = RevealContactRequest(contact_id=contact_id, reason=reason)
        except ValidationError as error:
            on_error(rejection_of(error))
            return
        Sending(REVEAL_CONTACT, request, self._make_key()).send(self._desk, revealed, on_error, self)

    def end_alert(self, note_id: int, done: Callable[[], None]) -> None:
        """Takes an alert out of the header; the note stays."""

        def ended(_note: Note) -> None:
            done()
            self.read()

        Sending(END_ALERT, NoteRef(note_id=note_id), self._make_key()).send(
            self._desk, ended, self._desk.shell.show_error, self
        )

    # Inside

    def _is_ours(self, change: Change) -> bool:
        if change.topic is Topic.ACCOUNT:
            return change.record_id == self.account_id
        return change.topic is Topic.TASK and change.record_id in self._tasks()

    def _tasks(self) -> frozenset[int]:
        if self.detail is None:
            return frozenset()
        services = (service for package in self.detail.packages for service in package.services)
        return frozenset(service.task_id for service in services if service.task_id is not None)

    def _news_came(self) -> None:
        self._is_stale = True
        if self._is_shown and self.detail is not None:
            self.read()

    def _on_read(self, customer: CustomerDetail) -> None:
        self.detail, self._is_stale = customer, False
        self._times.hear(customer.as_of)
        self._desk.shell.data_read(customer.as_of)
        self._view.show_customer(customer)

    def _on_failed(self, error: Exception) -> None:
        is_gone = isinstance(error, NotFound)
        if self.detail is None or is_gone:
            self._view.show_failed(error, is_gone=is_gone)
