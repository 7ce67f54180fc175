"""The sections of one customer's page: the pills that choose one, and each built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from agentview.contract.customers import CustomerDetail, RevealedContact
from agentview.gateway.port import FeedNews
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.views.customers.section import PageContext, PageSection, Section


class PageSections(QObject):
    """`pills` and `stack` go on the page. `built(section)` tells that one was shown for the first time."""

    built = Signal(object)

    def __init__(self, page: QWidget, specs: Sequence[PageSection], context: PageContext) -> None:
        """Chooses the first one and builds nothing yet."""
        super().__init__(page)
        self._specs, self._context = tuple(specs), context
        self._built: dict[str, Section] = {}
        self.current = self._specs[0].key
        self.pills = ViewPills(QCoreApplication.translate("Customers", "Sections"))
        self.stack = QStackedWidget()
        self.actions = tuple(
            make_action(page, ActionText(spec.title(), f"Alt+{at % 10}"), partial(self.choose, spec.key))
            for at, spec in enumerate(self._specs, start=1)
        )
        self.pills.chosen.connect(self.choose)

    def section(self, key: str) -> Section:
        """The section of this key, built now if it was not yet."""
        if key not in self._built:
            made = self._spec(key).build(self._context)
            self._built[key] = made
            self.stack.addWidget(made.widget)
            self.built.emit(made)
        return self._built[key]

    def find(self, key: str) -> Section | None:
        """The section of this key, if it was ever shown."""
        return self._built.get(key)

    @Slot(str)
    def choose(self, key: str) -> None:
        """Shows a section, and puts the focus there once the customer is read."""
        self.current = key
        self.pills.choose(key)
        section = self.section(key)
        self.stack.setCurrentWidget(section.widget)
        customer = self._context.presenter.detail
        if customer is not None:
            section.show_customer(customer)
            section.take_focus()

    def show_customer(self, customer: CustomerDetail) -> None:
        """Shows a newer state of the customer in the section in front, and counts on the pills."""
        self.pills.set_pills([Pill(spec.key, spec.title(), spec.count(customer)) for spec in self._specs])
        self.pills.choose(self.current)
        section = self.section(self.current)
        self.stack.setCurrentWidget(section.widget)
        section.show_customer(customer)

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """The actions of the section in front, under its title."""
        section = self.find(self.current)
        if section is None or not section.actions():
            return {}
        return {self._spec(self.current).title(): tuple(section.actions())}

    def for_each(self, act: Callable[[Section], None]) -> None:
        """Does something with every section that was shown."""
        for section in self._built.values():
            act(section)

    def hear(self, news: FeedNews) -> None:
        """Follows the change feed and the link."""
        self.for_each(lambda section: section.hear(news))

    def show_contact(self, contact: RevealedContact) -> None:
        """Shows a contact in full wherever it stands, for a while."""
        self.for_each(lambda section: section.show_contact(contact))

    def close(self) -> None:
        """Drops what is being read."""
        self.for_each(lambda section: section.close())

    def _spec(self, key: str) -> PageSection:
        return next(spec for spec in self._specs if spec.key == key)
