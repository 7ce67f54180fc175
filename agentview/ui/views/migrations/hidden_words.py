"""Why a plan is not in the list, rule by rule (R-MIG-11)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.migrations import HiddenBy, HiddenPlan
from agentview.ui.views.migrations.words import listed


def rule_text(rule: HiddenBy, plan: HiddenPlan) -> str:
    """The sentence of a rule that hides a plan."""
    translate = QCoreApplication.translate
    text = {
        HiddenBy.POOL: translate("HiddenPlans", "It is in no contract pool of the present plan."),
        HiddenBy.CONTRACT_TYPE: _type_text(plan),
        HiddenBy.SERVICE_TYPE: translate("HiddenPlans", "It has no {services}, which the package has."),
        HiddenBy.WITHDRAWN: translate("HiddenPlans", "It is not on sale any more."),
        HiddenBy.BUY: translate("HiddenPlans", "It is bought from a supplier, not sold to customers."),
        HiddenBy.SAME_PLAN: translate("HiddenPlans", "It is the plan that the package has now."),
    }[rule]
    return text.replace("{services}", listed(plan.missing_service_types)).replace(
        "{type}", plan.contract_type
    )


def _type_text(plan: HiddenPlan) -> str:
    translate = QCoreApplication.translate
    if plan.contract_type:
        return translate("HiddenPlans", "Its default contract type is another one: {type}.")
    return translate("HiddenPlans", "It has no default contract type, and the present plan has one.")


def shown_text(plan: HiddenPlan) -> str:
    """What hides a plan, or that nothing does."""
    if not plan.hidden_by:
        return QCoreApplication.translate("HiddenPlans", "\u2713 It is in the list above.")
    return "\n".join(f"\u00d7 {rule_text(rule, plan)}" for rule in plan.hidden_by)
