"""What the sections do alike that are one list from the newest entry to older ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from agentview.contract.customers import CustomerDetail
from agentview.ui.views.customers.older_list import OlderList
from agentview.ui.views.customers.section import PlainSection

R = TypeVar("R")


class OlderSection(PlainSection, Generic[R]):
    """A subclass makes `list`."""

    list: OlderList[R]

    @property
    def lists(self) -> Sequence[QWidget]:
        """The one list."""
        return (self.list.table,)

    def show_customer(self, customer: CustomerDetail) -> None:
        """Reads the list, again if it is shown already."""
        del customer
        self.list.start_or_refresh()

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def close(self) -> None:
        """Drops what is being read."""
        self.list.close()

    def current(self) -> R | None:
        """The chosen entry."""
        row: R | None = self.list.table.current_row()  # type: ignore[assignment]  # rows of this list
        return row
