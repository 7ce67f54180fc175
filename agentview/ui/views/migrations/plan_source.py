"""Reads the plans that a package may go to, a page at a time; imports no Qt."""

from __future__ import annotations

from typing import Protocol

from agentview.contract import migrations as contract
from agentview.contract.migrations import PlanSort, PlansRequest, WinningPlan, WinningPlans
from agentview.contract.value import RefusalInfo
from agentview.core.text import clean
from agentview.ui.kit.page_source import Page, PageRequest
from agentview.ui.navigation import Desk

LONGEST = 200
"""What is longer than a line is no name and no code."""


class PlanList(Protocol):
    """The list that is fed; `kit.paged_model.PagedTableModel` is one."""

    def reload(self, *, keep_place: bool = False) -> None:
        """Read everything anew."""

    def deliver(self, wanted: PageRequest, page: Page[WinningPlan]) -> None:
        """Take a page."""

    def fail(self, wanted: PageRequest) -> None:
        """Take note that a page could not be read."""


class PlanSource:
    """A page source; `refusal` says after reading why there is no plan at all (R-MIG-12)."""

    def __init__(self, desk: Desk) -> None:
        """Asks for nothing before a package is named."""
        self._desk = desk
        self._list: PlanList | None = None
        self.package_id: int | None = None
        self.text = ""
        self.sort = PlanSort.WEIGHT
        self.refusal: RefusalInfo | None = None

    def attach(self, plans: PlanList) -> None:
        """Names the list that is fed."""
        self._list = plans

    def show(self, package_id: int, text: str = "", sort: PlanSort | None = None) -> None:
        """Lists the plans for a package that fit a text."""
        self.package_id, self.text = package_id, clean(text)[:LONGEST]
        self.sort = self.sort if sort is None else sort
        if self._list is not None:
            self._list.reload()

    def reload(self) -> None:
        """Reads the same again."""
        if self._list is not None and self.package_id is not None:
            self._list.reload(keep_place=True)

    def request(self, wanted: PageRequest) -> None:
        """Starts reading a page."""
        if self.package_id is None:
            return
        gateway = self._desk.gateway
        asked = PlansRequest(
            package_id=self.package_id,
            text=self.text,
            sort=self.sort,
            offset=wanted.offset,
            limit=wanted.limit,
        )
        self._desk.runner.submit(
            lambda: gateway.call(contract.PLANS, asked),
            lambda found: self._read(wanted, found),
            lambda _error: self._failed(wanted),
            self,
        )

    def close(self) -> None:
        """Forgets what is not answered."""
        self._desk.runner.drop(self)

    def _read(self, wanted: PageRequest, found: WinningPlans) -> None:
        self.refusal = found.refusal
        if self._list is not None:
            self._list.deliver(wanted, Page(found.plans, found.total))

    def _failed(self, wanted: PageRequest) -> None:
        if self._list is not None:
            self._list.fail(wanted)
