"""The first page: what kind of order it is, and which service types are wanted (E6)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.order_entry import Draft, Method, OfferedType, Offers
from agentview.contract.order_form import OrderForm
from agentview.contract.orders import OrderType
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.plural import plural
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.views.orders.wizard_words import type_word

_KINDS = (OrderType.NEW, OrderType.PORT_CHURN)
_SHOWN_PACKAGES = 4


class TypesPage(ColumnBox):
    """Ticks service types; `narrowed(ids)` asks what is left on sale with them."""

    changed = Signal()
    narrowed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self.kinds = OptionList(translate("OrderWizard", "Kind of order"), several=False)
        self.types = OptionList(translate("OrderWizard", "Service types"), several=True)
        self.left = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.error.hide()
        for part in (
            heading(translate("OrderWizard", "Service types")),
            self.types,
            self.error,
            self.left,
            heading(translate("OrderWizard", "Kind of order")),
            self.kinds,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.kinds.picked.connect(self.changed)
        self.types.picked.connect(self._on_picked)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, _draft: Draft, form: OrderForm, offers: Offers | None) -> None:
        """Shows all service types, and which can still be combined with those that are chosen."""
        self.error.hide()
        self.kinds.set_options(
            [Option(at, type_word(kind), _kind_meaning(kind)) for at, kind in enumerate(_KINDS)],
            [_KINDS.index(OrderType(form.order_type))],
        )
        if offers is None:
            return
        chosen = form.service_type_ids
        self.types.set_options([_option(one, chosen) for one in offers.types], chosen)
        self.left.setText(_left(offers))

    def values(self) -> Mapping[str, object]:
        """Kind and types."""
        kind = self.kinds.chosen()
        return {"order_type": _KINDS[kind[0] if kind else 0], "service_type_ids": self.types.chosen()}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows what is wrong with the types below them."""
        text = errors.get("service_type_ids", "")
        self.error.setText(f"\u00d7 {text}" if text else "")
        self.error.setVisible(bool(text))
        if text:
            self.types.take_focus()
        return [other for name, other in errors.items() if name != "service_type_ids"]

    @Slot()
    def _on_picked(self) -> None:
        self.error.hide()
        self.changed.emit()
        self.narrowed.emit(self.types.chosen())


def _option(one: OfferedType, chosen: tuple[int, ...]) -> Option:
    translate = QCoreApplication.translate
    is_chosen = one.service_type_id in chosen
    refusal = ""
    if not one.can_join and not is_chosen:
        refusal = translate("OrderWizard", "No package holds it together with what is chosen.")
    chip = None
    if chosen and one.can_join and not is_chosen:
        chip = ChipValue(
            Tone.INFO,
            "+",
            translate("OrderWizard", "can be combined"),
            translate("OrderWizard", "Some package holds it together with what is chosen"),
        )
    return Option(one.service_type_id, one.name, _type_meaning(one), chip, refusal)


def _type_meaning(one: OfferedType) -> str:
    translate = QCoreApplication.translate
    by_hand = translate("OrderWizard", "{identifier}; provisioned by hand")
    by_itself = translate("OrderWizard", "{identifier}; provisioned automatically")
    text = by_itself if one.method is Method.AUTOMATIC else by_hand
    return text.replace("{identifier}", one.identifier_label)


def _kind_meaning(kind: OrderType) -> str:
    translate = QCoreApplication.translate
    if kind is OrderType.PORT_CHURN:
        return translate("OrderWizard", "A number or service moves here from another supplier.")
    return translate("OrderWizard", "A service that the customer does not have yet.")


def _left(offers: Offers) -> str:
    """How many packages are left, and the names of the first ones."""
    translate = QCoreApplication.translate
    count = plural(
        translate("OrderWizard", "One package is left"),
        translate("OrderWizard", "{count} packages are left"),
        len(offers.packages),
    )
    names = [one.name for one in offers.packages[:_SHOWN_PACKAGES]]
    more = ["..."] if len(offers.packages) > _SHOWN_PACKAGES else []
    return f"{count}: {', '.join(names + more)}" if names else count
