"""Tries the policies on an order, those as they are or one that is only typed; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pydantic import ValidationError

from agentview.contract.approval_policies import LIST, TEST, PolicyFields, TestRequest
from agentview.contract.op import Nothing
from agentview.contract.wireless_orders import (
    FIND,
    FindRequest,
    WirelessFilter,
    WirelessPage,
    WirelessRow,
    WirelessScope,
    WirelessView,
)
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.navigation import Desk
from agentview.ui.views.wireless_policies.policy_reading import entries_of
from agentview.ui.views.wireless_policies.trial_words import Trial

_MOST = 50


class TrialView(Protocol):
    """What the presenter tells the screen."""

    def show_orders(self, rows: Sequence[WirelessRow]) -> None:
        """Show the orders that fit, newest first."""
        ...

    def show_trial(self, trial: Trial) -> None:
        """Show what came of it; until then what was found before stays."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that orders could not be listed, or one could not be tried."""
        ...


class TrialPresenter:
    """One order at a time; the newest choice wins. Nothing is changed by trying."""

    def __init__(
        self, desk: Desk, view: TrialView, policy_id: int | None = None, draft: PolicyFields | None = None
    ) -> None:
        """`draft` is tried in place of the policy that is named, as if it were on."""
        self._desk, self._view = desk, view
        self._policy_id, self._draft = policy_id, draft
        self.order_id: int | None = None

    def find(self, text: str) -> None:
        """Looks for orders by a number or words of a name."""
        gateway = self._desk.gateway
        scope = WirelessScope.ALL if self._desk.has(Power.ALL_WIRELESS) else WirelessScope.MINE
        try:
            wanted = WirelessFilter(scope=scope, view=WirelessView.EVERY, text=text)
        except ValidationError:
            # What the contract does not take, such as a control character, finds nothing.
            self._view.show_orders(())
            return
        request = FindRequest(filter=wanted, limit=_MOST)
        self._desk.runner.submit(
            lambda: gateway.call(FIND, request), self._on_found, self._view.show_failed, self, newest="orders"
        )

    def choose(self, order_id: int | None) -> None:
        """Tries the policies on another order."""
        if order_id is None or order_id == self.order_id:
            return
        self.order_id = order_id
        self.again()

    def again(self) -> None:
        """Tries them on the order once more."""
        order_id, gateway = self.order_id, self._desk.gateway
        if order_id is None:
            return
        request = TestRequest(order_id=order_id, policy_id=self._policy_id, draft=self._draft)
        self._desk.runner.submit(
            lambda: self._try(gateway, request),
            self._view.show_trial,
            self._view.show_failed,
            self,
            newest="trial",
        )

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _try(self, gateway: Gateway, request: TestRequest) -> Trial:
        entries = {one.policy.policy_id: one for one in entries_of(gateway.call(LIST, Nothing()))}
        return Trial(gateway.call(TEST, request), entries, self._draft, self._policy_id)

    def _on_found(self, page: WirelessPage) -> None:
        self._view.show_orders(page.rows)
