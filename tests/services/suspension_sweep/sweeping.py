"""Rounds of the sweep without the engine, over customers who owe, for the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select

from agentview.contract import ledger, suspension_cases
from agentview.contract.events import EventType
from agentview.core.caller import Caller
from agentview.jobs.network import NetworkJob
from agentview.models.customer import Account, AccountProfile
from agentview.models.database import Stamp
from agentview.models.dialect import upsert
from agentview.models.events import EventMapping
from agentview.models.job_run import JobRun
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.suspension import RestrictionCase
from agentview.services.network.system import system_of
from agentview.services.suspension_sweep.account import look_again
from agentview.services.suspension_sweep.block import Block
from agentview.services.suspension_sweep.flagging import flag_block
from agentview.services.suspension_sweep.planning import Plan, plan
from agentview.services.suspension_sweep.rounds import sweep
from agentview.services.suspension_sweep.standing import standing
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.network.carrying import Platform
from tests.services.suspension.ruling import with_controller

T = TypeVar("T")

AUTOMATION = (EventType.AUTO_SUSPEND, EventType.AUTO_UNSUSPEND)
ALWAYS = [{"weekday": day, "from": "00:00", "to": "24:00"} for day in range(7)]
OFFICE = [{"weekday": day, "from": "09:00", "to": "17:00"} for day in range(5)]
LEAD = "harbour_lead"


@dataclass(frozen=True)
class Hand:
    """Carries a round out, as a run of the job does."""

    backend: Backend
    caller: Caller

    @property
    def now(self) -> datetime:
        return self.backend.clock.now()

    def act(self, work: Callable[[Unit], T]) -> T:
        return self.backend.dispatcher.act(self.caller, work)


def switch_automation(
    backend: Backend, *events: EventType, is_on: bool = True, profiles: tuple[int, ...] = ()
) -> None:
    """Switch the automation of Harbour for profiles: all of them where none is named."""
    with backend.database.write(Stamp("test", build.START)) as session:
        for profile_id in profiles or session.scalars(select(AccountProfile.id)).all():
            for event in events or AUTOMATION:
                values: dict[str, object] = {
                    "provider_id": build.HARBOUR,
                    "profile_id": profile_id,
                    "event_type": event.value,
                    "threshold": 0,
                    "is_enabled": is_on,
                    "created_at": build.START,
                    "created_by": "test",
                    "updated_at": build.START,
                    "updated_by": "test",
                    "row_version": 1,
                }
                upsert(session, EventMapping, values, MAPPING)


class Sweeping:
    """Sweeps for a provider, and lets the network answer."""

    def __init__(self, backend: Backend, provider_id: int = build.HARBOUR) -> None:
        self.backend = backend
        self.working = with_controller(backend)
        self.platform = Platform()
        self.network = NetworkJob(backend.embedded, self.platform)
        with backend.database.read() as session:
            self.hand = Hand(backend, system_of(session.get_one(Provider, provider_id)))

    def switch(self, *events: EventType, is_on: bool = True, profiles: tuple[int, ...] = ()) -> None:
        """Switch the automation for profiles: all of them where none is named."""
        switch_automation(self.backend, *events, is_on=is_on, profiles=profiles)

    def round(self) -> list[Block]:
        """Carry a round out."""
        return list(sweep(self.hand, self.backend.database))

    def plan(self) -> Plan:
        """Return what a round would go by now."""
        with self.backend.database.read() as session:
            return plan(session, standing(session, self.hand.caller.provider_id, self.hand.now))

    def flag(self, planned: Plan) -> Block:
        """Flag the first block of a round that was planned before."""
        number = planned.rule_set_id or 0
        return self.hand.act(lambda unit: flag_block(unit, number, planned.may.most, 0))

    def settled(self) -> None:
        """Carry a round out, and let the network answer all that it is asked."""
        self.round()
        self.answer()

    def answer(self) -> None:
        """Let the network answer."""
        for _ in iter(self.network.step, False):
            pass

    def look(self, account: int = build.MARLOW) -> object:
        """Look at one account anew, as the job does that a payment asks for."""
        return self.hand.act(lambda unit: look_again(unit, account))

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.backend.clock.move(timedelta(**by))

    def pay(self, cents: int, account: int = build.MARLOW, number: str = "P-1") -> ledger.LedgerPayment:
        """Take in a payment of today."""
        return self.working.call(
            LEAD,
            ledger.RECEIVE,
            account_id=account,
            external_id=number,
            method="CARD",
            received_on=self.backend.clock.now().date(),
            amount_cents=cents,
        )

    def restore_by_hand(self, account: int = build.MARLOW) -> None:
        """Restore an account by hand."""
        case = self.case(account)
        wanted = {"case_id": case.id, "version": case.row_version, "reason": "A promise"}
        self.working.call(LEAD, suspension_cases.RESTORE, **wanted)

    def states(self) -> dict[int, list[str]]:
        """Return the states of the cases of each account, oldest first."""
        found: dict[int, list[str]] = {}
        with self.backend.database.read() as session:
            for row in session.scalars(select(RestrictionCase).order_by(RestrictionCase.id)):
                found.setdefault(row.account_id, []).append(row.state)
        return found

    def case(self, account: int = build.MARLOW) -> RestrictionCase:
        """Return the last case of an account."""
        with self.backend.database.read() as session:
            wanted = select(RestrictionCase).where(RestrictionCase.account_id == account)
            found = session.scalars(wanted.order_by(RestrictionCase.id.desc())).first()
            assert found is not None
            return found

    def bars(self, account: int = build.MARLOW) -> list[tuple[str, str, str]]:
        """Return of each service which bar is wanted, which is confirmed, and how far the network is."""
        with self.backend.database.read() as session:
            rows = session.scalars(
                select(ServiceSubscription)
                .join(
                    PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id
                )
                .where(PackageSubscription.account_id == account)
                .order_by(ServiceSubscription.id)
            )
            return [(row.bar_wanted, row.bar_confirmed, row.restriction_status) for row in rows]

    def status(self, account: int = build.MARLOW) -> int:
        """Return the status of an account."""
        with self.backend.database.read() as session:
            return session.get_one(Account, account).status

    def asked_for(self, job: str) -> list[str | None]:
        """Return the keys of the runs of a job that were asked for."""
        with self.backend.database.read() as session:
            return list(session.scalars(select(JobRun.run_key).where(JobRun.job == job).order_by(JobRun.id)))


MAPPING = (
    EventMapping.provider_id,
    EventMapping.event_type,
    EventMapping.profile_id,
    EventMapping.threshold,
)
