"""Deciding many requests: what stands against it, what is sent, what became of each; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_approvals import (
    MOST_IN_BULK,
    ApprovalRow,
    BulkDecision,
    BulkRequest,
    BulkResult,
)
from agentview.contract.wireless_orders import ChangeRequest
from agentview.core.power import Power
from agentview.ui.navigation import Desk

_STALE = "E-STALE"
FREE = 50
"""More rows than this take BULK_LARGE (D-19)."""
TYPED_ABOVE = 20
"""For more rows than this the number of rows is typed (D-22)."""


@dataclass(frozen=True)
class Verdict:
    """What became of one request: its state now, or every reason for which it was not decided."""

    row: ApprovalRow
    status: WirelessStatus | None
    refusals: tuple[RefusalInfo, ...]

    @property
    def is_decided(self) -> bool:
        """Whether the decision was taken."""
        return not self.refusals

    @property
    def changed_by(self) -> str:
        """Who was faster, where somebody was."""
        return next((str(one.values.get("by") or "") for one in self.refusals if one.code == _STALE), "")


def against_many(desk: Desk, rows: Sequence[ApprovalRow]) -> RefusalInfo | None:
    """What stands against deciding so many at once."""
    limit = MOST_IN_BULK if desk.has(Power.BULK_LARGE) else FREE
    if len(rows) <= limit:
        return None
    return RefusalInfo(code="E-BULK-LARGE", rule="D-19", values={"rows": len(rows), "limit": limit})


def needs_number(rows: Sequence[ApprovalRow]) -> bool:
    """Whether the number of rows is to be typed first."""
    return len(rows) > TYPED_ABOVE


def exceptions(rows: Sequence[ApprovalRow]) -> tuple[ApprovalRow, ...]:
    """Those that break the mobile policy: they deserve a look of their own."""
    return tuple(row for row in rows if row.is_policy_exception)


def request_for(decision: BulkDecision, rows: Sequence[ApprovalRow], reason: str) -> BulkRequest:
    """Each in the version that was seen. Raises ValidationError for what the contract does not take."""
    orders = tuple(ChangeRequest(order_id=row.order_id, version=row.version) for row in rows)
    return BulkRequest(decision=decision, orders=orders, reason=reason)


def verdicts(rows: Sequence[ApprovalRow], answer: BulkResult) -> tuple[Verdict, ...]:
    """What became of each, in the order of the list; the refused ones first (R-WL-28)."""
    by_id = {row.order_id: row for row in rows}
    found = [Verdict(by_id[one.order_id], one.status, one.refusals) for one in answer.rows]
    return tuple(sorted(found, key=lambda one: one.is_decided))
