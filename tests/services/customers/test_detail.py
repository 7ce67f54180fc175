"""The customer screen: everything of the first look, for the right people, in a fixed number of queries."""

from datetime import timedelta

import pytest

from agentview.contract import customers as contract
from agentview.contract.customers import RestrictionStatus, ServiceRow
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.errors import NotFound
from agentview.services.customers.holdings import strongest
from tests import build
from tests.fixtures.statements import statements
from tests.migration_world import agent
from tests.services.customers import having
from tests.services.customers.having import TODAY, seen
from tests.services.provisioning.working import Working


def test_a_customer_is_shown_with_contacts_packages_and_services(working: Working) -> None:
    having.packages(working.backend, 2)
    found = seen(working)
    assert (found.account_no, found.name, found.profile) == ("004-1001", "Marlow Dental Group", "Residential")
    assert found.restriction is RestrictionStatus.RESTRICTED
    package = found.packages[0]
    assert (package.plan, package.plan_internal) == ("Plan MOB-40", "MOB-40 internal")
    assert (package.period_from, package.period_to) == (TODAY - timedelta(days=3), TODAY + timedelta(days=27))
    service = package.services[0]
    assert service.identifier_label == "Phone number"
    assert [hold.bar_code for hold in service.holds] == ["BAR10"]
    assert [serial.serial_no for serial in service.serials] == ["490154203237518"]
    assert service.address == "1 Quay Street, Sydney, AU"
    assert found.counts.active_packages == 2


def test_personal_data_is_masked(working: Working) -> None:
    contact = seen(working).contacts[0]
    assert contact.phone is not None
    assert contact.phone.endswith("001")
    assert "+61" not in contact.phone
    assert contact.email is not None
    assert "contact" not in contact.email


def test_it_takes_as_many_queries_for_50_packages_as_for_one(local_working: Working) -> None:
    having.packages(local_working.backend, 1, build.MARLOW)
    having.packages(local_working.backend, 50, build.OKONKWO)
    gateway = local_working.on("harbour_csa")
    counts = []
    for account, number in ((build.MARLOW, 1), (build.OKONKWO, 50)):
        with statements(local_working.backend.database) as ran:
            found = gateway.call(contract.CUSTOMER, contract.CustomerRef(account_id=account))
        assert len(found.packages) == number
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 16


def test_open_and_halted_tasks_orders_and_cases_are_counted(working: Working) -> None:
    task = working.new()
    working.new(phone="+61491570157")
    working.halt(task)
    found = seen(working)
    assert (found.counts.open_tasks, found.counts.halted_tasks) == (1, 1)
    halted = found.packages[1].services[0]
    assert (halted.task_reference, halted.halt_reason) == (task.row.reference, "No such address")


def test_what_is_owed_and_overdue_follows_the_provider_s_day(working: Working) -> None:
    assert seen(working).owing == contract.Owing(
        owing_cents=0, overdue_cents=0, oldest_overdue_days=None, currency="AUD"
    )
    having.invoice(working.backend, TODAY, 1000)
    having.invoice(working.backend, TODAY - timedelta(days=1), 200)
    having.invoice(working.backend, TODAY - timedelta(days=40), 30)
    having.invoice(working.backend, TODAY - timedelta(days=90), 0, "ISSUED")
    having.invoice(working.backend, TODAY - timedelta(days=80), 500, "PAID")
    having.invoice(working.backend, TODAY - timedelta(days=70), -500)
    owing = seen(working).owing
    assert (owing.owing_cents, owing.overdue_cents, owing.oldest_overdue_days) == (1230, 230, 40)
    # It is Monday 20:00 in Sydney; from 13:00 UTC on it is Tuesday there, and today's invoice is overdue.
    working.backend.clock.move(timedelta(hours=5))
    assert seen(working).owing.overdue_cents == 1230


@pytest.mark.parametrize("username", ["meridian_prov", "meridian_lead", "alpine_csa"])
def test_r_gen_10_another_provider_s_people_do_not_see_the_customer(working: Working, username: str) -> None:
    working.new()
    refused = working.refused(username, contract.CUSTOMER, account_id=build.MARLOW)
    assert isinstance(refused, NotFound)


def test_a_viewer_sees_the_own_account_without_internal_names(working: Working) -> None:
    having.packages(working.backend, 1)
    found = seen(working, username="harbour_viewer")
    assert found.packages[0].plan_internal == ""
    assert isinstance(
        working.refused("harbour_viewer", contract.CUSTOMER, account_id=build.OKONKWO), NotFound
    )


def test_commands_tell_why_they_are_closed(working: Working) -> None:
    def closed(username: str, account: int = build.MARLOW) -> dict[str, set[str]]:
        return {
            state.command: {refusal.code for refusal in state.refusals}
            for state in seen(working, account, username).commands
            if not state.is_open
        }

    assert closed("harbour_csa") == {}
    assert closed("harbour_csa", build.SUSPENDED) == {
        "new_order": {"E-ACCOUNT-STATUS"},
        "new_hardware_order": {"E-ACCOUNT-CLOSED-TO-ORDERS"},
    }
    auditor = {"edit", "add_note", "add_contact", "reveal", "new_order", "new_hardware_order"}
    assert closed("harbour_auditor") == {name: {"E-POWER"} for name in auditor}
    viewer = closed("harbour_viewer")
    staff = {name: {"E-POWER", "E-STAFF-ONLY"} for name in ("edit", "add_contact")}
    assert viewer == {**staff, "new_hardware_order": {"E-POWER"}}


def test_choices_are_the_own_provider_s(working: Working) -> None:
    offered = working.call("harbour_csa", contract.CHOICES)
    assert [choice.name for choice in offered.profiles] == ["Residential"]
    assert offered.agents == ()


def test_r_gen_10_the_staff_is_offered_the_agents_and_a_customer_s_login_none(working: Working) -> None:
    agent_id = agent(working.backend, "Corner Shop")
    offered = {name: working.call(name, contract.CHOICES) for name in ("harbour_csa", "harbour_viewer")}
    assert offered["harbour_csa"].agents == (contract.Choice(id=agent_id, name="Corner Shop"),)
    assert offered["harbour_viewer"].agents == ()
    assert offered["harbour_viewer"].profiles == offered["harbour_csa"].profiles


def _service(restriction: RestrictionStatus, status: str = "Active") -> ServiceRow:
    return ServiceRow(
        service_id=1,
        reference="SS-1",
        name="SIM",
        service_type="Mobile",
        identifier_label="Phone number",
        identifier=None,
        vanity_name="",
        status=SubscriptionStatus(status),
        provisioning_state=ProvisioningState.NONE,
        halt_reason=None,
        restriction=restriction,
        holds=(),
        start_on=None,
        end_on=None,
        address="",
        is_mandatory=True,
        serials=(),
        task_id=None,
        task_reference="",
        version=1,
    )


def test_d_26_the_strongest_restriction_of_living_services_counts() -> None:
    rows = [_service(status) for status in RestrictionStatus]
    assert strongest(rows) is RestrictionStatus.RESTRICTED
    assert strongest([]) is RestrictionStatus.NONE
    over = _service(RestrictionStatus.RESTRICTED, "Cancelled")
    pending = _service(RestrictionStatus.RESTRICT_PENDING)
    assert strongest([over, pending]) is RestrictionStatus.RESTRICT_PENDING
