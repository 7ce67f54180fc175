"""The forms of people: their fields, what they send, and what two changes come to; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from agentview.contract.op import Message, Op
from agentview.contract.people import (
    CREATE,
    DISABLE,
    EDIT,
    PERSON,
    SET_POWER,
    SET_ROLES,
    CreateRequest,
    DirectoryFacets,
    DisableRequest,
    EditPersonRequest,
    Effect,
    PersonActed,
    PersonDetail,
    PersonRef,
    SetPowerRequest,
    SetRolesRequest,
)
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power, Role
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.role import role_word
from agentview.ui.views.administration.commands import Command
from agentview.ui.views.administration.person_presenter import refusals_against
from agentview.ui.views.administration.words import power_word

LINE, PROSE = 200, 10_000
LEAVE = "LEAVE"
_ROLE = "role_"


def create_form(facets: DirectoryFacets, secret: str) -> RecordForm:
    """A new person; `secret` is their one-time password, which no draft holds."""
    translate = QCoreApplication.translate

    def request(_nobody: None, values: Values) -> Message:
        return CreateRequest.model_validate(
            {
                "username": values["username"],
                "display_name": values["display_name"],
                "email": values["email"],
                "language": values["language"] or "en",
                "roles": _picked(values),
                "agent_id": values["agent_id"] or None,
                "account_no": values["account_no"],
                "password": secret,
            }
        )

    return RecordForm(
        None,
        FormSpec("person:new", CREATE, request),
        DialogText(
            translate("PersonForm", "New person"),
            translate("PersonForm", "Add person"),
            translate("PersonForm", "Add nobody"),
            translate("PersonForm", "Adding..."),
            translate("PersonForm", "A one-time password is made and shown to you once."),
        ),
        (
            Field("username", translate("PersonForm", "Username"), required=True, chars=24, most_chars=80),
            *_name_fields(facets),
            *_role_fields(facets),
            _account_field(),
        ),
        {"language": "en"},
    )


def edit_form(detail: PersonDetail, facets: DirectoryFacets) -> RecordForm:
    """What a person is called and how they are reached."""
    translate = QCoreApplication.translate

    def request(shown: PersonDetail, values: Values) -> Message:
        return EditPersonRequest.model_validate(
            {
                **_at(shown),
                "display_name": values["display_name"],
                "email": values["email"],
                "language": values["language"] or "en",
                "agent_id": values["agent_id"] or None,
            }
        )

    name = translate("PersonForm", "Edit {name}").replace("{name}", detail.row.display_name)
    text = DialogText(
        name,
        translate("PersonForm", "Save"),
        translate("PersonForm", "Change nothing"),
        translate("PersonForm", "Saving..."),
    )
    spec = _spec(detail, Command.EDIT, EDIT, request, _name_values)
    return RecordForm(detail, spec, text, _name_fields(facets), _name_values(detail))


def roles_form(detail: PersonDetail, facets: DirectoryFacets) -> RecordForm:
    """All roles of a person."""
    translate = QCoreApplication.translate

    def request(shown: PersonDetail, values: Values) -> Message:
        return SetRolesRequest.model_validate(
            {
                **_at(shown),
                "roles": _picked(values),
                "account_no": values["account_no"],
                "reason": values["reason"],
            }
        )

    text = DialogText(
        translate("PersonForm", "Roles of {name}").replace("{name}", detail.row.display_name),
        translate("PersonForm", "Set roles"),
        translate("PersonForm", "Keep the roles"),
        translate("PersonForm", "Setting..."),
        translate("PersonForm", "They hold from the next step on; nobody is signed out."),
    )
    fields = (*_role_fields(facets), _account_field(), _reason_field(required=False))
    spec = _spec(detail, Command.ROLES, SET_ROLES, request, _role_values)
    return RecordForm(detail, spec, text, fields, _role_values(detail))


def power_form(detail: PersonDetail) -> RecordForm:
    """A power granted or denied against the roles, or left to them again."""
    translate = QCoreApplication.translate

    def request(shown: PersonDetail, values: Values) -> Message:
        effect = None if values["effect"] == LEAVE else values["effect"]
        return SetPowerRequest.model_validate(
            {**_at(shown), "power": values["power"], "effect": effect, "reason": values["reason"]}
        )

    text = DialogText(
        translate("PersonForm", "Grant or deny {name} a power").replace("{name}", detail.row.display_name),
        translate("PersonForm", "Set power"),
        translate("PersonForm", "Change nothing"),
        translate("PersonForm", "Setting..."),
        translate("PersonForm", "This beats what the roles give, until it is left to the roles again."),
    )
    effects = (
        (Effect.GRANT.value, translate("PersonForm", "Grant")),
        (Effect.DENY.value, translate("PersonForm", "Deny")),
        (LEAVE, translate("PersonForm", "Leave to the roles")),
    )
    powers = tuple((power.value, power_word(power)) for power in Power)
    fields = (
        Field("power", translate("PersonForm", "Power"), FieldKind.CHOICE, required=True, choices=powers),
        Field("effect", translate("PersonForm", "Effect"), FieldKind.CHOICE, required=True, choices=effects),
        _reason_field(required=True),
    )
    spec = _spec(detail, Command.POWER, SET_POWER, request, lambda _shown: {})
    return RecordForm(detail, spec, text, fields, {})


def disable_form(detail: PersonDetail) -> RecordForm:
    """Let nobody sign in as this person any more."""
    translate = QCoreApplication.translate

    def request(shown: PersonDetail, values: Values) -> Message:
        return DisableRequest.model_validate({**_at(shown), "reason": values["reason"]})

    text = DialogText(
        translate("PersonForm", "Disable {name}?").replace("{name}", detail.row.display_name),
        translate("PersonForm", "Disable person"),
        translate("PersonForm", "Keep them active"),
        translate("PersonForm", "Disabling..."),
        _left_behind(detail),
        is_dangerous=True,
    )
    spec = _spec(detail, Command.DISABLE, DISABLE, request, lambda _shown: {})
    return RecordForm(detail, spec, text, (_reason_field(required=True),), {})


def _left_behind(detail: PersonDetail) -> str:
    translate = QCoreApplication.translate
    ended = translate("PersonForm", "All sessions end at once.")
    claims = translate(
        "PersonForm", "Claimed tasks: {tasks}; they return to the queue within 15 minutes."
    ).replace("{tasks}", str(detail.claimed_tasks))
    cases = translate("PersonForm", "Assigned cases: {cases}; somebody else has to take them.").replace(
        "{cases}", str(detail.assigned_cases)
    )
    return f"{ended} {claims} {cases}"


def _spec(
    detail: PersonDetail,
    command: Command,
    op: Op[Any, PersonActed],
    request: Callable[[PersonDetail, Values], Message],
    values_of: Callable[[PersonDetail], Values],
) -> FormSpec[PersonDetail]:
    user_id = detail.row.user_id

    def read(gateway: Gateway) -> PersonDetail:
        return gateway.call(PERSON, PersonRef(user_id=user_id))

    def against(theirs: PersonDetail) -> tuple[RefusalInfo, ...]:
        return refusals_against(theirs, command.value)

    return FormSpec(f"person:{user_id}:{command.value}", op, request, values_of, read, against)


def _at(shown: PersonDetail) -> dict[str, int]:
    return {"user_id": shown.row.user_id, "version": shown.row.version}


def _name_fields(facets: DirectoryFacets) -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    agents = tuple((str(agent.agent_id), agent.name) for agent in facets.agents)
    languages = tuple((language, language) for language in facets.languages)
    return (
        Field("display_name", translate("PersonForm", "Name that others see"), most_chars=LINE),
        Field("email", translate("PersonForm", "E-mail"), most_chars=LINE),
        Field(
            "language",
            translate("PersonForm", "Language"),
            FieldKind.CHOICE,
            choices=languages,
            can_be_empty=False,
        ),
        Field("agent_id", translate("PersonForm", "Sells for the agent"), FieldKind.CHOICE, choices=agents),
    )


def _name_values(detail: PersonDetail) -> Values:
    return {
        "display_name": detail.row.display_name,
        "email": detail.email or "",
        "language": detail.language,
        "agent_id": str(detail.agent_id) if detail.agent_id is not None else None,
    }


def _role_fields(facets: DirectoryFacets) -> tuple[Field, ...]:
    return tuple(Field(f"{_ROLE}{role.value}", role_word(role), FieldKind.CHECK) for role in facets.roles)


def _role_values(detail: PersonDetail) -> Values:
    roles: Values = {
        f"{_ROLE}{role.value}": role in detail.row.roles for role in Role if role is not Role.SYSTEM
    }
    return {**roles, "account_no": detail.row.account_no or ""}


def _picked(values: Values) -> list[str]:
    return [name.removeprefix(_ROLE) for name, value in values.items() if name.startswith(_ROLE) and value]


def _account_field() -> Field:
    translate = QCoreApplication.translate
    return Field(
        "account_no",
        translate("PersonForm", "Account"),
        help=translate("PersonForm", "For a viewer alone: the one account that they see."),
        chars=24,
        most_chars=LINE,
    )


def _reason_field(*, required: bool) -> Field:
    translate = QCoreApplication.translate
    return Field(
        "reason",
        translate("PersonForm", "Reason"),
        FieldKind.NOTE,
        help=translate("PersonForm", "It stands in the audit log."),
        required=required,
        most_chars=PROSE,
    )
