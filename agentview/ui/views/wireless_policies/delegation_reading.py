"""How delegations are read: all at once, the newest first, of one person or of everybody; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from agentview.contract.approval_delegations import LIST, Delegation, DelegationsRequest
from agentview.contract.op import Message
from agentview.contract.value import Line
from agentview.core.errors import NotFound, Refusal
from agentview.core.text import fold
from agentview.gateway.port import Gateway
from agentview.ui.lists.reading import Answer, Ask


class Whose(StrEnum):
    """Whose delegations are shown."""

    OWN = "OWN"
    EVERY = "EVERY"


class DelegationFilter(Message):
    """Which delegations: those of and to the person or everybody's, of people whose name has the text."""

    view: Whose = Whose.OWN
    text: Line = ""


def page(gateway: Gateway, ask: Ask[DelegationFilter]) -> Answer[Delegation]:
    """Read a page; all delegations come at once."""
    wanted = fold(ask.filter.text)
    is_all = ask.filter.view is Whose.EVERY
    rows = gateway.call(LIST, DelegationsRequest(is_all=is_all)).rows
    meant = [row for row in rows if wanted in fold(f"{row.giver.name} {row.taker.name}")]
    return Answer(meant[ask.offset : ask.offset + ask.limit], total=len(meant))


def counts_of(*, sees_all: bool) -> Callable[[Gateway, DelegationFilter], Mapping[str, int]]:
    """What counts the delegations of each view."""

    def counts(gateway: Gateway, _wanted: DelegationFilter) -> Mapping[str, int]:
        found = {Whose.OWN.value: len(gateway.call(LIST, DelegationsRequest()).rows)}
        if sees_all:
            found[Whose.EVERY.value] = len(gateway.call(LIST, DelegationsRequest(is_all=True)).rows)
        return found

    return counts


def one_of(*, sees_all: bool) -> Callable[[Gateway, int], Delegation]:
    """What reads one delegation. It raises NotFound."""

    def one(gateway: Gateway, delegation_id: int) -> Delegation:
        for row in gateway.call(LIST, DelegationsRequest(is_all=sees_all)).rows:
            if row.delegation_id == delegation_id:
                return row
        raise NotFound(Refusal("E-NOT-FOUND", values={"delegation_id": delegation_id}))

    return one
