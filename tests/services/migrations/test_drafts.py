"""The wizard's pages: what they refuse, what is kept, who goes on with them (R-MIG-14 to 17, 36, SM-2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from agentview.contract import migrations as contract
from agentview.contract.migration_form import MappingAction, MigrationForm, MigrationPage, ServiceMapping
from agentview.contract.migrations import MigrationDraft, MigrationStatus
from agentview.contract.op import Op
from agentview.core.errors import AgentViewError, Conflict
from agentview.models.database import Stamp
from agentview.models.order import Order
from agentview.services.migrations.drafts import begin as start_migration
from agentview.services.migrations.losing import losing_of
from agentview.services.session.caller import caller_named
from agentview.services.unit import Unit
from tests import build
from tests import migration_world as world
from tests.fixtures.statements import statements
from tests.services.belongings import give_every_power
from tests.services.holdings import Held, hold, package_status, service_status
from tests.services.migrating import CSA, begin, chosen, save, submit
from tests.services.provisioning.working import Working

LEAD, SECOND = "harbour_lead", "alpine_csa"
TODAY = world.TODAY
P = MigrationPage
KEEP, DROP = MappingAction.KEEP, MappingAction.DROP


def codes(error: AgentViewError) -> list[str]:
    return [refusal.code for refusal in error.refusals]


def form(working: Working, plan: str = "MOB-80", **more: object) -> MigrationForm:
    typed = {"winning_plan_id": world.plan_id(working.backend, plan), **more}
    return MigrationForm.model_validate(typed)


def refused(
    working: Working, draft: MigrationDraft, page: MigrationPage, typed: MigrationForm, by: str = CSA
) -> list[str]:
    """Return the codes that going on behind a page is refused with; none: it went on."""
    go_on_at = list(P)[page.number]
    try:
        save(working, draft, typed, page, go_on_at, by)
    except AgentViewError as error:
        return codes(error)
    return []


@pytest.mark.usefixtures("home")
def test_sm_2_a_migration_begins_at_the_first_page_and_leaves_the_package_alone(working: Working) -> None:
    held = hold(working.backend)
    draft = begin(working, held.package_id)
    assert (draft.status, draft.last_page, draft.is_mine) == (
        MigrationStatus.INCOMPLETE,
        P.ELIGIBILITY,
        True,
    )
    assert draft.reference == f"MG-{draft.order_id}"
    assert package_status(working.backend, held.package_id) == "Active"


@pytest.mark.usefixtures("home")
def test_sm_2_what_was_saved_is_there_when_it_is_resumed_elsewhere(working: Working) -> None:
    draft = begin(working, hold(working.backend).package_id)
    save(working, draft, form(working, note="Ring first"), P.PACKAGE, P.SERVICES)
    working.sign_in_again()
    resumed = working.call(CSA, contract.DRAFT, order_id=draft.order_id)
    assert (resumed.last_page, resumed.form.note) == (P.SERVICES, "Ring first")
    assert resumed.winning is not None
    assert resumed.winning.code == "MOB-80"


@pytest.mark.usefixtures("home")
def test_sm_2_a_supervisor_resumes_and_does_not_submit_what_another_began(working: Working) -> None:
    draft = chosen(working, hold(working.backend).package_id)
    resumed = working.call(LEAD, contract.DRAFT, order_id=draft.order_id)
    assert (resumed.is_mine, resumed.initiator) == (False, "Harbour Csa")
    saved = save(working, resumed, resumed.form.model_copy(update={"note": "Checked"}), by=LEAD)
    assert saved.changed_by == "Harbour Lead"
    assert saved.quote is not None
    error = working.refused(
        LEAD,
        contract.SUBMIT,
        order_id=saved.order_id,
        version=saved.version,
        fingerprint=saved.quote.fingerprint,
    )
    assert codes(error) == ["E-NOT-INITIATOR"]


@pytest.mark.usefixtures("home")
def test_sm_2_a_colleague_neither_saves_nor_withdraws(working: Working) -> None:
    draft = begin(working, hold(working.backend).package_id, LEAD)
    assert refused(working, draft, P.PACKAGE, form(working)) == ["E-NOT-INITIATOR"]
    error = working.refused(CSA, contract.WITHDRAW, order_id=draft.order_id, version=draft.version)
    assert codes(error) == ["E-NOT-INITIATOR"]


@pytest.mark.usefixtures("home")
def test_r_prv_41_a_colleague_s_change_is_shown_and_not_overwritten(working: Working) -> None:
    draft = begin(working, hold(working.backend).package_id)
    theirs = save(working, draft, form(working, note="Theirs"), P.PACKAGE, P.SERVICES, LEAD)
    with pytest.raises(Conflict) as caught:
        save(working, draft, form(working, "DUO", note="Mine"), P.PACKAGE, P.SERVICES)
    [stale] = caught.value.refusals
    assert (stale.code, stale.values["by"]) == ("E-STALE", "Harbour Lead")
    kept = working.call(CSA, contract.DRAFT, order_id=draft.order_id)
    assert (kept.form.note, kept.version) == ("Theirs", theirs.version)


@pytest.mark.usefixtures("home")
def test_a_page_is_checked_when_it_is_left_forwards_and_kept_when_it_is_left_open(working: Working) -> None:
    draft = begin(working, hold(working.backend).package_id)
    assert refused(working, draft, P.PACKAGE, MigrationForm()) == ["E-NO-PLAN"]
    kept = save(working, draft, MigrationForm(note="Half"), P.PACKAGE, P.PACKAGE)
    assert (kept.form.note, kept.last_page) == ("Half", P.PACKAGE)
    back = save(working, kept, MigrationForm(note="Half"), P.PACKAGE, P.ELIGIBILITY)
    assert back.last_page is P.ELIGIBILITY


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("plan", ["TALK", "ALP-40", "MOB-40"])
def test_r_mig_11_a_plan_that_is_not_in_the_list_is_refused(working: Working, plan: str) -> None:
    draft = begin(working, hold(working.backend).package_id)
    assert refused(working, draft, P.PACKAGE, form(working, plan)) == ["E-PLAN-HIDDEN"]


def mapping(*rows: tuple[int, MappingAction, int | None]) -> list[ServiceMapping]:
    return [
        ServiceMapping(losing_service_id=service, action=action, winning_service_plan_id=plan)
        for service, action, plan in rows
    ]


def mapped(
    working: Working, held: Held, plan: str, *rows: tuple[int, MappingAction, str | None]
) -> list[str]:
    """Return what stands against a mapping; service plans by their codes."""
    typed = mapping(
        *(
            (service, action, world.service_plan_id(working.backend, code) if code else None)
            for service, action, code in rows
        )
    )
    return refused(working, begin(working, held.package_id), P.SERVICES, form(working, plan, mapping=typed))


@pytest.mark.usefixtures("home")
def test_r_mig_14_each_service_goes_on_or_is_dropped(working: Working) -> None:
    held = hold(working.backend, "DUO")
    mobile, line, sip = held.service_ids
    kept = (mobile, KEEP, "MOB-80-SIM")
    assert mapped(working, held, "MOB-80", kept, (line, DROP, None), (sip, DROP, None)) == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("mobile", "line", "expected"),
    [
        ((KEEP, "MOB-80-SIM"), None, ["E-MAP-MISSING"]),
        ((KEEP, "MOB-80-SIM"), (KEEP, "MOB-80-SIM"), ["E-MAP-TYPE"]),
        ((KEEP, "MOB-40-SIM"), (DROP, None), ["E-MAP-TYPE", "E-DROP-ALL"]),
        ((DROP, None), (DROP, None), ["E-DROP", "E-DROP-ALL"]),
    ],
)
def test_r_mig_14_a_mapping_that_does_not_fit_is_refused(
    working: Working,
    mobile: tuple[MappingAction, str | None],
    line: tuple[MappingAction, str | None] | None,
    expected: list[str],
) -> None:
    held = hold(working.backend, "DUO")
    first, second, third = held.service_ids
    rows = [(first, *mobile), (third, DROP, None)] + ([(second, *line)] if line else [])
    assert mapped(working, held, "MOB-80", *rows) == expected


@pytest.mark.usefixtures("home")
def test_r_mig_14_the_only_service_of_a_single_plan_is_not_dropped(working: Working) -> None:
    held = hold(working.backend)
    assert mapped(working, held, "MOB-80", (held.service_ids[0], DROP, None)) == ["E-DROP", "E-DROP-ALL"]


@pytest.mark.usefixtures("home")
def test_sm_2_what_is_being_written_is_read_by_who_may_go_on_with_it(working: Working) -> None:
    """Its initiator and a supervisor; a colleague sees that there is one, and what it is."""
    held = hold(working.backend)
    draft = chosen(working, held.package_id)
    colleague = world.colleague(working.backend)
    readers: tuple[Op[Any, Any], ...] = (contract.DRAFT, contract.QUOTE)
    for op in readers:
        refused = working.refused(colleague, op, order_id=draft.order_id)
        assert (refused.code, refused.values["initiator"]) == ("E-NOT-INITIATOR", "Harbour Csa")
        working.call(LEAD, op, order_id=draft.order_id)
    assert working.call(colleague, contract.DETAIL, order_id=draft.order_id).winning_plan == "Plan MOB-80"
    flights = {
        by: working.call(by, contract.CHECK, package_id=held.package_id) for by in (CSA, LEAD, colleague)
    }
    assert [flights[by].open_order_id for by in flights] == [draft.order_id, draft.order_id, None]
    assert [one.refusal.code for one in flights[colleague].blockers] == ["E-IN-MIGRATION"]
    submit(working, draft)
    assert working.call(colleague, contract.QUOTE, order_id=draft.order_id).is_frozen
    again = working.call(colleague, contract.CHECK, package_id=held.package_id)
    assert again.open_order_id == draft.order_id


@pytest.mark.usefixtures("home")
def test_a_draft_is_read_in_as_many_queries_for_three_suppliers_as_for_one(working: Working) -> None:
    read = []
    for plan in ("MOB-40", "DUO"):
        draft = chosen(working, hold(working.backend, plan).package_id)
        with statements(working.backend.database) as seen:
            shown = working.call(CSA, contract.DRAFT, order_id=draft.order_id)
        read.append((len({one.queue for one in shown.services}), len(seen)))
    assert [queues for queues, _ in read] == [1, 2]
    assert read[0][1] == read[1][1]


@pytest.mark.usefixtures("home")
def test_r_mig_14_a_service_of_another_package_is_not_moved_along(working: Working) -> None:
    held, other = hold(working.backend), hold(working.backend)
    own = (held.service_ids[0], KEEP, "MOB-80-SIM")
    stranger = (other.service_ids[0], KEEP, "MOB-80-SIM")
    assert mapped(working, held, "MOB-80", own, stranger) == ["E-MAP-UNKNOWN"]


@pytest.mark.usefixtures("home")
def test_r_mig_14_without_a_mapping_services_follow_by_their_type(working: Working) -> None:
    draft = begin(working, hold(working.backend, "DUO").package_id)
    saved = save(working, draft, form(working), P.SERVICES, P.FEES)
    assert [(one.can_drop, len(one.fits)) for one in saved.services] == [(False, 1), (True, 0), (True, 0)]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("status", "is_ticked", "expected"),
    [("ACTIVE", False, ["E-EXTRAS"]), ("ACTIVE", True, []), ("CANCELLED", False, [])],
)
def test_r_mig_15_extras_are_given_up_knowingly(
    working: Working, status: str, *, is_ticked: bool, expected: list[str]
) -> None:
    held = hold(working.backend)
    world.bolt_on(working.backend, held.package_id, status=status)
    draft = begin(working, held.package_id)
    typed = form(working, are_extras_given_up=is_ticked)
    assert refused(working, draft, P.SERVICES, typed) == expected


@pytest.mark.usefixtures("home")
def test_r_mig_15_bolt_ons_and_their_add_ons_are_listed(working: Working) -> None:
    held = hold(working.backend)
    roaming = world.bolt_on(working.backend, held.package_id, service_id=held.service_ids[0])
    world.bolt_on(working.backend, held.package_id, "Asia", parent_id=roaming, fee=200)
    extras = begin(working, held.package_id).extras
    assert [(one.name, one.of, one.fee_cents) for one in extras] == [
        ("Roaming", "", 500),
        ("Asia", "Roaming", 200),
    ]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("days", "expected"), [(-1, ["E-EFFECTIVE-PAST"]), (0, []), (1, []), (365, [])])
def test_r_mig_16_the_past_is_refused_and_today_is_not(
    working: Working, days: int, expected: list[str]
) -> None:
    draft = begin(working, hold(working.backend).package_id)
    typed = form(working, effective_on=TODAY + timedelta(days=days))
    assert refused(working, draft, P.DATES, typed) == expected


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("began", "expected"), [(0, ["E-DATE-ORDER"]), (-1, [])])
def test_r_mig_16_the_losing_package_has_a_day_of_its_own(
    working: Working, began: int, expected: list[str]
) -> None:
    held = hold(working.backend, start_on=TODAY + timedelta(days=began))
    draft = begin(working, held.package_id)
    assert refused(working, draft, P.DATES, form(working)) == expected


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("losing", "winning", "by", "days", "expected"),
    [
        ("MOB-80", "MOB-40", LEAD, 1, []),
        ("MOB-80", "MOB-40", LEAD, 0, ["E-FIRST-PERIOD-ORDER"]),
        ("MOB-80", "MOB-40", CSA, 1, ["E-POWER"]),
        ("MOB-40", "MOB-80", LEAD, 1, ["E-FIRST-PERIOD-PLAN"]),
    ],
)
def test_r_mig_17_a_first_period_end_is_for_plans_that_honour_it(
    working: Working, losing: str, winning: str, by: str, days: int, expected: list[str]
) -> None:
    draft = begin(working, hold(working.backend, losing).package_id, by)
    typed = form(working, winning, first_period_end_on=TODAY + timedelta(days=days))
    assert refused(working, draft, P.DATES, typed, by) == expected


@pytest.mark.usefixtures("home")
def test_sm_2_a_fee_is_confirmed(working: Working) -> None:
    draft = begin(working, hold(working.backend).package_id)
    assert refused(working, draft, P.FEES, form(working)) == ["E-FEE-UNCONFIRMED"]
    assert refused(working, draft, P.FEES, form(working, is_fee_confirmed=True)) == []


@pytest.mark.usefixtures("home")
def test_r_mig_26_the_charge_of_a_pool_is_not_waived(working: Working) -> None:
    draft = begin(working, hold(working.backend).package_id, LEAD)
    typed = form(working, is_fee_confirmed=True, is_early_fee_waived=True, waive_reason="Loyal")
    assert refused(working, draft, P.FEES, typed, LEAD) == ["E-WAIVE-NOTHING"]


@pytest.mark.parametrize(
    ("by", "reason", "expected"),
    [(LEAD, "Loyal", []), (LEAD, "", ["E-WAIVE-REASON"]), (CSA, "Loyal", ["E-POWER"])],
)
def test_r_mig_28_an_early_upgrade_fee_is_waived_with_the_power_and_a_reason(
    working: Working, by: str, reason: str, expected: list[str]
) -> None:
    held = hold(working.backend)
    world.home(working.backend)
    other = world.contract_type(working.backend, world.EARLY)
    world.bind(working.backend, held.package_id, other, date(2026, 12, 31))
    draft = begin(working, held.package_id, by)
    typed = form(working, is_fee_confirmed=True, is_early_fee_waived=True, waive_reason=reason)
    assert refused(working, draft, P.FEES, typed, by) == expected


def test_r_mig_36_a_blocker_that_appeared_leads_back_to_page_1_and_loses_nothing(
    working: Working, home: world.Home
) -> None:
    """An administrator chooses the strict reading of contracts while the wizard is open."""
    held = hold(working.backend)
    world.bind(working.backend, held.package_id, home.type_id, date(2027, 1, 31))
    draft = chosen(working, held.package_id)
    world.block_under_contract(working.backend)
    typed = draft.form.model_copy(update={"note": "Typed meanwhile"})
    saved = save(working, draft, typed, P.DATES, P.REVIEW)
    assert (saved.last_page, saved.form.note) == (P.ELIGIBILITY, "Typed meanwhile")
    assert [one.refusal.code for one in saved.preflight.blockers] == ["E-UNDER-CONTRACT"]
    assert saved.quote is not None
    error = working.refused(
        CSA,
        contract.SUBMIT,
        order_id=saved.order_id,
        version=saved.version,
        fingerprint=saved.quote.fingerprint,
    )
    assert codes(error) == ["E-UNDER-CONTRACT"]
    assert working.call(CSA, contract.DRAFT, order_id=saved.order_id).status is MigrationStatus.INCOMPLETE


@pytest.mark.usefixtures("home")
def test_r_mig_33_a_withdrawn_draft_is_over_and_the_package_untouched(working: Working) -> None:
    held = hold(working.backend)
    draft = chosen(working, held.package_id)
    gone = working.call(CSA, contract.WITHDRAW, order_id=draft.order_id, version=draft.version)
    assert gone.status is MigrationStatus.WITHDRAWN
    assert package_status(working.backend, held.package_id) == "Active"
    assert service_status(working.backend, held.service_ids[0]) == "Active"
    again = working.refused(CSA, contract.WITHDRAW, order_id=draft.order_id, version=gone.version)
    assert codes(again) == ["E-STATE"]
    assert codes(working.refused(CSA, contract.DRAFT, order_id=draft.order_id)) == ["E-STATE"]


@pytest.mark.usefixtures("home")
def test_r_mig_34_a_submitted_migration_is_no_draft_any_more(working: Working) -> None:
    draft = chosen(working, hold(working.backend).package_id)
    made = submit(working, draft)
    assert codes(working.refused(CSA, contract.DRAFT, order_id=draft.order_id)) == ["E-STATE"]
    latest = draft.model_copy(update={"version": made.version})
    assert refused(working, latest, P.PACKAGE, form(working)) == ["E-STATE"]


@pytest.mark.usefixtures("home")
def test_r_gen_10_a_draft_of_another_provider_is_not_there(working: Working) -> None:
    draft = begin(working, hold(working.backend).package_id)
    give_every_power(working.backend, SECOND)
    assert working.refused(SECOND, contract.DRAFT, order_id=draft.order_id).code == "E-NOT-FOUND"
    assert build.USERS[SECOND][0] == build.ALPINE


def begin_past_the_check(working: Working, held: Held, bulk_id: int | None = None) -> None:
    """Begin a migration as somebody who found nothing open a moment ago (R-MIG-35)."""
    with working.backend.database.write(Stamp(CSA, build.START)) as session:
        caller = caller_named(session, CSA)
        assert caller is not None
        unit = Unit(session, caller, build.START)
        start_migration(unit, losing_of(unit, held.package_id), MigrationForm(), bulk_id=bulk_id)


@pytest.mark.usefixtures("home")
def test_r_mig_35_who_comes_second_is_told_the_number_of_the_first(working: Working) -> None:
    held = hold(working.backend)
    first = begin(working, held.package_id)
    with pytest.raises(Conflict) as refused:
        begin_past_the_check(working, held)
    assert codes(refused.value) == ["E-IN-MIGRATION"]
    assert refused.value.values["reference"] == first.reference == f"MG-{first.order_id}"
    with working.backend.database.read() as session:
        assert session.scalars(select(Order.id)).all() == [first.order_id]


@pytest.mark.usefixtures("home")
def test_r_mig_35_what_else_the_database_refuses_is_no_second_migration(working: Working) -> None:
    held = hold(working.backend)
    with pytest.raises(IntegrityError):
        begin_past_the_check(working, held, bulk_id=999_999)
