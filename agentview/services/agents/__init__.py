"""Agents: what they are called, whom their people see, and who may act on their behalf."""

from agentview.contract import agents as contract
from agentview.services.agents import delegations, editing, reading, visibility
from agentview.services.handler import Handler, handle

HANDLERS: tuple[Handler, ...] = (
    handle(contract.AGENTS, reading.agents),
    handle(contract.AGENT, reading.agent),
    handle(contract.CREATE, editing.create),
    handle(contract.EDIT, editing.edit),
    handle(contract.SET_VISIBILITY, visibility.set_visibility),
    handle(contract.DELEGATE, delegations.delegate),
    handle(contract.END_DELEGATION, delegations.end_delegation),
)
"""All handlers: one for each operation of the contract."""
