"""The Provisioning Errors page (S-09): what it lists, for whom, and what can be done."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from agentview.contract import network as contract
from agentview.contract.network import ErrorFilter, ErrorSort, ErrorView, NetworkBulkCommand, NetworkStatus
from agentview.contract.operations import OPERATIONS
from agentview.core.errors import Conflict, Denied, NotFound
from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest
from agentview.models.party import UserPowerOverride
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from tests import build
from tests.product_order import add, delete
from tests.services.network.carrying import FINE, NO_ACCOUNT, NO_BIRTH_DATE, SILENT, Carrying, at, keys

LEAD = "harbour_lead"


def test_r_prv_34_only_refused_subscriptions_that_still_wait_are_listed(carrying: Carrying) -> None:
    row = carrying.failed(NO_BIRTH_DATE)
    carrying.box(FINE)
    carrying.box(SILENT)
    carrying.run()
    assert carrying.errors() == (row,)
    assert (row.subscription, row.kind, row.customer, row.status) == (
        "SS-1",
        "SERVICE",
        "Marlow Dental Group",
        "PreActive",
    )
    assert (row.code, row.error) == (
        "MISSING_DATE_OF_BIRTH",
        "The date of birth of the account holder is missing.",
    )
    assert row.since == build.START
    with carrying.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(ServiceSubscription).values(status="Aborted"))
    assert carrying.errors() == ()


def test_r_prv_34_a_service_that_could_not_be_ended_is_listed(carrying_here: Carrying) -> None:
    carrying = carrying_here
    carrying.box()
    carrying.run()
    carrying.place(delete("PS-1"))
    with carrying.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(
            update(NetworkRequest)
            .where(NetworkRequest.action == "END")
            .values(status="REFUSED", failure_code="X", failure_text="No", finished_at=build.START)
        )
        session.execute(update(ServiceSubscription).values(status="PendingProvCancel"))
        session.execute(update(CancelRequest).values(status="ORDER_FAILED"))
    [row] = carrying.errors()
    assert (row.action, row.status) == ("END", "PendingProvCancel")
    counts = carrying.call(LEAD, contract.VIEWS).counts
    assert {one.view.value: one.rows for one in counts} == {"ALL": 1, "NOT_STARTED": 0, "NOT_ENDED": 1}
    carrying.call(LEAD, contract.ABORT, **at(row), reason="Kept")
    assert carrying.standing(row.request_id) == (NetworkStatus.ABORTED, "Active", "ORDER_CANCELLED")
    with carrying.backend.database.read() as session:
        assert session.scalars(select(PackageSubscription.status)).one() == "Active"


@pytest.mark.parametrize("who", ["harbour_csa", "harbour_prov", "harbour_viewer", "harbour_auditor"])
def test_r_prv_35_opening_it_takes_the_power(carrying: Carrying, who: str) -> None:
    row = carrying.failed()
    for op in (contract.ERRORS, contract.SIZE, contract.VIEWS):
        assert isinstance(carrying.refused(who, op), Denied)
    assert isinstance(carrying.refused(who, contract.LOG, request_id=row.request_id), Denied)
    assert isinstance(carrying.refused(who, contract.RETRY, **at(row), confirm=True), Denied)


def test_r_prv_36_a_retry_of_what_never_started_is_confirmed_first(carrying: Carrying) -> None:
    row = carrying.failed()
    warned = carrying.refused(LEAD, contract.RETRY, **at(row))
    assert (warned.code, warned.refusals[0].rule) == ("E-CONFIRM-RETRY", "R-PRV-36")
    acted = carrying.call(LEAD, contract.RETRY, **at(row), confirm=True)
    assert acted.status is NetworkStatus.PENDING
    assert carrying.standing(row.request_id) == (NetworkStatus.PENDING, "PreActive", "ORDER_PENDING")
    assert carrying.errors() == ()
    with carrying.backend.database.read() as session:
        assert session.scalars(select(WorkItem.status)).all() == ["RESOLVED"]
    carrying.run()
    [again] = carrying.errors()
    assert (again.attempt_no, again.request) == (2, row.request)


def test_s_09_abort_takes_a_reason_and_aborts_what_never_started(carrying: Carrying) -> None:
    row = carrying.failed()
    assert carrying.refused(LEAD, contract.ABORT, **at(row), reason=" ").code == "E-REASON"
    acted = carrying.call(LEAD, contract.ABORT, **at(row), reason="Ordered twice")
    assert acted.status is NetworkStatus.ABORTED
    assert carrying.standing(row.request_id) == (NetworkStatus.ABORTED, "Aborted", "ORDER_CANCELLED")
    with carrying.backend.database.read() as session:
        assert session.scalars(select(PackageSubscription.status)).one() == "Aborted"
        assert session.scalars(select(WorkItem.status)).all() == ["RESOLVED"]
        said = session.scalars(
            select(AuditEntry).where(AuditEntry.entity == "network_request", AuditEntry.action == "abort")
        ).one()
        assert (said.reason, said.actor, said.account_id) == ("Ordered twice", "Harbour Lead", build.MARLOW)


def test_r_prv_41_an_older_version_is_refused(carrying: Carrying) -> None:
    row = carrying.failed()
    carrying.call(LEAD, contract.RETRY, **at(row), confirm=True)
    stale = carrying.refused(LEAD, contract.ABORT, **at(row), reason="x")
    assert isinstance(stale, Conflict)
    assert (stale.code, stale.values["by"]) == ("E-STALE", "Harbour Lead")


def test_what_is_sent_or_done_is_neither_retried_nor_aborted(carrying_here: Carrying) -> None:
    carrying = carrying_here
    for mailbox in (SILENT, FINE):
        request_id = carrying.box(mailbox)
        carrying.run()
        version = carrying.call(LEAD, contract.LOG, request_id=request_id).version
        known = {"request_id": request_id, "version": version}
        assert carrying.refused(LEAD, contract.RETRY, **known, confirm=True).code == "E-STATE"
        assert carrying.refused(LEAD, contract.ABORT, **known, reason="x").code == "E-STATE"


def test_d_31_another_provider_s_errors_are_not_found(carrying: Carrying) -> None:
    row = carrying.failed()
    assert carrying.errors("alpine_lead") == ()
    assert carrying.errors("meridian_lead") == ()
    ops = [op for op in OPERATIONS if issubclass(op.request, contract.NetworkRef)]
    assert len(ops) == 3
    for op in ops:
        values = {"request_id": row.request_id, "version": row.version, "reason": "x", "confirm": True}
        fields = {name: value for name, value in values.items() if name in op.request.model_fields}
        assert isinstance(carrying.refused("alpine_lead", op, **fields), NotFound), op.name
    done = carrying.call(
        "alpine_lead",
        contract.BULK,
        command="abort",
        reason="x",
        rows=[{**at(row), "key": "k"}],
    )
    assert [one.refusals[0].code for one in done.results] == ["E-NOT-FOUND"]
    assert done.results[0].reference == ""
    assert carrying.errors() == (row,)


def test_bulk_each_row_has_its_own_result_and_key(carrying: Carrying) -> None:
    first, second = carrying.failed(), carrying.failed(NO_BIRTH_DATE)
    key = keys()
    rows = [
        {**at(first), "key": next(key)},
        {**at(second), "version": 77, "key": next(key)},
        {"request_id": 999, "version": 1, "key": next(key)},
    ]
    wanted = {"command": NetworkBulkCommand.ABORT, "reason": "Clean up", "rows": rows}
    done = carrying.call(LEAD, contract.BULK, **wanted)
    codes = [one.refusals[0].code if one.refusals else None for one in done.results]
    assert codes == [None, "E-STALE", "E-NOT-FOUND"]
    assert [row.request_id for row in carrying.errors()] == [second.request_id]
    # Sent again, as a screen does that heard no answer: what was done is answered as before, and not redone.
    again = carrying.call(LEAD, contract.BULK, **wanted)
    assert again.results[0].acted == done.results[0].acted


def test_r_prv_36_bulk_retry_is_confirmed_too(carrying_here: Carrying) -> None:
    carrying = carrying_here
    row = carrying.failed()
    rows = [{**at(row), "key": "k1"}]
    warned = carrying.call(LEAD, contract.BULK, command="retry", rows=rows)
    assert warned.results[0].refusals[0].code == "E-CONFIRM-RETRY"
    done = carrying.call(LEAD, contract.BULK, command="retry", rows=[{**at(row), "key": "k2"}], confirm=True)
    assert done.results[0].acted is not None


def test_d_19_many_rows_take_bulk_large(carrying_here: Carrying) -> None:
    carrying = carrying_here
    rows = [{"request_id": 1, "version": 1, "key": f"k{number}"} for number in range(51)]
    carrying.call(LEAD, contract.BULK, command="abort", reason="x", rows=rows)
    with carrying.backend.database.write(Stamp("test", build.START)) as session:
        lead = build.USERS
        number = list(lead).index(LEAD) + 1
        session.add(UserPowerOverride(user_id=number, power="BULK_LARGE", effect="DENY"))
    fresh = carrying.backend.gateway(LEAD)
    request = contract.NetworkBulkRequest.model_validate({"command": "abort", "reason": "x", "rows": rows})
    with pytest.raises(Denied):
        fresh.call(contract.BULK, request)


def test_the_log_tells_every_exchange(carrying: Carrying) -> None:
    row = carrying.failed()
    carrying.backend.clock.move(timedelta(minutes=5))
    carrying.call(LEAD, contract.RETRY, **at(row), confirm=True)
    carrying.run()
    log = carrying.call(LEAD, contract.LOG, request_id=row.request_id)
    assert (log.reference, log.subscription, log.status) == (row.request, "SS-1", "REFUSED")
    assert [(one.attempt_no, one.outcome) for one in log.entries] == [(2, "REFUSED"), (1, "REFUSED")]
    assert log.entries[0].text == row.error


@pytest.mark.parametrize("sort", list(ErrorSort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_pages_go_on_where_the_last_ended(
    carrying_here: Carrying, sort: ErrorSort, is_descending: bool
) -> None:
    carrying = carrying_here
    for account in (build.MARLOW, build.BRIGHT, build.OKONKWO):
        carrying.failed(account=account)
        carrying.backend.clock.move(timedelta(minutes=1))
    order = {"sort": sort, "is_descending": is_descending}
    everything = carrying.call(LEAD, contract.ERRORS, **order)
    first = carrying.call(LEAD, contract.ERRORS, **order, limit=2)
    rest = carrying.call(LEAD, contract.ERRORS, **order, limit=2, after=first.last)
    assert first.rows + rest.rows == everything.rows
    back = carrying.call(LEAD, contract.ERRORS, **order, limit=2, before=rest.first)
    assert back.rows == first.rows
    assert carrying.call(LEAD, contract.SIZE).rows == 3
    if sort is ErrorSort.CUSTOMER:
        names = [row.customer for row in everything.rows]
        assert names == sorted(names, reverse=is_descending)


def test_the_filter_finds_customer_number_identifier_and_error(carrying_here: Carrying) -> None:
    carrying = carrying_here
    ours = carrying.failed(account=build.BRIGHT)
    carrying.failed(NO_BIRTH_DATE)
    for text in ("bright", "SS-1", NO_ACCOUNT, "account number", build.ACCOUNT_NO[build.BRIGHT]):
        assert carrying.errors(filter=ErrorFilter(text=text)) == (ours,), text
    assert carrying.errors(filter=ErrorFilter(text="50%_'")) == ()
    assert carrying.errors(filter=ErrorFilter(view=ErrorView.NOT_ENDED)) == ()


def test_the_export_is_what_the_list_shows_and_audited(carrying: Carrying) -> None:
    row = carrying.failed()
    page = carrying.call(LEAD, contract.EXPORT, columns=["subscription", "error"])
    assert (page.rows, page.total, page.last) == ((row,), 1, None)
    with carrying.backend.database.read() as session:
        said = session.scalars(select(AuditEntry.new_value).where(AuditEntry.action == "export")).one()
        assert said == "provisioning errors: 1 rows: subscription, error"


def test_commands_say_why_they_are_closed(carrying_here: Carrying) -> None:
    carrying = carrying_here
    row = carrying.failed()
    page = carrying.call(LEAD, contract.ERRORS)
    assert [(one.command, one.is_open) for one in page.commands[row.commands]] == [
        ("retry", True),
        ("abort", True),
    ]


def test_a_package_with_something_else_alive_stays(carrying_here: Carrying) -> None:
    carrying = carrying_here
    carrying.place(add("TALK", number="TRK-1"))
    carrying.run()
    assert carrying.errors() == ()
