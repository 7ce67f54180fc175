"""All that stands about an account's credit, read together; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from agentview.contract.complaints import (
    COMPLAINTS,
    ComplaintFilter,
    ComplaintRow,
    ComplaintsRequest,
    ComplaintView,
)
from agentview.contract.feed import Change, Topic
from agentview.contract.ledger import STATEMENT, Statement, StatementRequest
from agentview.contract.payment_plans import LIST as PLANS
from agentview.contract.payment_plans import PlanRow, PlansRequest, PlanStatus
from agentview.contract.promises import LIST as PROMISES
from agentview.contract.promises import PromiseFilter, PromiseRow, PromisesRequest, PromiseView
from agentview.contract.suspension_candidates import WHY, Why, WhyRequest
from agentview.contract.suspension_cases import HISTORY, History, HistoryRequest
from agentview.contract.suspension_exemptions import (
    EXEMPTIONS,
    ExemptionFilter,
    ExemptionRow,
    ExemptionsRequest,
    ExemptionView,
)
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.navigation import Desk

_MOST = 50
_TOPICS = frozenset({Topic.RULE_SET, Topic.RESTRICTION_CASE})


@dataclass(frozen=True)
class CreditPicture:
    """What an account owes, has paid and promised, what keeps the rules from it, and its restrictions."""

    statement: Statement
    promises: tuple[PromiseRow, ...]
    plans: tuple[PlanRow, ...]
    exemptions: tuple[ExemptionRow, ...]
    complaints: tuple[ComplaintRow, ...]
    history: History
    why: Why

    @property
    def running_plan(self) -> PlanRow | None:
        """The plan that runs, if one does."""
        return next((row for row in self.plans if row.status is PlanStatus.IN_PROGRESS), None)

    @property
    def open_complaint(self) -> ComplaintRow | None:
        """The newest case of the ombudsman that is open."""
        return next((row for row in self.complaints if row.closed_on is None), None)


def read_picture(gateway: Gateway, account_id: int) -> CreditPicture:
    """Read all of it. Raises what any of the calls raises."""
    promises = PromiseFilter(view=PromiseView.ALL, account_id=account_id)
    exemptions = ExemptionFilter(view=ExemptionView.RUNNING, account_id=account_id)
    complaints = ComplaintFilter(view=ComplaintView.ALL, account_id=account_id)
    asked = PromisesRequest(filter=promises, is_descending=True, limit=_MOST)
    return CreditPicture(
        statement=gateway.call(STATEMENT, StatementRequest(account_id=account_id)),
        promises=gateway.call(PROMISES, asked).rows,
        plans=gateway.call(PLANS, PlansRequest(account_id=account_id)).rows,
        exemptions=gateway.call(EXEMPTIONS, ExemptionsRequest(filter=exemptions, limit=_MOST)).rows,
        complaints=gateway.call(COMPLAINTS, ComplaintsRequest(filter=complaints, limit=_MOST)).rows,
        history=gateway.call(HISTORY, HistoryRequest(account_id=account_id)),
        why=gateway.call(WHY, WhyRequest(account_id=account_id)),
    )


class CreditView(Protocol):
    """What the presenter tells the screen."""

    def show_picture(self, picture: CreditPicture) -> None:
        """Show the credit of the account; the reader keeps the place."""
        ...

    def credit_failed(self, error: Exception) -> None:
        """Show that it could not be read."""
        ...


class CreditPresenter:
    """Reads the credit of one account, and again when it changes."""

    def __init__(
        self,
        desk: Desk,
        view: CreditView,
        account_id: int,
        read: Callable[[Gateway, int], CreditPicture] = read_picture,
    ) -> None:
        """Reads nothing yet."""
        self._desk, self._view, self._account_id, self._read = desk, view, account_id, read
        self.picture: CreditPicture | None = None

    def read(self) -> None:
        """Reads all of it, perhaps again."""
        gateway, account_id = self._desk.gateway, self._account_id
        self._desk.runner.submit(
            lambda: self._read(gateway, account_id), self._on_read, self._on_failed, self, newest="credit"
        )

    def hear(self, news: FeedNews) -> None:
        """Reads again what a change may concern; a change of the account itself is read with the customer."""
        if self.picture is not None and (news.is_gap or any(map(self._concerns, news.changes))):
            self.read()

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _concerns(self, change: Change) -> bool:
        return change.topic in _TOPICS

    def _on_read(self, picture: CreditPicture) -> None:
        self.picture = picture
        self._view.show_picture(picture)

    def _on_failed(self, error: Exception) -> None:
        if self.picture is None:
            self._view.credit_failed(error)
        else:
            self._desk.shell.show_error(error)
