"""The forms of rule sets: proposed, copied, edited, withdrawn, groups left out; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from agentview.contract.op import Message
from agentview.contract.suspension import (
    COPY,
    EDIT,
    EXCLUDE_GROUP,
    INCLUDE_GROUP,
    PROPOSE,
    RULE_SET,
    WITHDRAW,
    ActionWindow,
    CopyRequest,
    EditRequest,
    ExcludeGroupRequest,
    IncludeGroupRequest,
    ProposeRequest,
    RuleSetCommand,
    RuleSetDetail,
    RuleSetFields,
    RuleSetRef,
    WithdrawRequest,
)
from agentview.contract.suspension_groups import GroupRow
from agentview.contract.value import RefusalInfo
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.times import read_times, show_times
from agentview.ui.views.suspension.rule_words import WEEK, spans_of, weekday_names, word
from agentview.ui.views.suspension.words import cents, typed_amount, whole

_DAY = "times_{day}"
_AMOUNTS = ("minimum_overdue_cents", "restoration_threshold_cents")
_NUMBERS = (
    "minimum_overdue_days",
    "resuspend_days",
    "first_run_cap",
    "second_run_percent",
    "breaker_percent",
)
_PLAIN = ("name", "effective_from", "spares_eve_of_closed_day", "needs_notice")
FRIDAY = 4
_USUAL = RuleSetFields(
    name="-",
    effective_from=date(2000, 1, 1),
    minimum_overdue_cents=5_000,
    minimum_overdue_days=14,
    restoration_threshold_cents=1_000,
    resuspend_days=7,
    windows=tuple(
        ActionWindow(weekday=day, from_minute=9 * 60, to_minute=17 * 60) for day in range(FRIDAY + 1)
    ),
)
"""What a new rule set begins with: office hours, and the amounts of the example in the source (R-SUS-01)."""


def fields_from(values: Values) -> RuleSetFields:
    """What a form says. Raises ValidationError where the contract does not take it."""
    windows = [
        {"weekday": day, "from_minute": start, "to_minute": end}
        for day in WEEK
        for start, end in read_times(str(values.get(_DAY.format(day=day)) or ""))
    ]
    return RuleSetFields.model_validate(
        {
            **{name: values.get(name) for name in _PLAIN},
            **{name: cents(values.get(name)) for name in _AMOUNTS},
            **{name: whole(values.get(name)) for name in _NUMBERS},
            "windows": windows,
        }
    )


def values_of(fields: RuleSetFields) -> Values:
    """What a rule set says as a form holds it."""
    values: Values = {name: getattr(fields, name) for name in _PLAIN}
    values |= {name: typed_amount(getattr(fields, name)) for name in _AMOUNTS}
    values |= {name: Decimal(getattr(fields, name)) for name in _NUMBERS}
    values |= {_DAY.format(day=day): show_times(spans_of(fields.windows, day)) for day in WEEK}
    return values


def propose_form(currency: str, today: date) -> RecordForm:
    """A new rule set; it begins tomorrow unless another day is chosen."""

    def request(_nothing: None, values: Values) -> Message:
        return ProposeRequest(fields=fields_from(values))

    text = DialogText(
        word("New rule set"),
        word("Propose rules"),
        word("Propose nothing"),
        word("Proposing..."),
        word("It has no effect until somebody else enables it. Candidates shows whom it would hit."),
    )
    initial = {**values_of(_USUAL), "name": "", "effective_from": today + timedelta(days=1)}
    return RecordForm(None, FormSpec("rules:new", PROPOSE, request), text, rule_fields(currency), initial)


def edit_form(detail: RuleSetDetail) -> RecordForm:
    """What a proposed rule set of a later day says."""
    rule_set_id = detail.row.rule_set_id

    def request(shown: RuleSetDetail, values: Values) -> Message:
        return EditRequest(rule_set_id=rule_set_id, version=shown.row.version, fields=fields_from(values))

    spec = FormSpec(
        f"rules:{rule_set_id}",
        EDIT,
        request,
        lambda shown: values_of(shown.row.fields),
        lambda gateway: _read(gateway, rule_set_id),
        lambda shown: against(shown, RuleSetCommand.EDIT),
    )
    text = DialogText(
        _named(word("Edit {name}"), detail),
        word("Save rules"),
        word("Change nothing"),
        word("Saving..."),
        word("Who edits rules last has proposed them: somebody else enables them."),
    )
    return RecordForm(detail, spec, text, rule_fields(detail.row.currency), values_of(detail.row.fields))


def copy_form(detail: RuleSetDetail, today: date) -> RecordForm:
    """The same rules from another day on, under a name of their own, with the same groups left out."""
    rule_set_id = detail.row.rule_set_id

    def request(_shown: RuleSetDetail, values: Values) -> Message:
        return CopyRequest.model_validate({**values, "rule_set_id": rule_set_id})

    text = DialogText(
        _named(word("Copy {name}"), detail),
        word("Propose copy"),
        word("Copy nothing"),
        word("Copying..."),
        word("The copy leaves out the same groups. Edit it, then have somebody else enable it."),
    )
    name = word("{name}, new").replace("{name}", detail.row.fields.name)
    initial: Values = {"name": name, "effective_from": today + timedelta(days=1)}
    spec = FormSpec(f"rules:{rule_set_id}:copy", COPY, request)
    return RecordForm(detail, spec, text, _head(), initial)


def withdraw_form(detail: RuleSetDetail) -> RecordForm:
    """Why a rule set is withdrawn; what rules then is said before."""
    rule_set_id = detail.row.rule_set_id

    def request(shown: RuleSetDetail, values: Values) -> Message:
        at = {"rule_set_id": rule_set_id, "version": shown.row.version}
        return WithdrawRequest.model_validate({**values, **at})

    spec = FormSpec(
        f"rules:{rule_set_id}:withdraw",
        WITHDRAW,
        request,
        read=lambda gateway: _read(gateway, rule_set_id),
        against=lambda shown: against(shown, RuleSetCommand.WITHDRAW),
    )
    rules = word("The rule set before it is in force again; where there is none, nobody is restricted.")
    gives_up = word("The proposal is given up. It stays in the list.")
    text = DialogText(
        _named(word("Withdraw {name}?"), detail),
        word("Withdraw rules"),
        word("Keep rules"),
        word("Withdrawing..."),
        rules if detail.row.is_in_force else gives_up,
        is_dangerous=True,
    )
    return RecordForm(detail, spec, text, (_reason(is_needed=True),), {})


def exclude_form(detail: RuleSetDetail, groups: Sequence[GroupRow]) -> RecordForm:
    """A group to be left out; only distribution lists are offered that are not left out yet (R-SUS-31)."""
    rule_set_id = detail.row.rule_set_id
    out = {one.group_id for one in detail.groups}
    choices = tuple(
        (str(one.group_id), _group_word(one))
        for one in groups
        if one.is_distribution_list and one.group_id not in out
    )

    def request(_shown: RuleSetDetail, values: Values) -> Message:
        return ExcludeGroupRequest.model_validate({**values, "rule_set_id": rule_set_id})

    text = DialogText(
        _named(word("Leave a group out of {name}"), detail),
        word("Leave out"),
        word("Change nothing"),
        word("Leaving out..."),
        word("It holds at once. Only groups that are distribution lists can be left out."),
    )
    spec = FormSpec(f"rules:{rule_set_id}:exclude", EXCLUDE_GROUP, request)
    return RecordForm(detail, spec, text, (_group(choices), _reason(is_needed=False)), _first(choices))


def include_form(detail: RuleSetDetail) -> RecordForm:
    """A group that is no longer left out."""
    rule_set_id = detail.row.rule_set_id
    choices = tuple((str(one.group_id), one.group) for one in detail.groups)

    def request(_shown: RuleSetDetail, values: Values) -> Message:
        return IncludeGroupRequest.model_validate({**values, "rule_set_id": rule_set_id})

    text = DialogText(
        _named(word("Take a group into {name} again"), detail),
        word("Take in"),
        word("Change nothing"),
        word("Taking in..."),
        word("Its accounts can be restricted by these rules from now on."),
    )
    spec = FormSpec(f"rules:{rule_set_id}:include", INCLUDE_GROUP, request)
    return RecordForm(detail, spec, text, (_group(choices), _reason(is_needed=False)), _first(choices))


def rule_fields(currency: str) -> tuple[Field, ...]:
    """What is asked of a rule set."""
    number = FieldKind.NUMBER
    return (
        *_head(),
        Field(
            "minimum_overdue_cents",
            word("Restrict from this amount owing ({currency})").replace("{currency}", currency),
            number,
            help=word("Including tax. Who owes less is left alone."),
            required=True,
        ),
        Field(
            "minimum_overdue_days",
            word("Overdue for more than (days)"),
            number,
            help=word("Counted from the due day of the oldest open invoice."),
            required=True,
            is_beside=True,
        ),
        Field(
            "restoration_threshold_cents",
            word("Restore at this amount owing or less ({currency})").replace("{currency}", currency),
            number,
            help=word("Less than the amount from which is restricted."),
            required=True,
        ),
        Field(
            "resuspend_days",
            word("Pause after a manual restore (days)"),
            number,
            help=word("So long the rules leave the account alone."),
            required=True,
            is_beside=True,
        ),
        *_windows(),
        Field(
            "spares_eve_of_closed_day",
            word("Do not act on the eve of a closed day"),
            FieldKind.CHECK,
            help=word("Nobody is left without service over a holiday."),
        ),
        Field(
            "needs_notice",
            word("No notice, no suspension"),
            FieldKind.CHECK,
            help=word("Only who was sent a warning before is restricted."),
        ),
        *_ramp(),
    )


def against(detail: RuleSetDetail, command: RuleSetCommand) -> tuple[RefusalInfo, ...]:
    """Every reason against a command of a rule set; empty where it is open."""
    return next((one.refusals for one in detail.row.commands if one.command == command.value), ())


def _head() -> tuple[Field, ...]:
    return (
        Field("name", word("Name"), required=True, most_chars=200),
        Field(
            "effective_from",
            word("Effective from"),
            FieldKind.DATE,
            required=True,
            can_be_empty=False,
            is_beside=True,
        ),
    )


def _windows() -> tuple[Field, ...]:
    told = word(
        "Times at which the rules may restrict, such as 09:00-12:00, 13:00-17:00. Empty: not on this day. "
        "To restore is done at any hour."
    )
    names = weekday_names()
    return tuple(
        Field(
            _DAY.format(day=day),
            names[day],
            FieldKind.TIMES,
            help=told if day == 0 else "",
            # Monday has the line of its own that its help needs; then two days a line.
            is_beside=day > 0 and day % 2 == 0,
        )
        for day in WEEK
    )


def _ramp() -> tuple[Field, ...]:
    return (
        Field(
            "first_run_cap",
            word("Accounts on the first day, at most"),
            FieldKind.NUMBER,
            help=word("New rules begin with few, so that a mistake hits few."),
            required=True,
        ),
        Field(
            "second_run_percent",
            word("Percent on the second day"),
            FieldKind.NUMBER,
            help=word("Of those who wait. From the third day on all are restricted."),
            required=True,
            is_beside=True,
        ),
        Field(
            "breaker_percent",
            word("Breaker: percent of all active customers"),
            FieldKind.NUMBER,
            help=word("Where one day would restrict more than this, nobody is, and somebody must look."),
            required=True,
        ),
    )


def _reason(*, is_needed: bool) -> Field:
    return Field("reason", word("Reason"), FieldKind.NOTE, required=is_needed)


def _group(choices: tuple[tuple[str, str], ...]) -> Field:
    return Field(
        "group_id", word("Group"), FieldKind.CHOICE, required=True, choices=choices, can_be_empty=False
    )


def _group_word(row: GroupRow) -> str:
    told = word("{group}, {count} accounts").replace("{group}", row.name)
    return told.replace("{count}", count_text(row.accounts))


def _first(choices: tuple[tuple[str, str], ...]) -> Values:
    return {"group_id": choices[0][0]} if choices else {}


def _named(template: str, detail: RuleSetDetail) -> str:
    return template.replace("{name}", detail.row.fields.name)


def _read(gateway: Gateway, rule_set_id: int) -> RuleSetDetail:
    return gateway.call(RULE_SET, RuleSetRef(rule_set_id=rule_set_id))
