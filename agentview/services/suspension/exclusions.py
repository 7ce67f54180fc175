"""Account groups that a rule set leaves out: added and removed at any time, with a reason (R-SUS-04, 31)."""

from sqlalchemy import select

from agentview.contract.suspension import (
    ExcludeGroupRequest,
    IncludeGroupRequest,
    RuleSetCommand,
    RuleSetDetail,
)
from agentview.core.errors import NotFound, Refusal, rejected
from agentview.models.suspension import AccountGroup, ExcludedGroup, SuspensionRuleSet
from agentview.services.own_records import own_record
from agentview.services.suspension.rule_sets import own_rule_set
from agentview.services.suspension.ruling_changes import ENTITY, judge, told
from agentview.services.unit import Unit


def exclude_group(unit: Unit, request: ExcludeGroupRequest) -> RuleSetDetail:
    """Leave a distribution list out from now on. Raises Rejected (`E-GROUP-NO-LIST`, `E-GROUP-EXCLUDED`)."""
    found = own_rule_set(unit, request.rule_set_id, is_held=True)
    judge(unit, found, RuleSetCommand.EXCLUDE_GROUP)
    group = _group(unit, request.group_id)
    if not group.is_distribution_list:
        raise rejected("E-GROUP-NO-LIST", field="group_id", rule="R-SUS-31", group=group.name)
    if _standing(unit, found, group) is not None:
        raise rejected("E-GROUP-EXCLUDED", field="group_id", rule="R-SUS-04", group=group.name)
    unit.session.add(ExcludedGroup(rule_set_id=found.id, account_group_id=group.id, reason=request.reason))
    return _done(unit, found, group, "exclude_group", request.reason)


def include_group(unit: Unit, request: IncludeGroupRequest) -> RuleSetDetail:
    """No longer leave a group out. Raises NotFound where it is not left out."""
    found = own_rule_set(unit, request.rule_set_id, is_held=True)
    judge(unit, found, RuleSetCommand.INCLUDE_GROUP)
    group = _group(unit, request.group_id)
    standing = _standing(unit, found, group)
    if standing is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"group_id": group.id}))
    unit.session.delete(standing)
    return _done(unit, found, group, "include_group", request.reason)


def _group(unit: Unit, group_id: int) -> AccountGroup:
    return own_record(unit, AccountGroup, "group_id", group_id)


def _standing(unit: Unit, found: SuspensionRuleSet, group: AccountGroup) -> ExcludedGroup | None:
    return unit.session.scalars(
        select(ExcludedGroup).where(
            ExcludedGroup.rule_set_id == found.id, ExcludedGroup.account_group_id == group.id
        )
    ).first()


def _done(unit: Unit, found: SuspensionRuleSet, group: AccountGroup, verb: str, reason: str) -> RuleSetDetail:
    unit.session.flush()
    unit.audit(ENTITY, found.id, verb, new=group.name, reason=reason or None)
    return told(unit, found, verb, is_audited=True)
