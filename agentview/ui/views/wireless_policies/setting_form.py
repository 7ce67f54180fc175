"""The form of what holds for all wireless orders, whatever policy decides; imports no Qt widgets."""

from __future__ import annotations

from decimal import Decimal

from agentview.contract.approval_policies import (
    SAVE_SETTING,
    SETTING,
    SaveSettingRequest,
    Setting,
)
from agentview.contract.op import Message, Nothing
from agentview.contract.wireless import Milestone, OrderType
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.wireless import type_word
from agentview.ui.views.wireless_policies.words import whole, word

_TICKED = ("unapproved_types", "silent_milestones")


def setting_form(setting: Setting) -> RecordForm:
    """Types without approval, milestones without mail, and two limits."""

    def values_of(shown: Setting) -> Values:
        fields = shown.fields
        return {
            "unapproved_types": ",".join(one for one in OrderType if one in fields.unapproved_types),
            "silent_milestones": ",".join(one for one in Milestone if one in fields.silent_milestones),
            "most_accessories": Decimal(fields.most_accessories),
            "may_serial_be_unknown": fields.may_serial_be_unknown,
        }

    def request(shown: Setting, values: Values) -> Message:
        fields = {
            **values,
            **{name: _keys(values.get(name)) for name in _TICKED},
            "most_accessories": whole(values.get("most_accessories")),
        }
        return SaveSettingRequest.model_validate({"version": shown.version, "fields": fields})

    text = DialogText(
        word("Settings of wireless orders"),
        word("Save settings"),
        word("Change nothing"),
        word("Saving..."),
        word(
            "They hold for all orders. Who steps in, and after how many days an order expires, is said by "
            "each policy."
        ),
    )
    spec = FormSpec(
        "wireless-setting", SAVE_SETTING, request, values_of, lambda gateway: gateway.call(SETTING, Nothing())
    )
    return RecordForm(setting, spec, text, _fields(), values_of(setting))


def milestone_word(milestone: Milestone) -> str:
    """What mail goes out about (R-WL-31)."""
    return {
        Milestone.SUBMITTED: word("Submitted"),
        Milestone.APPROVAL_STEP: word("A level is to decide"),
        Milestone.REJECTED: word("Rejected"),
        Milestone.INFO_REQUESTED: word("Question asked"),
        Milestone.ANSWERED: word("Question answered"),
        Milestone.APPROVED: word("Approved"),
        Milestone.SUBMITTED_TO_VENDOR: word("Sent to the carrier"),
        Milestone.SHIPPED: word("Shipped"),
        Milestone.COMPLETED: word("Complete"),
        Milestone.FAILED: word("Fulfilment failed"),
        Milestone.CANCELLED: word("Cancelled"),
        Milestone.EXPIRED: word("Expired"),
    }[milestone]


def _fields() -> tuple[Field, ...]:
    return (
        Field(
            "unapproved_types",
            word("Types that need nobody's approval"),
            FieldKind.SEVERAL,
            help=word("No policy is asked about them."),
            choices=tuple((one.value, type_word(one)) for one in OrderType),
            nothing=word("None: policies are asked about every type"),
        ),
        Field(
            "silent_milestones",
            word("Steps without mail"),
            FieldKind.SEVERAL,
            help=word("Mail goes out about all others."),
            choices=tuple((one.value, milestone_word(one)) for one in Milestone),
            nothing=word("None: mail goes out about every step"),
        ),
        Field(
            "most_accessories",
            word("Accessories in one order, at most"),
            FieldKind.NUMBER,
            required=True,
            chars=8,
        ),
        Field(
            "may_serial_be_unknown",
            word("A serial number of an unknown kind can be recorded"),
            FieldKind.CHECK,
        ),
    )


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(key for key in str(value or "").split(",") if key)
