"""A run that the breaker stopped: a case for the credit controller, who looks and lets it go on (D-26)."""

from agentview.contract.feed import Topic
from agentview.contract.suspension_sweep import ConfirmRunRequest, RunConfirmed
from agentview.contract.worklist import CaseType
from agentview.core.errors import Conflict, Refusal, rejected
from agentview.core.power import Role
from agentview.models.dialect import upsert
from agentview.models.suspension import ConfirmedRun
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.suspension.rule_sets import own_rule_set
from agentview.services.suspension.ruling_changes import ENTITY
from agentview.services.suspension_sweep.account import SWEEP
from agentview.services.suspension_sweep.flagging import held_standing
from agentview.services.suspension_sweep.planning import Plan, plan
from agentview.services.suspension_sweep.standing import standing
from agentview.services.suspension_sweep.stopped import CODE, LEVEL, about, was_told
from agentview.services.unit import Unit
from agentview.services.work_item import Case, end_cases, raise_case

GOES_ON = "The run is not stopped any more."


def tell_breaker(unit: Unit, found: Plan) -> None:
    """Raise one case a day for a run that is stopped, with its numbers; end it where the run goes on."""
    now = held_standing(unit)
    if now.rules is None:
        return
    if not found.is_stopped:
        end_cases(unit, about(now.provider_id, now.rules.rule_set_id), GOES_ON)
    elif not was_told(unit.session, now, now.rules.rule_set_id):
        raise_case(
            unit,
            Case(
                CaseType.RUN_STOPPED,
                now.provider_id,
                Role.CREDIT_CONTROLLER,
                LEVEL,
                now.rules.rule_set_id,
                None,
                summary(now.rules.name, found),
                CODE,
            ),
        )


def summary(rules: str, found: Plan) -> str:
    """Return the numbers of a stopped run: how many accounts, of how many, and what is usual."""
    may, before = found.may, found.before
    active = before.active_accounts if before is not None else 0
    usual = before.twice_usual if before is not None else None
    said = f"{rules}: {may.acted + may.stopped} of {active} active accounts today"
    return said if usual is None else f"{said}; twice the usual is {usual}"


def confirm_run(unit: Unit, request: ConfirmRunRequest) -> RunConfirmed:
    """Let the stopped run of today go on, to so many accounts in all, and ask for a round at once.

    Raises Rejected (`E-RUN-NOT-IN-FORCE`), Conflict (`E-RUN-NOT-STOPPED`), NotFound.
    """
    own_provider(unit)
    found = own_rule_set(unit, request.rule_set_id, is_held=True)
    now = standing(unit.session, unit.caller.provider_id, unit.now)
    if now.rules is None or now.rules.rule_set_id != found.id:
        raise rejected("E-RUN-NOT-IN-FORCE", field="rule_set_id", rule="D-26", name=found.name)
    if not plan(unit.session, now).is_stopped:
        raise Conflict(Refusal("E-RUN-NOT-STOPPED", rule="D-26"))
    values: dict[str, object] = {
        "rule_set_id": found.id,
        "on_day": now.today,
        "accounts": request.accounts,
        "confirmed_at": unit.now,
        "confirmed_by": unit.caller.display_name,
    }
    upsert(unit.session, ConfirmedRun, values, (ConfirmedRun.rule_set_id, ConfirmedRun.on_day))
    said = f"{now.today.isoformat()}: {request.accounts}"
    unit.audit(ENTITY, found.id, "confirm_run", new=said, reason=request.reason)
    end_cases(unit, about(found.provider_id, found.id), request.reason)
    unit.changed(Topic.RULE_SET, found.id, "confirm_run", (found.provider_id, None))
    unit.enqueue(SWEEP)
    return RunConfirmed(
        rule_set_id=found.id,
        on_day=now.today,
        accounts=request.accounts,
        confirmed_by=unit.caller.display_name,
        confirmed_at=unit.now,
    )
