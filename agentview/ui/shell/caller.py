"""Who calls: looks a number up and says what can be done about it; imports no Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from agentview.contract.search import FIND, FindRequest, Hit, HitKind, Hits
from agentview.core.phone import grouped
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.runner import Runner
from agentview.ui.navigation import ACCOUNT, NEW_CUSTOMER, Target
from agentview.ui.shell.deep_link import Call, Fault, Link, Place

MOST = 8


class CallState(Enum):
    """What is known of who calls."""

    LOOKING = auto()
    KNOWN = auto()
    SEVERAL = auto()
    UNKNOWN = auto()
    FAILED = auto()
    CLOSED = auto()
    """Nobody may be looked up by this person."""


@dataclass(frozen=True, slots=True)
class Ringing:
    """A call: its number as it came and as it is shown, and whose it may be.

    `may_add`: the person may add a customer for a number that nobody has.
    """

    number: str
    shown: str
    state: CallState
    customers: tuple[Hit, ...] = ()
    may_add: bool = False


class CallerView(Protocol):
    """What the window shows of a call, without taking the focus."""

    def show_call(self, ringing: Ringing | None) -> None:
        """Show a call, or none any more."""
        ...

    def show_fault(self, fault: Fault) -> None:
        """Say that a link led nowhere."""
        ...

    def open_record(self, target: Target) -> bool:
        """Open a record; say whether some area opens such ones."""
        ...

    def open_home(self) -> None:
        """Show the area in which this person begins."""
        ...

    def search_for(self, text: str) -> None:
        """Open the search box with a text, to choose from what it finds."""
        ...

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        ...


class CallerPresenter:
    """Follows links: records are opened, calls looked up. The newest call is the one that is shown."""

    def __init__(self, view: CallerView, gateway: Gateway, runner: Runner, powers: Collection[Power]) -> None:
        """`powers` are those of the person."""
        self._view, self._gateway, self._runner = view, gateway, runner
        self._can_find = Power.FIND_CUSTOMER in powers
        self._can_add = Power.EDIT_CUSTOMER in powers
        self._ringing: Ringing | None = None

    @property
    def ringing(self) -> Ringing | None:
        """The call that is shown."""
        return self._ringing

    def follow(self, link: Link) -> None:
        """Go where a link leads; one that leads nowhere leads home."""
        if isinstance(link, Call):
            self._ring(link.number)
        elif isinstance(link, Place):
            if not self._view.open_record(link.target):
                self._lead_home(Fault.UNKNOWN)
        else:
            self._lead_home(link.fault)

    def open(self) -> None:
        """Open who calls; of several let the person choose; for nobody begin a new customer."""
        ringing = self._ringing
        if ringing is None or ringing.state is CallState.LOOKING:
            return
        if ringing.state is CallState.KNOWN:
            self._leave_for(_account(ringing.customers[0]))
        elif ringing.state is CallState.UNKNOWN and ringing.may_add:
            self._leave_for(Target(NEW_CUSTOMER, 0, ringing.number))
        elif ringing.state is CallState.SEVERAL:
            self._drop()
            self._view.search_for(ringing.number)
        elif ringing.state is CallState.FAILED:
            self._ring(ringing.number)

    def attach(self) -> None:
        """Look for the customer whose number this is: it waits on the clipboard to be added as a contact."""
        ringing = self._ringing
        if ringing is not None:
            self._drop()
            self._view.copy(ringing.number)
            self._view.search_for("")

    def dismiss(self) -> None:
        """Show the call no more."""
        self._drop()

    def close(self) -> None:
        """Forget what was asked, because the person signs out."""
        self._runner.drop(self)

    def _ring(self, number: str) -> None:
        if not self._can_find:
            self._show(Ringing(number, number, CallState.CLOSED))
            return
        self._show(Ringing(number, number, CallState.LOOKING))
        self._runner.submit(
            lambda: self._look_up(number), self._show, lambda _error: self._fail(number), self, newest="call"
        )

    def _look_up(self, number: str) -> Ringing:
        """Find whose number it is, on a worker."""
        found: Hits = self._gateway.call(FIND, FindRequest(text=number, limit=MOST))
        customers = tuple(hit for hit in found.hits if hit.kind is HitKind.CUSTOMER)
        state = {0: CallState.UNKNOWN, 1: CallState.KNOWN}.get(len(customers), CallState.SEVERAL)
        return Ringing(number, grouped(number), state, customers, self._can_add)

    def _fail(self, number: str) -> None:
        self._show(Ringing(number, number, CallState.FAILED))

    def _lead_home(self, fault: Fault) -> None:
        self._view.open_home()
        self._view.show_fault(fault)

    def _leave_for(self, target: Target) -> None:
        self._drop()
        if not self._view.open_record(target):
            self._view.show_fault(Fault.UNKNOWN)

    def _drop(self) -> None:
        self._runner.drop(self)
        self._show(None)

    def _show(self, ringing: Ringing | None) -> None:
        self._ringing = ringing
        self._view.show_call(ringing)


def _account(hit: Hit) -> Target:
    return Target(ACCOUNT, hit.record_id, hit.title)
