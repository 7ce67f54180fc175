"""The form that lets a run go on which the breaker has stopped (D-26); imports no Qt widgets."""

from __future__ import annotations

from agentview.contract.op import Message
from agentview.contract.suspension_candidates import Forecast
from agentview.contract.suspension_sweep import CONFIRM_RUN, ConfirmRunRequest, RunConfirmed
from agentview.core.clock import local_day
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.local_format import count_text
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.candidate_words import word


def run_form(desk: Desk, forecast: Forecast) -> RecordForm:
    """Why the run may go on, and to how many accounts; what it has stopped is shown."""
    accounts = forecast.acted + forecast.stopped
    day = local_day(forecast.as_of, desk.zone.key)

    def request(shown: Forecast, values: Values) -> Message:
        reason = str(values["reason"] or "")
        return ConfirmRunRequest.model_validate(
            {"rule_set_id": shown.rule_set_id, "accounts": accounts, "reason": reason}
        )

    told = word("{count} of {active} active customers are restricted by {rules} today, all told.")
    told = told.replace("{count}", count_text(accounts)).replace(
        "{active}", count_text(forecast.active_accounts)
    )
    text = DialogText(
        word("Let the run of today go on?"),
        word("Let it go on"),
        word("Leave it stopped"),
        word("Letting it go on..."),
        " ".join((told.replace("{rules}", forecast.rule_set), _usual(forecast))).strip(),
        is_dangerous=True,
    )
    reason = Field("reason", word("Reason"), FieldKind.NOTE, required=True)
    # A draft of another day would be about another run.
    spec = FormSpec(f"rules:{forecast.rule_set_id}:run:{day.isoformat()}", CONFIRM_RUN, request)
    return RecordForm(forecast, spec, text, (reason,), {})


def against_run(forecast: Forecast | None, tried: int | None) -> str | None:
    """Why there is no run to let go on; `tried` is the rule set that is only tried out."""
    if forecast is None:
        return word("It is being read.")
    if tried is not None:
        return word("Choose the rules in force above: the others do not run.")
    return None if forecast.is_broken else word("The breaker does not stop the next run.")


def run_named(confirmed: RunConfirmed) -> tuple[int | None, str]:
    """What is said of a run that goes on."""
    return None, count_text(confirmed.accounts)


def _usual(forecast: Forecast) -> str:
    if forecast.twice_usual is None:
        return ""
    told = word("Twice what was usual in the last four weeks is {count}.")
    return told.replace("{count}", count_text(forecast.twice_usual))
