"""Says why a plan is not in the list, and carries out what mends it (R-MIG-11, R-MIG-12); imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agentview.contract import contract_catalogue, migrations
from agentview.contract.contract_catalogue import PutPlanRequest, SetContractTypeRequest
from agentview.contract.migrations import HiddenPlan, HiddenPlans, HiddenPlansRequest
from agentview.contract.op import Op
from agentview.core.text import clean
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Req, Res, Sending, new_key
from agentview.ui.views.migrations.plan_source import LONGEST


class HiddenView(Protocol):
    """What the presenter tells the screen."""

    def show_plans(self, text: str, found: HiddenPlans) -> None:
        """The plans whose name or code holds a text, with the rules that hide them."""

    def show_nothing(self) -> None:
        """Nothing is asked."""

    def show_failure(self, error: Exception) -> None:
        """The plans could not be read."""

    def mended(self, text: str) -> None:
        """A plan was mended: the list of plans is to be read again."""

    def not_mended(self, error: Exception) -> None:
        """The catalogue is as it was, or nobody knows; the question is still open."""


class HiddenPresenter:
    """Asks about plans by a text; of questions the newest wins. A mend goes out under one key."""

    def __init__(self, desk: Desk, view: HiddenView, make_key: NewKey = new_key) -> None:
        """Ask nothing yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self._package_id: int | None = None
        self._text = ""
        self._sending: tuple[object, str] | None = None

    def show(self, package_id: int) -> None:
        """Answer for this package from now on."""
        self._package_id = package_id

    def find(self, text: str) -> None:
        """Ask why plans with this text are missing."""
        self._text = clean(text)[:LONGEST]
        if not self._text or self._package_id is None:
            self._view.show_nothing()
            return
        gateway, wanted = self._desk.gateway, self._text
        request = HiddenPlansRequest(package_id=self._package_id, text=wanted)
        self._desk.runner.submit(
            lambda: gateway.call(migrations.HIDDEN_PLANS, request),
            lambda found: self._view.show_plans(wanted, found),
            self._view.show_failure,
            self,
            newest="hidden",
        )

    def put_into_pool(self, plan: HiddenPlan, pool_id: int, weight: int) -> None:
        """Put a plan into a pool of the losing plan."""
        request = PutPlanRequest(pool_id=pool_id, plan_id=plan.plan_id, weight=weight)
        self._send(
            contract_catalogue.PUT_PLAN, request, lambda done: self._mended(f"{done.plan} \u2192 {done.pool}")
        )

    def set_contract_type(self, plan: HiddenPlan) -> None:
        """Give a plan the default contract type of the losing one."""
        request = SetContractTypeRequest(
            plan_id=plan.plan_id, version=plan.plan_version, contract_type_id=plan.contract_type_id
        )
        self._send(
            contract_catalogue.SET_CONTRACT_TYPE,
            request,
            lambda done: self._mended(f"{done.plan} \u2192 {done.contract_type}"),
        )

    def close(self) -> None:
        """Forget what is not answered."""
        self._desk.runner.drop(self)

    def _send(self, op: Op[Req, Res], request: Req, on_done: Callable[[Res], None]) -> None:
        """Send under the key of the same question: asked again after no answer, it does nothing twice."""
        if self._sending is None or self._sending[0] != request:
            self._sending = (request, self._make_key())
        Sending(op, request, self._sending[1]).send(self._desk, on_done, self._view.not_mended, self)

    def _mended(self, text: str) -> None:
        self._sending = None
        self._view.mended(text)
        self.find(self._text)
