"""The plans of the provider: into a pool, and their default contract type: both fixes of R-MIG-12."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_catalogue import (
    PLAN,
    PlanChanged,
    PlanRef,
    PlanRow,
    PlansFilter,
    PoolPlanChanged,
)
from agentview.contract.contract_pools import POOLS, PoolsRequest
from agentview.gateway.port import Gateway
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import amount_word
from agentview.ui.views.administration.pool_forms import contract_type_form, put_plan_form
from agentview.ui.views.administration.pool_list import MOST_OFFERED, PLAN_SPEC, type_choices

PUT, SET_TYPE = "put_plan", "set_contract_type"


def _commands() -> tuple[RecordCommand, ...]:
    translate = QCoreApplication.translate
    return (
        RecordCommand(PUT, lambda: translate("Contracts", "Put into pool"), "P", "plus"),
        RecordCommand(SET_TYPE, lambda: translate("Contracts", "Set contract type"), "E", "edit"),
    )


class PlansPane(RecordPane[PlansFilter, PlanRow, PlanRow]):
    """Plans, found by name or code, or by their contract type."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Contracts", "No plan chosen"),
            translate("Contracts", "Choose one in the list to put it into a pool or set its contract type."),
        )
        super().__init__(desk, PLAN_SPEC, _commands(), nothing)

    def _read(self, gateway: Gateway, record_id: int) -> PlanRow:
        return gateway.call(PLAN, PlanRef(plan_id=record_id))

    def _shown(self, detail: PlanRow) -> None:
        translate = QCoreApplication.translate
        sold = translate("Contracts", "yes") if detail.is_sold else translate("Contracts", "no")
        facts = (
            Fact(translate("Contracts", "Internal name"), detail.internal_name),
            Fact(translate("Contracts", "Can be sold"), sold),
            Fact(translate("Contracts", "Access fee"), amount_word(detail.access_fee_cents, detail.currency)),
            Fact(translate("Contracts", "Default contract type"), detail.contract_type),
            Fact(translate("Contracts", "Pools"), ", ".join(detail.pools)),
        )
        self.side.show_record(detail.plan, detail.code, facts, None)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            PUT: lambda: self.read_then(_pool_choices, self._put),
            SET_TYPE: lambda: self.read_then(type_choices, self._set_type),
        }

    def _put(self, pools: tuple[tuple[str, str], ...]) -> None:
        if self.presenter.detail is not None:
            word = QCoreApplication.translate("Contracts", "Put into {name}")
            self.open_form(put_plan_form(self.presenter.detail, pools), word, _pool_of)

    def _set_type(self, types: tuple[tuple[str, str], ...]) -> None:
        if self.presenter.detail is not None:
            word = QCoreApplication.translate("Contracts", "Saved {name}")
            self.open_form(contract_type_form(self.presenter.detail, types), word, _plan_of)


def _pool_choices(gateway: Gateway) -> tuple[tuple[str, str], ...]:
    page = gateway.call(POOLS, PoolsRequest(limit=MOST_OFFERED))
    return tuple((str(row.pool_id), row.name) for row in page.rows)


def _pool_of(changed: PoolPlanChanged) -> tuple[int | None, str]:
    return None, changed.pool


def _plan_of(changed: PlanChanged) -> tuple[int | None, str]:
    return None, changed.plan
