"""The days on which nobody is restricted: listed, added, removed (R-SUS-13)."""

from __future__ import annotations

from collections.abc import Callable

from agentview.contract.closed_days import (
    CLOSED_DAYS,
    REMOVE_CLOSED_DAY,
    ClosedDayRow,
    RemoveClosedDayRequest,
)
from agentview.contract.op import Nothing
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.closed_day_list import (
    CLOSED_DAY_SPEC,
    ClosedDayFilter,
    add_form,
    day_word,
    next_word,
    word,
    year_word,
)

REMOVE, ADD = "remove", "add"


class ClosedDaysPane(RecordPane[ClosedDayFilter, ClosedDayRow, ClosedDayRow]):
    """The closed days, and the one that is chosen."""

    power = Power.RULES_PROPOSE

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No closed day chosen"), word("Choose one in the list to see when it falls next.")
        )
        super().__init__(desk, CLOSED_DAY_SPEC, _commands(), nothing)

    def _read(self, gateway: Gateway, record_id: int) -> ClosedDayRow:
        for row in gateway.call(CLOSED_DAYS, Nothing()).rows:
            if row.closed_day_id == record_id:
                return row
        raise NotFound(Refusal("E-NOT-FOUND", "closed_day_id"))

    def _shown(self, detail: ClosedDayRow) -> None:
        facts = (
            Fact(word("Day"), day_word(detail)),
            Fact(word("Year"), year_word(detail)),
            Fact(word("Next"), next_word(detail)),
        )
        told = word("Nobody is restricted on this day; to restore is done on every day.")
        self.side.show_record(detail.name, told, facts, None)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {REMOVE: self._remove, ADD: self._add}

    def _add(self) -> None:
        def named(row: ClosedDayRow) -> tuple[int | None, str]:
            return row.closed_day_id, row.name

        self.open_form(add_form(), word("Added {name}"), named)

    def _remove(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        text = DialogText(
            word("Remove {name}?").replace("{name}", detail.name),
            word("Remove day"),
            word("Keep day"),
            word("Removing..."),
            word("The rules may act on {day} then.").replace("{day}", day_word(detail)),
            is_dangerous=True,
        )
        at = RemoveClosedDayRequest(closed_day_id=detail.closed_day_id, version=detail.version)
        dialog = AskDialog(self, self._desk, text, (REMOVE_CLOSED_DAY, at))
        dialog.sent.connect(self._on_removed)
        dialog.open()

    def _on_removed(self, row: ClosedDayRow) -> None:
        self._desk.toasts.say(word("Removed {name}").replace("{name}", row.name))
        self.presenter.choose(None)
        self.list.presenter.take_out(row.closed_day_id)
        self.list.presenter.reload()


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(REMOVE, lambda: word("Remove day"), "Delete", "trash", is_dangerous=True),
        RecordCommand(ADD, lambda: word("New closed day"), "N", "plus", needs_record=False),
    )
