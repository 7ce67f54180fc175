"""The page of what is wanted in detail: devices, plans and the like, and the fields of the type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.wireless import ItemKind
from agentview.contract.wireless_catalogue import ItemRule, Offers, TypeRow
from agentview.contract.wireless_orders import Content, ItemWish, WirelessOrder
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.texts.wireless_fields import kind_word
from agentview.ui.wireless.content import action_for, sorted_wishes
from agentview.ui.wireless.offer_picker import Offer, OfferPicker
from agentview.ui.wireless.request_fields import RequestFields, asked_field

_WHY = ("justification", "is_policy_overwritten")


class DetailsPage(ColumnBox):
    """`changed` tells that something was typed or taken, `device_taken(ids)` which models are chosen now."""

    changed = Signal()
    device_taken = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        """Asks nothing yet."""
        super().__init__(look().px(12))
        self._wishes: tuple[ItemWish, ...] = ()
        self._rules: tuple[ItemRule, ...] = ()
        self._had: dict[tuple[ItemKind, int], bool] = {}
        self._known: set[ItemKind] = set()
        self.pickers: dict[ItemKind, OfferPicker] = {}
        self._places = {kind: ColumnBox(0) for kind in ItemKind}
        self.fields = RequestFields(today, 0)
        self.fields_card = Card(_word("About the request"), padding=12)
        self.fields_card.body.addWidget(self.fields)
        self.why = FormBinder(_why_fields(), today, self)
        why_card = Card(padding=12)
        why_card.body.addWidget(self.why.widget)
        for part in (*self._places.values(), self.fields_card, why_card):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.fields.changed.connect(self.changed)
        self.why.changed.connect(self._on_why)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_order(self, order: WirelessOrder, form: Content, row: TypeRow) -> None:
        """Shows a draft with what is typed; what can be chosen comes with `show_offers`."""
        self._wishes = form.items
        self._known = set()
        self._make_pickers(row.items)
        for kind, picker in self.pickers.items():
            picker.show_offers((), {}, order.currency)
            picker.show_error("")
            del kind
        typed = {field_id.value: text for field_id, text in form.fields.items()}
        self.fields.show_fields([asked_field(one) for one in order.fields], typed)
        self.fields_card.setVisible(self.fields.has_fields)
        self.why.set_visible("is_policy_overwritten", visible=order.can_overwrite)
        self.why.set_values({name: getattr(form, name) for name in _WHY})

    def show_offers(self, found: Offers) -> None:
        """Shows what can be chosen of a kind, and what is."""
        picker = self.pickers.get(found.kind)
        if picker is None:
            return
        self._wishes = self.wishes()
        taken = {one.offer_id: one.qty for one in self._wishes if one.kind is found.kind}
        offers = [
            Offer(
                one.offer_id,
                one.name,
                one.code,
                one.once_cents,
                one.monthly_cents,
                one.is_in_policy,
                one.most,
                one.is_had,
            )
            for one in found.rows
        ]
        self._had |= {(found.kind, one.offer_id): one.is_had for one in found.rows}
        self._known.add(found.kind)
        picker.show_offers(offers, taken, found.currency)

    def wishes(self) -> tuple[ItemWish, ...]:
        """What is chosen; of a kind whose offers are not known yet, what was chosen before."""
        kept = [one for one in self._wishes if one.kind not in self._known and one.kind in self.pickers]
        for rule in self._rules:
            if rule.kind in self._known:
                kept += [
                    ItemWish(
                        kind=rule.kind,
                        offer_id=offer_id,
                        qty=qty,
                        action=action_for(rule.actions, is_had=self._had[rule.kind, offer_id]),
                    )
                    for offer_id, qty in self.pickers[rule.kind].taken.items()
                ]
        return sorted_wishes(kept)

    def models(self) -> tuple[int, ...]:
        """The products of the devices that are chosen: accessories have to fit them (R-WL-13)."""
        return tuple(one.offer_id for one in self.wishes() if one.kind is ItemKind.DEVICE)

    def values(self) -> Mapping[str, object]:
        """What the page says of the order."""
        why = self.why.values()
        return {
            "items": self.wishes(),
            "fields": self.fields.texts(),
            "justification": why["justification"] or "",
            "is_policy_overwritten": bool(why["is_policy_overwritten"]),
        }

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields, or above the kind of item that they name."""
        left = {name.removeprefix("fields/"): text for name, text in errors.items()}
        for kind, picker in self.pickers.items():
            own = [left.pop(name) for name in (f"items/{kind.value}", kind.value) if name in left]
            picker.show_error(" ".join(own))
        why = {name: left.pop(name) for name in _WHY if name in left}
        self.why.show_errors(why)
        return self.fields.show_errors(left)

    # Inside

    def _make_pickers(self, rules: tuple[ItemRule, ...]) -> None:
        if rules == self._rules:
            return
        self._rules = rules
        for picker in self.pickers.values():
            picker.hide()
            picker.deleteLater()
        self.pickers = {rule.kind: OfferPicker(_title(rule), several=rule.most > 1) for rule in rules}
        for kind, picker in self.pickers.items():
            self._places[kind].body.addWidget(picker)
            picker.changed.connect(self._on_device if kind is ItemKind.DEVICE else self.changed)

    @Slot()
    def _on_device(self) -> None:
        self.device_taken.emit(self.models())
        self.changed.emit()

    @Slot(str)
    def _on_why(self, _name: str) -> None:
        self.changed.emit()


def _title(rule: ItemRule) -> str:
    word = kind_word(rule.kind)
    return word if rule.least else _word("{kind}, if wanted").replace("{kind}", word)


def _why_fields() -> tuple[Field, ...]:
    return (
        Field(
            "justification",
            _word("Why it is needed"),
            FieldKind.NOTE,
            help=_word("Approvers read this. It helps most where something is out of policy."),
        ),
        Field("is_policy_overwritten", _word("Order it against the mobile policy"), FieldKind.CHECK),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
