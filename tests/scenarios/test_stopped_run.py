"""A run of the demo operator that the breaker stops: let go on, told, explained, paid and restored."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.contract import ledger
from agentview.core.clock import ManualClock
from agentview.core.settings import Settings
from agentview.gateway.embedded import serve_from
from agentview.jobs.durable import DurableWork
from agentview.jobs.engine import Pace, start_jobs
from agentview.jobs.network import start_network
from agentview.jobs.registry import jobs_of
from agentview.models.customer import Account
from agentview.models.database import Database
from agentview.models.job_run import JobRun
from agentview.models.network import NetworkRequest
from agentview.models.suspension import RestrictionCase
from agentview.services.jobs.lifecycle import OPEN
from agentview.services.network.lifecycle import UNSETTLED
from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.tour.walk import START
from tests.fixtures.mail_server import PostOffice, post_office
from tests.fixtures.sms_server import SmsServer, sms_server
from tests.scenarios import controlling_credit as credit
from tests.scenarios.conftest import PASSWORD, Office
from tests.scenarios.phone_desk import PhoneDesk
from tests.ui.conftest import (  # noqa: F401 - as in every test with a window
    app,
)
from tests.world import assert_world

MORNING = START + timedelta(hours=13)
"""Half past nine on Wednesday in Sydney: the rules may act."""


QUICK = Pace(tick=0.1, reap=5.0, reconcile=5.0, lost_after=30.0)


@pytest.fixture
def mail() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def sms() -> Iterator[SmsServer]:
    with sms_server() as gateway:
        yield gateway


@pytest.fixture
def office(demo_on_postgres: str, app: QApplication, tmp_path: Path) -> Iterator[Office]:  # noqa: F811 - the fixture
    """Return the services of the demo operator on a server, with a network and jobs that work."""
    clock = ManualClock(MORNING)
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    work = DurableWork(jobs_of(Settings(data_folder=tmp_path / "data")))
    with (
        closing(serve_from(Database(demo_on_postgres), clock, engine=work)) as embedded,
        ExitStack() as stack,
    ):
        stack.enter_context(closing(start_network(embedded, ProvisioningSimulator())))
        stack.enter_context(
            closing(start_jobs(embedded, work, pace=Pace(tick=0.1, reap=5, reconcile=5, lost_after=30)))
        )
        office = Office(embedded, clock, "server", keeper, tmp_path, stack)
        yield office
        office.clear()
        assert_world(embedded.database)
        keeper.deleteLater()
        office.forget()


CUSTOMER, ADDRESS, MOBILE = "Tavita Ngata", "tavita.ngata.11@mail.example", "+61495562788"


def test_sm_5_from_the_dry_run_over_two_people_to_restricted_explained_paid_and_restored(
    office: Office, mail: PostOffice, sms: SmsServer
) -> None:
    admin, controller = office.seat(credit.ADMINISTRATOR), office.seat(credit.CONTROLLER)
    credit.set_delivery(admin, mail.url, sms.url)
    credit.switch_automation_on(admin)
    credit.propose_rules(controller)
    credit.enable_rules(admin)
    credit.see_dry_run(controller, CUSTOMER)
    credit.let_run_go_on(controller)
    office.clock.move(timedelta(minutes=16))
    controller.until(lambda: states(controller) == ["RESTRICTED"], "the rules do not restrict")
    controller.until(lambda: is_done(controller), "network and jobs are never done")
    credit.watch_case(controller, CUSTOMER)
    controller.until_sees("The network has barred its services.", "Outgoing barred")
    until_told(office, controller, mail, sms, "is restricted")
    agent = office.seat(credit.AGENT)
    credit.open_status(agent, CUSTOMER)
    agent.until_sees("cannot call out: unpaid since", "Ask the customer to pay")
    assert pay_all(office) == 20_989
    agent.until_sees("Nothing here stops")
    agent.until_gone("cannot call out: unpaid since")
    controller.until_sees("Restored")
    assert states(controller) == ["RESTORED"]
    until_told(office, controller, mail, sms, "is restored")
    subjects = [str(one["Subject"]) for one in mail.mails if one["To"] == ADDRESS]
    assert len(subjects) == len(set(subjects)), "one message for each service and deed (E34)"


def is_done(desk: PhoneDesk) -> bool:
    """Say whether the network has answered all that was asked since the morning, and no job runs."""
    asked = select(NetworkRequest.id).where(
        NetworkRequest.status.in_(UNSETTLED), NetworkRequest.created_at >= MORNING
    )
    running = select(JobRun.id).where(JobRun.status.in_(OPEN))
    return desk.ask(asked.limit(1)) == desk.ask(running.limit(1)) == []


def states(desk: PhoneDesk) -> list[str]:
    """The cases of the customer since the morning, as they stand."""
    found = select(RestrictionCase.state).join(Account, Account.id == RestrictionCase.account_id)
    wanted = found.where(Account.name == CUSTOMER, RestrictionCase.flagged_at >= MORNING)
    return [state for (state,) in desk.ask(wanted)]


def pay_all(office: Office) -> int:
    """Let the bank tell, over the API, that the customer has paid; return how much, in minor units."""
    ((account_id,),) = office.desks[0].ask(select(Account.id).where(Account.name == CUSTOMER))
    with closing(office.connect()) as gateway:
        gateway.sign_in(credit.CONTROLLER, PASSWORD)
        owing = gateway.call(ledger.STATEMENT, ledger.StatementRequest(account_id=account_id)).owing_cents
        payment = ledger.ReceivePaymentRequest(
            account_id=account_id,
            external_id="BANK-77",
            received_on=date(2026, 11, 18),
            amount_cents=owing,
        )
        assert gateway.call(ledger.RECEIVE, payment).unallocated_cents == 0
    return owing


def until_told(office: Office, desk: PhoneDesk, mail: PostOffice, sms: SmsServer, said: str) -> None:
    """Wait for the e-mail and the text message of the customer; a minute later at the latest they are due."""
    office.clock.move(timedelta(minutes=2))
    desk.until(
        lambda: any(one["To"] == ADDRESS and said in str(one["Subject"]) for one in mail.mails),
        f"no e-mail says that the service {said}",
    )
    desk.until(
        lambda: any(one["to"] == MOBILE and said in one["text"] for one in sms.taken.values()),
        f"no text message says that the service {said}",
    )
