"""What the pages of a request look up while somebody types; the newest question wins; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import ValidationError

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract.op import Message
from agentview.contract.wireless import ItemKind, OrderType
from agentview.gateway.port import Gateway
from agentview.ui.navigation import Desk

T = TypeVar("T")
Answered = Callable[[T], None]


@dataclass(frozen=True)
class Case:
    """For which company and type something is looked up, and what is chosen already."""

    account_id: int
    type: OrderType
    line_id: int | None = None
    device_id: int | None = None
    vendor_id: int | None = None
    person_id: int | None = None


class LookupView(Protocol):
    """What the lookups tell the screen."""

    def show_companies(self, found: catalogue.Companies) -> None:
        """Show which companies fit the words."""

    def show_types(self, found: catalogue.Types, *, is_search: bool) -> None:
        """Show every type; where words were given, those that fit."""

    def show_people(self, found: catalogue.PersonRows) -> None:
        """Show which people fit the words."""

    def show_lines(self, found: catalogue.LineRows) -> None:
        """Show which lines fit the words."""

    def show_devices(self, found: catalogue.DeviceRows) -> None:
        """Show which devices fit the words."""

    def show_vendors(self, found: catalogue.Vendors) -> None:
        """Show which carriers can be chosen."""

    def show_offers(self, found: catalogue.Offers) -> None:
        """Show what can be chosen of a kind."""

    def show_lookup_failed(self, error: Exception) -> None:
        """Say that something could not be looked up; what is typed stays."""


class Lookups:
    """Asks the catalogue."""

    def __init__(self, desk: Desk, view: LookupView) -> None:
        """Asks nothing yet."""
        self._desk, self._view = desk, view

    def companies(self, text: str, receive: Answered[catalogue.Companies] | None = None) -> None:
        """Look for companies."""
        self._ask(
            lambda: catalogue.CompaniesRequest(text=text),
            lambda gateway, asked: gateway.call(catalogue.COMPANIES, asked),
            receive or self._view.show_companies,
            "companies",
        )

    def types(self, request: catalogue.TypesRequest, receive: Answered[catalogue.Types]) -> None:
        """Read what can be requested."""
        self._ask(
            lambda: request,
            lambda gateway, asked: gateway.call(catalogue.TYPES, asked),
            receive,
            "types" if not request.text else "words",
        )

    def people(self, case: Case, text: str) -> None:
        """Look for people."""
        self._ask(
            lambda: _subjects(case, text),
            lambda gateway, asked: gateway.call(catalogue.PEOPLE, asked),
            self._view.show_people,
            "people",
        )

    def lines(self, case: Case, text: str) -> None:
        """Look for lines; those of the person stand first."""
        self._ask(
            lambda: _subjects(case, text),
            lambda gateway, asked: gateway.call(catalogue.LINES, asked),
            self._view.show_lines,
            "lines",
        )

    def devices(self, case: Case, text: str) -> None:
        """Look for devices, judged for the line that is chosen."""
        self._ask(
            lambda: _subjects(case, text),
            lambda gateway, asked: gateway.call(catalogue.DEVICES, asked),
            self._view.show_devices,
            "devices",
        )

    def vendors(self, case: Case) -> None:
        """Read the carriers; a line that moves does not move to its own."""
        leaves = case.line_id if case.type is OrderType.PORT_CARRIER else None
        self._ask(
            lambda: catalogue.VendorsRequest(
                account_id=case.account_id, type=case.type, not_of_line_id=leaves
            ),
            lambda gateway, asked: gateway.call(catalogue.VENDORS, asked),
            self._view.show_vendors,
            "vendors",
        )

    def offers(self, case: Case, kind: ItemKind, product_ids: tuple[int, ...] = ()) -> None:
        """Read what can be chosen of a kind."""
        self._ask(
            lambda: catalogue.OffersRequest(
                account_id=case.account_id,
                type=case.type,
                kind=kind,
                vendor_id=case.vendor_id,
                line_id=case.line_id,
                device_id=case.device_id,
                product_ids=product_ids,
            ),
            lambda gateway, asked: gateway.call(catalogue.OFFERS, asked),
            self._view.show_offers,
            f"offers-{kind}",
        )

    def close(self) -> None:
        """Hear no answer any more."""
        self._desk.runner.drop(self)

    def _ask(
        self,
        build: Callable[[], T],
        call: Callable[[Gateway, T], Message],
        receive: Callable[..., None],
        newest: str,
    ) -> None:
        gateway = self._desk.gateway
        try:
            asked = build()
        except ValidationError:
            # What the contract does not take, such as a control character, finds nothing.
            return
        self._desk.runner.submit(
            lambda: call(gateway, asked), receive, self._view.show_lookup_failed, self, newest=newest
        )


def _subjects(case: Case, text: str) -> catalogue.SubjectsRequest:
    return catalogue.SubjectsRequest(
        account_id=case.account_id,
        type=case.type,
        text=text,
        line_id=case.line_id,
        beneficiary_id=case.person_id,
    )
