"""The forms of account groups: created, an account taken out; imports no Qt widgets."""

from __future__ import annotations

from agentview.contract.op import Message
from agentview.contract.suspension_groups import (
    CREATE_GROUP,
    REMOVE_MEMBER,
    CreateGroupRequest,
    MemberRequest,
)
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.suspension.group_list import Group, word


def create_form() -> RecordForm:
    """A new group without accounts."""

    def request(_nothing: None, values: Values) -> Message:
        return CreateGroupRequest.model_validate(values)

    text = DialogText(
        word("New account group"),
        word("Create group"),
        word("Create nothing"),
        word("Creating..."),
        word("It has no accounts at first. Whether it is a distribution list stays as it is said here."),
    )
    fields = (
        Field("name", word("Name"), required=True, most_chars=200),
        Field(
            "is_distribution_list",
            word("Distribution list: rules can leave it out"),
            FieldKind.CHECK,
        ),
    )
    spec = FormSpec("account-group:new", CREATE_GROUP, request)
    return RecordForm(None, spec, text, fields, {"is_distribution_list": True})


def remove_form(group: Group) -> RecordForm:
    """An account that is taken out of a group."""
    group_id = group.row.group_id
    choices = tuple((str(one.account_id), f"{one.customer}, {one.account_no}") for one in group.members)

    def request(_group: Group, values: Values) -> Message:
        return MemberRequest.model_validate({**values, "group_id": group_id})

    text = DialogText(
        word("Take an account out of {group}").replace("{group}", group.row.name),
        word("Take out"),
        word("Change nothing"),
        word("Taking out..."),
        word("Rules that leave the group out may restrict the account from then on."),
    )
    account = Field(
        "account_id",
        word("Account"),
        FieldKind.CHOICE,
        required=True,
        choices=choices,
        can_be_empty=False,
    )
    spec = FormSpec(f"account-group:{group_id}:remove", REMOVE_MEMBER, request)
    return RecordForm(group, spec, text, (account,), {"account_id": choices[0][0]} if choices else {})


def add_text(group: Group) -> DialogText:
    """The texts of the dialog that puts an account into a group."""
    return DialogText(
        word("Put an account into {group}").replace("{group}", group.row.name),
        word("Put in"),
        word("Change nothing"),
        word("Looking..."),
        word("Rules that leave the group out leave the account alone from then on."),
    )
