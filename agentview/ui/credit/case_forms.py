"""The forms that restrict and restore an account by hand (SM-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from agentview.contract.op import Message
from agentview.contract.restriction import RuleSetStatus
from agentview.contract.status import HoldCause
from agentview.contract.suspension import RULE_SETS, RuleSetFilter, RuleSetsRequest
from agentview.contract.suspension_cases import RESTORE, RESTRICT, RestoreRequest, RestrictRequest
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.when import show_day
from agentview.ui.texts.restriction import cause_word

LONGEST = 60
PROSE = 10_000


@dataclass(frozen=True)
class Party:
    """The account that a form is about, as people call it."""

    account_id: int
    name: str

    @property
    def shown(self) -> str:
        """A name that fits into a title."""
        return self.name if len(self.name) <= LONGEST else f"{self.name[: LONGEST - 1]}\u2026"


@dataclass(frozen=True)
class OpenCase:
    """The case that a person restores, in the version that was seen; `is_flagged`: nothing is barred yet."""

    case_id: int
    version: int
    party: Party


def resuspend_days(gateway: Gateway) -> int | None:
    """For how many days who is restored by hand is left alone (R-SUS-22); None without rules in force."""
    wanted = RuleSetsRequest(filter=RuleSetFilter(status=RuleSetStatus.ENABLED))
    rows = gateway.call(RULE_SETS, wanted).rows
    return next((row.fields.resuspend_days for row in rows if row.is_in_force), None)


def restrict_form(party: Party) -> RecordForm:
    """Bars the active services of an account; a payment lifts nothing (R-SUS-24)."""

    def request(_shown: None, values: Values) -> Message:
        return RestrictRequest.model_validate({**values, "account_id": party.account_id})

    text = DialogText(
        _word("Restrict {name} now?").replace("{name}", party.shown),
        _word("Restrict now"),
        _word("Leave it"),
        _word("Restricting..."),
        _word(
            "Outgoing use of all active services is barred at once, at any hour. A payment does not lift it: "
            "somebody must restore the account."
        ),
        is_dangerous=True,
    )
    causes = tuple((one.value, cause_word(one)) for one in HoldCause)
    fields = (
        Field("cause", _word("Cause"), FieldKind.CHOICE, choices=causes, required=True, can_be_empty=False),
        reason_field(),
    )
    spec = FormSpec(f"credit:{party.account_id}:restrict", RESTRICT, request)
    return RecordForm(None, spec, text, fields, {"cause": HoldCause.NON_PAYMENT.value, "reason": ""})


def restore_form(case: OpenCase, days: int | None, today: date) -> RecordForm:
    """Lifts what the case bars, and says from when the rules may flag the account again (R-SUS-22)."""

    def request(shown: OpenCase, values: Values) -> Message:
        at = {"case_id": shown.case_id, "version": shown.version}
        return RestoreRequest.model_validate({**values, **at})

    text = DialogText(
        _word("Restore {name} now?").replace("{name}", case.party.shown),
        _word("Restore now"),
        _word("Keep it restricted"),
        _word("Restoring..."),
        _word("The network is asked at once to lift the bars of this case; other holds stay. ")
        + _pause(days, today),
    )
    spec = FormSpec(f"credit:{case.party.account_id}:restore", RESTORE, request)
    return RecordForm(case, spec, text, (reason_field(),), {"reason": ""})


def reason_field() -> Field:
    """Why; always asked for."""
    return Field("reason", _word("Reason"), FieldKind.NOTE, required=True, most_chars=PROSE)


def _pause(days: int | None, today: date) -> str:
    if days is None:
        return _word("No rules are in force, so nothing restricts it again by itself.")
    if not days:
        return _word("The rules may flag it again today.")
    day = show_day(today + timedelta(days=days))
    return _word("The rules leave it alone before {day}.").replace("{day}", day)


def _word(text: str) -> str:
    return QCoreApplication.translate("CreditForm", text)
