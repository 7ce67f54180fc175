"""The fourth page: one block for each service, and where a port comes from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.order_entry import Draft, IdentifierCheck, Offers
from agentview.contract.order_form import OrderForm
from agentview.contract.orders import OrderType
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.navigation import Texts
from agentview.ui.views.orders.wizard_service import ServiceBlock

_PORT = ("losing_supplier", "account_no")


class ServicesPage(ColumnBox):
    """Blocks of services; `identifier_typed(plan, type, text)` asks while somebody types."""

    changed = Signal()
    identifier_typed = Signal(int, int, str)

    def __init__(self, texts: Texts, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        self._texts, self._clock = texts, clock
        self._others: tuple[dict[str, object], ...] = ()
        self.blocks: dict[int, ServiceBlock] = {}
        translate = QCoreApplication.translate
        self.port_card = Card(translate("OrderWizard", "Where it comes from"), padding=12)
        self.port = FormBinder(_port_fields(), lambda: clock.now().date(), self)
        self.birth = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.port_card.body.addWidget(self.port.widget)
        self.port_card.body.addWidget(self.birth)
        self.body.addWidget(self.port_card)
        self.body.addStretch(1)
        self.port.changed.connect(self._on_changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: Draft, form: OrderForm, _offers: Offers | None) -> None:
        """Shows a block for each service that the order makes."""
        self._others = tuple(
            one.model_dump()
            for one in form.services
            if one.service_plan_id not in {service.service_plan_id for service in draft.services}
        )
        self._rebuild(draft)
        address = draft.buyer.address if draft.buyer is not None else None
        for plan_id, block in self.blocks.items():
            block.show_typed(form.service(plan_id), address)
        self.port_card.setVisible(form.order_type is OrderType.PORT_CHURN)
        self.port.set_values({name: getattr(form.port, name) for name in _PORT})
        self.birth.setText(_birth_hint(has_date=draft.buyer is not None and draft.buyer.has_birth_date))

    def values(self) -> Mapping[str, object]:
        """What was typed; what belongs to a package that was chosen before is kept."""
        typed = self.port.values()
        return {
            "services": (*self._others, *(block.values() for block in self.blocks.values())),
            "port": {name: typed[name] or "" for name in _PORT},
        }

    def show_check(self, service_plan_id: int, check: IdentifierCheck) -> None:
        """Shows what was found about an identifier."""
        if service_plan_id in self.blocks:
            self.blocks[service_plan_id].show_check(check)

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors in their blocks; the first one gets the focus."""
        by_block: dict[int, dict[str, str]] = {plan_id: {} for plan_id in self.blocks}
        port: dict[str, str] = {}
        loose: list[str] = []
        for field, text in errors.items():
            parts = field.split("/")
            if parts[0] == "port" and len(parts) > 1:
                port[parts[1]] = text
            elif parts[0] == "services" and len(parts) > 2 and parts[1].isdigit():  # noqa: PLR2004
                by_block.setdefault(int(parts[1]), {})[parts[2]] = text
            else:
                loose.append(text)
        # The last to be shown keeps the focus, and that is the first on the page.
        for plan_id in reversed(list(self.blocks)):
            loose += self.blocks[plan_id].show_errors(by_block[plan_id])
        return loose + self.port.show_errors(port)

    def _rebuild(self, draft: Draft) -> None:
        wanted = {service.service_plan_id: service for service in draft.services}
        if list(self.blocks) == list(wanted):
            return
        for block in self.blocks.values():
            block.hide()
            block.deleteLater()
        self.blocks = {}
        for plan_id, service in wanted.items():
            block = ServiceBlock(service, self._texts, self._clock)
            block.changed.connect(self.changed)
            block.identifier_typed.connect(self.identifier_typed)
            self.blocks[plan_id] = block
            self.body.insertWidget(self.body.count() - 1, block)
            block.show()

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()


def _port_fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    return (
        Field("losing_supplier", translate("OrderWizard", "Losing supplier"), required=True, most_chars=200),
        Field(
            "account_no",
            translate("OrderWizard", "Account number at the losing supplier"),
            most_chars=200,
            chars=24,
        ),
    )


def _birth_hint(*, has_date: bool) -> str:
    translate = QCoreApplication.translate
    if has_date:
        return translate(
            "OrderWizard",
            "The losing supplier compares the date of birth of the account holder: it is on file.",
        )
    return translate(
        "OrderWizard",
        "The losing supplier may compare the date of birth of the account holder: none is on file yet.",
    )
