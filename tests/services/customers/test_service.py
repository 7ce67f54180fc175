"""A service and its editing: identifier, name, serial numbers, and its provisioning log."""

import pytest

from agentview.contract import customers as contract
from agentview.contract import provisioning, search
from agentview.contract.customers import ServiceRow
from agentview.core.errors import Conflict, Denied
from agentview.models.network import NetworkLog, NetworkRequest
from tests import build
from tests.services.customers import having
from tests.services.provisioning.working import Working, service_of

NEW = "+61491570159"
IMEI, ICCID = "356938035643809", "8961012345678901232"


def service(working: Working, account: int = build.MARLOW) -> contract.ServiceDetail:
    service_id = having.packages(working.backend, 1, account)[0]
    return working.call("harbour_csa", contract.SERVICE, service_id=service_id)


def edit(working: Working, row: ServiceRow, username: str = "harbour_csa", **request: object) -> ServiceRow:
    return working.call(username, contract.EDIT_SERVICE, **asked(row, **request))


def asked(row: ServiceRow, **request: object) -> dict[str, object]:
    return {
        "service_id": row.service_id,
        "version": row.version,
        "identifier": row.identifier,
        "serials": row.serials,
        **request,
    }


def codes(working: Working, row: ServiceRow, **request: object) -> list[str]:
    refused = working.refused("harbour_csa", contract.EDIT_SERVICE, **asked(row, **request))
    return [refusal.code for refusal in refused.refusals]


def test_r_prv_42_a_new_identifier_of_a_live_service_is_confirmed(working: Working) -> None:
    row = service(working).row
    assert codes(working, row, identifier="0491 570 159") == ["E-CONFIRM-IDENTIFIER"]
    changed = edit(working, row, identifier="0491 570 159", confirm_identifier=True)
    assert changed.identifier == NEW
    hits = working.call("harbour_csa", search.FIND, text="0491570159").hits
    assert [hit.record_id for hit in hits] == [build.MARLOW]
    assert codes(working, changed, identifier="x", confirm_identifier=True) == ["E-IDENTIFIER"]
    assert codes(working, changed, identifier="", confirm_identifier=True) == ["E-IDENTIFIER-MISSING"]


def test_name_and_serial_numbers_are_replaced_and_audited(working: Working) -> None:
    row = service(working).row
    serials = [{"kind": "IMEI", "serial_no": "35-693803-564380-9"}, {"kind": "ICCID", "serial_no": ICCID}]
    changed = edit(working, row, vanity_name="Front desk", serials=serials)
    assert {one.serial_no for one in changed.serials} == {IMEI, ICCID}
    assert changed.vanity_name == "Front desk"
    assert changed.version > row.version
    timeline = working.call("harbour_csa", contract.TIMELINE, account_id=build.MARLOW).entries
    assert {entry.field for entry in timeline} == {"vanity_name", "serials"}
    assert codes(working, changed, serials=[{"kind": "IMEI", "serial_no": "1"}]) == ["E-SERIAL"]
    assert edit(working, changed, serials=[]).serials == ()


def test_r_prv_41_the_second_of_two_sees_what_the_first_did(working: Working) -> None:
    row = service(working).row
    edit(working, row, "harbour_lead", serials=[])
    stale = working.refused("harbour_csa", contract.EDIT_SERVICE, **asked(row, vanity_name="Mine"))
    assert isinstance(stale, Conflict)
    assert (stale.code, stale.values["by"]) == ("E-STALE", "Harbour Lead")
    theirs = stale.values["theirs"]
    assert isinstance(theirs, dict)
    assert theirs["serials"] == ""


def test_r_prv_23_while_a_task_is_under_way_the_identifier_is_changed_there(working: Working) -> None:
    task = working.new()
    service_id = int(service_of(working.backend, task).removeprefix("SS-"))
    row = working.call("harbour_csa", contract.SERVICE, service_id=service_id).row
    assert codes(working, row, identifier=NEW) == ["E-SERVICE-BUSY"]
    assert edit(working, row, vanity_name="Front desk").vanity_name == "Front desk"


def test_a_service_that_has_ended_is_not_edited(working: Working) -> None:
    task = working.new()
    working.halt(task)
    seen = working.read("harbour_lead", task)
    working.call(
        "harbour_lead",
        provisioning.ABORT,
        task_id=task.row.task_id,
        version=seen.row.version,
        reason="x",
    )
    service_id = int(service_of(working.backend, task).removeprefix("SS-"))
    found = working.call("harbour_csa", contract.SERVICE, service_id=service_id)
    assert [refusal.code for state in found.commands for refusal in state.refusals] == ["E-SERVICE-ENDED"]
    assert codes(working, found.row, vanity_name="x") == ["E-SERVICE-ENDED"]


def test_the_log_tells_what_people_and_the_carrier_did(working: Working) -> None:
    task = working.new()
    working.halt(task)
    service_id = int(service_of(working.backend, task).removeprefix("SS-"))
    with having.writing(working.backend) as session:
        request = NetworkRequest(
            reference="NR-1",
            provider_id=build.HARBOUR,
            account_id=build.MARLOW,
            service_subscription_id=service_id,
            action="ACTIVATE",
            status="REFUSED",
            attempt_no=1,
            requested_at=build.START,
        )
        session.add(request)
        session.flush()
        session.add(
            NetworkLog(
                request_id=request.id, at=build.START, attempt_no=1, outcome="REFUSED", text="No such mailbox"
            )
        )
    log = working.call("harbour_csa", contract.SERVICE, service_id=service_id).log
    assert {(entry.reference, entry.what) for entry in log} >= {
        ("NR-1", "activate refused"),
        (task.row.reference, "halt"),
    }
    assert "psst" not in {entry.text for entry in log}, "the wholesaler's internal note"
    assert having.seen(working).counts.network_errors == 1


def test_who_lacks_the_power_is_denied(working: Working) -> None:
    row = service(working).row
    for username in ("harbour_prov", "harbour_viewer"):
        with pytest.raises(Denied):
            edit(working, row, username)
