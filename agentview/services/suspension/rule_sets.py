"""Reads the rule sets of the own provider, each with what the caller may do to it (S-22)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, func, select, tuple_

from agentview.contract.restriction import RuleSetStatus
from agentview.contract.suspension import (
    ActionWindow,
    ExcludedGroupRow,
    RuleSetDetail,
    RuleSetFields,
    RuleSetRef,
    RuleSetRow,
    RuleSets,
    RuleSetsRequest,
)
from agentview.contract.value import CommandState
from agentview.models.party import User
from agentview.models.suspension import AccountGroup, AccountGroupMember, ExcludedGroup, SuspensionRuleSet
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.keyset import Place, read_place
from agentview.services.own_records import own_record
from agentview.services.suspension.lifecycle import LIFECYCLE, RuleSetFacts
from agentview.services.suspension.ruling import in_force, rule_set_of
from agentview.services.unit import Unit

S = SuspensionRuleSet
_PLACE = (S.effective_from, S.id)


def rule_sets(unit: Unit, request: RuleSetsRequest) -> RuleSets:
    """Return a page of the rule sets of the own provider, past ones too."""
    own_provider(unit)
    meant = _meant(unit, request)
    wanted, here = select(S).where(*meant), tuple_(*_PLACE)
    if request.after is not None:
        there = tuple_(*read_place(request.after, _PLACE).values)
        wanted = wanted.where(here < there if request.is_descending else here > there)
    order = [column.desc() if request.is_descending else column.asc() for column in _PLACE]
    rows = unit.session.scalars(wanted.order_by(*order).limit(request.limit + 1)).all()
    page = rows[: request.limit]
    return RuleSets(
        rows=rows_of(unit, page),
        last=Place((page[-1].effective_from, page[-1].id)).token() if len(rows) > len(page) else None,
        total=unit.session.scalar(select(func.count(S.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def rule_set(unit: Unit, request: RuleSetRef) -> RuleSetDetail:
    """Return a rule set with the groups that it leaves out. Raises NotFound, also for another's."""
    return detail_of(unit, own_rule_set(unit, request.rule_set_id))


def own_rule_set(unit: Unit, rule_set_id: int, *, is_held: bool = False) -> SuspensionRuleSet:
    """Return a rule set, held where it is to be changed. Raises NotFound, also for another's."""
    return own_record(unit, SuspensionRuleSet, "rule_set_id", rule_set_id, is_held=is_held)


def detail_of(unit: Unit, found: SuspensionRuleSet) -> RuleSetDetail:
    """Return a rule set as it is shown."""
    [row] = rows_of(unit, [found])
    return RuleSetDetail(row=row, groups=_groups(unit, found))


def facts_about(unit: Unit, found: SuspensionRuleSet) -> RuleSetFacts:
    """Return what the lifecycle looks at."""
    return RuleSetFacts(found.effective_from, unit.today, is_own=found.proposed_by_id == unit.caller.user_id)


def rows_of(unit: Unit, found: Sequence[SuspensionRuleSet]) -> tuple[RuleSetRow, ...]:
    """Return rule sets as they are listed, in a fixed number of queries."""
    currency = own_provider(unit).currency
    ruling = in_force(unit.session, unit.caller.provider_id, unit.today)
    people = _people(unit, found)
    groups = _group_counts(unit, found)
    return tuple(
        RuleSetRow(
            rule_set_id=one.id,
            version=one.row_version,
            fields=fields_of(one),
            currency=currency,
            status=RuleSetStatus(one.status),
            is_in_force=ruling is not None and ruling.rule_set_id == one.id,
            excluded_groups=groups.get(one.id, 0),
            proposed_by=people.get(one.proposed_by_id, ""),
            enabled_by=people.get(one.enabled_by_id, ""),
            enabled_at=one.enabled_at,
            commands=_commands(unit, one),
        )
        for one in found
    )


def fields_of(row: SuspensionRuleSet) -> RuleSetFields:
    """Return what a stored rule set says."""
    windows = (
        ActionWindow(weekday=one.weekday, from_minute=one.from_minute, to_minute=one.to_minute)
        for one in rule_set_of(row).windows
    )
    plain = {name: getattr(row, name) for name in RuleSetFields.model_fields if name != "windows"}
    return RuleSetFields(windows=tuple(windows), **plain)


def _meant(unit: Unit, request: RuleSetsRequest) -> list[ColumnElement[bool]]:
    meant: list[ColumnElement[bool]] = [S.provider_id == unit.caller.provider_id]
    if request.filter.text:
        meant.append(S.name.icontains(request.filter.text, autoescape=True))
    if request.filter.status is not None:
        meant.append(S.status == request.filter.status.value)
    return meant


def _commands(unit: Unit, one: SuspensionRuleSet) -> tuple[CommandState, ...]:
    judged = LIFECYCLE.judge_all(RuleSetStatus(one.status), facts_about(unit, one), unit.caller.powers)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in judged)


def _people(unit: Unit, found: Sequence[SuspensionRuleSet]) -> Mapping[int | None, str]:
    ids = {key for one in found for key in (one.proposed_by_id, one.enabled_by_id) if key is not None}
    rows = unit.session.execute(select(User.id, User.display_name).where(User.id.in_(ids)))
    return {row.id: row.display_name for row in rows}


def _group_counts(unit: Unit, found: Sequence[SuspensionRuleSet]) -> Mapping[int, int]:
    rows = unit.session.execute(
        select(ExcludedGroup.rule_set_id, func.count())
        .where(ExcludedGroup.rule_set_id.in_([one.id for one in found]))
        .group_by(ExcludedGroup.rule_set_id)
    )
    return {row[0]: row[1] for row in rows}


def _groups(unit: Unit, found: SuspensionRuleSet) -> tuple[ExcludedGroupRow, ...]:
    members = (
        select(func.count())
        .where(AccountGroupMember.account_group_id == AccountGroup.id)
        .correlate(AccountGroup)
        .scalar_subquery()
    )
    rows = unit.session.execute(
        select(AccountGroup.id, AccountGroup.name, members.label("accounts"), ExcludedGroup.reason)
        .join(ExcludedGroup, ExcludedGroup.account_group_id == AccountGroup.id)
        .where(ExcludedGroup.rule_set_id == found.id)
        .order_by(AccountGroup.name, AccountGroup.id)
    )
    return tuple(
        ExcludedGroupRow(group_id=row.id, group=row.name, accounts=row.accounts, reason=row.reason)
        for row in rows
    )
