"""Where the physical items of a request go (R-WL-10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.core.ship_to import required_parts
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, FieldKind, Value
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import INK_SECOND, PlainLabel

NAMES = ("name", "attention_to", "line1", "city", "state", "postal_code", "country", "is_expedited")


class ShippingPage(ColumnBox):
    """`changed` tells that somebody typed. `prefix` is what refusals call the fields, such as "ship_to/"."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], prefix: str = "ship_to/") -> None:
        """Empty."""
        super().__init__(look().px(12))
        self._prefix = prefix
        self.said = PlainLabel(_word("This request has something that is sent."), ink=INK_SECOND, wrap=True)
        self.form = FormBinder(_fields(), today, self)
        card = Card(padding=12)
        card.body.addWidget(self.form.widget)
        self.body.addWidget(self.said)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._mark()
        self.form.changed.connect(self._on_changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_address(self, values: Mapping[str, Value]) -> None:
        """Shows what was saved."""
        self.form.set_values(values)
        self._mark()

    def values(self) -> Mapping[str, object]:
        """What is typed; the country in capital letters."""
        typed = self.form.values()
        address = {
            name: bool(value) if name == "is_expedited" else value or "" for name, value in typed.items()
        }
        return {"ship_to": {**address, "country": str(typed["country"] or "").upper()}}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields."""
        own = {
            name.removeprefix(self._prefix): text
            for name, text in errors.items()
            if name.removeprefix(self._prefix) in NAMES
        }
        loose = [text for name, text in errors.items() if name.removeprefix(self._prefix) not in NAMES]
        return [*loose, *self.form.show_errors(own)]

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        if name == "country":
            self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """Marks what the country asks for; by the same rule the rest is let through (R-WL-10)."""
        required = required_parts(str(self.form.values()["country"] or ""))
        for name in NAMES:
            self.form.set_required(name, required=name in required)


def shipping_word(name: str) -> str:
    """What a field of the address is called."""
    return {
        "name": _word("Name"),
        "attention_to": _word("Attention to"),
        "line1": _word("Street and number"),
        "city": _word("City"),
        "state": _word("State or region"),
        "postal_code": _word("Postcode"),
        "country": _word("Country"),
        "is_expedited": _word("Send it by express"),
    }[name]


def _fields() -> tuple[Field, ...]:
    return (
        Field("name", shipping_word("name"), most_chars=200),
        Field("attention_to", shipping_word("attention_to"), most_chars=200),
        Field("line1", shipping_word("line1"), most_chars=200),
        Field("postal_code", shipping_word("postal_code"), chars=12, most_chars=20),
        Field("city", shipping_word("city"), most_chars=200, is_beside=True),
        Field("state", shipping_word("state"), most_chars=100),
        Field(
            "country",
            shipping_word("country"),
            help=_word("Two letters, such as AU."),
            chars=4,
            most_chars=2,
            is_beside=True,
        ),
        Field("is_expedited", shipping_word("is_expedited"), FieldKind.CHECK),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessShipping", text)
