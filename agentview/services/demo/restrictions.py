"""Gives overdue customers the restriction cases that their holds belong to, and others one of some weeks ago.

Draws from numbers of its own, so that the books of the demo stay as they are.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from agentview.contract.account import AccountStatus
from agentview.contract.ledger import PromiseStatus
from agentview.contract.restriction import CaseOrigin, CaseState, RestrictionAction, RestrictionOutcome
from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.core.clock import local_day
from agentview.models.customer import Account
from agentview.models.money import PaymentPromise
from agentview.models.party import Provider
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.models.suspension import (
    Complaint,
    RestrictionCase,
    ServiceRestriction,
    SuspensionExemption,
    SuspensionRuleSet,
)
from agentview.services.unit import SYSTEM_NAME, Unit

_PAST_SHARE, _BY_HAND_SHARE = 0.22, 0.25
_PAST_DAYS = 29
_RESUSPEND = timedelta(days=7)
_OUTCOMES = {
    "RESTRICTED": RestrictionOutcome.DONE,
    "RESTRICT_PENDING": RestrictionOutcome.SENT,
    "RESTRICT_FAILED": RestrictionOutcome.FAILED,
}
_CONTROL = "Credit control"
_REFUSED = "The platform does not know the subscriber"
_WHY_EARLY = "Paid at the post office, receipt seen"


class Restrictions:
    """Writes the cases of one retailer."""

    def __init__(self, unit: Unit, provider: Provider, today: date) -> None:
        """Write in the unit's session; the same each time for the same provider."""
        self._unit, self._provider, self._today = unit, provider, today
        self._random = Random(f"cases of {provider.code}")  # noqa: S311 - the demo is the same each time
        self._standard: SuspensionRuleSet | None = None
        self._kept_out = 0

    def ruled_by(self, rule_set: SuspensionRuleSet) -> None:
        """Name the rule set by which all of them were restricted."""
        self._standard = rule_set

    def running(
        self,
        account: Account,
        holds: Sequence[tuple[ServiceSubscription, ServiceHold]],
        owing: int,
        days: int,
    ) -> None:
        """Write the open case of a customer whose services are barred, as far as the network is with it."""
        acting = self._in_window(holds[0][1].placed_at)
        states = {service.restriction_status for service, _hold in holds}
        is_done = states == {"RESTRICTED"}
        case = self._case(account, acting, owing, days)
        case.state = (CaseState.RESTRICTED if is_done else CaseState.RESTRICTING).value
        case.restricted_at = acting + timedelta(minutes=7) if is_done else None
        if is_done and account.status == AccountStatus.SUSPENDED:
            case.suspended_at, case.account_status_before = case.restricted_at, AccountStatus.ACTIVE.value
        self._write(case)
        for service, hold in holds:
            hold.case_id, hold.placed_at = case.id, acting
            self._bar(case, service, acting)

    def past(self, account: Account, services: Sequence[ServiceSubscription]) -> None:
        """Let some customers have been restricted some weeks ago, and restored once they had paid."""
        if self._random.random() >= _PAST_SHARE:
            return
        back = self._random.randint(4, _PAST_DAYS)
        acting = self._in_window(self._unit.now - timedelta(days=back))
        restored = acting + timedelta(days=self._random.randint(1, 3), minutes=self._random.randint(5, 500))
        owing, days = self._random.randint(60, 300) * 100, self._random.randint(15, 40)
        case = self._case(account, acting, owing, days)
        case.state = CaseState.RESTORED.value
        case.restricted_at = acting + timedelta(minutes=6)
        case.restored_at = restored
        is_by_hand = self._random.random() < _BY_HAND_SHARE
        case.restore_origin = (CaseOrigin.MANUAL if is_by_hand else CaseOrigin.AUTO).value
        case.restored_by = _CONTROL if is_by_hand else SYSTEM_NAME
        if is_by_hand:
            case.restore_reason = _WHY_EARLY
            case.resuspend_not_before = local_day(restored + _RESUSPEND, self._provider.timezone)
        self._write(case)
        for service in services:
            self._lifted(case, service, acting, restored)

    def kept_out(self, account: Account, owing: int) -> None:
        """Give who owes a reason to be left alone: a promise, an exemption, a complaint, in turn."""
        self._kept_out += 1
        at = self._kept_out % 3
        session, today = self._unit.session, self._today
        if at == 1:
            session.add(
                PaymentPromise(
                    account_id=account.id,
                    amount_cents=owing,
                    currency=self._provider.currency,
                    promised_for=today + timedelta(days=self._random.randint(0, 6)),
                    status=PromiseStatus.OPEN.value,
                    note="Pays when the salary arrives",
                    taken_at=self._unit.now - timedelta(days=1),
                    taken_by=_CONTROL,
                )
            )
        elif at == 2:  # noqa: PLR2004 - the second of three
            session.add(
                SuspensionExemption(
                    account_id=account.id,
                    reason="Alarm line of a surgery",
                    owner=_CONTROL,
                    until_on=today + timedelta(days=self._random.randint(5, 60)),
                )
            )
        else:
            session.add(
                Complaint(
                    account_id=account.id,
                    reference=f"TIO-{2_026_000 + account.id}",
                    opened_on=today - timedelta(days=self._random.randint(2, 20)),
                )
            )

    # Inside

    def _case(self, account: Account, acting: datetime, owing: int, days: int) -> RestrictionCase:
        return RestrictionCase(
            provider_id=self._provider.id,
            account_id=account.id,
            rule_set_id=None if self._standard is None else self._standard.id,
            origin=CaseOrigin.AUTO.value,
            flagged_at=acting - timedelta(minutes=self._random.randint(15, 600)),
            owing_cents_at_flag=owing,
            overdue_days_at_flag=days,
            acting_at=acting,
        )

    def _write(self, case: RestrictionCase) -> None:
        self._unit.session.add(case)
        self._unit.session.flush()

    def _bar(self, case: RestrictionCase, service: ServiceSubscription, acting: datetime) -> None:
        outcome = _OUTCOMES[service.restriction_status]
        is_done = outcome is RestrictionOutcome.DONE
        service.bar_wanted, service.bar_wanted_at = Bar.OUTGOING.value, acting
        if is_done:
            service.bar_confirmed, service.bar_confirmed_at = Bar.OUTGOING.value, case.restricted_at
        restriction = self._restriction(case, service, RestrictionAction.RESTRICT, acting)
        restriction.status = outcome.value
        restriction.done_at = case.restricted_at
        restriction.error_text = _REFUSED if outcome is RestrictionOutcome.FAILED else None

    def _lifted(
        self, case: RestrictionCase, service: ServiceSubscription, acting: datetime, restored: datetime
    ) -> None:
        self._unit.session.add(
            ServiceHold(
                service_subscription_id=service.id,
                cause=HoldCause.NON_PAYMENT.value,
                origin=HoldOrigin.AUTO.value,
                bar_code=Bar.OUTGOING.value,
                reason="Standard",
                placed_at=acting,
                placed_by=SYSTEM_NAME,
                lifted_at=restored,
                lifted_by=case.restored_by,
                case_id=case.id,
            )
        )
        service.bar_wanted_at = restored
        service.bar_confirmed_at = restored + timedelta(minutes=6)
        for action, at in ((RestrictionAction.RESTRICT, acting), (RestrictionAction.RESTORE, restored)):
            restriction = self._restriction(case, service, action, at)
            restriction.status = RestrictionOutcome.DONE.value
            restriction.done_at = at + timedelta(minutes=6)

    def _restriction(
        self, case: RestrictionCase, service: ServiceSubscription, action: RestrictionAction, at: datetime
    ) -> ServiceRestriction:
        restriction = ServiceRestriction(
            case_id=case.id,
            service_subscription_id=service.id,
            action=action.value,
            bar_code=Bar.OUTGOING.value,
            status=RestrictionOutcome.PENDING.value,
            attempt_no=1,
            requested_at=at,
        )
        self._unit.session.add(restriction)
        return restriction

    def _in_window(self, moment: datetime) -> datetime:
        """Return the morning of that day, or of the working day before it, in the retailer's zone."""
        zone = ZoneInfo(self._provider.timezone)
        day = local_day(moment, self._provider.timezone)
        day -= timedelta(days=max(0, day.weekday() - 4))
        return datetime.combine(day, time(9, self._random.randint(0, 59)), zone).astimezone(moment.tzinfo)
