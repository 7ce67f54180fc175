"""The dry run of a bulk migration: each line with what it comes to, or every reason; nothing written."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agentview.contract import bulk_migrations as contract
from agentview.contract.bulk_migrations import LineVerdict
from agentview.contract.migrations import QUOTE, START
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractPool, ContractPoolPlan, ContractType
from agentview.models.database import Stamp
from agentview.models.subscription import BoltOn, PackageSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.services.belongings import give_every_power
from tests.services.every_row import everything
from tests.services.holdings import Held, hold
from tests.services.provisioning.working import Working

CSA = "harbour_csa"
TODAY = build.START.date()
UPGRADE_CHARGE, DOWNGRADE_DISCOUNT = 1500, 700
WEIGHTS = {"MOB-40": 10, "MOB-80": 20, "DUO": 30, "TALK": 5, "BOX": 1}


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator, whose plans stand in one pool."""
    _pool(backend)
    return Working(backend)


def _pool(backend: Backend) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        terms = ContractType(
            provider_id=build.HARBOUR,
            internal_name="12 months",
            external_name="12 months",
            length=12,
            length_unit="MONTH",
            tax_code="GST",
            end_method="NO_CONTRACT",
            break_out_method="FIXED",
            break_out_amount_cents=5000,
            status="ACTIVE",
        )
        session.add(terms)
        session.flush()
        pool = ContractPool(provider_id=build.HARBOUR, name="All", contract_type_id=terms.id)
        session.add(pool)
        session.flush()
        ids = {row.code: row.id for row in session.scalars(select(PackagePlan))}
        session.add_all(
            ContractPoolPlan(
                pool_id=pool.id,
                package_plan_id=ids[code],
                weight=weight,
                upgrade_charge_cents=UPGRADE_CHARGE,
                downgrade_discount_cents=DOWNGRADE_DISCOUNT,
            )
            for code, weight in WEIGHTS.items()
        )


def line(held: Held | str, plan: str = "MOB-80", **more: object) -> dict[str, object]:
    package = held if isinstance(held, str) else reference(Prefix.PACKAGE, held.package_id)
    return {"package": package, "plan_code": plan, **more}


def checked(working: Working, *lines: dict[str, object], by: str = CSA) -> tuple[LineVerdict, ...]:
    return working.call(by, contract.CHECK, lines=lines).verdicts


def codes(verdict: LineVerdict) -> list[str]:
    return [refusal.code for refusal in verdict.refusals]


def test_r_mig_13_a_line_that_fits_says_direction_and_money(working: Working) -> None:
    held, back = hold(working.backend), hold(working.backend, "MOB-80")
    up, down = checked(working, line(held), line(back, "MOB-40"))
    assert (codes(up), codes(down)) == ([], [])
    assert up.fit is not None
    assert down.fit is not None
    assert (up.fit.direction, down.fit.direction) == ("UPGRADE", "DOWNGRADE")
    assert (up.fit.losing_plan, up.fit.winning_plan) == ("Plan MOB-40", "Plan MOB-80")
    assert up.fit.charged_cents == UPGRADE_CHARGE
    # 16 November belongs to the winning package: 15 of the 30 days are unused (R-MIG-30).
    assert up.fit.credited_cents == 4990 // 2
    assert down.fit.credited_cents == 6990 // 2 + DOWNGRADE_DISCOUNT


def test_r_mig_30_the_dry_run_says_to_the_cent_what_the_wizard_says(working: Working) -> None:
    held = hold(working.backend)
    [verdict] = checked(working, line(held, effective_on=date(2026, 11, 23)))
    draft = working.call(CSA, START, package_id=held.package_id)
    quote = working.call(
        CSA,
        QUOTE,
        order_id=draft.order_id,
        form={"winning_plan_id": _plan_id(working, "MOB-80"), "effective_on": date(2026, 11, 23)},
    )
    assert verdict.fit is not None
    assert verdict.fit.charged_cents - verdict.fit.credited_cents == quote.total_cents


def _plan_id(working: Working, code: str) -> int:
    with working.backend.database.read() as session:
        return session.scalars(select(PackagePlan.id).where(PackagePlan.code == code)).one()


def test_a_dry_run_writes_nothing(working: Working) -> None:
    held = hold(working.backend)
    working.on(CSA)
    before = everything(working.backend)
    checked(working, line(held), line("PS-999999"))
    assert everything(working.backend) == before


@pytest.mark.parametrize(("days", "refused"), [(-1, ["E-EFFECTIVE-PAST"]), (0, []), (1, [])])
def test_r_mig_16_today_counts_as_the_future(working: Working, days: int, refused: list[str]) -> None:
    day = TODAY + timedelta(days=days)
    [verdict] = checked(working, line(hold(working.backend), effective_on=day))
    assert codes(verdict) == refused


def test_a_line_without_a_day_takes_effect_today(working: Working) -> None:
    [verdict] = checked(working, line(hold(working.backend)))
    assert verdict.fit is not None
    assert verdict.fit.effective_on == TODAY


def test_every_reason_is_said_at_once(working: Working) -> None:
    held = hold(working.backend, status="PreActive")
    [verdict] = checked(working, line(held, effective_on=TODAY - timedelta(days=1)))
    assert {"E-PKG-NOT-ACTIVE", "E-SERVICES-PRE-ACTIVE", "E-EFFECTIVE-PAST"} <= set(codes(verdict))


def test_a_line_that_names_nothing_is_refused_alone(working: Working) -> None:
    held = hold(working.backend)
    found = checked(
        working,
        line("SS-1"),
        line("nonsense"),
        line("PS-1/1"),
        line("PS-999999"),
        line(held, "NO-SUCH"),
        line(held),
    )
    assert [codes(one) for one in found[:5]] == [
        ["E-BULK-PACKAGE"],
        ["E-BULK-PACKAGE"],
        ["E-BULK-PACKAGE"],
        ["E-NOT-FOUND"],
        ["E-BULK-PLAN"],
    ]


def test_r_mig_35_a_package_stands_in_one_line(working: Working) -> None:
    held = hold(working.backend)
    first, second = checked(working, line(held), line(held, "DUO"))
    assert codes(first) == []
    assert "E-BULK-TWICE" in codes(second)


def test_r_mig_14_and_15_what_is_lost_is_said(working: Working) -> None:
    held = hold(working.backend, "DUO")
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.add(_bolt_on(held))
    [verdict] = checked(working, line(held))
    assert codes(verdict) == []
    assert verdict.fit is not None
    assert (verdict.fit.dropped, verdict.fit.extras) == (("DUO-LINE", "DUO-SIP"), 1)


def _bolt_on(held: Held) -> BoltOn:
    return BoltOn(
        package_subscription_id=held.package_id,
        service_subscription_id=held.service_ids[0],
        name="Roaming",
        fee_cents=500,
        status="ACTIVE",
    )


def test_r_mig_11_a_plan_outside_the_pool_is_refused(working: Working) -> None:
    [verdict] = checked(working, line(hold(working.backend), "14277"))
    assert (verdict.fit, codes(verdict)) == (None, ["E-PLAN-HIDDEN"])


@pytest.mark.parametrize(
    ("by", "plans", "refused"),
    [
        (CSA, ("MOB-40", "MOB-80"), ["E-POWER"]),
        ("harbour_lead", ("MOB-40", "MOB-80"), []),
        ("harbour_lead", ("TALK", "BOX"), ["E-FORCE-AUTOMATIC"]),
    ],
)
def test_r_mig_19_force_complete_takes_the_power_and_people(
    working: Working, by: str, plans: tuple[str, str], refused: list[str]
) -> None:
    losing, winning = plans
    [verdict] = checked(working, line(hold(working.backend, losing), winning, force_complete=True), by=by)
    assert codes(verdict) == refused


def test_what_a_file_could_not_say_is_kept_as_a_reason(working: Working) -> None:
    refusal = {"code": "E-DATE", "field": "effective_on"}
    [verdict] = checked(working, line(hold(working.backend), refusals=[refusal]))
    assert codes(verdict) == ["E-DATE"]


def test_r_gen_10_a_package_of_another_provider_is_not_there(working: Working) -> None:
    held = hold(working.backend)
    give_every_power(working.backend, "alpine_lead")
    [verdict] = checked(working, line(held, "ALP-40"), by="alpine_lead")
    assert (verdict.fit, codes(verdict)) == (None, ["E-NOT-FOUND"])
    asked = {"plan_code": "MOB-40"}
    assert working.call("alpine_lead", contract.CANDIDATES, **asked).packages == ()


def test_a_customer_migrates_nobody_in_bulk(working: Working) -> None:
    give_every_power(working.backend, "harbour_viewer")
    asked = {"lines": [line("PS-1")]}
    assert working.refused("harbour_viewer", contract.CHECK, **asked).code == "E-STAFF-ONLY"
    assert working.refused("harbour_viewer", contract.CANDIDATES, plan_code="MOB-40").code == "E-STAFF-ONLY"


def test_the_active_packages_of_a_plan_are_listed_page_by_page(working: Working) -> None:
    first, second = hold(working.backend), hold(working.backend, account=build.BRIGHT)
    hold(working.backend, status="PreActive")
    hold(working.backend, "MOB-80")
    with working.backend.database.read() as session:
        wanted = session.scalars(
            select(PackageSubscription.id)
            .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
            .where(PackagePlan.code == "MOB-40", PackageSubscription.status == "Active")
        ).all()
    assert {first.package_id, second.package_id} <= set(wanted)
    listed: list[int] = []
    has_more = True
    while has_more:
        page = working.call(
            CSA, contract.CANDIDATES, plan_code="MOB-40", after_id=max(listed, default=0), limit=1
        )
        listed += [one.package_id for one in page.packages]
        has_more = page.has_more
    assert listed == sorted(wanted)
