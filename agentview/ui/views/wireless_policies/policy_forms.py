"""The form of a policy: its conditions and up to five levels as fields, and back; imports no Qt widgets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from agentview.contract.approval_policies import SAVE, PolicyFields, SavePolicyRequest, StepFields
from agentview.contract.op import Message
from agentview.contract.wireless import EXPIRY_DAYS, MOST_LEVELS, ApproverKind, DeviceType, OrderType
from agentview.core.errors import Refusal
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Finder
from agentview.ui.kit.dialog import DialogText
from agentview.ui.views.wireless_policies.policy_fields import APPROVERS, CC, DEFAULT, KIND, policy_fields
from agentview.ui.views.wireless_policies.policy_reading import Entry, Offered, one
from agentview.ui.views.wireless_policies.words import cents, names_people, typed_amount, whole, word
from agentview.ui.wireless.approver_forms import find_approvers

LEVELS = range(1, MOST_LEVELS + 1)
_PARTS = (KIND, APPROVERS, DEFAULT, CC)
_PART_OF = {"approver_ids": APPROVERS, "default_approver_id": DEFAULT, "cc": CC}
_SEVERAL = ("types", "vendors", "device_types")
_TOTALS = ("total_above_cents", "total_below_cents")
_YES_NO = ("upgrade_eligible", "policy_exception")
_ANSWERS: dict[Value, bool] = {"yes": True, "no": False}


def policy_form(entry: Entry | None, offered: Offered, currency: str) -> RecordForm:
    """A policy, new or known."""
    policy = None if entry is None else entry.policy

    def values_of(shown: Entry) -> Values:
        return values_from(shown.policy.fields, offered)

    def request(shown: Entry | None, values: Values) -> Message:
        at = {} if shown is None else {"policy_id": shown.policy.policy_id, "version": shown.policy.version}
        return SavePolicyRequest.model_validate({**at, "fields": fields_from(values)})

    if policy is None or entry is None:
        text = DialogText(
            word("New policy"),
            word("Add policy"),
            word("Add nothing"),
            word("Adding..."),
            word("It is off at first: test it against an order, then enable it."),
        )
        new: Values = {"priority": Decimal(offered.next_priority), "expiry_days": Decimal(EXPIRY_DAYS)}
        spec: FormSpec[Any] = FormSpec("approval-policy:new", SAVE, request)
        return RecordForm(None, spec, text, policy_fields(offered, currency), new, FINDERS)
    policy_id = policy.policy_id
    text = DialogText(
        word("Edit {name}").replace("{name}", policy.fields.name),
        word("Save policy"),
        word("Change nothing"),
        word("Saving..."),
        word("It holds for orders that are submitted from now on; those that wait keep their approvers."),
    )
    key = f"approval-policy:{policy_id}"
    spec = FormSpec(key, SAVE, request, values_of, lambda gateway: one(gateway, policy_id))
    return RecordForm(entry, spec, text, policy_fields(offered, currency), values_of(entry), FINDERS)


FINDERS: Mapping[str, Finder] = {
    f"{name}{level}": find_approvers for level in LEVELS for name in (APPROVERS, DEFAULT)
}
"""What looks for people as one types."""


def fields_from(values: Values) -> PolicyFields:
    """What a form says. Raises ValidationError, which names the fields of the form."""
    said = {
        **{name: values.get(name) for name in ("name", "account_id")},
        "priority": whole(values.get("priority")),
        "expiry_days": whole(values.get("expiry_days")),
        "conditions": {
            **{name: _keys(values.get(name)) for name in _SEVERAL},
            **{name: cents(values.get(name)) for name in _TOTALS},
            **{name: _ANSWERS.get(values.get(name)) for name in _YES_NO},
        },
        "steps": [_step(values, level) for level in LEVELS if values.get(f"{KIND}{level}")],
    }
    try:
        return PolicyFields.model_validate(said)
    except ValidationError as error:
        raise ValidationError.from_exception_data(
            "PolicyFields",
            [
                InitErrorDetails(
                    type=PydanticCustomError("value_error", "{said}", {"said": part["msg"]}),
                    loc=(field_at(part["loc"]),),
                    input=part["input"],
                )
                for part in error.errors()
            ],
        ) from error


def values_from(fields: PolicyFields, offered: Offered) -> Values:
    """What a policy says as a form holds it: what was ticked in the order in which it is offered."""
    asked = fields.conditions
    values: Values = {
        "name": fields.name,
        "priority": Decimal(fields.priority),
        "account_id": None if fields.account_id is None else str(fields.account_id),
        "expiry_days": Decimal(fields.expiry_days),
        "types": ",".join(one for one in OrderType if one in asked.types),
        "vendors": _picked(asked.vendors, offered.vendors),
        "device_types": ",".join(one for one in DeviceType if one in asked.device_types),
        **{name: typed_amount(getattr(asked, name)) for name in _TOTALS},
        **{name: _answer(getattr(asked, name)) for name in _YES_NO},
    }
    for level in LEVELS:
        step = fields.steps[level - 1] if level <= len(fields.steps) else None
        values |= _level_values(level, step, offered)
    return values


def closed_up(values: Values) -> Values:
    """The values of the levels, those after an empty one moved up: a level is never left out."""
    kept = [level for level in LEVELS if values.get(f"{KIND}{level}")]
    moved: Values = {}
    for at in LEVELS:
        level = kept[at - 1] if at <= len(kept) else None
        for part in _PARTS:
            moved[f"{part}{at}"] = None if level is None else values.get(f"{part}{level}")
    return moved


def shown_parts(values: Values) -> dict[str, bool]:
    """Which fields of the levels are shown: those of each level that there is, and the way to one more."""
    filled = sum(1 for level in LEVELS if values.get(f"{KIND}{level}"))
    shown = {}
    for level in LEVELS:
        kind = values.get(f"{KIND}{level}")
        shown[f"{KIND}{level}"] = level <= filled + 1
        shown[f"{APPROVERS}{level}"] = bool(kind) and names_people(ApproverKind(str(kind)))
        shown[f"{DEFAULT}{level}"] = shown[f"{CC}{level}"] = bool(kind)
    return shown


def field_at(place: Iterable[int | str]) -> str:
    """Which field of the form holds what stands at a place of `PolicyFields`."""
    names = tuple(map(str, place))
    if names[0] == "steps" and len(names) > 1:
        part = next((_PART_OF[one] for one in names if one in _PART_OF), KIND)
        return f"{part}{int(names[1]) + 1}"
    return names[1] if names[0] == "conditions" and len(names) > 1 else names[0]


def beside(refusal: Refusal, values: Values) -> str | None:
    """Beside which field of the form a refusal of the services stands."""
    head, _, rest = (refusal.field or "").partition("/")
    if head == "conditions":
        return rest
    if head != "steps":
        return refusal.field
    level, _, part = rest.partition("/")
    if part:
        return f"{_PART_OF[part]}{level}"
    is_about_people = refusal.code == "E-WL-NO-APPROVERS" or values.get(f"{APPROVERS}{rest}")
    return f"{APPROVERS if is_about_people else DEFAULT}{rest}"


def _step(values: Values, level: int) -> dict[str, object]:
    kind = ApproverKind(str(values[f"{KIND}{level}"]))
    return {
        "kind": kind,
        "approver_ids": _keys(values.get(f"{APPROVERS}{level}")) if names_people(kind) else (),
        "default_approver_id": values.get(f"{DEFAULT}{level}"),
        "cc": tuple(re.findall(r"[^\s,;]+", str(values.get(f"{CC}{level}") or ""))),
    }


def _level_values(level: int, step: StepFields | None, offered: Offered) -> Values:
    if step is None:
        return {
            f"{KIND}{level}": None,
            f"{APPROVERS}{level}": "",
            f"{DEFAULT}{level}": None,
            f"{CC}{level}": "",
        }
    default = step.default_approver_id
    return {
        f"{KIND}{level}": step.kind.value,
        f"{APPROVERS}{level}": _picked(map(str, step.approver_ids), offered.people),
        f"{DEFAULT}{level}": None if default is None else str(default),
        f"{CC}{level}": ", ".join(step.cc),
    }


def _picked(keys: Iterable[str], choices: tuple[tuple[str, str], ...]) -> str:
    wanted = set(keys)
    return ",".join(key for key, _ in choices if key in wanted)


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(key for key in str(value or "").split(",") if key)


def _answer(asked: bool | None) -> Value:
    if asked is None:
        return None
    return "yes" if asked else "no"
