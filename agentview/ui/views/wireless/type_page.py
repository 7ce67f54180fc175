"""The first page: what somebody wants, in words or by tile, and why something is not possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from agentview.contract.wireless import OrderGroup, OrderType
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, TextField
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.plural import plural
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.texts.wireless import group_word, type_sentence, type_word
from agentview.ui.views.wireless.tiles import Tile, TileRow

FIND_AFTER_MS = 150
_TYPES = tuple(OrderType)
_ICONS = {OrderGroup.NEW: "plus", OrderGroup.MODIFY: "edit", OrderGroup.DELETE: "trash"}


@dataclass(frozen=True)
class TypeChoice:
    """A type that can be chosen; `why_not` says why it is not possible ("" where it is)."""

    type: OrderType
    group: OrderGroup
    why_not: str = ""


class TypePage(ColumnBox):
    """`wanted(text)` asks which types fit some words; `changed` tells that a type was chosen."""

    changed = Signal()
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        self._choices: tuple[TypeChoice, ...] = ()
        self._found: tuple[OrderType, ...] | None = None
        self.chosen: OrderType | None = None
        self.label = PlainLabel(_word("What do you want?"))
        self.search = TextField(Field("find", "", most_chars=200))
        self.search.setAccessibleName(self.label.text())
        self.search.setPlaceholderText(_word("In your own words, such as: my phone is broken"))
        self.label.setBuddy(self.search)
        self.tiles = TileRow(_word("Kind of request"))
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.options = OptionList(_word("What can be requested"), several=False)
        for part in (self.label, self.search, self.tiles, self.said, self.error, self.options):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.error.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self._timer.timeout.connect(self._on_rest)
        self.search.edited.connect(self._timer.start)
        self.search.returnPressed.connect(self._on_rest)
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.options.take_focus)
        self.tiles.chosen.connect(self._on_tile)
        self.options.picked.connect(self._on_picked)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_choices(self, choices: Sequence[TypeChoice], chosen: OrderType | None) -> None:
        """Shows every type with what stands against it; the chosen one is in view."""
        self._choices, self.chosen = tuple(choices), chosen
        group = next((one.group for one in self._choices if one.type is chosen), None)
        self._show_tiles()
        if group is not None:
            self.tiles.choose(group.value)
        self._show_options()

    def show_found(self, found: Sequence[OrderType]) -> None:
        """Shows the types that fit the words, the best first."""
        self._found = tuple(found)
        self._show_tiles()
        self._show_options()
        announce(self, self.said.text())

    def values(self) -> Mapping[str, object]:
        """The type that is chosen."""
        return {"type": self.chosen}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows above the list what is wrong."""
        own = errors.get("type", "")
        self.error.setText(f"\u00d7 {own}" if own else "")
        self.error.setVisible(bool(own))
        if own:
            self.options.take_focus()
        return [text for name, text in errors.items() if name != "type"]

    def close_down(self) -> None:
        """Asks nothing any more."""
        self._timer.stop()

    # Inside

    def _listed(self) -> tuple[TypeChoice, ...]:
        """What fits the words in their order; without words, what stands under the tile."""
        if self._found is not None:
            by_type = {one.type: one for one in self._choices}
            return tuple(by_type[one] for one in self._found if one in by_type)
        return tuple(one for one in self._choices if one.group.value == self.tiles.current)

    def _show_tiles(self) -> None:
        self.tiles.set_tiles([self._tile(group) for group in OrderGroup])

    def _tile(self, group: OrderGroup) -> Tile:
        count = sum(1 for one in self._choices if one.group is group and not one.why_not)
        told = plural(_word("1 possible"), _word("{count} possible"), count)
        return Tile(group.value, _ICONS[group], group_word(group), _group_sentence(group), told)

    def _show_options(self) -> None:
        listed, is_search = self._listed(), self._found is not None
        options = [_option(one, with_group=is_search) for one in listed]
        chosen = [_TYPES.index(self.chosen)] if self.chosen is not None else []
        self.options.set_options(options, chosen)
        if is_search and not listed:
            self.said.setText(_word("Nothing fits these words. Try others, or choose a tile."))
        elif is_search:
            self.said.setText(_word("This is what fits your words; Down leads to it."))
        else:
            self.said.setText(_word("Arrows choose; Ctrl+Enter goes on."))

    @Slot()
    def _on_rest(self) -> None:
        self._timer.stop()
        text = self.search.text().strip()
        if text:
            self.wanted.emit(text)
        else:
            self._found = None
            self._show_options()

    @Slot(str)
    def _on_tile(self, _key: str) -> None:
        """A tile shows all of its kind, whatever was looked for."""
        self._found = None
        self.search.clear()
        self._timer.stop()
        self._show_options()

    @Slot()
    def _on_picked(self) -> None:
        taken = self.options.chosen()
        self.chosen = _TYPES[taken[0]] if taken else None
        self.error.hide()
        self.changed.emit()


def _option(choice: TypeChoice, *, with_group: bool) -> Option:
    chip = ChipValue(Tone.NEUTRAL, "", group_word(choice.group)) if with_group else None
    return Option(
        _TYPES.index(choice.type), type_word(choice.type), type_sentence(choice.type), chip, choice.why_not
    )


def _group_sentence(group: OrderGroup) -> str:
    return {
        OrderGroup.NEW: _word("A device, a line, or both"),
        OrderGroup.MODIFY: _word("Something you have"),
        OrderGroup.DELETE: _word("Rest or end something"),
    }[group]


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
