"""What the pages ask while somebody types: customers, profiles, identifiers; imports no Qt."""

from __future__ import annotations

from typing import Protocol

from agentview.contract import customers, search
from agentview.contract.customers import CustomerChoices
from agentview.contract.op import Nothing
from agentview.contract.order_entry import (
    CHECK_IDENTIFIERS,
    IdentifierCheck,
    IdentifierChecks,
    IdentifiersRequest,
    TypedIdentifier,
)
from agentview.contract.search import FindRequest, Hit, HitKind, Hits
from agentview.core.text import clean
from agentview.ui.navigation import Desk

MOST_HITS = 20
LONGEST = 200
"""What is longer than a line is no name and no identifier; it is refused when the page is saved."""


class LookupView(Protocol):
    """What the lookups tell the screen."""

    def show_customers(self, text: str, hits: tuple[Hit, ...]) -> None:
        """The customers that were found for a text."""

    def show_choices(self, choices: CustomerChoices) -> None:
        """What the form of a new customer offers."""

    def show_identifier(self, service_plan_id: int, check: IdentifierCheck) -> None:
        """What was found about an identifier."""

    def show_lookup_failure(self, error: Exception) -> None:
        """Something could not be looked up."""


class Lookups:
    """Asks; of questions of one kind the newest wins."""

    def __init__(self, desk: Desk, view: LookupView) -> None:
        """Ask nothing yet."""
        self._desk, self._view = desk, view
        self._choices: CustomerChoices | None = None

    def find(self, text: str) -> None:
        """Find customers as Ctrl+K does."""
        wanted = clean(text)[:LONGEST]
        if not wanted:
            self._view.show_customers("", ())
            return
        gateway, request = self._desk.gateway, FindRequest(text=wanted, limit=MOST_HITS)
        self._desk.runner.submit(
            lambda: gateway.call(search.FIND, request),
            lambda found: self._found(wanted, found),
            self._view.show_lookup_failure,
            self,
            newest="find",
        )

    def read_choices(self) -> None:
        """Read the profiles that a new customer can have, once."""
        if self._choices is not None:
            self._view.show_choices(self._choices)
            return
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(customers.CHOICES, Nothing()),
            self._chosen,
            self._view.show_lookup_failure,
            self,
            newest="choices",
        )

    def check_identifier(self, service_plan_id: int, service_type_id: int, text: str) -> None:
        """Check what is typed as the identifier of a service."""
        typed = TypedIdentifier(service_type_id=service_type_id, text=clean(text)[:LONGEST])
        gateway, request = self._desk.gateway, IdentifiersRequest(identifiers=(typed,))

        def checked(answer: IdentifierChecks) -> None:
            self._view.show_identifier(service_plan_id, answer.checks[0])

        self._desk.runner.submit(
            lambda: gateway.call(CHECK_IDENTIFIERS, request),
            checked,
            self._view.show_lookup_failure,
            self,
            newest=f"identifier {service_plan_id}",
        )

    def close(self) -> None:
        """Forget what is not answered."""
        self._desk.runner.drop(self)

    def _found(self, text: str, found: Hits) -> None:
        hits = tuple(hit for hit in found.hits if hit.kind is HitKind.CUSTOMER)
        self._view.show_customers(text, hits)

    def _chosen(self, choices: CustomerChoices) -> None:
        self._choices = choices
        self._view.show_choices(choices)
