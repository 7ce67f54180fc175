"""Gives each retailer what a credit controller works with: rules and who stands behind them, days, groups.

Some customers owe for weeks and wait for the next run; others owe as much and are left alone, each for a
reason of its own. Written after everybody else is there, so that the orders of the demo stay as they are.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import cycle

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session

from agentview.contract.account import AccountStatus
from agentview.contract.ledger import InvoiceStatus, PromiseStatus
from agentview.contract.restriction import RuleSetStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.power import Role
from agentview.models.customer import Account
from agentview.models.money import Invoice, PaymentPromise
from agentview.models.party import Provider, User, UserRole
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.suspension import (
    AccountGroup,
    AccountGroupMember,
    CandidateDay,
    ClosedDay,
    Complaint,
    ExcludedGroup,
    RestrictionCase,
    SuspensionExemption,
    SuspensionRuleSet,
)
from agentview.services.ledger_posting import open_entries
from agentview.services.unit import Unit

_EVERY, _FIRST = 4, 3
"""Every fourth customer who owes nothing gets late, from the fourth on; the first ones are for the tour."""

_MOST = 22
_TERM = timedelta(days=14)
_DEBTS = ((16, 8_900), (23, 12_450), (31, 6_990), (19, 24_800), (47, 5_000), (15, 7_750), (64, 31_200))
"""Days overdue, and what is owed in minor units; 5,000 is the least amount itself."""

_CLOSED = (("New Year's Day", 1, 1), ("Labour Day", 5, 1), ("Christmas Day", 12, 25), ("Boxing Day", 12, 26))
_BREAKER = 25
"""Of a small retailer a few customers are many percent."""

_NEW, _GONE = 3, 2
"""So many of those who wait did not the day before, and so many others did."""


def play_ruling(unit: Unit) -> None:
    """Furnish every retailer."""
    session = unit.session
    for retailer in session.scalars(
        select(Provider).where(Provider.kind == "RSP").order_by(Provider.id)
    ).all():
        _Desk(unit, retailer).furnish()


class _Desk:
    """The desk of credit control of one retailer."""

    def __init__(self, unit: Unit, provider: Provider) -> None:
        self._unit, self._provider, self._session = unit, provider, unit.session
        self._today = unit.today
        self._controller = _somebody(unit.session, provider, Role.CREDIT_CONTROLLER)
        self._admin = _somebody(unit.session, provider, Role.ADMIN)

    def furnish(self) -> None:
        """Write rules, closed days, groups, and customers who owe."""
        self._sign_rules()
        self._session.add_all(
            ClosedDay(provider_id=self._provider.id, year=None, month=month, day=day, name=name)
            for name, month, day in _CLOSED
        )
        self._session.add(
            ClosedDay(
                provider_id=self._provider.id,
                year=self._today.year,
                month=12,
                day=24,
                name="Move of the office",
            )
        )
        late = self._free_accounts()
        self._owe(late)
        reasons = cycle((None, self._promise, None, self._exempt, None, self._complain, None, self._group))
        waiting = [one for one, reason in zip(late, reasons, strict=False) if not _given(reason, one)]
        self._picture(waiting, late)
        self._others()
        self._session.flush()

    def _sign_rules(self) -> None:
        rules = SuspensionRuleSet
        self._session.execute(
            update(rules)
            .where(rules.provider_id == self._provider.id)
            .values(
                proposed_by_id=self._controller.id,
                enabled_by_id=self._admin.id,
                breaker_percent=_BREAKER,
            )
        )
        self._session.add(
            rules(
                provider_id=self._provider.id,
                name="With a warning first",
                effective_from=self._today + timedelta(days=9),
                minimum_overdue_cents=10_000,
                minimum_overdue_days=21,
                restoration_threshold_cents=2_000,
                resuspend_days=10,
                action_windows=[
                    *({"weekday": day, "from": "09:00", "to": "12:00"} for day in range(5)),
                    *({"weekday": day, "from": "13:00", "to": "16:30"} for day in range(4)),
                ],
                status=RuleSetStatus.PROPOSED.value,
                proposed_by_id=self._controller.id,
                needs_notice=True,
                spares_eve_of_closed_day=True,
                breaker_percent=_BREAKER,
            )
        )

    def _free_accounts(self) -> Sequence[Account]:
        """Return active customers with a service who are not late and were never restricted."""
        wanted = (
            select(Account)
            .where(
                Account.provider_id == self._provider.id,
                Account.status == AccountStatus.ACTIVE.value,
                _has_service(),
                ~exists().where(
                    Invoice.account_id == Account.id,
                    Invoice.status == InvoiceStatus.ISSUED.value,
                    Invoice.due_on <= self._today,
                ),
                ~exists().where(RestrictionCase.account_id == Account.id),
            )
            .order_by(Account.id)
        )
        return self._session.scalars(wanted).all()[_FIRST::_EVERY][:_MOST]

    def _owe(self, late: Sequence[Account]) -> None:
        made = [
            self._invoice(account, number, days, cents)
            for number, (account, (days, cents)) in enumerate(zip(late, cycle(_DEBTS), strict=False))
        ]
        self._session.add_all(made)
        self._session.flush()
        open_entries(self._unit, [(one.account_id, one.id, one.total_inc_cents) for one in made])

    def _invoice(self, account: Account, number: int, days: int, cents: int) -> Invoice:
        due_on = self._today - timedelta(days=days)
        return Invoice(
            account_id=account.id,
            invoice_no=f"INV-{90_001 + number}",
            issued_on=due_on - _TERM,
            due_on=due_on,
            currency=self._provider.currency,
            total_inc_cents=cents,
            amount_due_inc_cents=cents,
            disputed_cents=0,
            status=InvoiceStatus.ISSUED.value,
        )

    def _promise(self, account: Account) -> None:
        self._session.add(
            PaymentPromise(
                account_id=account.id,
                amount_cents=5_000,
                currency=self._provider.currency,
                promised_for=self._today + timedelta(days=4),
                status=PromiseStatus.OPEN.value,
                note="Pays when the salary arrives",
                taken_at=self._unit.now - timedelta(hours=20),
                taken_by=self._controller.display_name,
            )
        )

    def _exempt(self, account: Account) -> None:
        self._exemption(account, 9, "Alarm line of a surgery")

    def _exemption(self, account: Account, days: int, reason: str) -> None:
        self._session.add(
            SuspensionExemption(
                account_id=account.id,
                reason=reason,
                owner=self._controller.display_name,
                until_on=self._today + timedelta(days=days),
            )
        )

    def _complain(self, account: Account) -> None:
        self._session.add(
            Complaint(
                account_id=account.id,
                reference=f"TIO-{2_026_500 + account.id}",
                opened_on=self._today - timedelta(days=6),
            )
        )

    def _group(self, account: Account) -> None:
        group = self._session.scalars(
            select(AccountGroup).where(
                AccountGroup.provider_id == self._provider.id, AccountGroup.is_distribution_list
            )
        ).first()
        if group is None:
            group = AccountGroup(
                provider_id=self._provider.id, name="Hospitals and clinics", is_distribution_list=True
            )
            self._session.add(group)
            self._session.flush()
            in_force = select(SuspensionRuleSet.id).where(
                SuspensionRuleSet.provider_id == self._provider.id,
                SuspensionRuleSet.status == RuleSetStatus.ENABLED.value,
            )
            self._session.add_all(
                ExcludedGroup(
                    rule_set_id=key, account_group_id=group.id, reason="Lives depend on their lines"
                )
                for key in self._session.scalars(in_force)
            )
        self._session.add(AccountGroupMember(account_group_id=group.id, account_id=account.id))

    def _picture(self, waiting: Sequence[Account], late: Sequence[Account]) -> None:
        """Write whom the rules would have restricted the day before."""
        kept_out = [one for one in late if one not in waiting]
        before = (*waiting[_NEW:], *kept_out[:_GONE])
        self._session.add_all(
            CandidateDay(
                provider_id=self._provider.id,
                on_day=self._today - timedelta(days=1),
                account_id=one.id,
                owing_cents=5_000,
            )
            for one in before
        )

    def _others(self) -> None:
        """Write a group that cannot be left out, and exemptions that are over or end later."""
        accounts = self._session.scalars(
            select(Account).where(Account.provider_id == self._provider.id).order_by(Account.id).limit(4)
        ).all()
        group = AccountGroup(provider_id=self._provider.id, name="Test lines", is_distribution_list=False)
        self._session.add(group)
        self._session.flush()
        self._session.add_all(
            AccountGroupMember(account_group_id=group.id, account_id=one.id) for one in accounts[:2]
        )
        for account, days in zip(accounts, (-12, -3, 40), strict=False):
            self._exemption(account, days, "Flooded: pays when the insurer has")


def _given(reason: Callable[[Account], None] | None, account: Account) -> bool:
    """Give a customer a reason to be left alone, if there is one."""
    if reason is not None:
        reason(account)
    return reason is not None


def _somebody(session: Session, provider: Provider, role: Role) -> User:
    wanted = (
        select(User)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.provider_id == provider.id, UserRole.role == role.value)
        .order_by(User.id)
    )
    return session.scalars(wanted.limit(1)).one()


def _has_service() -> ColumnElement[bool]:
    return exists().where(
        PackageSubscription.account_id == Account.id,
        ServiceSubscription.package_subscription_id == PackageSubscription.id,
        ServiceSubscription.status == SubscriptionStatus.ACTIVE.value,
    )
