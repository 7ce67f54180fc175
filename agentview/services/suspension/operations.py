"""Ties the operations of suspension to what implements them."""

from agentview.contract import (
    candidates_difference,
    closed_days,
    complaints,
    suspension_candidates,
    suspension_exemptions,
    suspension_groups,
)
from agentview.contract import suspension as contract
from agentview.services.handler import Handler, handle, handle_anew
from agentview.services.suspension import closed_days as days
from agentview.services.suspension import complaints as cases
from agentview.services.suspension import dry_run, exclusions, exemptions, groups, rule_sets, ruling_changes
from agentview.services.suspension.difference import candidates_views, difference
from agentview.services.suspension.why import why

HANDLERS: tuple[Handler, ...] = (
    handle(contract.RULE_SETS, rule_sets.rule_sets),
    handle(contract.RULE_SET, rule_sets.rule_set),
    handle(contract.PROPOSE, ruling_changes.propose),
    handle(contract.COPY, ruling_changes.copy),
    handle(contract.EDIT, ruling_changes.edit),
    handle(contract.ENABLE, ruling_changes.enable),
    handle(contract.WITHDRAW, ruling_changes.withdraw),
    handle(contract.EXCLUDE_GROUP, exclusions.exclude_group),
    handle(contract.INCLUDE_GROUP, exclusions.include_group),
    handle(suspension_candidates.CANDIDATES, dry_run.candidates),
    handle(suspension_candidates.CANDIDATES_SIZE, dry_run.candidates_size),
    handle_anew(suspension_candidates.CANDIDATES_EXPORT, dry_run.candidates_export),
    handle(suspension_candidates.FORECAST, dry_run.forecast),
    handle(suspension_candidates.WHY, why),
    handle(suspension_groups.GROUPS, groups.groups),
    handle(suspension_groups.GROUP_MEMBERS, groups.group_members),
    handle(suspension_groups.CREATE_GROUP, groups.create_group),
    handle(suspension_groups.ADD_MEMBER, groups.add_member),
    handle(suspension_groups.REMOVE_MEMBER, groups.remove_member),
    handle(suspension_exemptions.EXEMPTIONS, exemptions.exemptions),
    handle(suspension_exemptions.EXEMPT, exemptions.exempt),
    handle(suspension_exemptions.END_EXEMPTION, exemptions.end_exemption),
    handle(candidates_difference.DIFFERENCE, difference),
    handle(candidates_difference.VIEWS, candidates_views),
    handle(closed_days.CLOSED_DAYS, days.closed_days),
    handle(closed_days.ADD_CLOSED_DAY, days.add_closed_day),
    handle(closed_days.REMOVE_CLOSED_DAY, days.remove_closed_day),
    handle(closed_days.CHECK_CLOSED_DAYS, days.check_closed_days),
    handle(closed_days.IMPORT_CLOSED_DAYS, days.import_closed_days),
    handle(complaints.COMPLAINTS, cases.complaints),
    handle(complaints.OPEN_COMPLAINT, cases.open_complaint),
    handle(complaints.CLOSE_COMPLAINT, cases.close_complaint),
)
