"""Who decides for whom: delegated for oneself or, by who edits policies, for others; ended early (S-33)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot

from agentview.contract.approval_delegations import END, Delegation, EndRequest
from agentview.contract.value import RefusalInfo
from agentview.core.clock import local_day
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import NEW_DELEGATION, Desk, Target
from agentview.ui.views.wireless_policies.delegation_form import delegate_form, read_takers
from agentview.ui.views.wireless_policies.delegation_list import spec_of
from agentview.ui.views.wireless_policies.delegation_reading import DelegationFilter, one_of
from agentview.ui.views.wireless_policies.delegation_words import delegation_facts, state_chip, word

END_IT, CREATE = "end", "create"


class DelegationsPane(RecordPane[DelegationFilter, Delegation, Delegation]):
    """A list of delegations, the newest first."""

    power = None
    list_share = 0.68

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(word("No delegation chosen"), word("Choose one in the list to see it or end it."))
        self._edits = desk.has(Power.EDIT_POLICY)
        self._read_one = one_of(sees_all=self._edits)
        super().__init__(desk, spec_of(desk), _commands(), nothing)
        self.side.facts.opened.connect(self._on_opened_policy)

    # What the area asks

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows a delegation, or begins a new one."""
        if target.kind == NEW_DELEGATION:
            self.run(CREATE)
        elif target.record_id:
            self.list.select(target.record_id)
            self.presenter.choose(target.record_id)

    # What the pane says (RecordPane)

    def _read(self, gateway: Gateway, record_id: int) -> Delegation:
        return self._read_one(gateway, record_id)

    def _shown(self, detail: Delegation) -> None:
        chip = state_chip(detail, local_day(self._desk.clock.now(), self._desk.zone.key))
        title = word("{taker} for {giver}").replace("{taker}", detail.taker.name)
        facts = delegation_facts(detail, edits_policies=self._edits)
        self.side.show_record(title.replace("{giver}", detail.giver.name), chip.sentence, facts, chip)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {END_IT: self._end, CREATE: self._create}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if name == END_IT and detail is not None and not detail.can_end:
            return word("It was ended before.") if not detail.is_active else word("You may not end it.")
        may = self._desk.has(Power.APPROVE) or self._edits
        missing = RefusalInfo(code="E-POWER", values={"power": Power.APPROVE.value})
        return None if may else cause_text(self._desk.texts, (missing,))

    # Inside

    def _create(self) -> None:
        desk = self._desk
        today = local_day(desk.clock.now(), desk.zone.key)
        self.read_then(
            read_takers,
            lambda found: self.open_form(
                delegate_form(desk.person, found, today), word("{name} can decide on those days"), _named
            ),
        )

    def _end(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        told = word("{taker} can decide no more for {giver} at once. What was decided stays decided.")
        text = DialogText(
            word("End the delegation to {taker}?").replace("{taker}", detail.taker.name),
            word("End delegation"),
            word("Keep it"),
            word("Ending..."),
            told.replace("{taker}", detail.taker.name).replace("{giver}", detail.giver.name),
            is_dangerous=True,
        )
        request = EndRequest(delegation_id=detail.delegation_id, version=detail.version)
        dialog = AskDialog(self, self._desk, text, (END, request))
        dialog.sent.connect(self._on_ended)
        dialog.open()

    def _on_ended(self, ended: Delegation) -> None:
        said = word("{taker} decides no more for {giver}").replace("{taker}", ended.taker.name)
        self._desk.toasts.say(said.replace("{giver}", ended.giver.name))
        self.list.presenter.reload()
        self.presenter.read()

    @Slot(object)
    def _on_opened(self, row: Delegation) -> None:
        """Enter shows it; ending is a command of its own."""
        self._on_chosen(row)

    @Slot(object)
    def _on_opened_policy(self, target: object) -> None:
        if isinstance(target, Target):
            self._desk.shell.open_target(target)


def _commands() -> Sequence[RecordCommand]:
    return (
        RecordCommand(END_IT, lambda: word("End early"), "X", "close", is_dangerous=True),
        RecordCommand(CREATE, lambda: word("Delegate"), "N", "plus", needs_record=False),
    )


def _named(made: Delegation) -> tuple[int | None, str]:
    return made.delegation_id, made.taker.name
