"""Submits drafts of wireless orders; with that their approval begins (SM-6)."""

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_orders import ChangeRequest, WirelessCommand, WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_approval.opening import open_round
from agentview.services.wireless_forms.content import mark_policy
from agentview.services.wireless_forms.fields import form_fields
from agentview.services.wireless_forms.matter import matter_of, tell
from agentview.services.wireless_forms.problems import around, problems
from agentview.services.wireless_orders.describe import described
from agentview.services.wireless_orders.facts import demand, facts_of
from agentview.services.wireless_orders.hold import hold, lock_subjects


def submit(unit: Unit, request: ChangeRequest) -> WirelessOrder:
    """Submit a confirmed draft: it goes to its approvers, or on where nobody has to approve (R-WL-16).

    Raises Rejected with all that stands against it, Conflict (`E-STALE`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, WirelessCommand.SUBMIT)
    lock_subjects(unit, found)
    form = form_fields(unit, found.order.provider_id, found.definition, found.order.vendor_id)
    against = problems(unit, found, around(unit, found, form))
    demand(unit, found.status, WirelessCommand.SUBMIT, facts_of(found, unit, problems=against))
    mark_policy(unit, found)
    order = found.order
    old, order.status = order.status, WirelessStatus.SUBMITTED.value
    order.submitted_at = unit.now
    tell(unit, order, WirelessCommand.SUBMIT.value, old=old, new=order.status)
    unit.session.flush()
    open_round(unit, order)
    return described(unit, matter_of(unit, order.id))
