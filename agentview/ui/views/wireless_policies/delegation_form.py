"""The form of a new delegation: who decides for whom, from one day to another; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agentview.contract.approval_delegations import DELEGATE, TAKERS, DelegateRequest, Takers, TakersRequest
from agentview.contract.op import Message
from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Choices, Finder
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.wireless_policies.delegation_words import word

MOST_OFFERED = 200
"""So many people are offered."""


def read_takers(gateway: Gateway) -> Takers:
    """Read to whom it can be delegated, and for which policies."""
    return gateway.call(TAKERS, TakersRequest(limit=MOST_OFFERED))


def delegate_form(person: Person, found: Takers, today: date) -> RecordForm:
    """A delegation of the person's own; who edits policies names for whom it is."""
    for_others = Power.EDIT_POLICY in person.powers
    own = str(person.user_id) if Power.APPROVE in person.powers else None

    def request(_nothing: None, values: Values) -> Message:
        giver = values.get("giver_id")
        return DelegateRequest.model_validate({**values, "giver_id": None if giver == own else giver})

    text = DialogText(
        word("Delegate approval"),
        word("Delegate"),
        word("Delegate nothing"),
        word("Delegating..."),
        word(
            "On those days both can decide, and what is decided names both. Nobody decides about an order "
            "of their own. It can be ended early."
        ),
    )
    people = tuple((str(one.user_id), one.name) for one in found.people)
    givers = (_giver(people),) if for_others else ()
    takers = people if for_others else tuple(one for one in people if one[0] != own)
    fields = (*givers, *_fields(takers, [(str(one.policy_id), one.name) for one in found.policies]))
    initial: Values = {"from_date": today, "to_date": today}
    if for_others and own in dict(people):
        initial["giver_id"] = own
    finders = {name: find_takers(own, for_others=for_others) for name in ("giver_id", "taker_id")}
    if not for_others:
        del finders["giver_id"]
    return RecordForm(None, FormSpec("delegation:new", DELEGATE, request), text, fields, initial, finders)


def find_takers(own: str | None, *, for_others: bool) -> Finder:
    """What looks for people who can decide as one types; nobody delegates to themselves."""

    def find(gateway: Gateway, text: str) -> Choices:
        found = gateway.call(TAKERS, TakersRequest(text=text, limit=MOST_OFFERED)).people
        people = tuple((str(one.user_id), one.name) for one in found)
        return people if for_others else tuple(one for one in people if one[0] != own)

    return find


def _giver(people: tuple[tuple[str, str], ...]) -> Field:
    return Field(
        "giver_id",
        word("Approver who is away"),
        FieldKind.FOUND,
        required=True,
        choices=people,
        nothing=word("Choose a person"),
    )


def _fields(takers: tuple[tuple[str, str], ...], policies: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    return (
        Field(
            "taker_id",
            word("Who decides instead"),
            FieldKind.FOUND,
            required=True,
            choices=takers,
            nothing=word("Choose a person"),
        ),
        Field("from_date", word("First day"), FieldKind.DATE, required=True, can_be_empty=False),
        Field(
            "to_date",
            word("Last day"),
            FieldKind.DATE,
            required=True,
            can_be_empty=False,
            is_beside=True,
        ),
        Field(
            "policy_id",
            word("Scope"),
            FieldKind.CHOICE,
            help=word("All orders, or those about which one policy decides."),
            choices=tuple(policies),
            nothing=word("All orders"),
        ),
    )
