"""Rule sets are proposed, copied, edited, enabled by a second person, and withdrawn (S-22, D-19)."""

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.restriction import RuleSetStatus
from agentview.contract.suspension import (
    CopyRequest,
    EditRequest,
    ProposeRequest,
    RuleSetAt,
    RuleSetCommand,
    RuleSetDetail,
    RuleSetFields,
    WithdrawRequest,
)
from agentview.core.errors import Conflict, Denied, Refusal, refuse_if_any
from agentview.models.suspension import ExcludedGroup, SuspensionRuleSet
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.suspension.lifecycle import LIFECYCLE
from agentview.services.suspension.rule_sets import detail_of, facts_about, fields_of, own_rule_set
from agentview.services.suspension.terms import field_refusals, windows_of
from agentview.services.unit import Unit

ENTITY = "suspension_rule_set"


def propose(unit: Unit, request: ProposeRequest) -> RuleSetDetail:
    """Propose a rule set: it has no effect until a second person enables it. Raises Rejected."""
    return told(unit, _proposed(unit, request.fields), "propose")


def copy(unit: Unit, request: CopyRequest) -> RuleSetDetail:
    """Propose what a rule set says for another day, under a name, with the same groups left out.

    Raises Rejected, NotFound.
    """
    own_provider(unit)
    source = own_rule_set(unit, request.rule_set_id)
    named = {"name": request.name, "effective_from": request.effective_from}
    made = _proposed(unit, fields_of(source).model_copy(update=named))
    left_out = unit.session.scalars(select(ExcludedGroup).where(ExcludedGroup.rule_set_id == source.id))
    for one in left_out.all():
        unit.session.add(
            ExcludedGroup(rule_set_id=made.id, account_group_id=one.account_group_id, reason=one.reason)
        )
    unit.session.flush()
    return told(unit, made, "copy")


def edit(unit: Unit, request: EditRequest) -> RuleSetDetail:
    """Change a proposal of a later day; who edits it last is its proposer, and does not enable it (D-19).

    Raises Conflict (`E-STALE`), Rejected, NotFound.
    """
    found = at_version(unit, request.rule_set_id, request.version)
    judge(unit, found, RuleSetCommand.EDIT)
    refuse_if_any(field_refusals(request.fields, unit.today))
    before, after = fields_of(found).model_dump(mode="json"), request.fields.model_dump(mode="json")
    _write(found, request.fields)
    found.proposed_by_id = unit.caller.user_id
    unit.session.flush()
    for name, old in before.items():
        if old != after[name]:
            unit.audit(ENTITY, found.id, "edit", field=name, old=str(old), new=str(after[name]))
    return told(unit, found, "edit", is_audited=True)


def enable(unit: Unit, request: RuleSetAt) -> RuleSetDetail:
    """Let a proposal rule from its day on; only somebody else than its proposer may (D-19).

    Raises Conflict (`E-STALE`; `E-RULES-DAY`: another one is enabled for the day), Rejected, NotFound.
    """
    own_provider(unit, is_held=True)
    found = at_version(unit, request.rule_set_id, request.version)
    judge(unit, found, RuleSetCommand.ENABLE)
    _refuse_taken_day(unit, found)
    found.status = RuleSetStatus.ENABLED.value
    found.enabled_by_id, found.enabled_at = unit.caller.user_id, unit.now
    unit.session.flush()
    return told(unit, found, "enable")


def withdraw(unit: Unit, request: WithdrawRequest) -> RuleSetDetail:
    """Give up a proposal, or take a rule set out of force: the one before it rules again.

    Raises Conflict (`E-STALE`), Rejected, Denied (`E-POWER`), NotFound.
    """
    found = at_version(unit, request.rule_set_id, request.version)
    judge(unit, found, RuleSetCommand.WITHDRAW)
    found.status = RuleSetStatus.WITHDRAWN.value
    unit.session.flush()
    unit.audit(ENTITY, found.id, "withdraw", new=found.name, reason=request.reason)
    return told(unit, found, "withdraw", is_audited=True)


def at_version(unit: Unit, rule_set_id: int, version: int) -> SuspensionRuleSet:
    """Return a rule set to change. Raises Conflict (`E-STALE`) for another version than the one seen."""
    found = own_rule_set(unit, rule_set_id, is_held=True)
    if found.row_version != version:
        raise stale(unit, found)
    return found


def judge(unit: Unit, found: SuspensionRuleSet, command: RuleSetCommand) -> None:
    """Refuse what the lifecycle does not allow. Raises Rejected with every reason, Denied (`E-POWER`)."""
    facts = facts_about(unit, found)
    refusals = LIFECYCLE.judge(RuleSetStatus(found.status), command, facts, unit.caller.powers).refusals
    if any(one.code == "E-POWER" for one in refusals):
        raise Denied(*refusals)
    refuse_if_any(refusals)


def told(unit: Unit, found: SuspensionRuleSet, verb: str, *, is_audited: bool = False) -> RuleSetDetail:
    """Write down and tell what was done, and return the rule set."""
    if not is_audited:
        unit.audit(ENTITY, found.id, verb, new=f"{found.name}, {found.effective_from.isoformat()}")
    unit.changed(Topic.RULE_SET, found.id, verb, (found.provider_id, None))
    return detail_of(unit, found)


def _proposed(unit: Unit, fields: RuleSetFields) -> SuspensionRuleSet:
    provider = own_provider(unit)
    refuse_if_any(field_refusals(fields, unit.today))
    made = SuspensionRuleSet(
        provider_id=provider.id,
        status=RuleSetStatus.PROPOSED.value,
        proposed_by_id=unit.caller.user_id,
    )
    _write(made, fields)
    unit.session.add(made)
    unit.session.flush()
    return made


def _write(row: SuspensionRuleSet, fields: RuleSetFields) -> None:
    for name in RuleSetFields.model_fields:
        if name != "windows":
            setattr(row, name, getattr(fields, name))
    row.action_windows = [window.stored() for window in windows_of(fields)]


def _refuse_taken_day(unit: Unit, found: SuspensionRuleSet) -> None:
    """The provider is held: of two sets of one day enabled at once, the second finds the first (R-SUS-11)."""
    other = unit.session.scalars(
        select(SuspensionRuleSet).where(
            SuspensionRuleSet.provider_id == found.provider_id,
            SuspensionRuleSet.effective_from == found.effective_from,
            SuspensionRuleSet.status == RuleSetStatus.ENABLED.value,
        )
    ).first()
    if other is not None:
        values = {"name": other.name, "day": other.effective_from.isoformat()}
        raise Conflict(Refusal("E-RULES-DAY", "effective_from", "R-SUS-11", {**values}))
