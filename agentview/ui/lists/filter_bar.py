"""The filter of a list: a line of fields, and a chip that clears each narrowing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from agentview.contract.op import Message
from agentview.core.text import clean
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import row
from agentview.ui.kit.field import CheckField, ChoiceField, DateField, Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.lists.choice_menu import ChoiceMenu
from agentview.ui.lists.spec import Choices, FilterField, Narrowing

TYPED_MS = 300
LONGEST = 200
LEAST_WIDTH = 140


class FilterBar(QWidget):
    """Tells every narrowing as it is set: `narrowed(name, value)`."""

    narrowed = Signal(str, object)

    def __init__(
        self, fields: Sequence[FilterField], today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        """Shows fields that narrow nothing."""
        super().__init__(parent)
        self._fields = {field.name: field for field in fields if field.kind is not Narrowing.GIVEN}
        self.texts: dict[str, QLineEdit] = {}
        self.menus: dict[str, ChoiceMenu] = {}
        self.ones: dict[str, ChoiceField] = {}
        self.ticks: dict[str, CheckField] = {}
        self.days: dict[str, DateField] = {}
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._on_text)
        self._told: dict[str, str] = {}
        made: list[QWidget] = []
        for field in self._fields.values():
            widget = self._make(field, today)
            made.append(_together(made.pop(), widget) if field.is_joined and made else widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FlowRow(made))

    def focus_first(self) -> None:
        """Puts the focus into the first field, its text selected."""
        first = next(iter(self._widgets()), None)
        if first is not None:
            first.setFocus()
        if isinstance(first, QLineEdit):
            first.selectAll()

    def has_focus_inside(self) -> bool:
        """Whether one of the fields has the focus."""
        return any(widget.hasFocus() for widget in self._widgets())

    def show_filter(self, wanted: Message) -> None:
        """Shows what the list is narrowed by now; what is being typed is left alone."""
        for name, box in self.texts.items():
            self._told[name] = str(getattr(wanted, name) or "")
            if not self._typed.isActive():
                box.setText(self._told[name])
        for name, menu in self.menus.items():
            menu.tick([str(value) for value in getattr(wanted, name)])
        for name, one in self.ones.items():
            value = getattr(wanted, name)
            one.set_value(None if value is None else str(value))
        for name, tick in self.ticks.items():
            tick.set_value(bool(getattr(wanted, name)))
        for name, day in self.days.items():
            day.set_value(getattr(wanted, name))

    def set_choices(self, choices: Mapping[str, Choices]) -> None:
        """Offers the choices that occur, by the name of the field."""
        for name, offered in choices.items():
            if name in self.menus:
                self.menus[name].set_choices(offered)
            elif name in self.ones:
                self.ones[name].set_choices(offered, with_empty=not self._fields[name].is_always)

    @Slot()
    def _on_text(self) -> None:
        self._typed.stop()
        for name, box in self.texts.items():
            typed = clean(box.text())
            if typed != self._told.get(name, ""):
                self._told[name] = typed
                self.narrowed.emit(name, typed)

    @Slot(tuple)
    def _on_picked(self, keys: tuple[str, ...]) -> None:
        for name, menu in self.menus.items():
            if menu is self.sender():
                value = tuple(int(key) for key in keys) if self._fields[name].are_ids else keys
                self.narrowed.emit(name, value)

    @Slot()
    def _on_edited(self) -> None:
        for name, day in self.days.items():
            if day is self.sender():
                self.narrowed.emit(name, day.value())
        for name, tick in self.ticks.items():
            if tick is self.sender():
                self.narrowed.emit(name, tick.value())
        for name, one in self.ones.items():
            if one is self.sender():
                key = one.value()
                is_number = self._fields[name].are_ids and isinstance(key, str)
                self.narrowed.emit(name, int(str(key)) if is_number else key)

    def _widgets(self) -> list[QWidget]:
        found = {**self.texts, **self.menus, **self.ones, **self.ticks, **self.days}
        return [found[name] for name in self._fields]

    def _make(self, field: FilterField, today: Callable[[], date]) -> QWidget:
        if field.kind is Narrowing.CHOICES:
            return self._make_menu(field)
        if field.kind is Narrowing.YES:
            return self._make_tick(field)
        if field.kind is Narrowing.ONE:
            return self._make_one(field)
        if field.kind is Narrowing.DAY:
            day = DateField(Field(field.name, field.word, FieldKind.DATE), today)
            self.days[field.name] = day
            day.edited.connect(self._on_edited)
            return _labelled(day, field)
        return self._make_text(field)

    def _make_menu(self, field: FilterField) -> QWidget:
        menu = ChoiceMenu(field.word)
        menu.set_choices(field.choices)
        menu.picked.connect(self._on_picked)
        self.menus[field.name] = menu
        return menu

    def _make_one(self, field: FilterField) -> QWidget:
        one = ChoiceField(
            Field(
                field.name,
                field.word,
                FieldKind.CHOICE,
                choices=field.choices,
                nothing=field.nothing,
                can_be_empty=not field.is_always,
            )
        )
        self.ones[field.name] = one
        one.edited.connect(self._on_edited)
        return _labelled(one, field)

    def _make_tick(self, field: FilterField) -> QWidget:
        tick = CheckField(Field(field.name, field.word, FieldKind.CHECK))
        tick.setAccessibleName(field.word)
        tick.edited.connect(self._on_edited)
        self.ticks[field.name] = tick
        return tick

    def _make_text(self, field: FilterField) -> QWidget:
        box = QLineEdit()
        box.setClearButtonEnabled(True)
        box.setMaxLength(LONGEST)
        box.setAccessibleName(field.word)
        box.setPlaceholderText(field.hint or field.word)
        hint = box.fontMetrics().horizontalAdvance(box.placeholderText())
        box.setMinimumWidth(max(look().px(LEAST_WIDTH), hint + look().px(32)))
        box.textEdited.connect(self._typed.start)
        box.returnPressed.connect(self._on_text)
        self.texts[field.name] = box
        return box


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
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Shows these (name, text)."""
        self.setVisible(bool(chips))
        if tuple(chips) == self._shown:
            return
        self._shown = tuple(chips)
        if self._flow is not None:
            self._column.removeWidget(self._flow)
            self._flow.hide()
            self._flow.deleteLater()
        self._flow = FlowRow([self._chip(name, text) for name, text in chips])
        if len(chips) > 1:
            every = Button(QCoreApplication.translate("ListFilter", "Clear all"), ButtonKind.QUIET)
            every.pressed_once.connect(self.all_cleared)
            self._flow.add(every)
        self._column.addWidget(self._flow)
        self._flow.show()

    def _chip(self, name: str, text: str) -> Button:
        template = QCoreApplication.translate("ListFilter", "Clear filter {filter}")
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


def _labelled(field: ChoiceField | DateField, described: FilterField) -> QWidget:
    field.setAccessibleName(described.word)
    box, label = QWidget(), PlainLabel(described.beside or described.word, ink=INK_SECOND)
    label.setBuddy(field)
    box.setLayout(row(label, field))
    return box


def _together(first: QWidget, second: QWidget) -> QWidget:
    """Two fields that never part at the end of a line, such as the days from and to."""
    box = QWidget()
    box.setLayout(row(first, second))
    return box
