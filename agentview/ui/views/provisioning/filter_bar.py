"""The filter of the queue: a line of fields, and a chip that clears each narrowing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from agentview.contract.provisioning import Facets, QueueFilter, TaskStatus, TransferType
from agentview.core.text import clean
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import row
from agentview.ui.kit.field import DateField, Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.lists.choice_menu import ChoiceMenu
from agentview.ui.views.provisioning.filter_words import narrowing_text, narrowing_word
from agentview.ui.views.provisioning.query import NARROWING, Query
from agentview.ui.views.provisioning.status import status_word
from agentview.ui.views.provisioning.words import type_word

TYPED_MS = 300
_IDS = ("service_type_ids", "retailer_ids")


class FilterBar(QWidget):
    """Tells every narrowing as it is set: `narrowed(name, value)`."""

    narrowed = Signal(str, object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Shows fields that narrow nothing."""
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(200)
        self.text.setMinimumWidth(look().px(200))
        self.text.setAccessibleName(narrowing_word("text"))
        self.text.setPlaceholderText(
            QCoreApplication.translate("QueueFilter", "Order, customer, account, identifier")
        )
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._on_text)
        self.text.textEdited.connect(self._typed.start)
        self.text.returnPressed.connect(self._on_text)
        names = ("transfer_types", "service_type_ids", "statuses", "retailer_ids")
        self.menus = {name: ChoiceMenu(narrowing_word(name)) for name in names}
        for menu in self.menus.values():
            menu.picked.connect(self._on_picked)
        self.menus["transfer_types"].set_choices([(kind.value, type_word(kind)) for kind in TransferType])
        self.menus["statuses"].set_choices([(status.value, status_word(status)) for status in TaskStatus])
        self.days = {name: _day_field(name, today) for name in ("requested_from", "requested_to")}
        for field in self.days.values():
            field.edited.connect(self._on_day)
        self._arrange()

    def show_filter(self, wanted: QueueFilter) -> None:
        """Shows what the list is narrowed by now; what is being typed is left alone."""
        if not self._typed.isActive():
            self.text.setText(wanted.text)
        for name, menu in self.menus.items():
            menu.tick([str(value) for value in getattr(wanted, name)])
        for name, field in self.days.items():
            field.set_value(getattr(wanted, name))

    def set_facets(self, facets: Facets) -> None:
        """Offers the service types and retailers that occur."""
        self.menus["service_type_ids"].set_choices(
            [(str(choice.id), choice.name) for choice in facets.service_types]
        )
        self.menus["retailer_ids"].set_choices([(str(choice.id), choice.name) for choice in facets.retailers])

    @Slot()
    def _on_text(self) -> None:
        self._typed.stop()
        self.narrowed.emit("text", clean(self.text.text()))

    @Slot(tuple)
    def _on_picked(self, keys: tuple[str, ...]) -> None:
        for name, menu in self.menus.items():
            if menu is self.sender():
                self.narrowed.emit(name, tuple(int(key) for key in keys) if name in _IDS else keys)

    @Slot()
    def _on_day(self) -> None:
        for name, field in self.days.items():
            if field is self.sender():
                self.narrowed.emit(name, field.value())

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        words = {
            "requested_from": translate("QueueFilter", "Requested"),
            "requested_to": translate("QueueFilter", "to"),
        }
        flow = FlowRow((self.text, *self.menus.values()))
        for name, field in self.days.items():
            box, label = QWidget(), PlainLabel(words[name], ink=INK_SECOND)
            label.setBuddy(field)
            box.setLayout(row(label, field))
            flow.add(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)


class FilterChips(QWidget):
    """A chip for each narrowing; pressing it takes the narrowing away. Hidden while there is none."""

    cleared = Signal(str)
    all_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows none."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._flow: FlowRow | None = None
        self._shown: tuple[str, ...] = ()
        self.hide()

    def show_query(self, query: Query, facets: Facets | None) -> None:
        """Shows the chips of this query."""
        names = [name for name in NARROWING if name in query.narrowed_by]
        texts = tuple(narrowing_text(query.filter, name, facets) for name in names)
        self.setVisible(bool(texts))
        if texts == self._shown:
            return
        self._shown = texts
        if self._flow is not None:
            self._column.removeWidget(self._flow)
            self._flow.hide()
            self._flow.deleteLater()
        self._flow = FlowRow([self._chip(name, text) for name, text in zip(names, texts, strict=True)])
        if len(texts) > 1:
            every = Button(QCoreApplication.translate("QueueFilter", "Clear all"), ButtonKind.QUIET)
            every.pressed_once.connect(self.all_cleared)
            self._flow.add(every)
        self._column.addWidget(self._flow)
        self._flow.show()

    def _chip(self, name: str, text: str) -> Button:
        template = QCoreApplication.translate("QueueFilter", "Clear filter {filter}")
        chip = Button(text.replace("&", "&&"), icon_name="close", tip=template.replace("{filter}", text))
        chip.setAccessibleName(template.replace("{filter}", text))
        chip.setProperty("narrowing", name)
        chip.pressed_once.connect(self._on_chip)
        return chip

    @Slot()
    def _on_chip(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.cleared.emit(str(sender.property("narrowing")))


def _day_field(name: str, today: Callable[[], date]) -> DateField:
    field = DateField(Field(name, narrowing_word(name), FieldKind.DATE), today)
    field.setAccessibleName(narrowing_word(name))
    return field
