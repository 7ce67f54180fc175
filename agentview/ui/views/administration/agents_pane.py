"""The agents: the list, the chosen one with who may act for it, and what an administrator changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.agents import (
    AGENT,
    AgentChanged,
    AgentDetail,
    AgentRef,
    AgentRow,
    AgentsFilter,
    Delegation,
)
from agentview.core.clock import local_day
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.agent_forms import (
    create_form,
    delegate_form,
    edit_form,
    end_form,
    visibility_form,
)
from agentview.ui.views.administration.agent_list import (
    AGENT_SPEC,
    agent_chip,
    delegation_columns,
    until_text,
    visibility_word,
)
from agentview.ui.views.administration.words import full_moment

CREATE, EDIT = "create_agent", "edit_agent"
VISIBILITY, DELEGATE, END = "set_visibility", "delegate", "end_delegation"


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(EDIT, lambda: _word("Edit"), "R", "edit"),
        RecordCommand(VISIBILITY, lambda: _word("Whom they see"), "V", "eye"),
        RecordCommand(DELEGATE, lambda: _word("Delegate"), "D", "plus"),
        RecordCommand(END, lambda: _word("Change last day"), "E", "edit"),
        RecordCommand(CREATE, lambda: _word("New agent"), "N", "plus", needs_record=False),
    )


class AgentsPane(RecordPane[AgentsFilter, AgentRow, AgentDetail]):
    """Agents with their delegations (R-MIG-09, R-MIG-38)."""

    list_share = 0.4
    power = Power.USER_ADMIN

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            _word("No agent chosen"), _word("Choose one in the list to see who may act on its behalf.")
        )
        self.source: MemorySource[Delegation] = MemorySource()
        self.model: PagedTableModel[Delegation] = PagedTableModel(
            delegation_columns(), row_id=lambda row: row.delegation_id, source=self.source, summary=_sentence
        )
        self.source.attach(self.model)
        self.delegations = TableView(self.model, _word("Who may act on its behalf"))
        super().__init__(desk, AGENT_SPEC, _commands(), nothing)
        self.delegations.current_changed.connect(self._on_delegation)
        self.delegations.row_opened.connect(self._on_delegation_opened)

    def _read(self, gateway: Gateway, record_id: int) -> AgentDetail:
        return gateway.call(AGENT, AgentRef(agent_id=record_id))

    def _main(self) -> ListPanel:
        return ListPanel(self.delegations, _no_delegations, _no_delegations)

    def _shown(self, detail: AgentDetail) -> None:
        changed = f"{full_moment(detail.changed_at, self._desk.zone)}, {detail.changed_by}"
        facts = (
            Fact(_word("Its people see"), visibility_word(detail.row.visibility)),
            Fact(_word("People"), str(detail.row.people)),
            Fact(_word("Changed"), changed),
        )
        line = _word("Who may migrate on its behalf")
        self.side.show_record(detail.row.name, line, facts, agent_chip(detail.row))
        self.source.show(detail.delegations, [one.delegation_id for one in detail.delegations])

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            CREATE: self._create,
            EDIT: self._edit,
            VISIBILITY: self._set_visibility,
            DELEGATE: self._delegate,
            END: self._end,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if name == END and self._delegation() is None:
            return _word("Choose a delegation first")
        if name == DELEGATE and detail is not None and not detail.delegates:
            return _word("Nobody works for another agent")
        return None

    def _delegation(self) -> Delegation | None:
        """The chosen delegation, in its newest state."""
        chosen, detail = self.delegations.current_row(), self.presenter.detail
        if not isinstance(chosen, Delegation) or detail is None:
            return None
        known = (one for one in detail.delegations if one.delegation_id == chosen.delegation_id)
        return next(known, None)

    def _create(self) -> None:
        self.open_form(create_form(), _word("Added {name}"), _named)

    def _edit(self) -> None:
        if self.presenter.detail is not None:
            self.open_form(edit_form(self.presenter.detail), _word("Saved {name}"), _named)

    def _set_visibility(self) -> None:
        if self.presenter.detail is not None:
            self.open_form(visibility_form(self.presenter.detail), _word("Saved {name}"), _named)

    def _delegate(self) -> None:
        if self.presenter.detail is not None:
            today = local_day(self._desk.clock.now(), self._desk.zone.key)
            self.open_form(delegate_form(self.presenter.detail, today), _word("Delegated for {name}"), _named)

    def _end(self) -> None:
        detail, given = self.presenter.detail, self._delegation()
        if detail is not None and given is not None:
            self.open_form(end_form(detail, given), _word("Saved {name}"), _named)

    def _on_delegation(self, _row: object) -> None:
        self._show_causes()

    def _on_delegation_opened(self, _row: object) -> None:
        self.run(END)


def _no_delegations() -> StateText:
    return StateText(
        _word("Nobody acts on its behalf"), _word("People of other agents may, once you delegate it to them.")
    )


def _sentence(row: Delegation) -> str:
    return f"{row.person}, {until_text(row)}"


def _named(changed: AgentChanged) -> tuple[int | None, str]:
    return changed.agent_id, changed.name


def _word(text: str) -> str:
    return QCoreApplication.translate("Agents", text)
