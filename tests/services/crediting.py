"""A credit controller at work, for the tests: books, promises, plans, cases and pictures of days."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from agentview.contract import payment_plans, promises
from agentview.contract.payment_plans import PlanRow
from agentview.contract.promises import PromiseRow
from agentview.models.database import Stamp
from agentview.models.job_run import JobRun
from agentview.models.party import Provider
from agentview.models.suspension import CandidateDay, RestrictionCase
from agentview.models.trail import AuditEntry
from agentview.services.network.system import system_of
from tests import build
from tests.services.ledger.booking import LEAD, TODAY, Booking

NEXT = timedelta(days=1)


class Crediting(Booking):
    """Works for the small operator as its lead, who may control credit."""

    def promise(
        self, cents: int = 5_000, days: int = 3, account: int = build.MARLOW, note: str = ""
    ) -> PromiseRow:
        """Take a promise for so many days from today."""
        return self.call(
            LEAD,
            promises.TAKE,
            account_id=account,
            amount_cents=cents,
            promised_for=TODAY + timedelta(days=days),
            note=note,
        )

    def plan(self, *invoices: int, account: int = build.MARLOW, **more: object) -> PlanRow:
        """Agree on a plan over invoices: two payments, monthly, the first one today."""
        return self.call(LEAD, payment_plans.CREATE, **terms(*invoices, account=account, **more))

    def settle(self, work: Any) -> int:  # noqa: ANN401 - either of the two functions of that name
        """Let the program settle what is due."""
        with self.backend.database.read() as session:
            caller = system_of(session.get_one(Provider, build.HARBOUR))
        done: int = self.backend.dispatcher.act(caller, work)
        return done

    def later(self, by: timedelta) -> None:
        """Let time pass; everybody signs in again."""
        self.backend.clock.move(by)
        self.sign_in_again()

    def asked(self) -> list[tuple[str | None, dict[str, Any]]]:
        """Return what the rules are to look at again: keys and payloads, in the order of asking."""
        with self.backend.database.read() as session:
            rows = session.scalars(
                select(JobRun).where(JobRun.job == "suspension_account").order_by(JobRun.id)
            )
            return [(row.run_key, dict(row.payload)) for row in rows]

    def written(self, entity: str) -> list[tuple[str, str | None]]:
        """Return what stands in the trail."""
        with self.backend.database.read() as session:
            rows = session.scalars(
                select(AuditEntry).where(AuditEntry.entity == entity).order_by(AuditEntry.id)
            )
            return [(row.action, row.new_value) for row in rows]

    def case(self, account: int = build.MARLOW, state: str = "FLAGGED", **more: object) -> int:
        """Write a case past the services."""
        values: dict[str, object] = {
            "provider_id": build.HARBOUR,
            "account_id": account,
            "origin": "AUTO",
            "state": state,
            "flagged_at": build.START - timedelta(days=1),
            "owing_cents_at_flag": 5_000,
            **more,
        }
        with self.backend.database.write(Stamp("test", build.START)) as session:
            made = RestrictionCase(**values)
            session.add(made)
            session.flush()
            return made.id

    def picture(self, on_day: date, *accounts: int, cents: int = 5_000) -> None:
        """Write whom the rules would have restricted on a day."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            for account in accounts:
                session.add(
                    CandidateDay(
                        provider_id=build.HARBOUR, on_day=on_day, account_id=account, owing_cents=cents
                    )
                )


def terms(*invoices: int, account: int = build.MARLOW, **more: object) -> dict[str, Any]:
    """Return what a plan is agreed on."""
    return {
        "account_id": account,
        "invoice_ids": invoices,
        "start_on": TODAY,
        "frequency": "MONTHLY",
        "number_of_payments": 2,
        **more,
    }


def ago(**delta: float) -> datetime:
    """Return a moment before the clock of the tests starts."""
    return build.START - timedelta(**delta)
