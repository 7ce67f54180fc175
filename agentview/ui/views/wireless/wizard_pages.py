"""The pages of the wizard of a wireless request, tied to what they look up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract.wireless import ItemKind
from agentview.contract.wireless_orders import ShipTo
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.wizard_screen import HeldPage
from agentview.ui.kit.field import Value
from agentview.ui.navigation import Desk
from agentview.ui.texts.wireless_order_facts import order_facts
from agentview.ui.views.wireless.company_page import CompanyPage
from agentview.ui.views.wireless.confirm_page import ConfirmPage
from agentview.ui.views.wireless.request_step import RequestStep
from agentview.ui.views.wireless.type_page import TypeChoice, TypePage
from agentview.ui.views.wireless.who_page import WhoPage
from agentview.ui.views.wireless.wizard_presenter import RequestPresenter
from agentview.ui.wireless.cost_lines import costs_of
from agentview.ui.wireless.details_page import DetailsPage
from agentview.ui.wireless.shipping_page import NAMES, ShippingPage


class RequestPages:
    """Holds a page for each step and shows what the presenter knows on it."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        """Makes all pages; they show nothing yet."""
        self._texts = desk.texts
        self.company, self.what, self.who = CompanyPage(), TypePage(), WhoPage(desk.texts)
        self.details, self.shipping = DetailsPage(today), ShippingPage(today)
        self.confirm = ConfirmPage()
        self.by_key: dict[RequestStep, HeldPage] = {
            RequestStep.COMPANY: self.company,
            RequestStep.WHAT: self.what,
            RequestStep.WHO: self.who,
            RequestStep.DETAILS: self.details,
            RequestStep.SHIPPING: self.shipping,
            RequestStep.CONFIRM: self.confirm,
        }

    def show_on(self, step: RequestStep, presenter: RequestPresenter) -> None:
        """Shows on a page what is known and typed."""
        order, row, form = presenter.draft, presenter.row, presenter.form
        if step is RequestStep.COMPANY:
            self.company.show_company(presenter.company)
        elif step is RequestStep.WHAT:
            self.show_types(presenter)
        elif step is RequestStep.WHO and row is not None:
            self.who.show_needs(row, form, {})
            if row.vendor is catalogue.VendorChoice.CHOSEN and presenter.case is not None:
                presenter.lookups.vendors(presenter.case)
        elif order is not None and step is RequestStep.DETAILS and row is not None:
            self.details.show_order(order, form, row)
            self.ask_offers(presenter, tuple(rule.kind for rule in row.items))
        elif order is not None and step is RequestStep.SHIPPING:
            self.shipping.show_address(_address(form.ship_to))
        elif order is not None and step is RequestStep.CONFIRM:
            reasons = [self._texts.refusal(one.refusal()).what for one in order.policy_reasons]
            self.confirm.show_costs(costs_of(order), reasons)
            codes = [one.code for one in order.agreements]
            self.confirm.show_order(order_facts(order), codes, form.acknowledged)

    def show_types(self, presenter: RequestPresenter) -> None:
        """Shows every type, each with what stands against it."""
        choices = [
            TypeChoice(one.type, one.group, cause_text(self._texts, one.refusals) or "")
            for one in presenter.types
        ]
        self.what.show_choices(choices, presenter.wanted_type)

    def ask_offers(self, presenter: RequestPresenter, kinds: tuple[ItemKind, ...]) -> None:
        """Asks what can be chosen; accessories have to fit the models that are chosen."""
        case = presenter.case
        if case is None:
            return
        for kind in kinds:
            fits = self.details.models() if kind is ItemKind.ACCESSORY else ()
            presenter.lookups.offers(case, kind, fits)

    def close(self) -> None:
        """Asks nothing any more."""
        self.what.close_down()


def _address(address: ShipTo) -> dict[str, Value]:
    return {name: getattr(address, name) for name in NAMES}
