"""The summary beside the pages: what is known of the order so far."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.order_entry import Draft
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.orders import OrderType
from agentview.core.phone import grouped
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.wizard import SummarySection
from agentview.ui.views.orders.flow import path
from agentview.ui.views.orders.wizard_words import (
    account_status_word,
    amount,
    page_word,
    type_word,
)


def steps(draft: Draft, form: OrderForm, page: OrderPage) -> list[Step]:
    """The pages as steps: those before are done, or failed where something on them has become wrong."""
    wrong = {check.page for check in draft.pages if check.refusals}
    return [Step(page_word(one), _state(one, page, wrong)) for one in path(form)]


def _state(one: OrderPage, shown: OrderPage, wrong: set[OrderPage]) -> StepState:
    if one is shown:
        return StepState.CURRENT
    if one.is_before(shown):
        return StepState.FAILED if one in wrong else StepState.DONE
    return StepState.FUTURE


def summary(draft: Draft) -> list[SummarySection]:
    """What was saved, page by page."""
    sections = [_order(draft), _customer(draft), _package(draft), _services(draft)]
    return [section for section in sections if section is not None]


def _order(draft: Draft) -> SummarySection:
    translate = QCoreApplication.translate
    kind = type_word(OrderType(draft.form.order_type))
    facts = [
        Fact(translate("OrderWizard", "Number"), draft.reference, can_copy=True),
        Fact(translate("OrderWizard", "Kind"), kind),
    ]
    if not draft.is_mine:
        facts.append(Fact(translate("OrderWizard", "Owner"), draft.owner))
    return SummarySection(translate("OrderWizard", "Order"), tuple(facts))


def _customer(draft: Draft) -> SummarySection | None:
    buyer = draft.buyer
    if buyer is None:
        return None
    translate = QCoreApplication.translate
    facts = [Fact(translate("OrderWizard", "Name"), buyer.name)]
    if buyer.account_id is not None:
        facts.append(Fact(translate("OrderWizard", "Account"), buyer.account_no))
        facts.append(Fact(translate("OrderWizard", "Status"), account_status_word(buyer.status)))
    else:
        facts.append(Fact(translate("OrderWizard", "Status"), translate("OrderWizard", "new customer")))
    return SummarySection(translate("OrderWizard", "Customer"), tuple(facts))


def _package(draft: Draft) -> SummarySection | None:
    package = draft.package
    if package is None:
        return None
    translate = QCoreApplication.translate
    facts = (
        Fact(translate("OrderWizard", "Package"), package.name),
        Fact(translate("OrderWizard", "Each month"), amount(package.access_fee_cents, package.currency)),
        Fact(translate("OrderWizard", "Once"), amount(package.setup_fee_cents, package.currency)),
    )
    return SummarySection(translate("OrderWizard", "Package"), facts)


def _services(draft: Draft) -> SummarySection | None:
    if not draft.services:
        return None
    facts = tuple(Fact(one.name, grouped(one.identifier)) for one in draft.services)
    return SummarySection(QCoreApplication.translate("OrderWizard", "Services"), facts)
