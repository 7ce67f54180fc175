"""Some of very many: what is ticked stands on top, others are looked for below as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, Slot

from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.found_field import FoundField
from agentview.ui.kit.several_field import SeveralField


class FoundSeveralField(ColumnBox):
    """`sought(text)` asks for those that fit what is typed; answer with `show_found`.

    Whoever is chosen of those that are found is ticked; the list on top lets go again.
    """

    edited = Signal()
    sought = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], nothing: str = "") -> None:
        """Offers these at first, none of them ticked; `nothing` is shown while none is."""
        super().__init__(look().px(4))
        self.several = SeveralField(choices, nothing)
        self.search = FoundField(choices, _word("Add by name"), with_empty=True)
        self.body.addWidget(self.several)
        self.body.addWidget(self.search)
        self.setFocusProxy(self.several)
        self.several.edited.connect(self.edited)
        self.search.sought.connect(self.sought)
        self.search.activated.connect(self._on_chosen)

    def setAccessibleName(self, name: str) -> None:
        """Names both parts: they are what has the focus."""
        super().setAccessibleName(name)
        self.several.setAccessibleName(name)
        self.search.setAccessibleName(f"{name}: {_word('Add by name')}")

    def value(self) -> str:
        """The ticked keys, with commas between. Raises NotChosenError for a name not chosen."""
        found = self.search.value()
        ticked = self.several.value()
        if found is None or found in ticked.split(","):
            return ticked
        return ",".join(part for part in (ticked, found) if part)

    def set_value(self, value: object) -> None:
        """Ticks exactly these keys; one that was found elsewhere stands by its number."""
        keys = [key for key in str(value or "").split(",") if key]
        self.several.offer([(key, f"#{key}") for key in keys])
        self.several.set_value(value)
        self._empty_search()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Lets these be ticked as well."""
        self.several.offer(choices)

    def show_found(self, text: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offers what fits `text`, unless something else was typed meanwhile."""
        self.several.offer(choices)
        self.search.show_found(text, choices)

    def _empty_search(self) -> None:
        with QSignalBlocker(self.search):
            self.search.set_value(None)

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        key = self.search.itemData(at)
        if isinstance(key, str):
            ticked = self.several.value()
            self.several.offer([(key, self.search.itemText(at))])
            self.several.set_value(f"{ticked},{key}")
            self._empty_search()
            self.edited.emit()


def _word(text: str) -> str:
    return QCoreApplication.translate("FoundSeveral", text)
