"""Four migrations, each from the customer's page to the charges, by two people at their desks."""

from datetime import date

import pytest

from agentview.contract.contract_terms import ContractStatus
from tests import migration_world as world
from tests.scenarios import migrating
from tests.scenarios.conftest import AGENT, PASSWORD, Office
from tests.scenarios.effects import mark, new_orders, queued
from tests.scenarios.migrating import DATES, FEES, PLANS, REVIEW, SERVICES, Move, Story
from tests.scenarios.phone_desk import PhoneDesk

TODAY, YESTERDAY = date(2026, 11, 17), date(2026, 11, 16)
MOBILE_20, MOBILE_80, DUO = "Harbour Mobile 20 GB", "Harbour Mobile 80 GB", "Harbour Duo: mobile and nbn"
LADDER = (
    world.Place("MOB-20", 10, downgrade=500, downgrade_discount=700),
    world.Place("MOB-80", 20, upgrade=1500),
    world.Place("DUO", 30, upgrade=2500),
)


@pytest.fixture
def amelia(office: Office) -> PhoneDesk:
    """Return the desk of an agent; nothing of the demo is bound, and nobody is signed in yet."""
    desk = office.furnish()
    migrating.unbind_all(desk)
    return desk


@pytest.fixture
def home(amelia: PhoneDesk) -> world.Home:
    """Return the pool of the mobile plans, and the contract with which each of them begins."""
    return world.home(amelia, world.FIXED, LADDER)


def test_r_mig_25_a_package_under_contract_is_upgraded_inside_its_pool(
    office: Office, amelia: PhoneDesk, home: world.Home
) -> None:
    move = Move("Giulia Stavrou", MOBILE_20, MOBILE_80)
    losing = migrating.package_of(amelia, move)
    world.bind(amelia, losing, home.type_id, date(2027, 6, 30))
    amelia.sign_in(AGENT, PASSWORD)
    before = mark(amelia)
    migrating.check(amelia, move)
    amelia.until_sees("12 months", "30 Jun 2027")
    migrating.go_on(amelia, PLANS)
    migrating.choose_plan(amelia, MOBILE_80)
    migrating.go_on(amelia, SERVICES)
    amelia.until_sees("What follows", "Mobile 80 GB")
    migrating.go_on(amelia, FEES)
    amelia.until_sees("Upgrade charge", "15.00")
    assert not amelia.sees("Break-out fee"), "inside the pool nothing is broken"
    migrating.agree(amelia)
    migrating.go_on(amelia, DATES)
    migrating.go_on(amelia, REVIEW)
    amelia.until_sees("\N{MINUS SIGN}1.94", "Your contract 12 months ends on that day.")
    migrating.submit(amelia)
    number = migrating.begun(amelia, before)
    assert queued(amelia, before) == [(move.customer, "MIGRATE", "AWAITING_PROVISIONING")]
    assert migrating.charged(amelia, number) == [], "until it completes"
    migrating.finalise(office.seat(migrating.PROVISIONER), number)
    story = Story(number, move, losing, [("UPGRADE_CHARGE", 1500), ("PRORATA_CREDIT", -1694)])
    migrating.assert_one_story(
        amelia,
        story,
        total="\N{MINUS SIGN}1.94 AUD",
        timeline=(
            "Pending charge: Upgrade charge, 15.00 AUD",
            "Pending charge: Credit for unused days, \N{MINUS SIGN}16.94 AUD",
            "Contract begun",
        ),
    )
    assert migrating.contracts(amelia, number) == [
        (losing, ContractStatus.ENDED.value, date(2027, 6, 30)),
        (migrating.winning_of(amelia, number), ContractStatus.ACTIVE.value, YESTERDAY.replace(year=2027)),
    ]
    assert new_orders(amelia, before) == [(number, "MIGRATE", "ORDER_COMPLETED")]


@pytest.mark.usefixtures("home")
def test_r_mig_39_a_package_is_downgraded_with_the_discount_of_the_pool(
    office: Office, amelia: PhoneDesk
) -> None:
    move = Move("Imogen Dunstan", MOBILE_80, MOBILE_20)
    losing = migrating.package_of(amelia, move)
    amelia.sign_in(AGENT, PASSWORD)
    before = mark(amelia)
    migrating.check(amelia, move)
    migrating.go_on(amelia, PLANS)
    amelia.fill("Narrow by name or code", "20 GB")
    migrating.choose_plan(amelia, MOBILE_20)
    migrating.go_on(amelia, SERVICES)
    migrating.go_on(amelia, FEES)
    amelia.until_sees("Downgrade charge", "5.00", "Migration discount", "\N{MINUS SIGN}7.00")
    amelia.press("Ctrl+Return")
    amelia.until_sees("One thing needs another look")
    migrating.agree(amelia)
    migrating.go_on(amelia, DATES)
    migrating.go_on(amelia, REVIEW)
    migrating.submit(amelia)
    number = migrating.begun(amelia, before)
    assert migrating.charged(amelia, number) == [], "neither charge nor discount before it completes"
    migrating.finalise(office.seat(migrating.PROVISIONER), number)
    credit = migrating.credit_of(amelia, losing, TODAY)
    lines = [("DOWNGRADE_CHARGE", 500), ("MIGRATION_DISCOUNT", -700), ("PRORATA_CREDIT", credit)]
    migrating.assert_one_story(
        amelia,
        Story(number, move, losing, lines),
        total=migrating.shown(sum(cents for _, cents in lines)),
        timeline=(
            "Pending charge: Downgrade charge, 5.00 AUD",
            "Pending charge: Migration discount, \N{MINUS SIGN}7.00 AUD",
            f"Pending charge: Credit for unused days, {migrating.shown(credit)}",
        ),
    )


@pytest.mark.usefixtures("home")
def test_r_mig_23_a_contract_of_another_type_is_broken_out_of_by_migrating(
    office: Office, amelia: PhoneDesk
) -> None:
    move = Move("Wanjiru Moyo", MOBILE_80, MOBILE_20)
    losing = migrating.package_of(amelia, move)
    other = world.contract_type(amelia, world.PER_MONTH)
    world.bind(amelia, losing, other, date(2027, 3, 20))
    amelia.sign_in(AGENT, PASSWORD)
    before = mark(amelia)
    migrating.check(amelia, move)
    amelia.until_sees("24 months", "Breaking out today costs", "50.00 AUD")
    migrating.go_on(amelia, PLANS)
    migrating.choose_plan(amelia, MOBILE_20)
    migrating.go_on(amelia, SERVICES)
    migrating.go_on(amelia, FEES)
    amelia.until_sees("Break-out fee", "5 months \N{MULTIPLICATION SIGN} 10.00", "50.00")
    migrating.agree(amelia)
    migrating.go_on(amelia, DATES)
    migrating.go_on(amelia, REVIEW)
    migrating.submit(amelia)
    number = migrating.begun(amelia, before)
    migrating.finalise(office.seat(migrating.PROVISIONER), number)
    credit = migrating.credit_of(amelia, losing, TODAY)
    lines = [
        ("DOWNGRADE_CHARGE", 500),
        ("MIGRATION_DISCOUNT", -700),
        ("BREAK_OUT_FEE", 5000),
        ("PRORATA_CREDIT", credit),
    ]
    migrating.assert_one_story(
        amelia,
        Story(number, move, losing, lines),
        total=migrating.shown(sum(cents for _, cents in lines)),
        timeline=("Pending charge: Break-out fee, 50.00 AUD", "Contract broken out of", "Contract begun"),
    )
    assert [status for _, status, _ in migrating.contracts(amelia, number)] == [
        ContractStatus.BROKEN.value,
        ContractStatus.ACTIVE.value,
    ]


@pytest.mark.usefixtures("home")
def test_r_mig_14_and_15_a_bundle_becomes_a_single_plan_resumed_at_a_second_desk(
    office: Office, amelia: PhoneDesk
) -> None:
    move = Move("Jing Wang", DUO, MOBILE_20)
    losing = migrating.package_of(amelia, move)
    world.bolt_on(amelia, losing, "Data 10 GB")
    amelia.sign_in(AGENT, PASSWORD)
    before = mark(amelia)
    migrating.check(amelia, move)
    migrating.go_on(amelia, PLANS)
    migrating.choose_plan(amelia, MOBILE_20)
    migrating.go_on(amelia, SERVICES)
    amelia.until_sees("Dropped: it ends with the migration", "Data 10 GB")
    amelia.tick("The customer knows that they are not carried over")
    amelia.press("Ctrl+S")
    amelia.until_sees("is saved. Go on with it at any desktop.")
    number = migrating.begun(amelia, before)
    assert new_orders(amelia, before) == [(number, "MIGRATE", "ORDER_INCOMPLETE")]
    assert queued(amelia, before) == []
    second = office.seat(AGENT)
    second.find(migrating.named(number), migrating.named(number))
    second.until_sees(SERVICES, "Dropped: it ends with the migration", "Data 10 GB")
    migrating.go_on(second, FEES)
    migrating.agree(second)
    migrating.go_on(second, DATES)
    migrating.go_on(second, REVIEW)
    second.until_sees("These services end", "These bolt-ons end: Data 10 GB.")
    migrating.submit(second)
    migrating.finalise(office.seat(migrating.PROVISIONER), number)
    credit = migrating.credit_of(amelia, losing, TODAY)
    lines = [("DOWNGRADE_CHARGE", 500), ("MIGRATION_DISCOUNT", -700), ("PRORATA_CREDIT", credit)]
    migrating.assert_one_story(
        amelia,
        Story(number, move, losing, lines, dropped=1),
        total=migrating.shown(sum(cents for _, cents in lines)),
        timeline=("Pending charge: Downgrade charge, 5.00 AUD",),
    )
    amelia.until_sees("not carried over")
