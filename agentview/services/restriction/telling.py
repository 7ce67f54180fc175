"""Tells what became of a case: the trail, open screens, and the events of it (R-EVT-03, R-SUS-28)."""

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.events import EventType
from agentview.contract.feed import Topic
from agentview.contract.restriction import CaseState
from agentview.contract.suspension_cases import CaseCommand
from agentview.models.customer import Account, AccountStatusChange
from agentview.models.subscription import ServiceSubscription
from agentview.services.events.firing import fire
from agentview.services.events.occurrence import Occurrence
from agentview.services.restriction.lifecycle import LIFECYCLE
from agentview.services.restriction.records import Held
from agentview.services.unit import Unit

ENTITY = "restriction_case"


def move(unit: Unit, held: Held, command: CaseCommand, reason: str | None = None) -> None:
    """Bring a case to where the lifecycle leads, and tell it."""
    old = held.state
    target = LIFECYCLE.table[old, command].target or old
    held.case.state = target.value
    told_case(unit, held, command, old=old, reason=reason)


def told_case(
    unit: Unit, held: Held, command: CaseCommand, *, old: CaseState | None = None, reason: str | None = None
) -> None:
    """Write down what happened to a case, and let open screens read it and its customer anew."""
    unit.session.flush()
    unit.audit(
        ENTITY,
        held.case.id,
        command.value,
        old=old.value if old is not None else None,
        new=held.case.state,
        reason=reason,
        account_id=held.account.id,
    )
    told(unit, held, command.value)


def told(unit: Unit, held: Held, verb: str) -> None:
    """Let open screens read a case and its customer anew."""
    providers = (held.account.provider_id, None)
    unit.changed(Topic.RESTRICTION_CASE, held.case.id, verb, providers)
    unit.changed(Topic.ACCOUNT, held.account.id, verb, providers)


def tell_restricted(unit: Unit, held: Held, service: ServiceSubscription) -> None:
    """Fire Auto Suspend, once for each service of a case that the rules flagged (R-EVT-03, 16)."""
    _automation(unit, held, service, EventType.AUTO_SUSPEND)


def tell_restored(unit: Unit, held: Held, service: ServiceSubscription) -> None:
    """Fire Auto UnSuspend, once for each service of a case that the rules flagged (R-EVT-03, 16)."""
    _automation(unit, held, service, EventType.AUTO_UNSUSPEND)


def tell_status(unit: Unit, account: Account, change: AccountStatusChange) -> None:
    """Fire Account Status Change with the old one, the new one and the reason (R-SUS-28)."""
    values = {
        "oldStatus": ACCOUNT_STATUS_LABELS[change.from_status],
        "newStatus": ACCOUNT_STATUS_LABELS[change.to_status],
        "reason": change.reason or "",
    }
    occurred = Occurrence(EventType.ACCOUNT_STATUS_CHANGE, account.id, str(change.id), values=values)
    fire(unit, occurred)


def _automation(unit: Unit, held: Held, service: ServiceSubscription, event: EventType) -> None:
    if held.case.rule_set_id is None:
        return  # a person restricted it, and not for what the rules say
    once = f"{held.case.id}:{service.id}"
    fire(unit, Occurrence(event, held.account.id, once, service_id=service.id))
