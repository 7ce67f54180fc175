"""People, rules and the network at work on the bars of one customer, for the tests (SM-5)."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select

from agentview.contract import suspension_cases as contract
from agentview.contract.events import EventType
from agentview.contract.restriction import CaseState, Obstacle
from agentview.contract.suspension_cases import CaseActed, CaseDetail, History
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.events import EventMapping
from agentview.models.network import NetworkRequest
from agentview.models.party import Provider
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.models.suspension import RestrictionCase, SuspensionRuleSet
from agentview.models.trail import EventInstance
from agentview.services.network.system import system_of
from agentview.services.restriction.flagging import flag
from agentview.services.restriction.restoring import start_restoring
from agentview.services.restriction.restricting import start_restricting
from agentview.services.suspension.ruling import rule_set_of
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.ledger.booking import Booking
from tests.services.network.carrying import Carrying
from tests.services.suspension.ruling import stored

T = TypeVar("T")
LEAD, CSA = "harbour_lead", "harbour_csa"
FINE, SILENT_FIRST, SILENT, UNBARRED, STUCK = "00", "99", "66", "44", "55"
"""How the identifier of a service ends, and so what the simulated network does with its bar."""
SUSPENDED = 5
_NUMBERS = count(1)


class Barring(Carrying):
    """Lets accounts be flagged, restricted and restored, and looks what came of it."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self.books = Booking(backend)
        rule_set_id = stored(backend)
        with backend.database.read() as session:
            self.rules = rule_set_of(session.get_one(SuspensionRuleSet, rule_set_id))
            self.system = system_of(session.get_one(Provider, build.HARBOUR))

    def act(self, work: Callable[[Unit], T]) -> T:
        """Carry something out as the program does."""
        return self.backend.dispatcher.act(self.system, work)

    def services(self, *endings: str, account: int = build.MARLOW) -> tuple[int, ...]:
        """Give an account an active service for each ending, every one in a package of its own."""
        return tuple(self._service(ending, account) for ending in endings)

    def debtor(self, *endings: str, cents: int = 5_000, account: int = build.MARLOW) -> tuple[int, ...]:
        """Let an account owe enough for long enough, and have services."""
        made = self.services(*(endings or (FINE,)), account=account)
        self.books.invoice(cents, account=account)
        return made

    def flag(self, *accounts: int) -> int:
        """Flag accounts as the sweep does."""
        return self.act(lambda unit: flag(unit, self.rules, accounts or (build.MARLOW,)))

    def start(self, case_id: int | None = None) -> CaseState:
        """Start to restrict; the newest case where none is named."""
        wanted = case_id or self.newest()
        return self.act(lambda unit: start_restricting(unit, wanted, self.rules))

    def lift(self, obstacle: Obstacle = Obstacle.OWES_LITTLE, case_id: int | None = None) -> CaseState:
        """Restore by rule, as after a payment."""
        wanted = case_id or self.newest()
        return self.act(lambda unit: start_restoring(unit, wanted, obstacle))

    def restricted(self, *endings: str, account: int = build.MARLOW) -> tuple[int, ...]:
        """Bring an account to where the rules have barred all of it."""
        made = self.debtor(*endings, account=account)
        self.flag(account)
        self.start()
        self.run()
        return made

    def by_hand(self, *services: int, account: int = build.MARLOW, **more: object) -> CaseActed:
        """Restrict as the lead does."""
        values: dict[str, object] = {"reason": "Fraud desk asked", "service_ids": services, **more}
        return self.call(LEAD, contract.RESTRICT, account_id=account, **values)

    def restore_by_hand(self, case_id: int | None = None, reason: str = "Promised by phone") -> CaseActed:
        """Restore as the lead does, in the version of now."""
        wanted = case_id or self.newest()
        return self.call(
            LEAD, contract.RESTORE, case_id=wanted, version=self.case(wanted).version, reason=reason
        )

    def case(self, case_id: int | None = None, by: str = LEAD) -> CaseDetail:
        """Read a case as people do."""
        return self.call(by, contract.CASE, case_id=case_id or self.newest())

    def history(self, account: int = build.MARLOW, by: str = LEAD) -> History:
        """Read the restrictions of an account as people do."""
        return self.call(by, contract.HISTORY, account_id=account)

    def newest(self) -> int:
        """Return the newest case."""
        with self.backend.database.read() as session:
            wanted = select(RestrictionCase.id).order_by(RestrictionCase.id.desc()).limit(1)
            return session.scalars(wanted).one()

    def states(self) -> list[CaseState]:
        """Return the states of all cases, the oldest first."""
        with self.backend.database.read() as session:
            found = session.scalars(select(RestrictionCase.state).order_by(RestrictionCase.id))
            return [CaseState(state) for state in found]

    def bars(self, *services: int) -> list[tuple[str, str, str]]:
        """Return restriction status, bar wanted and bar confirmed of services."""
        with self.backend.database.read() as session:
            rows = [session.get_one(ServiceSubscription, key) for key in services]
            return [(row.restriction_status, row.bar_wanted, row.bar_confirmed) for row in rows]

    def account(self, account: int = build.MARLOW) -> tuple[int, str | None]:
        """Return status and reason of an account."""
        with self.backend.database.read() as session:
            row = session.get_one(Account, account)
            return row.status, row.status_reason

    def requests(self) -> list[tuple[str, str]]:
        """Return reference and status of what the network was asked."""
        with self.backend.database.read() as session:
            rows = session.execute(
                select(NetworkRequest.reference, NetworkRequest.status).order_by(NetworkRequest.id)
            )
            return [(row.reference, row.status) for row in rows]

    def events(self, event: EventType) -> list[tuple[int | None, str]]:
        """Return the services and keys of the events of a type."""
        with self.backend.database.read() as session:
            rows = session.execute(
                select(EventInstance.service_subscription_id, EventInstance.dedupe_key)
                .where(EventInstance.event_type == event.value)
                .order_by(EventInstance.id)
            )
            return [(row[0], row[1]) for row in rows]

    def listen(self, *events: EventType) -> None:
        """Switch events on for every account of the tests."""
        with self.write() as session:
            for event in events:
                session.add(
                    EventMapping(
                        provider_id=build.HARBOUR, event_type=event.value, profile_id=1, is_enabled=True
                    )
                )

    def foreign_hold(self, service_id: int, bar: str = "BAR10", *, confirmed: bool = True) -> None:
        """Let a person hold a service since long, outside of any case."""
        with self.write() as session:
            session.add(
                ServiceHold(
                    service_subscription_id=service_id,
                    cause="FRAUD",
                    origin="MANUAL",
                    bar_code=bar,
                    reason="Calls at night",
                    placed_at=build.START - timedelta(days=1),
                    placed_by="Fraud desk",
                )
            )
            service = session.get_one(ServiceSubscription, service_id)
            service.bar_wanted = bar
            if confirmed:
                service.bar_confirmed, service.restriction_status = bar, "RESTRICTED"

    def set_account(self, status: int, account: int = build.MARLOW) -> None:
        """Give an account a status past the services."""
        with self.write() as session:
            session.get_one(Account, account).status = status

    def set_service(self, service_id: int, **values: object) -> None:
        """Write fields of a service past the services."""
        with self.write() as session:
            service = session.get_one(ServiceSubscription, service_id)
            for name, value in values.items():
                setattr(service, name, value)

    def write(self) -> Any:  # noqa: ANN401 - a session's context
        """Open a session to write past the services."""
        return self.backend.database.write(Stamp("test", self.backend.clock.now()))

    def _service(self, ending: str, account: int) -> int:
        held = hold(self.backend, "MOB-40", account)
        [service_id] = held.service_ids
        number = f"+614915{next(_NUMBERS):03d}{ending}"
        self.set_service(service_id, core_service_identifier=number)
        return service_id
