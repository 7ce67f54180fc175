"""The forms of agents: whom their people see, and who may act for them; imports no Qt widgets."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.agents import (
    AGENT,
    DELEGATE,
    END_DELEGATION,
    SET_VISIBILITY,
    AgentDetail,
    AgentRef,
    DelegateRequest,
    Delegation,
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


def visibility_form(agent: AgentDetail) -> RecordForm:
    """Whose customers the people of an agent see (R-MIG-38)."""
    agent_id = agent.row.agent_id

    def request(shown: AgentDetail, values: Values) -> Message:
        at = {"agent_id": agent_id, "version": shown.row.version}
        return SetVisibilityRequest.model_validate({**at, "visibility": values["visibility"]})

    def read(gateway: Gateway) -> AgentDetail:
        return gateway.call(AGENT, AgentRef(agent_id=agent_id))

    def current(one: AgentDetail) -> Values:
        return {"visibility": one.row.visibility.value}

    text = DialogText(
        _word("Whose customers do the people of {name} see?").replace("{name}", agent.row.name),
        _word("Set"),
        _word("Leave it"),
        _word("Setting..."),
        _word("It holds for customers, packages and migrations, from the next reading on."),
    )
    choices = tuple((one.value, visibility_word(one)) for one in Visibility)
    field = Field(
        "visibility",
        _word("They see"),
        FieldKind.CHOICE,
        required=True,
        choices=choices,
        can_be_empty=False,
    )
    spec = FormSpec(f"agent:{agent_id}:visibility", SET_VISIBILITY, request, current, read)
    return RecordForm(agent, spec, text, (field,), current(agent))


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


def _last_day(help_text: str) -> Field:
    return Field("valid_to", _word("Last day"), FieldKind.DATE, help=help_text)


def _word(text: str) -> str:
    return QCoreApplication.translate("Agents", text)
