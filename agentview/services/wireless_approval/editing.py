"""An approver changes what an order says, once; it is approved anew from level 1 (R-WL-22, R-WL-24)."""

from agentview.contract.wireless import ApprovalStatus, WirelessStatus
from agentview.contract.wireless_approvals import ApproverEditRequest, Standing
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import refuse_if_any, rejected
from agentview.services.unit import Unit
from agentview.services.wireless_approval.holding import hold
from agentview.services.wireless_approval.missing import end_missing
from agentview.services.wireless_approval.opening import Editor, begin_round
from agentview.services.wireless_approval.parts import OPEN, close_parts
from agentview.services.wireless_approval.standing import standing_of
from agentview.services.wireless_forms.content import put_content
from agentview.services.wireless_forms.fields import form_fields
from agentview.services.wireless_forms.matter import any_matter, tell
from agentview.services.wireless_forms.problems import around, problems

S = ApprovalStatus
_REPLACED = OPEN | {S.APPROVED.value, S.NOT_READY.value}


def edit(unit: Unit, request: ApproverEditRequest) -> Standing:
    """Change an order as an approver; what the requester agreed to stays as it was.

    The policy is looked for anew, and may ask more people. The level of who edits counts as approved.
    Raises as `hold`, and Rejected with all that would stand against submitting it, also where it would
    become an order for who edits (R-WL-22).
    """
    held = hold(unit, request.order_id, request.version, WirelessCommand.EDIT_BY_APPROVER)
    order, part = held.order, held.part
    approver_id = part.approver_user_id if part is not None else unit.caller.user_id
    editor = Editor(unit.caller.user_id, approver_id, order.policy_id, order.level)
    kept = {"acknowledged": tuple(held.matter.agreed)}
    changes = put_content(unit, held.matter, request.content.model_copy(update=kept))
    found = any_matter(unit, order.id)
    if found.beneficiary is not None and found.beneficiary.user_id in {editor.user_id, approver_id}:
        raise rejected("E-WL-OWN-ORDER", field="beneficiary_id", rule="R-WL-22")
    form = form_fields(unit, order.provider_id, found.definition, order.vendor_id)
    refuse_if_any(problems(unit, found, around(unit, found, form)))
    for one in changes:
        tell(unit, order, WirelessCommand.EDIT_BY_APPROVER.value, field=one.name, old=one.old, new=one.new)
    close_parts(unit, order, S.SUPERSEDED, of=_REPLACED)
    end_missing(unit, order)
    order.edit_count, order.confirmed_at = 1, unit.now
    order.status = WirelessStatus.AWAITING_APPROVAL.value
    tell(unit, order, WirelessCommand.EDIT_BY_APPROVER.value, new=f"{editor.level}")
    begin_round(unit, order, editor)
    return standing_of(unit, order.id)
