"""The forms of agents: names, whom their people see, who may act for them; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.agents import (
    AGENT,
    CREATE,
    DELEGATE,
    EDIT,
    END_DELEGATION,
    SET_VISIBILITY,
    AgentDetail,
    AgentRef,
    CreateAgentRequest,
    DelegateRequest,
    Delegation,
    EditAgentRequest,
    EndDelegationRequest,
    SetVisibilityRequest,
    Visibility,
)
from agentview.contract.op import Message
from agentview.core.errors import NotFound, Refusal
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.administration.agent_list import visibility_word


def create_form() -> RecordForm:
    """A new agent."""

    def request(_nothing: None, values: Values) -> Message:
        return CreateAgentRequest.model_validate(dict(values))

    text = DialogText(
        _word("New agent"),
        _word("Add agent"),
        _word("Add nothing"),
        _word("Adding..."),
        _word("Its people are added under People, and who else may act for it by Delegate."),
    )
    shown: Values = {"visibility": Visibility.ALL.value}
    return RecordForm(
        None, FormSpec("agent:new", CREATE, request), text, (_name_field(), _visibility_field()), shown
    )


def edit_form(agent: AgentDetail) -> RecordForm:
    """What an agent is called, and whether it still sells."""
    agent_id = agent.row.agent_id

    def request(shown: AgentDetail, values: Values) -> Message:
        at = {"agent_id": agent_id, "version": shown.row.version}
        return EditAgentRequest.model_validate({**at, **values})

    def current(one: AgentDetail) -> Values:
        return {"name": one.row.name, "is_active": one.row.is_active}

    text = DialogText(
        _word("Edit {name}").replace("{name}", agent.row.name),
        _word("Save"),
        _word("Leave it"),
        _word("Saving..."),
        _word("An inactive agent is offered for no new customer; what it has sold stays its own."),
    )
    fields = (_name_field(), Field("is_active", _word("Sells for us"), FieldKind.CHECK))
    spec = FormSpec(f"agent:{agent_id}:edit", EDIT, request, current, _reader(agent_id))
    return RecordForm(agent, spec, text, fields, current(agent))


def visibility_form(agent: AgentDetail) -> RecordForm:
    """Whose customers the people of an agent see (R-MIG-38)."""
    agent_id = agent.row.agent_id

    def request(shown: AgentDetail, values: Values) -> Message:
        at = {"agent_id": agent_id, "version": shown.row.version}
        return SetVisibilityRequest.model_validate({**at, "visibility": values["visibility"]})

    def current(one: AgentDetail) -> Values:
        return {"visibility": one.row.visibility.value}

    text = DialogText(
        _word("Whose customers do the people of {name} see?").replace("{name}", agent.row.name),
        _word("Set"),
        _word("Leave it"),
        _word("Setting..."),
        _word("It holds for customers, packages and migrations, from the next reading on."),
    )
    spec = FormSpec(f"agent:{agent_id}:visibility", SET_VISIBILITY, request, current, _reader(agent_id))
    return RecordForm(agent, spec, text, (_visibility_field(),), current(agent))


def delegate_form(agent: AgentDetail, today: date) -> RecordForm:
    """Who may migrate what an agent has sold, and on which days (R-MIG-09)."""
    agent_id = agent.row.agent_id

    def request(_shown: AgentDetail, values: Values) -> Message:
        return DelegateRequest.model_validate({"agent_id": agent_id, **values})

    text = DialogText(
        _word("Who may migrate what {name} has sold?").replace("{name}", agent.row.name),
        _word("Delegate"),
        _word("Delegate nothing"),
        _word("Delegating..."),
        _word("Your own people need no delegation; those who work for other agents do."),
    )
    people = tuple(
        (str(one.user_id), f"{one.person} ({one.works_for})" if one.works_for else one.person)
        for one in agent.delegates
    )
    fields = (
        Field("user_id", _word("Person"), FieldKind.CHOICE, required=True, choices=people),
        Field("valid_from", _word("First day"), FieldKind.DATE, required=True),
        _last_day(_word("Empty: until it is ended.")),
    )
    spec = FormSpec(f"agent:{agent_id}:delegate", DELEGATE, request)
    return RecordForm(agent, spec, text, fields, {"valid_from": today})


def end_form(agent: AgentDetail, given: Delegation) -> RecordForm:
    """The last day of a delegation."""
    agent_id, delegation_id = agent.row.agent_id, given.delegation_id

    def request(shown: Delegation, values: Values) -> Message:
        at = {"delegation_id": delegation_id, "version": shown.version}
        return EndDelegationRequest.model_validate({**at, "valid_to": values["valid_to"]})

    def read(gateway: Gateway) -> Delegation:
        found = gateway.call(AGENT, AgentRef(agent_id=agent_id)).delegations
        for one in found:
            if one.delegation_id == delegation_id:
                return one
        raise NotFound(Refusal("E-NOT-FOUND", values={"delegation_id": delegation_id}))

    def current(one: Delegation) -> Values:
        return {"valid_to": one.valid_to}

    text = DialogText(
        _word("The last day of {person} for {name}")
        .replace("{person}", given.person)
        .replace("{name}", agent.row.name),
        _word("Set the day"),
        _word("Leave it"),
        _word("Setting..."),
        _word("A day before the first one removes the delegation."),
    )
    spec = FormSpec(f"delegation:{delegation_id}", END_DELEGATION, request, current, read)
    return RecordForm(given, spec, text, (_last_day(_word("Empty: until it is ended.")),), current(given))


def _reader(agent_id: int) -> Callable[[Gateway], AgentDetail]:
    return lambda gateway: gateway.call(AGENT, AgentRef(agent_id=agent_id))


def _name_field() -> Field:
    return Field("name", _word("Name"), required=True, most_chars=200)


def _visibility_field() -> Field:
    return Field(
        "visibility",
        _word("They see"),
        FieldKind.CHOICE,
        required=True,
        choices=tuple((one.value, visibility_word(one)) for one in Visibility),
        can_be_empty=False,
    )


def _last_day(help_text: str) -> Field:
    return Field("valid_to", _word("Last day"), FieldKind.DATE, help=help_text)


def _word(text: str) -> str:
    return QCoreApplication.translate("Agents", text)
