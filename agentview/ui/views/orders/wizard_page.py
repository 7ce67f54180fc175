"""What the wizard asks of each of its pages."""

from __future__ import annotations

from typing import Protocol

from agentview.contract.order_entry import Draft, Offers
from agentview.contract.order_form import OrderForm
from agentview.ui.forms.wizard_screen import HeldPage


class Page(HeldPage, Protocol):
    """A page: it shows a form, and says what it holds."""

    def show_form(self, draft: Draft, form: OrderForm, offers: Offers | None) -> None:
        """Show what is typed; `offers` is None until it was read."""
