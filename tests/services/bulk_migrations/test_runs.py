"""Bulk migrations carried out: each line by itself, nothing twice, gone on with from any desktop."""

import csv
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agentview.contract import bulk_migration_runs as contract
from agentview.contract.bulk_migration_runs import BulkState, BulkStatus, LineOutcome
from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import DETAIL, WITHDRAW
from agentview.contract.op import Op
from agentview.core.errors import Conflict, Denied, NotFound, Rejected, rejected
from agentview.core.power import Power
from agentview.files.migration_run import begin, dry_run, load, results_of, write_results
from agentview.models.migration import Migration
from agentview.models.subscription import Cardline
from agentview.services.bulk_migrations import going_on
from agentview.services.migrations.matter import Matter
from agentview.services.migrations.sight import Sight
from agentview.services.migrations.submitting import submit_matter
from agentview.services.unit import Unit
from tests import build
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.bulk_migrations.working_in_bulk import begun, codes, done, found, held, line, migrations
from tests.services.bulk_migrations.working_in_bulk import outcomes as outcomes_of
from tests.services.holdings import package_status
from tests.services.migrating import begin as begin_one
from tests.services.people.administering import give
from tests.services.provisioning.working import Working
from tests.services.test_races import at_once
from tests.world import assert_world

CSA, LEAD, COLLEAGUE = "harbour_csa", "harbour_lead", "harbour_prov"
TODAY = build.START.date()
MADE: tuple[str, list[str]] = ("MADE", [])


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator, whose mobile plans stand in one pool."""
    world.home(backend)
    return Working(backend)


def counts(state: BulkState) -> tuple[int, int, int, int]:
    return (state.total, state.done, state.made, state.refused)


def test_each_line_becomes_a_submitted_migration_to_the_cent_of_its_dry_run(working: Working) -> None:
    lines = [line(one, effective_on=TODAY + timedelta(days=3)) for one in held(working.backend, 3)]
    gateway = working.on(CSA)
    [verdicts] = dry_run(gateway, lines)
    assert migrations(working.backend) == 0
    state = done(gateway, begun(gateway, *lines))
    assert (state.status, counts(state)) == (BulkStatus.FINISHED, (3, 3, 3, 0))
    for result, verdict in zip(results_of(gateway, state.bulk_id), verdicts, strict=True):
        assert verdict.fit is not None
        assert result.order_id is not None
        assert result.quoted_cents == verdict.fit.charged_cents - verdict.fit.credited_cents
        assert (result.customer, result.reference) == (verdict.fit.customer, f"MG-{result.order_id}")
        made = working.call(CSA, DETAIL, order_id=result.order_id)
        assert made.status == "AWAITING_PROVISIONING"
        assert package_status(working.backend, verdict.fit.package_id) == "PendingProvCancel"
    assert_world(working.backend.database)


def test_a_refused_line_leaves_the_others_as_they_are(working: Working) -> None:
    first, busy, last = held(working.backend, 3)
    begin_one(working, busy.package_id)
    lines = (line(first), line(busy), line("PS-999999"), line(first), line(last))
    gateway = working.on(CSA)
    state = done(gateway, begun(gateway, *lines))
    assert counts(state) == (5, 5, 2, 3)
    found_outcomes = outcomes_of(gateway, state)
    assert [found_outcomes[at] for at in (0, 2, 4)] == [MADE, ("REFUSED", ["E-NOT-FOUND"]), MADE]
    assert found_outcomes[1] == ("REFUSED", ["E-IN-MIGRATION"])
    assert "E-IN-MIGRATION" in found_outcomes[3][1]
    assert_world(working.backend.database)


def test_a_line_refused_when_half_of_it_is_written_leaves_nothing(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = held(working.backend, 3)

    def submit(unit: Unit, matter: Matter, sight: Sight, quote: Quote) -> None:
        submit_matter(unit, matter, sight, quote)
        if sight.losing.package.id == second.package_id:
            raise rejected("E-NETWORK-OPEN", reference="NR-1")

    monkeypatch.setattr(going_on, "submit_matter", submit)
    gateway = working.on(CSA)
    state = done(gateway, begun(gateway, line(first), line(second), line(third)))
    assert outcomes_of(gateway, state) == [MADE, ("REFUSED", ["E-NETWORK-OPEN"]), MADE]
    assert migrations(working.backend) == 2
    assert package_status(working.backend, second.package_id) == "Active"
    assert_world(working.backend.database)


def test_what_a_file_could_not_say_is_refused_for_that(working: Working) -> None:
    [one] = held(working.backend, 1)
    gateway = working.on(CSA)
    unread = line(one, refusals=[{"code": "E-DATE", "field": "effective_on"}])
    state = done(gateway, begun(gateway, unread))
    assert outcomes_of(gateway, state) == [("REFUSED", ["E-DATE"])]
    assert migrations(working.backend) == 0


def test_the_same_lines_begun_twice_are_one_run(working: Working) -> None:
    lines = [line(one) for one in held(working.backend, 12)]
    gateway, other = working.on(CSA), working.backend.gateway(CSA)
    state = begun(gateway, *lines)
    stopped = done(gateway, state, stop=iter((False, True)).__next__)
    assert (stopped.status, stopped.done) == (BulkStatus.RUNNING, contract.LARGEST_STEP)
    again = begun(other, *lines)
    assert (again.bulk_id, again.done) == (state.bulk_id, contract.LARGEST_STEP)
    assert counts(done(other, again)) == (12, 12, 12, 0)
    assert migrations(working.backend) == 12
    with pytest.raises(Conflict) as refused:
        begun(gateway, *lines)
    assert refused.value.code == "E-BULK-DONE"
    meant = done(gateway, begun(gateway, *lines, again=True))
    assert (meant.bulk_id != state.bulk_id, counts(meant)) == (True, (12, 12, 0, 12))
    assert migrations(working.backend) == 12


def test_lines_that_are_there_are_not_brought_twice(working: Working) -> None:
    lines = [line(one) for one in held(working.backend, 2)]
    gateway = working.on(CSA)
    state = begin(gateway, found(*lines))
    request = {"bulk_id": state.bulk_id, "loaded": 0, "lines": [lines[0]]}
    refused = working.refused(CSA, contract.NEXT, bulk_id=state.bulk_id)
    assert refused.code == "E-BULK-LOADING"
    assert [working.call(CSA, contract.PUT, **request).loaded for _ in range(2)] == [1, 1]
    wrong = {**request, "loaded": 2, "lines": [lines[1]]}
    assert working.refused(CSA, contract.PUT, **wrong).code == "E-BULK-PLACE"
    # Another program that knows nothing of the first block brings all, and goes on where that ended.
    for step in load(gateway, lines, state):
        state = step
    assert (state.status, state.loaded) == (BulkStatus.RUNNING, 2)


@pytest.mark.parametrize("again", range(3))
def test_two_desktops_at_once_do_no_line_twice(working: Working, again: int) -> None:
    lines = [line(one) for one in held(working.backend, 25)]
    one, two = working.on(CSA), working.backend.gateway(LEAD)
    state = begun(one, *lines)
    told = at_once(partial(done, one, state), partial(done, two, state))
    assert told == ["done", "done"], again
    assert outcomes_of(one, state) == [MADE] * 25
    assert migrations(working.backend) == 25
    assert_world(working.backend.database)


def test_two_runs_of_one_package_migrate_it_once(working: Working) -> None:
    packages = held(working.backend, 8)
    there, back = [line(one) for one in packages], [line(one, "DUO") for one in reversed(packages)]
    one, two = working.on(CSA), working.backend.gateway(CSA)
    runs = begun(one, *there), begun(two, *back)
    assert at_once(partial(done, one, runs[0]), partial(done, two, runs[1])) == ["done", "done"]
    made = [state.made for state in working.call(CSA, contract.RUNS).runs]
    assert (sum(made), migrations(working.backend)) == (8, 8)
    assert_world(working.backend.database)


def test_the_rest_is_left_undone_and_what_was_made_stays(working: Working) -> None:
    lines = [line(one) for one in held(working.backend, 12)]
    gateway = working.on(CSA)
    state = done(gateway, begun(gateway, *lines), stop=iter((False, True)).__next__)
    ended = working.call(CSA, contract.CANCEL, bulk_id=state.bulk_id)
    assert (ended.status, counts(ended)) == (BulkStatus.CANCELLED, (12, 10, 10, 0))
    assert [outcome for outcome, _ in outcomes_of(gateway, ended)] == ["MADE"] * 10 + ["CANCELLED"] * 2
    assert working.refused(CSA, contract.NEXT, bulk_id=state.bulk_id).code == "E-BULK-OVER"
    assert working.refused(CSA, contract.CANCEL, bulk_id=state.bulk_id).code == "E-BULK-OVER"
    # What was left can be begun anew.
    assert begun(gateway, *lines).bulk_id != state.bulk_id


def test_what_came_of_a_run_can_be_withdrawn_one_by_one(working: Working) -> None:
    [one] = held(working.backend, 1)
    gateway = working.on(CSA)
    state = done(gateway, begun(gateway, line(one)))
    [result] = results_of(gateway, state.bulk_id)
    assert result.order_id is not None
    made = working.call(CSA, DETAIL, order_id=result.order_id)
    working.call(CSA, WITHDRAW, order_id=result.order_id, version=made.version, reason="wrong plan")
    assert package_status(working.backend, one.package_id) == "Active"


@pytest.mark.parametrize(
    ("total", "typed", "is_open"), [(20, None, True), (21, None, False), (21, 20, False), (21, 21, True)]
)
def test_d_22_more_than_20_lines_are_typed(
    working: Working, total: int, typed: int | None, is_open: bool
) -> None:
    request = {"name": "x", "sha256": "0" * 64, "total": total, "typed_number": typed}
    if is_open:
        assert working.call(CSA, contract.BEGIN, **request).total == total
    else:
        assert working.refused(CSA, contract.BEGIN, **request).code == "E-BULK-NUMBER"


def test_d_19_more_than_50_lines_take_a_lead(working: Working) -> None:
    request = {"name": "x", "sha256": "0" * 64}
    at_limit = working.call(CSA, contract.BEGIN, **request, total=50, typed_number=50)
    assert at_limit.total == 50
    refused = working.refused(CSA, contract.BEGIN, **request, total=51, typed_number=51)
    assert (type(refused), refused.code) == (Denied, "E-BULK-LARGE")
    large = working.call(LEAD, contract.BEGIN, **request, total=51, typed_number=51)
    assert large.total == 51


def test_a_lead_goes_on_with_the_run_of_an_agent_and_a_colleague_does_not(working: Working) -> None:
    lines = [line(one) for one in held(working.backend, 2)]
    state = begun(working.on(CSA), *lines)
    give(working, COLLEAGUE, Power.PKG_CANCEL_MIGRATE)
    for op in (contract.NEXT, contract.CANCEL):
        assert working.refused(COLLEAGUE, op, bulk_id=state.bulk_id).code == "E-BULK-OTHER"
    assert not working.call(COLLEAGUE, contract.STATUS, bulk_id=state.bulk_id).may_go_on
    assert counts(done(working.on(LEAD), state)) == (2, 2, 2, 0)


def test_r_mig_20_a_forced_line_is_complete_at_once(working: Working) -> None:
    forced, other = held(working.backend, 2)
    lines = (line(forced, force_complete=True), line(other))
    gateway = working.on(LEAD)
    with pytest.raises(Rejected) as refused:
        begin(gateway, found(*lines))
    assert refused.value.code == "E-BULK-NUMBER"  # any forced line is typed (D-22)
    state = done(gateway, begun(gateway, *lines))
    assert outcomes_of(gateway, state) == [MADE, MADE]
    statuses = [package_status(working.backend, one.package_id) for one in (forced, other)]
    assert statuses == ["Cancelled", "PendingProvCancel"]
    with working.backend.database.read() as session:
        row = session.scalars(select(Migration).where(Migration.losing_ps_id == forced.package_id)).one()
        charged = session.scalars(select(Cardline.amount_ex_cents).where(Cardline.order_id == row.order_id))
        assert (row.status, row.fee_quoted_cents) == ("COMPLETED", sum(charged))
    assert_world(working.backend.database)


def test_r_mig_19_a_run_is_forced_with_the_power_alone_and_by_its_beginning(working: Working) -> None:
    [one] = held(working.backend, 1)
    with pytest.raises(Denied):
        begun(working.on(CSA), line(one, force_complete=True))
    state = begin(working.on(CSA), found(line(one)))
    forced = line(one, force_complete=True).model_dump(mode="json")
    request = {"bulk_id": state.bulk_id, "loaded": 0, "lines": [forced]}
    assert working.refused(CSA, contract.PUT, **request).code == "E-BULK-UNFORCED"


def test_r_mig_36_what_appeared_since_the_dry_run_is_said(working: Working) -> None:
    [one] = held(working.backend, 1)
    gateway = working.on(CSA)
    [[verdict]] = dry_run(gateway, [line(one)])
    assert verdict.refusals == ()
    state = begun(gateway, line(one))
    begin_one(working, one.package_id)
    state = done(gateway, state)
    [result] = results_of(gateway, state.bulk_id)
    assert (result.outcome, codes(result)) == (LineOutcome.REFUSED, ["E-IN-MIGRATION"])


def test_r_gen_10_a_run_of_another_provider_is_not_there(working: Working) -> None:
    state = begun(working.on(CSA), line(held(working.backend, 1)[0]))
    ops: tuple[Op[Any, Any], ...] = (contract.STATUS, contract.NEXT, contract.CANCEL, contract.RESULTS)
    for op in ops:
        refused = working.refused("alpine_lead", op, bulk_id=state.bulk_id)
        assert isinstance(refused, NotFound), op.name
    assert working.call("alpine_lead", contract.RUNS).runs == ()


def test_r_mig_38_an_agents_people_see_their_own_runs(working: Working) -> None:
    state = begun(working.on(CSA), line(held(working.backend, 1)[0]))
    world.seller(working.backend, "quay_csa", world.agent(working.backend))
    assert working.call("quay_csa", contract.RUNS).runs == ()
    assert isinstance(working.refused("quay_csa", contract.STATUS, bulk_id=state.bulk_id), NotFound)
    own = begun(working.on("quay_csa"), line(held(working.backend, 1)[0]))
    assert [one.bulk_id for one in working.call("quay_csa", contract.RUNS).runs] == [own.bulk_id]
    assert [one.bulk_id for one in working.call(CSA, contract.RUNS).runs] == [own.bulk_id, state.bulk_id]


def test_runs_are_listed_the_newest_first(working: Working) -> None:
    made = [begun(working.on(CSA), line(one)).bulk_id for one in held(working.backend, 3)]
    page = working.call(CSA, contract.RUNS, limit=2)
    assert ([one.bulk_id for one in page.runs], page.has_older) == (made[:0:-1], True)
    rest = working.call(CSA, contract.RUNS, before_id=page.runs[-1].bulk_id)
    assert ([one.bulk_id for one in rest.runs], rest.has_older) == (made[:1], False)


def test_results_are_read_page_by_page_and_by_outcome(working: Working) -> None:
    first, second = held(working.backend, 2)
    gateway = working.on(CSA)
    state = done(gateway, begun(gateway, line(first), line("nonsense"), line(second)))
    page = working.call(CSA, contract.RESULTS, bulk_id=state.bulk_id, limit=2)
    assert ([one.number for one in page.lines], page.has_more) == ([1, 2], True)
    refused = working.call(CSA, contract.RESULTS, bulk_id=state.bulk_id, outcome="REFUSED")
    assert [(one.number, codes(one)) for one in refused.lines] == [(2, ["E-BULK-PACKAGE"])]


def test_results_are_written_with_reasons_and_without_names(working: Working, tmp_path: Path) -> None:
    gateway = working.on(CSA)
    lines = (line(held(working.backend, 1)[0], row=2), line("=nonsense", row=4))
    state = done(gateway, begun(gateway, *lines))
    path = tmp_path / "results.csv"
    assert write_results(results_of(gateway, state.bulk_id), path) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        made, refused = csv.DictReader(file)
    assert (made["row"], made["outcome"], made["total"]) == ("2", "MADE", "-9.95")
    assert made["migration"].startswith("MG-")
    assert (refused["package"], refused["outcome"]) == ("'=nonsense", "REFUSED")
    assert "E-BULK-PACKAGE" in refused["reason"]
    assert "Marlow" not in path.read_text("utf-8-sig")


def test_a_customer_has_no_bulk_migrations(working: Working) -> None:
    give(working, "harbour_viewer", Power.PKG_CANCEL_MIGRATE)
    request = {"name": "x", "sha256": "0" * 64, "total": 1}
    assert working.refused("harbour_viewer", contract.BEGIN, **request).code == "E-STAFF-ONLY"
    assert working.refused("harbour_viewer", contract.RUNS).code == "E-STAFF-ONLY"


def test_a_run_that_is_over_answers_as_it_is(working: Working) -> None:
    gateway = working.on(CSA)
    state = done(gateway, begun(gateway, line(held(working.backend, 1)[0])))
    assert working.call(CSA, contract.NEXT, bulk_id=state.bulk_id) == state
