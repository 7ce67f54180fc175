"""The strip above the pages, and the summary beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import OrderType
from agentview.contract.wireless_orders import WirelessOrder
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.wizard import SummarySection
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_order_facts import ROLES, role_word, subjects_of
from agentview.ui.views.wireless.flow import step_of
from agentview.ui.views.wireless.request_step import RequestStep
from agentview.ui.views.wireless.wizard_words import step_word
from agentview.ui.wireless.amounts import amount


def strip(steps: Sequence[RequestStep], shown: RequestStep, order: WirelessOrder | None) -> list[Step]:
    """The pages as steps: those before are done, or failed where something is missing on them."""
    wrong = {step_of(one.field) for one in order.problems} if order is not None else set()
    return [Step(step_word(one), _state(one, shown, wrong)) for one in steps]


def _state(one: RequestStep, shown: RequestStep, wrong: set[RequestStep]) -> StepState:
    if one is shown:
        return StepState.CURRENT
    if one.number > shown.number:
        return StepState.FUTURE
    return StepState.FAILED if one in wrong else StepState.DONE


def summary(
    company: str, order_type: OrderType | None, names: Mapping[str, str], order: WirelessOrder | None
) -> list[SummarySection]:
    """Who wants what for whom, and what it costs as it was saved last."""
    facts = [
        Fact(_word("Company"), company),
        Fact(_word("Request"), type_word(order_type) if order_type else ""),
    ]
    facts += [Fact(role_word(role), names.get(role, "")) for role in ROLES]
    sections = [SummarySection(_word("Request"), tuple(one for one in facts if one.value))]
    if order is not None:
        costs = (
            Fact(_word("Once"), amount(order.once_cents, order.currency)),
            Fact(_word("Monthly"), amount(order.monthly_cents, order.currency)),
        )
        sections.append(SummarySection(_word("Cost, without tax"), costs))
    return [one for one in sections if one.facts]


def names_of(order: WirelessOrder) -> dict[str, str]:
    """Whom and what an order is about, by the parts of the form."""
    return {role: one.name for role, one in subjects_of(order).items()}


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
