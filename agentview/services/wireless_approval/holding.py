"""Takes hold of an order for a decision, in the version that was seen, and judges it (SM-6)."""

from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import Refusal
from agentview.models.wireless_approval import Approval
from agentview.models.wireless_order import WirelessOrder
from agentview.services.contract_catalogue.scope import stale
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit
from agentview.services.wireless_approval.parts import own_part
from agentview.services.wireless_forms.lifecycle import LIFECYCLE, WirelessFacts
from agentview.services.wireless_forms.matter import Matter, matter_of

_BY_APPROVERS = frozenset(
    {
        WirelessCommand.APPROVE,
        WirelessCommand.REJECT,
        WirelessCommand.REQUEST_INFO,
        WirelessCommand.EDIT_BY_APPROVER,
    }
)


@dataclass(frozen=True, slots=True)
class Held:
    """An order that is held, and the part in which the caller decides; None for who answers."""

    matter: Matter
    part: Approval | None

    @property
    def order(self) -> WirelessOrder:
        """The order."""
        return self.matter.order


def hold(unit: Unit, order_id: int, version: int, command: WirelessCommand, said: str | None = None) -> Held:
    """Lock an order for a command and judge it; `said` is the reason, question or answer that it takes.

    Raises Conflict (`E-STALE`, with who was faster), Rejected (`E-STATE`, `E-WL-EXPIRED` and the guards),
    Denied, NotFound. Of two who decide a level at once one gets through (R-WL-19).
    """
    found = lock(unit, order_id, version)
    part = own_part(unit, found.order)
    refusals = judge(unit, found, part, command, said)
    if refusals:
        raise refusal_error(refusals)
    return Held(found, part)


def lock(unit: Unit, order_id: int, version: int) -> Matter:
    """Lock an order that the caller may see. Raises Conflict (`E-STALE`), NotFound."""
    unit.session.execute(select(WirelessOrder.id).where(WirelessOrder.id == order_id).with_for_update())
    found = matter_of(unit, order_id)
    if found.order.row_version != version:
        raise stale(unit, found.order)
    return found


def judge(
    unit: Unit, found: Matter, part: Approval | None, command: WirelessCommand, said: str | None = None
) -> tuple[Refusal, ...]:
    """Return what stands against a command of approval now; `said` None: it is judged before it is typed."""
    order, caller = found.order, unit.caller
    facts = WirelessFacts(
        is_requester=order.requester_user_id == caller.user_id,
        is_approver=part is not None,
        is_beneficiary=found.beneficiary is not None and found.beneficiary.user_id == caller.user_id,
        is_edited=order.edit_count > 0,
        is_said=said is None or bool(said.strip()),
    )
    verdict = LIFECYCLE.judge(WirelessStatus(order.status), command, facts, caller.powers)
    is_late = command in _BY_APPROVERS and order.expires_at is not None and unit.now > order.expires_at
    late = (Refusal("E-WL-EXPIRED", rule="R-WL-26"),) if is_late else ()
    return verdict.refusals or late
