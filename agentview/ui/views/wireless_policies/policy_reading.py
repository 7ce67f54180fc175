"""How policies are read: all at once, each with its neighbours and the names it needs; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agentview.contract.approval_policies import LIST, PEOPLE, PeopleRequest, Policies, Policy
from agentview.contract.op import Message, Nothing
from agentview.contract.value import Line
from agentview.contract.wireless_approvals import Approver
from agentview.contract.wireless_company import COMPANIES, CompaniesRequest
from agentview.core.errors import NotFound, Refusal
from agentview.core.text import fold
from agentview.gateway.port import Gateway
from agentview.ui.lists.reading import Answer, Ask

MOST_OFFERED = 200
"""So many people, and so many companies, are offered in a form."""


class Switch(StrEnum):
    """Which policies are shown."""

    EVERY = "EVERY"
    ON = "ON"
    OFF = "OFF"


class PolicyFilter(Message):
    """Which policies: on or off, or whose name has the text."""

    view: Switch = Switch.EVERY
    text: Line = ""


@dataclass(frozen=True)
class Entry:
    """A policy with what it names by id or code, and those that are asked just before and after it."""

    policy: Policy
    names: Mapping[int, str]
    vendors: Mapping[str, str]
    above: Policy | None = None
    below: Policy | None = None


@dataclass(frozen=True)
class Offered:
    """What the form of a policy offers: people who can approve, companies, carriers, the next priority."""

    people: tuple[tuple[str, str], ...]
    companies: tuple[tuple[str, str], ...]
    vendors: tuple[tuple[str, str], ...]
    next_priority: int


def page(gateway: Gateway, ask: Ask[PolicyFilter]) -> Answer[Entry]:
    """Read a page; all policies come at once, first asked first."""
    meant = [one for one in entries_of(gateway.call(LIST, Nothing())) if _is_meant(one, ask.filter)]
    return Answer(meant[ask.offset : ask.offset + ask.limit], total=len(meant))


def counts(gateway: Gateway, _wanted: PolicyFilter) -> Mapping[str, int]:
    """Count the policies that are on, and those that are off."""
    rows = gateway.call(LIST, Nothing()).rows
    on = sum(one.is_active for one in rows)
    return {Switch.EVERY.value: len(rows), Switch.ON.value: on, Switch.OFF.value: len(rows) - on}


def one(gateway: Gateway, policy_id: int) -> Entry:
    """Read one policy. Raises NotFound."""
    for entry in entries_of(gateway.call(LIST, Nothing())):
        if entry.policy.policy_id == policy_id:
            return entry
    raise NotFound(Refusal("E-NOT-FOUND", values={"policy_id": policy_id}))


def entries_of(found: Policies) -> tuple[Entry, ...]:
    """The policies with their neighbours."""
    names = {one.user_id: one.name for one in found.people}
    vendors = {one.code: one.name for one in found.vendors}
    around = (None, *found.rows, None)
    return tuple(
        Entry(policy, names, vendors, above, below)
        for above, policy, below in zip(around, around[1:], around[2:], strict=False)
        if policy is not None
    )


def offered(gateway: Gateway, entry: Entry | None = None) -> Offered:
    """Read what a form offers; what the policy names already stays offered, whatever became of it."""
    found = gateway.call(LIST, Nothing())
    people = gateway.call(PEOPLE, PeopleRequest(limit=MOST_OFFERED)).rows
    companies = gateway.call(COMPANIES, CompaniesRequest(limit=MOST_OFFERED)).rows
    known = {str(one.account_id): one.name for one in companies}
    if entry is not None and entry.policy.fields.account_id is not None:
        known.setdefault(str(entry.policy.fields.account_id), entry.policy.customer)
    return Offered(
        people=people_offered(people, found.people if entry is not None else ()),
        companies=tuple(known.items()),
        vendors=tuple((one.code, one.name) for one in found.vendors),
        next_priority=max((one.fields.priority for one in found.rows), default=0) + 1,
    )


def people_offered(able: Sequence[Approver], named: Sequence[Approver]) -> tuple[tuple[str, str], ...]:
    """The people who can approve, and those who are named without being able to."""
    words = {str(one.user_id): one.name for one in named} | {str(one.user_id): one.name for one in able}
    return tuple(sorted(words.items(), key=lambda one: (fold(one[1]), one[0])))


def _is_meant(entry: Entry, wanted: PolicyFilter) -> bool:
    if wanted.view is not Switch.EVERY and entry.policy.is_active is not (wanted.view is Switch.ON):
        return False
    return fold(wanted.text) in fold(entry.policy.fields.name)
