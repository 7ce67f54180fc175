"""What the wizard asks of each of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from agentview.contract.order_entry import Draft, Offers
from agentview.contract.order_form import OrderForm


class Page(Protocol):
    """A page: it shows a form, and says what it holds."""

    @property
    def widget(self) -> QWidget:
        """What is drawn."""

    @property
    def changed(self) -> SignalInstance:
        """Told when a person changed something."""

    def show_form(self, draft: Draft, form: OrderForm, offers: Offers | None) -> None:
        """Show what is typed; `offers` is None until it was read."""

    def values(self) -> Mapping[str, object]:
        """The fields of the form that stand here."""

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Show errors beside their fields, focus the first; return those that have no field here."""
