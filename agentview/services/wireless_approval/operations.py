"""Ties the operations of approval, its policies and delegation to what implements them."""

from agentview.contract import approval_delegations, approval_policies, wireless_approvals
from agentview.services.handler import Handler, handle, handle_anew
from agentview.services.wireless_approval import (
    bulk,
    deciding,
    delegations,
    editing,
    foreseeing,
    listing,
    policies,
    setting,
    standing,
    trying,
)

HANDLERS: tuple[Handler, ...] = (
    handle(wireless_approvals.GET, standing.standing),
    handle(wireless_approvals.FORESEE, foreseeing.foresee),
    handle(wireless_approvals.CHOOSE, foreseeing.choose),
    handle(wireless_approvals.APPROVE, deciding.approve),
    handle(wireless_approvals.REJECT, deciding.reject),
    handle(wireless_approvals.ASK, deciding.ask),
    handle(wireless_approvals.ANSWER, deciding.answer),
    handle(wireless_approvals.EDIT, editing.edit),
    handle(wireless_approvals.ASSIGN, deciding.assign),
    handle(wireless_approvals.DECIDE_MANY, bulk.decide_many),
    handle(wireless_approvals.FIND, listing.find),
    handle(wireless_approvals.VIEWS, listing.views),
    handle(wireless_approvals.SIZE, listing.size),
    handle_anew(wireless_approvals.EXPORT, listing.export),
    handle(approval_policies.LIST, policies.policies),
    handle(approval_policies.SAVE, policies.save),
    handle(approval_policies.ENABLE, policies.enable),
    handle(approval_policies.DISABLE, policies.disable),
    handle(approval_policies.MOVE, policies.move),
    handle(approval_policies.TEST, trying.test),
    handle(approval_policies.PEOPLE, policies.people),
    handle(approval_policies.SETTING, setting.setting),
    handle(approval_policies.SAVE_SETTING, setting.save_setting),
    handle(approval_delegations.LIST, delegations.delegations),
    handle(approval_delegations.DELEGATE, delegations.delegate),
    handle(approval_delegations.END, delegations.end),
    handle(approval_delegations.TAKERS, delegations.takers),
)
